"""The place and the day of deeds over a report: what carries on, and what does not. All reports are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources


def harmful(text: str, resources: Resources) -> list[Event]:
    return [e for e in code_text(text, resources, published="2011-07-29").events if e.casualties]


def test_what_somebody_does_for_a_living_does_not_move_the_story(resources: Resources) -> None:
    events = harmful(
        "Soldiers killed two gunmen in Mazar-i-Sharif on Monday. Their chief runs a large group of fighters in Herat. "
        "Soldiers detained three gunmen.",
        resources,
    )
    assert [e.where.name for e in events if e.where] == [events[0].where.name] * 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rangers killed two poachers while searching for a smuggler in Goma on Monday.", "2011-07-25"),
        ("Troops captured a rebel chief during an overnight raid in Goma on Monday.", "2011-07-25"),
        ("The army launched an operation to arrest a rebel chief in Goma on Monday.", "2011-07-25"),
    ],
)
def test_the_day_of_the_main_deed(text: str, day: str, resources: Resources) -> None:
    (event,) = harmful(text, resources)
    assert event.when is not None
    assert event.when.from_ == day


def test_a_name_no_gazetteer_lists_lies_in_the_one_province_told(resources: Resources) -> None:
    (event,) = harmful("Police killed two gunmen in the Uzbashti Valley in Kunar province on Monday.", resources)
    assert event.where is not None
    assert event.where.country == "AFG"
    assert "Kuna" in (event.where.admin1 or "")


@pytest.mark.parametrize("name", ["Nad ‘Ali", "Pul-e ‘Alam"])
def test_an_ayn_stands_inside_a_name(name: str, resources: Resources) -> None:
    (event,) = harmful(f"Afghan police killed two gunmen in {name} district on Monday.", resources)
    assert event.where is not None
    assert event.where.text == name


def test_a_person_s_name_before_province_is_a_place(resources: Resources) -> None:
    (event,) = harmful("Afghan police killed two gunmen in Wardak province on Monday.", resources)
    assert event.where is not None
    assert event.where.text == "Wardak"
