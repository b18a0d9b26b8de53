"""The text of a report cut where spans begin and end, so that overlapping spans can be shown without nesting."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_ORDER = ("trigger", "actor", "when", "where", "casualties", "means", "speaker", "relation")
"""Kinds of span, the one that shows first where several cover the same words."""

_KIND_OF_FIELD = {"source": "actor", "target": "actor", "mediator": "actor", "attribution": "speaker"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text with its kind; `event_id` is the event that rests on it, where one does; `quad` its class."""

    start: int
    end: int
    kind: str
    event_id: str | None = None
    quad: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that the same spans cover. `kind` is the kind that shows, `kinds` all; `is_quoted` lies in a quote."""

    text: str
    start: int
    end: int
    kind: str | None
    kinds: tuple[str, ...]
    is_quoted: bool
    event_id: str | None
    quad: int | None


def marks_of(events: list[dict[str, Any]], quotes: list[dict[str, Any]], relations: list[dict[str, Any]]) -> list[Mark]:
    """The marks of a report's records."""
    found = []
    for event in events:
        for evidence in event["evidence"]:
            kind = _KIND_OF_FIELD.get(evidence["field"], evidence["field"])
            found.append(Mark(evidence["start"], evidence["end"], kind, event["id"], event["quad_class"]))
        found += [Mark(c["start"], c["end"], "casualties", event["id"]) for c in event["casualties"]]
        speakers = [a["speaker"] for a in event["attribution"] if a["speaker"]]
        found += [Mark(s["start"], s["end"], "speaker", event["id"]) for s in speakers]
    found += [Mark(q["start"], q["end"], "quote") for q in quotes]
    found += [Mark(q["speaker"]["start"], q["speaker"]["end"], "speaker") for q in quotes if q["speaker"]]
    for relation in relations:
        found += [Mark(e["start"], e["end"], "relation") for e in relation["evidence"]]
    return found


def segments(text: str, marks: list[Mark], start: int = 0, end: int | None = None) -> list[Segment]:
    """The text from `start` to `end` in segments; joined, they are that text."""
    end = len(text) if end is None else min(end, len(text))
    inside = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    edges = sorted({start, end, *(max(start, m.start) for m in inside), *(min(end, m.end) for m in inside)})
    ordered = sorted(inside, key=lambda m: (m.start, m.end))
    found, active, following = [], list[Mark](), 0
    for left, right in pairwise(edges):
        while following < len(ordered) and ordered[following].start <= left:
            active.append(ordered[following])
            following += 1
        active = [m for m in active if m.end > left]
        found.append(_segment(text, left, right, active))
    return found


def _segment(text: str, left: int, right: int, covering: list[Mark]) -> Segment:
    kinds = tuple(k for k in _ORDER if any(m.kind == k for m in covering))
    shown = kinds[0] if kinds else None
    chosen = next((m for m in covering if m.kind == shown and m.event_id), None)
    is_quoted = any(m.kind == "quote" for m in covering)
    return Segment(
        text[left:right], left, right, shown, kinds, is_quoted,
        chosen.event_id if chosen else None, chosen.quad if chosen else None,
    )  # fmt: skip


def paragraph_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The paragraph that holds a sentence."""
    left = text.rfind("\n\n", 0, start)
    right = text.find("\n\n", end)
    return (0 if left < 0 else left + 2), (len(text) if right < 0 else right)
