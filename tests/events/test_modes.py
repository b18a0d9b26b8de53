"""Modes: of the deed that is asked for, refused or threatened; and those that the classifier tells of its own events."""

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.codebook import load_codebook
from dateline.evaluate.coding import code_row
from dateline.events import load_lexicon
from dateline.resources import Resources

CONTENTS = [
    ("Chad asked Cameroon to free the three nurses.", "REQUEST", "yield"),
    ("Oslo called on Kigali and Kinshasa to negotiate.", "REQUEST", "meet"),
    ("Fiji asked Japan to send doctors and medicine.", "REQUEST", "assist"),
    ("The union demanded that the premier resign.", "REQUEST", "change"),
    ("The rebels refused to meet the envoy of the African Union.", "REJECT", "meet"),
    ("Peru refused to release the captain of the trawler.", "REJECT", "yield"),
    ("Laos refused to help the Thai navy.", "REJECT", "assist"),
    ("The governor threatened to arrest the editor.", "THREATEN", "arrest"),
    ("Serbia threatened to expel the Croatian consul.", "THREATEN", "expel"),
    ("Ankara threatened to attack the Kurdish militia.", "THREATEN", "violence"),
    ("Austria threatened to suspend aid to Eritrea.", "THREATEN", "relations"),
    ("Angola will expel the Portuguese ambassador next week.", "THREATEN", "expel"),
    ("Chile will not meet the Bolivian delegation.", "REJECT", "meet"),
]


@pytest.mark.parametrize(("text", "event_type", "mode"), CONTENTS)
def test_a_request_refusal_or_threat_has_the_mode_of_its_deed(
    text: str, event_type: str, mode: str, resources: Resources
) -> None:
    events = code_row(text, resources).events
    assert (event_type, mode) in [(e.event_type, e.mode) for e in events]


PLAIN = [
    ("The president of Chile held talks with the leader of the Mapuche.", "CONSULT"),
    ("Rebels attacked an army post near the Rwandan border on Wednesday.", "ASSAULT"),
    ("The king rejected the idea.", "REJECT"),
]


@pytest.mark.parametrize(("text", "event_type"), PLAIN)
def test_a_word_of_the_lexicon_without_a_mode_gets_none_from_the_classifier(
    text: str, event_type: str, resources: Resources
) -> None:
    assert (event_type, None) in [(e.event_type, e.mode) for e in code_row(text, resources).events]


LEARNED = [
    ("The junta forbade gatherings of more than four persons in Naypyidaw.", "COERCE", "restrict"),
    ("The United Nations sent a team to examine reports of mass graves left by the militia in Ituri.", "ACCUSE", "investigate"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "event_type", "mode"), LEARNED)
def test_the_classifier_tells_the_mode_of_an_event_that_it_found(
    text: str, event_type: str, mode: str, resources: Resources
) -> None:
    found = [e for e in code_row(text, resources).events if e.event_type == event_type]
    assert [(e.mode, "mode by the classifier" in (e.reason or "")) for e in found] == [(mode, True)]


def test_every_mode_of_the_lexicon_is_one_of_the_codebook() -> None:
    lexicon = load_lexicon()
    entries = [e for entries in lexicon.verbs.values() for e in entries] + list(lexicon.nouns.values())
    known = {(t.name, m.name) for t in load_codebook().types for m in t.modes}
    assert not {(e.event_type, e.mode) for e in entries if e.mode} - known


def _verdicts(rows: Sequence[dict[str, str]], resources: Resources) -> Counter[str]:
    """How many sentences have an event of the type, and of those how many its mode, another, or none."""
    found: Counter[str] = Counter()
    for row in rows:
        event = next((e for e in code_row(row["text"], resources).events if e.event_type == row["type"]), None)
        if event is not None:
            found["coded"] += 1
            wanted = row["mode"] or None
            found["right" if event.mode == wanted else "open" if event.mode is None else "wrong"] += 1
    return found


def test_modes_of_plain_news_sentences_hold_up(resources: Resources) -> None:
    """124 sentences over the types that have modes, written before the heads were fitted; the bounds are what holds today."""
    text = (Path(__file__).parent / "mode_sentences.csv").read_text(encoding="utf-8")
    found = _verdicts(list(csv.DictReader(text.splitlines())), resources)
    assert found["coded"] >= 100 and found["right"] >= 68 and found["wrong"] <= 12, found


def test_concessions_in_words_are_told_from_steps_back_in_deed(resources: Resources) -> None:
    """36 sentences that the corpora join as one class; PLOVER has a declared ceasefire as words, a kept one as a deed."""
    text = (Path(__file__).parent / "yield_sentences.csv").read_text(encoding="utf-8")
    right = confused = 0
    for row in csv.DictReader(text.splitlines()):
        types = [e.event_type for e in code_row(row["text"], resources).events]
        told = next((t for t in types if t in {"CONCEDE", "RETREAT"}), None)
        right += told == row["type"]
        confused += told is not None and told != row["type"]
    assert right >= 30 and confused <= 2, (right, confused)
