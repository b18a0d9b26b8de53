"""Tolls told as numbers that move."""

import pytest

from dateline.mentions.casualties import find_casualties
from dateline.mentions.quantities import find_quantities
from dateline.pipeline import code_text
from dateline.text import Parser


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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The shell killed two nurses and wounded a third near Taiz.", [("killed", 2), ("injured", 1)]),
        ("Gunmen killed a chief and hurt another in Jos.", [("killed", 1), ("injured", 1)]),
        ("The mine killed a boy and injured two others in Kandahar.", [("killed", 1), ("injured", 2)]),
        ("Floods and fighting have displaced a third of the province.", []),
        ("Two guards were killed and one more was wounded in Gao.", [("killed", 2), ("injured", 1)]),
    ],
)
def test_an_ordinal_or_another_is_one_more_victim(text: str, wanted: list[tuple[str, int]], parser: Parser) -> None:
    found = [m for s in parser.parse(text) for m in find_casualties(s, find_quantities(s))]
    assert [(m.harm, m.low) for m in found] == wanted


@pytest.mark.parametrize("text", ["Shells hit Donetsk on Monday.", "Shells hit Mekelle on Friday."])
def test_a_town_that_is_hit_is_nobody_hurt(text: str, parser: Parser) -> None:
    assert not [m for s in parser.parse(text) for m in find_casualties(s, find_quantities(s))]
