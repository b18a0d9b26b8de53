"""What is news and what is background; what lies ahead. All sentences are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources


def coded(text: str, resources: Resources) -> list[Event]:
    return list(code_text(text, resources, published="2021-03-03").events)


@pytest.mark.parametrize(
    "text",
    [
        "Armenia said its forces had shelled an Azerbaijani convoy.",
        "The army announced that troops had killed six rebels and captured a depot.",
        "Police reported that gunmen had kidnapped two nurses in Zamfara.",
    ],
)
def test_a_pluperfect_that_is_only_said_in_the_past_is_news(text: str, resources: Resources) -> None:
    deeds = [e for e in coded(text, resources) if e.event_type == "ASSAULT"]
    assert deeds
    assert not any(e.historical for e in deeds)


@pytest.mark.parametrize(
    "text",
    [
        "The colonel, who had shelled a convoy of Armenia, spoke to the press.",
        "Rebels had attacked the army there before the truce.",
    ],
)
def test_a_pluperfect_of_the_story_is_background(text: str, resources: Resources) -> None:
    deeds = [e for e in coded(text, resources) if e.event_type == "ASSAULT"]
    assert deeds
    assert all(e.historical for e in deeds)


def test_what_is_agreed_at_a_meeting_does_not_announce_the_meeting(resources: Resources) -> None:
    events = coded("Serbia and Kosovo agreed on a hotline during talks in Brussels.", resources)
    assert "future" not in {e.status for e in events if e.event_type == "CONSULT"}


def test_a_meeting_dated_after_the_report_lies_ahead(resources: Resources) -> None:
    events = coded("Serbia will hand Kosovo a draft at talks in Brussels on March 9.", resources)
    assert {e.status for e in events if "talks" in e.evidence[0].text} <= {"future"}


def test_a_place_beside_the_victims_is_no_victim(resources: Resources) -> None:
    (event,) = [e for e in coded("Rebels killed 18 soldiers in the Philippines.", resources) if e.casualties]
    assert [a.text for a in event.target] == ["18 soldiers"]


def test_captured_weapons_are_no_means(resources: Resources) -> None:
    (event,) = coded("The army captured three rebel helicopters.", resources)
    assert (event.mode, event.means) == (None, None)
