"""Who did what to whom from raw sentences: recall of the labelled triples, beside how many events were coded."""

from typing import Any

from dateline.records import ActorRef, Event, to_plain
from dateline.resources import Resources

from .coding import code_row, overlaps
from .relations import gold_class
from .suite import SuiteResult

_EITHER_ORDER = frozenset({"CONSULT", "AGREE", "COOPERATE"})


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Recall of gold rows and mean number of events a sentence."""
    predictions: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    found = typed = 0
    for row in rows:
        events = code_row(row["text"], resources).events
        predictions.append({"id": row.get("id"), "events": [to_plain(e) for e in events]})
        if "event_type" not in row:
            continue
        linked = [e for e in events if _links(e, row)]
        if any(gold_class(e.event_type) == gold_class(row["event_type"]) for e in linked):
            found += 1
            continue
        typed += any(gold_class(e.event_type) == gold_class(row["event_type"]) for e in events)
        gold = f"{row['event_type']}: {_quoted(row, 'source')} -> {_quoted(row, 'target')}"
        got = "; ".join(f"{e.event_type}: {_names(e.source)} -> {_names(e.target)}" for e in events)
        kind = "wrong type" if linked else "wrong or no actors"
        errors.append({"kind": kind, "text": row["text"], "gold": gold, "got": got})
    coded = sum(len(p["events"]) for p in predictions)
    figures = {
        "recall": found / len(rows) if rows else 0.0,
        "events_per_sentence": coded / len(rows) if rows else 0.0,
        "missed_with_right_type": typed / len(rows) if rows else 0.0,
        "rows": len(rows),
    }
    return SuiteResult(figures, errors, predictions)


def _links(event: Event, row: dict[str, Any]) -> bool:
    """Whether the event's sides overlap the gold spans; where both sides act together they may stand in either."""
    source, target = event.source, event.target
    if event.event_type in _EITHER_ORDER or not target:
        every = (*source, *target, *event.mediator)
        return _touches(every, row["source"]) and _touches(every, row["target"])
    return _touches(source, row["source"]) and _touches(target, row["target"])


def _touches(actors: tuple[ActorRef, ...], spans: list[list[int]]) -> bool:
    return any(overlaps((a.start, a.end), (start, end)) for a in actors for start, end in spans)


def _names(actors: tuple[ActorRef, ...]) -> str:
    return ", ".join(a.text for a in actors)


def _quoted(row: dict[str, Any], side: str) -> str:
    return ", ".join(row["text"][a:b] for a, b in row[side])
