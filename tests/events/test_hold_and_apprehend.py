"""What is held or apprehended may be no person. All sentences are ours."""

import pytest

from dateline.evaluate.coding import code_row
from dateline.resources import Resources

NO_ARREST = [
    "The party held a press conference in Lima.",
    "The governor of Kaduna held the funeral of the emir.",
    "Residents of Mombasa apprehended trouble after the verdict.",
    "The opposition apprehended violence by the ruling party.",
]
ARREST = ["Soldiers held three farmers for two days.", "Police apprehended two smugglers in Durres."]


@pytest.mark.parametrize("text", NO_ARREST)
def test_a_meeting_held_and_trouble_feared_are_no_arrests(text: str, resources: Resources) -> None:
    assert not [e for e in code_row(text, resources).events if e.event_type == "COERCE"]


@pytest.mark.parametrize("text", ARREST)
def test_persons_held_are_arrested(text: str, resources: Resources) -> None:
    assert [e.mode for e in code_row(text, resources).events] == ["arrest"]


OBJECTS = [
    ("Rebels threatened to blow up the pipeline near Kirkuk.", "THREATEN", "the pipeline near Kirkuk"),
    ("The army threatened to destroy the old bridge.", "THREATEN", "the old bridge"),
    ("Ghanaian troops participate in peacekeeping operations in Mali.", "AID", "Mali"),
    ("The king sent a condolence message to President Ruto.", "SUPPORT", "Ruto"),
]


@pytest.mark.parametrize(("text", "event_type", "target"), OBJECTS)
def test_what_a_threat_or_a_message_is_about_is_acted_on(
    text: str, event_type: str, target: str, resources: Resources
) -> None:
    events = [e for e in code_row(text, resources).events if e.event_type == event_type]
    assert [a.text for e in events for a in e.target] == [target]


def test_a_force_named_after_the_police_is_police(resources: Resources) -> None:
    (event,) = code_row("A local police force stormed the house of the mayor.", resources).events
    assert event.source[0].sectors == ("COP",)
