"""Who did what to whom from raw sentences: recall of the labelled triples, beside how many events were coded."""

from typing import Any

from dateline.mentions import find_actors
from dateline.records import ActorRef, Event, to_plain
from dateline.resources import Resources

from .coding import code_row
from .kinds import masked
from .relations import gold_class
from .suite import SuiteResult
from .triple_kinds import kind_of_miss, meets

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
        if any(gold_class(e.event_type) == gold_class(row["event_type"]) for e in events if _links(e, row)):
            found += 1
            continue
        typed += any(gold_class(e.event_type) == gold_class(row["event_type"]) for e in events)
        gold = f"{row['event_type']}: {_quoted(row, 'source')} -> {_quoted(row, 'target')}"
        got = "; ".join(f"{e.event_type}: {_names(e.source)} -> {_names(e.target)}" for e in events)
        kind, shape = _kind(row, events, resources), masked(row["text"], *[*row["source"], *row["target"], [0, 0]][0])
        errors.append({"kind": kind, "text": row["text"], "gold": gold, "got": got, "shape": shape})
    coded = sum(len(p["events"]) for p in predictions)
    figures = {
        "recall": found / len(rows) if rows else 0.0,
        "events_per_sentence": coded / len(rows) if rows else 0.0,
        "missed_with_right_type": typed / len(rows) if rows else 0.0,
        "rows": len(rows),
    }
    return SuiteResult(figures, errors, predictions)


def _kind(row: dict[str, Any], events: tuple[Event, ...], resources: Resources) -> str:
    sentences = resources.parser.parse(row["text"])
    actors = [(a.start, a.end) for s in sentences for a in find_actors(s, resources.register, None)]
    wanted = str(gold_class(row["event_type"]))
    return kind_of_miss(
        events, wanted, (row["source"], row["target"]), actors, lambda e: gold_class(e.event_type) == wanted
    )


def _links(event: Event, row: dict[str, Any]) -> bool:
    """Whether the event's sides overlap the gold spans; where both sides act together they may stand in either."""
    source, target = event.source, event.target
    if event.event_type in _EITHER_ORDER or not target:
        every = (*source, *target, *event.mediator)
        return meets(every, row["source"]) and meets(every, row["target"])
    return meets(source, row["source"]) and meets(target, row["target"])


def _names(actors: tuple[ActorRef, ...]) -> str:
    return ", ".join(a.text for a in actors)


def _quoted(row: dict[str, Any], side: str) -> str:
    return ", ".join(row["text"][a:b] for a, b in row[side])
