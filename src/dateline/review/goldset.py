"""Corrected records as an evaluation set: one report a line, with the events that reviewers let stand."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from dateline.store import Reviews, Store


def gold_rows(store: Store, *, is_complete: bool = False) -> Iterator[dict[str, Any]]:
    """The rows for `dateline evaluate reviewed`, by report: text, day and place of its dateline, `gold` events, `rejected` ones.

    Only events that a reviewer decided on are in a row; with `is_complete`, only reports of which every event was decided on.
    """
    for report_id, group in groupby(Reviews(store).standing(), key=lambda r: r.report_id):
        held = list(group)
        report = store.report(report_id)
        if report is None or report["superseded_by"]:
            continue
        decided = {r.event_id for r in held}
        is_whole = all(e["id"] in decided for e in store.events_of(report_id))
        if is_complete and not is_whole:
            continue
        yield {
            "id": report_id,
            "text": report["text"],
            "published": report["published"],
            "dateline_place": report["dateline_place"],
            "is_complete": is_whole,
            "gold": [_gold(r.record) for r in held if r.state != "rejected"],
            "rejected": [_gold(r.record) for r in held if r.state == "rejected"],
            "reviewers": sorted({r.reviewer for r in held}),
        }


def _gold(record: dict[str, Any]) -> dict[str, Any]:
    """The fields that the suite compares."""
    trigger = next(e for e in record["evidence"] if e["field"] == "trigger")
    return {
        "trigger": {key: trigger[key] for key in ("text", "start", "end")},
        **{
            key: record[key]
            for key in ("event_type", "mode", "status", "source", "target", "when", "where", "casualties")
        },
    }
