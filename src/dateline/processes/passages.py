"""Sentences of reports with the events that they tell, as far as a process is concerned."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .cues import load_cues
from .definition import Definition
from .sides import Sides
from .state import Proof

Record = dict[str, Any]
_RECENT_DAYS = 7
_LONG_GONE_DAYS = 180
_BREAK = re.compile(r"\n+|(?<=[.!?])(?<!\b[A-Z]\.)\s+(?=[\"“A-Z])|(?<=[.!?][\"”])\s+(?=[\"“A-Z])")
"""Where a sentence ends that no event was coded in; after an initial (`U.S. President`) none does."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, its events in text order, what the report tells before it and the sentence after it.

    Where nothing was coded in the sentence, its only event is an empty one without an id: words alone tell the move.
    """

    report: Record
    text: str
    before: str
    after: str
    events: tuple[Record, ...]

    @property
    def is_coded(self) -> bool:
        """Whether an event was coded in the sentence."""
        return self.events[0]["id"] is not None

    @property
    def published(self) -> str | None:
        day = self.report.get("published")
        return str(day) if day else None


def passages_of(
    events: Iterable[Record], reports: Mapping[str, Record], definition: Definition, as_of: str | None = None
) -> list[Passage]:
    """The sentences that concern the process, by day of publication and place in the text; reprints are left out.

    `as_of` leaves out reports published after that day, and revisions seen after it.
    """
    groups: dict[str, dict[tuple[int, int], list[Record]]] = {}
    for event in events:
        span = event["sentence"]
        groups.setdefault(event["report_id"], {}).setdefault((span["start"], span["end"]), []).append(event)
    found: list[tuple[str, str, Passage]] = []
    for report_id, told in groups.items():
        report = reports.get(report_id)
        if report is not None and not report.get("duplicate_of") and is_known(report, as_of):
            found += [(str(report.get("published") or ""), report_id, p) for p in _of_report(report, told, definition)]
    return [p for *_, p in sorted(found, key=lambda f: f[:2])]


def _of_report(report: Record, told: Mapping[tuple[int, int], list[Record]], definition: Definition) -> list[Passage]:
    """The passages of one report in text order: coded sentences, and those between them that name what parties promise."""
    coded = [s for s in sorted(told) if _concerns(told[s], report, _flat(report["text"], *s), definition)]
    if not coded:
        return []
    sides = Sides(definition)
    named = [s for s in told if sides.named_in(_flat(report["text"], *s))]
    spans = sorted({*coded, *named, *_uncoded(report["text"], sorted(told))})
    made = []
    for start, end in spans:
        sentence = _flat(report["text"], start, end)
        events = tuple(told.get((start, end), ())) or (_nothing(report, start, end),)
        after = next((_flat(report["text"], *s) for s in spans if s[0] >= end), "")
        made.append(Passage(report, sentence, _flat(report["text"], 0, start), after, events))
    return made


def _flat(text: str, start: int, end: int) -> str:
    return text[start:end].replace("\n", " ").strip()


def _uncoded(text: str, coded: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The sentences that no event was coded in and whose words may tell a move."""
    cues, found = load_cues(), []
    edges = [0, *(n for span in coded for n in span), len(text)]
    for first, last in zip(edges[::2], edges[1::2], strict=True):
        at = first
        for match in [*_BREAK.finditer(text, first, last), None]:
            end = match.start() if match else last
            if end > at and cues.may_move(text[at:end]):
                found.append((at + len(text[at:end]) - len(text[at:end].lstrip()), end))
            at = match.end() if match else last
    return found


def _nothing(report: Record, start: int, end: int) -> Record:
    """The empty event of a sentence in which none was coded."""
    return {
        "id": None, "report_id": report["id"], "event_type": "", "mode": None, "status": "occurred", "historical": False,
        "source": [], "target": [], "mediator": [], "attribution": [], "when": None, "where": None, "casualties": [],
        "evidence": [], "sentence": {"start": start, "end": end},
    }  # fmt: skip


def is_known(report: Record, as_of: str | None) -> bool:
    """Whether a report was there on that day."""
    published = report.get("published")
    return as_of is None or bool(published and published <= as_of)


def _concerns(told: list[Record], report: Record, sentence: str, definition: Definition) -> bool:
    published = report.get("published")
    first, last = definition.years
    if published and not first <= int(published[:4]) <= last:
        return False
    sides = Sides(definition)
    actors = [a for e in told for a in (*e["source"], *e["target"], *e["mediator"])]
    named = set(sides.parties_of(actors)) | set(sides.named_in(sentence))
    dateline = report.get("dateline_place") or {}
    places = [e["where"]["country"] for e in told if e["where"]] + [dateline.get("country")]
    in_country = any(country in definition.countries for country in places)
    text = f"{report.get('title') or ''} {report.get('text') or ''}"
    return len(named) > 1 or in_country or bool(named and len(sides.named_in(text)) > 1)


def is_background(event: Record, passage: Passage) -> bool:
    """Whether an event is told as background and not of the last days: `had paused talks on Thursday` is news."""
    if not event["historical"]:
        return False
    day, published = (event["when"] or {}).get("from"), passage.published
    if day is None or published is None:
        return True
    return (date.fromisoformat(published) - date.fromisoformat(day)).days > _RECENT_DAYS


def day_of(event: Record, passage: Passage) -> str | None:
    """The day on which the event happened or was said; None for background violence whose day is not told.

    What is told as done was done by the day of publication; a mere year, or a day long gone that the news is only measured by
    (`for the first time since 2001`), is no day of it.
    """
    when, published = event["when"], passage.published
    told = when["from"] if when and when["precision"] != "year" else None
    if told and published and not event["historical"] and event["event_type"] != "ASSAULT":
        told = told if (date.fromisoformat(published) - date.fromisoformat(told)).days < _LONG_GONE_DAYS else None
    if event["status"] in {"future", "sought", "hypothetical"}:
        return passage.published
    if told:
        return min(str(told), passage.published or "9999")
    return None if event["historical"] and event["event_type"] == "ASSAULT" else passage.published


def proof_of(event: Record, passage: Passage, day: str | None) -> Proof:
    """The evidence that an event gives."""
    speakers = [a["speaker"] for a in event["attribution"] if a["speaker"]]
    names = tuple(dict.fromkeys(s["name"] or s["text"] for s in speakers))
    return Proof(day, event["id"], event["report_id"], passage.published, passage.text, names)
