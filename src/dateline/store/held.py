"""Reviewers' records laid over what is coded anew."""

import json
import sqlite3
from typing import Any

from .rows import put_event

Record = dict[str, Any]


def hold_reviews(connection: sqlite3.Connection, report_id: str) -> None:
    """Put the records that reviewers decided on in the place of what a report's new coding has at the same words.

    An event that the new coding no longer finds stays where a reviewer accepted or corrected it.
    """
    rows = connection.execute(
        "SELECT event_id, state, trigger_start, trigger_end, position, record FROM reviewed WHERE report_id = ? ORDER BY event_id",
        (report_id,),
    ).fetchall()
    coded = [
        (json.loads(record), position)
        for record, position in connection.execute(
            "SELECT record, position FROM event WHERE report_id = ? ORDER BY position", (report_id,)
        )
    ] if rows else []  # fmt: skip
    for event_id, state, start, end, position, record in rows:
        found = _same(coded, event_id, json.loads(record)["event_type"], (start, end))
        machine = None
        if found is not None:
            coded.remove(found)
            machine, position = found
        connection.execute(
            "UPDATE reviewed SET machine = ?, position = ? WHERE event_id = ?",
            (None if machine is None else json.dumps(machine, ensure_ascii=False), position, event_id),
        )
        if state == "open":
            continue
        if machine is not None:
            connection.execute("DELETE FROM event WHERE report_id = ? AND id = ?", (report_id, machine["id"]))
        if state != "rejected":
            put_event(connection, json.loads(record), position)


def _same(
    coded: list[tuple[Record, int]], event_id: str, event_type: str, words: tuple[int, int]
) -> tuple[Record, int] | None:
    """The newly coded event that stands where the reviewed one stood: the same id, else the same trigger words."""
    here = [
        (record, position)
        for record, position in coded
        if any(e["field"] == "trigger" and (e["start"], e["end"]) == words for e in record["evidence"])
    ]
    here.sort(key=lambda pair: pair[0]["event_type"] != event_type)
    return next((pair for pair in coded if pair[0]["id"] == event_id), here[0] if here else None)
