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
