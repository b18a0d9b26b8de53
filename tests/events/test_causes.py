"""Harm told without its doer is the deed of whoever stands behind its cause."""

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources


def _killing(resources: Resources, text: str) -> Event:
    return next(e for e in code_text(text, resources).events if e.event_type == "ASSAULT" and e.casualties)


@pytest.mark.parametrize(
    ("text", "doer", "killed"),
    [
        ("Two nurses were killed in police firing in Asmara on Monday.", "police", 2),
        ("Four students died in police firing outside the university.", "police", 4),
        ("Three traders were killed in firing by the police in Asmara.", "police", 3),
        ("One boy was killed when the army fired twelve rounds in Bangui.", "the army", 1),
        ("The police fired forty rounds, killing two men.", "police", 2),
    ],
)
def test_the_doer_of_the_cause_is_the_doer_of_the_harm(resources: Resources, text: str, doer: str, killed: int) -> None:
    event = _killing(resources, text)
    assert [a.text.lower().removeprefix("the ") for a in event.source] == [doer.removeprefix("the ")]
    assert [c.best for c in event.casualties] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "Two nurses were killed in an earthquake in Asmara.",
        "Four students died in a fire at the university while police slept.",
    ],
)
def test_no_doer_is_made_up(resources: Resources, text: str) -> None:
    assert not any(e.source for e in code_text(text, resources).events if e.event_type == "ASSAULT")
