"""Sentences of reports with the events that they tell, as far as a process is concerned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .definition import Definition
from .sides import Sides
from .state import Proof

Record = dict[str, Any]
_RECENT_DAYS = 7


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, its events in text order, and the sentence after it (where terms are often told)."""

    report: Record
    text: str
    after: str
    events: tuple[Record, ...]

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
    groups: dict[tuple[str, int, int], list[Record]] = {}
    for event in events:
        span = event["sentence"]
        groups.setdefault((event["report_id"], span["start"], span["end"]), []).append(event)
    found = []
    for (report_id, start, end), told in groups.items():
        report = reports.get(report_id)
        if report is None or report.get("duplicate_of") or not is_known(report, as_of):
            continue
        text = report["text"]
        sentence, after = text[start:end].replace("\n", " "), text[end : end + 240].replace("\n", " ")
        if _concerns(told, report, sentence, definition):
            found.append(
                (str(report.get("published") or ""), report_id, start, Passage(report, sentence, after, tuple(told)))
            )
    return [p for *_, p in sorted(found, key=lambda f: f[:3])]


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
    """The day on which the event happened or was said; None for background violence whose day is not told."""
    when = event["when"]
    told = when["from"] if when else None
    if event["status"] in {"future", "sought", "hypothetical"}:
        return passage.published
    if told:
        return str(told)
    return None if event["historical"] and event["event_type"] == "ASSAULT" else passage.published


def proof_of(event: Record, passage: Passage, day: str | None) -> Proof:
    """The evidence that an event gives."""
    speakers = [a["speaker"] for a in event["attribution"] if a["speaker"]]
    names = tuple(dict.fromkeys(s["name"] or s["text"] for s in speakers))
    return Proof(day, event["id"], event["report_id"], passage.published, passage.text, names)
