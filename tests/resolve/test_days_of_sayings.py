"""A deed that is dated by a saying only happened on that day or the day before. All sentences are ours."""

import pytest

from dateline.evaluate.coding import code_row
from dateline.resources import Resources

DAY = "2024-05-15"  # a Wednesday
RANGES = [
    "Rebels killed ten soldiers, the army said on Wednesday.",
    "The army said on Wednesday that rebels killed ten soldiers.",
    "Gunmen abducted four nurses in Adamawa, police announced Wednesday.",
]
DAYS = [
    ("Rebels killed ten soldiers on Wednesday, the army said.", "2024-05-15"),
    ("The army said on Wednesday that rebels killed ten soldiers on Monday.", "2024-05-13"),
]


@pytest.mark.parametrize("text", RANGES)
def test_a_deed_dated_by_a_saying_has_a_range_of_two_days(text: str, resources: Resources) -> None:
    when = code_row(text, resources, DAY).events[0].when
    assert when is not None
    assert (when.from_, when.to, when.precision) == ("2024-05-14", "2024-05-15", "range")


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_a_deed_with_a_day_of_its_own_keeps_it(text: str, day: str, resources: Resources) -> None:
    when = code_row(text, resources, DAY).events[0].when
    assert when is not None
    assert (when.from_, when.to) == (day, day)


def test_words_are_dated_by_their_saying(resources: Resources) -> None:
    events = code_row("The minister said on Wednesday that he would meet the rebels.", resources, DAY).events
    assert [(e.when.from_, e.when.to) for e in events if e.when] == [(DAY, DAY)]


APART = [
    ("The rebels shelled Goma on Monday, a day after the army bombed a camp.", "ASSAULT", "2024-05-12"),
    ("The minister visited Juba on 3 May, two days before rebels attacked the base.", "ASSAULT", "2024-05-05"),
    ("The army shelled Bria on Sunday, hours after the two sides met in Lagos.", "CONSULT", "2024-05-12"),
    ("Three days after gunmen abducted two nuns near Kano, police freed them on Monday.", "ASSAULT", "2024-05-10"),
]


@pytest.mark.parametrize(("text", "event_type", "day"), APART)
def test_a_clause_is_so_many_days_before_or_after_its_main_clause(
    text: str, event_type: str, day: str, resources: Resources
) -> None:
    events = [e for e in code_row(text, resources, DAY).events if e.event_type == event_type and e.when]
    assert day in {e.when.from_ for e in events if e.when} and all(e.when.precision == "day" for e in events if e.when)


def test_an_unknown_day_gives_no_other(resources: Resources) -> None:
    events = code_row("The envoy left Juba, two days after rebels attacked the base.", resources, DAY).events
    assert [e.when for e in events if e.event_type == "ASSAULT"] == [None]
