"""The day of a deed from what is told about it: when it happened, when help was called; never that of a trial. All reports are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources

DAY = "2024-05-15"  # a Wednesday
TOLD = [
    ("Gunmen killed two traders at a market in Jos. It happened late on Sunday, police said.", "2024-05-12"),
    ("Rebels killed ten soldiers, the army said on Wednesday. The attack took place on Sunday.", "2024-05-12"),
    ("Three men were shot in Tulsa, Oklahoma. Police were called to the house at 9 p.m. Monday.", "2024-05-13"),
    ("Raiders shot two herders in Mayo. Villagers found the bodies on Monday.", "2024-05-13"),
    ("Masked men killed a judge in Lima. Neighbours reported hearing shots. Medics responded on Monday.", "2024-05-13"),
]


@pytest.mark.parametrize(("text", "day"), TOLD)
def test_a_deed_without_a_day_has_that_of_its_occurrence(text: str, day: str, resources: Resources) -> None:
    (when,) = {
        e.when.from_ if e.when else None for e in code_text(text, resources, published=DAY).events if e.casualties
    }
    assert when == day


@pytest.mark.parametrize(
    "text",
    [
        "A man was charged on Tuesday in the killing of two traders in Jos.",
        "A rebel accused of killing two monks appeared in court on Tuesday.",
    ],
)
def test_the_day_of_a_trial_is_not_that_of_the_deed(text: str, resources: Resources) -> None:
    deeds = [e for e in code_text(text, resources, published=DAY).events if e.event_type == "ASSAULT"]
    assert deeds and all(e.when is None for e in deeds)


def test_what_is_part_of_an_arrest_shares_its_day(resources: Resources) -> None:
    events = code_text("Police detained four rebels during a raid in Khost on Monday.", resources, published=DAY).events
    assert {e.when.from_ for e in events if e.when} == {"2024-05-13"}


def test_the_day_of_an_arrest_is_not_carried_on_to_the_deed(resources: Resources) -> None:
    text = "Police arrested a man in Jos on Tuesday. He killed two traders, they say."
    deeds = [e for e in code_text(text, resources, published=DAY).events if e.event_type == "ASSAULT"]
    assert deeds and all(e.when is None for e in deeds)
