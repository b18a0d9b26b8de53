"""The coder against records that reviewers accepted or corrected: an event is found by its trigger, then compared field by field."""

from typing import Any

from dateline.coders import Coder, built_in
from dateline.records import Event, Place, Report, from_plain, to_plain
from dateline.resources import Resources

from .coding import overlaps
from .metrics import prf
from .suite import SuiteResult

FIELDS = ("event_type", "mode", "status", "source", "target", "when", "where", "killed")


def evaluate(rows: list[dict[str, Any]], resources: Resources, coder: Coder | None = None) -> SuiteResult:
    """Precision, recall and F1 of events in reports reviewed whole, recall in all, and the share right in each field of those found.

    `rejected_again` is the share of events taken out by a reviewer that the coder still finds with the same type,
    `failed` the number of reports that it could not code.
    """
    coder = coder or built_in()
    failed = 0
    hits = predicted = gold = whole_hits = whole_gold = 0
    right = dict.fromkeys(FIELDS, 0)
    again = rejected = 0
    errors: list[dict[str, Any]] = []
    predictions = []
    for row in rows:
        coded = coder.code(_report(row), resources)
        failed += coded.outcome == "failed"
        events = list(coded.events)
        pairs = _pairs(row["gold"], events)
        hits, gold = hits + len(pairs), gold + len(row["gold"])
        if row.get("is_complete"):
            predicted += len(events)
            whole_hits, whole_gold = whole_hits + len(pairs), whole_gold + len(row["gold"])
        for wanted, event in pairs:
            for name in FIELDS:
                expected, got = value_of(wanted, name), value_of(to_plain(event), name)
                right[name] += expected == got
                if expected != got:
                    errors.append({"kind": name, "text": wanted["trigger"]["text"], "gold": expected, "got": got})
        found = {id(w) for w, _ in pairs}
        missed = (w for w in row["gold"] if id(w) not in found)
        errors += [{"kind": "missed", "text": row["text"], "gold": w["event_type"], "got": None} for w in missed]
        rejected += len(row.get("rejected", []))
        again += sum(w["event_type"] == e.event_type for w, e in _pairs(row.get("rejected", []), events))
        predictions.append({"id": row.get("id"), "events": [to_plain(e) for e in events]})
    precision, recall, f1 = prf(whole_hits, predicted, whole_gold)
    figures: dict[str, Any] = {
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "found": hits / gold if gold else 0.0,
    }
    figures |= {f"{name}_accuracy": right[name] / hits if hits else 0.0 for name in FIELDS}
    figures |= {"rejected_again": again / rejected if rejected else 0.0, "events": gold, "rows": len(rows)}
    figures["failed"] = failed
    return SuiteResult(figures, errors, predictions)


def _report(row: dict[str, Any]) -> Report:
    """The report of a row as it was coded: its text, and the day and place of its dateline, on which dates and places rest."""
    place = row.get("dateline_place")
    return Report(
        id=str(row.get("id") or "r-row"),
        title=None,
        text=row["text"],
        language="en",
        dateline_place=from_plain(Place, place) if place else None,
        published=row.get("published"),
    )


def _pairs(gold: list[dict[str, Any]], events: list[Event]) -> list[tuple[dict[str, Any], Event]]:
    """Gold events with the coded event whose trigger overlaps theirs, each used once; one of the same type goes first."""
    free = list(events)
    found = []
    for wanted in gold:
        span = (wanted["trigger"]["start"], wanted["trigger"]["end"])
        here = [e for e in free if any(v.field == "trigger" and overlaps(span, (v.start, v.end)) for v in e.evidence)]
        if here:
            chosen = min(here, key=lambda e: (e.event_type != wanted["event_type"], e.id))
            free.remove(chosen)
            found.append((wanted, chosen))
    return found


def value_of(record: dict[str, Any], field: str) -> Any:
    """What is compared of a field: names of actors, days, the place's name and country, the best number of killed."""
    if field in {"source", "target"}:
        return sorted(a["actor_id"] or a["name"] or a["text"] for a in record[field])
    if field == "when":
        when = record["when"] or {}
        return [when.get("from"), when.get("to")]
    if field == "where":
        where = record["where"] or {}
        return [where.get("name"), where.get("country")]
    if field == "killed":
        told = [c["best"] or 0 for c in record["casualties"] if c["harm"] == "killed" and not c["is_subtotal"]]
        return max(told, default=0)
    return record[field]
