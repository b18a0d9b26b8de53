"""Tolls told as numbers that move."""

import pytest

from dateline.pipeline import code_text


def killed(text, resources, published="2016-03-05"):
    events = code_text(text, resources, published=published).events
    told = [(c.best, c.is_subtotal) for e in events for c in e.casualties if c.harm == "killed"]
    return told, {e.when.from_ for e in events if e.casualties and e.when}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The number of miners killed in a rebel raid near Bria rose to 14 on Friday, the Red Cross said.", 14),
        ("The number of people killed in the shelling of Donetsk has climbed to 32, officials said.", 32),
        ("The number of dead in the bombing of a mosque in Maiduguri stood at 21 on Thursday.", 21),
    ],
)
def test_a_count_of_the_killed_that_rose_is_a_toll(resources, text, number):
    assert killed(text, resources)[0] == [(number, False)]


def test_the_day_on_which_a_count_rose_is_not_that_of_the_deed(resources):
    told, days = killed(
        "The number of police killed in an attack on a post in Farah rose to nine on Friday.", resources
    )
    assert told == [(9, False)] and "2016-03-04" not in days


def test_who_died_since_is_a_part_of_the_count(resources):
    text = "The number of guards killed in a bandit raid near Kaduna rose to five after one of the wounded died, police said."
    told = killed(text, resources)[0]
    assert (5, False) in told and all(is_part for number, is_part in told if number == 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A 12-year-old is dead after a raid near Beni on Friday.", 1),
        ("Three herders were fatally wounded in an ambush near Gao on Friday.", 3),
    ],
)
def test_an_age_is_a_person_and_a_fatal_wound_a_death(resources, text, number):
    assert [n for n, _ in killed(text, resources)[0]] == [number]
