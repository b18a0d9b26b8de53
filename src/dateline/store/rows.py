"""Records as rows: the columns by which they are found."""

import json
import os
from typing import Any

from dateline.records import Claim, Event, from_plain, to_json

from .database import Writing

EVENT_COLUMNS = (
    "id, report_id, position, event_type, mode, status, historical, day_from, day_to, country, place, lat, lon, killed, "
    "confidence, record, admin1, admin2, precision"
)


def report_record(row: tuple[Any, ...]) -> dict[str, Any]:
    names = ("outcome", "reason", "revision", "previous", "changed_on", "superseded_by")
    return {**json.loads(row[0]), **dict(zip(names, row[1:7], strict=True))}


def origin_of(source_uri: str | None) -> str | None:
    """The address or absolute path that tells revisions of one report; None for standard input and rows of a table."""
    if not source_uri or source_uri in {"standard input", "text"}:
        return None
    if "://" in source_uri:
        return source_uri
    if source_uri.rpartition(":")[2].isdigit() and not os.path.exists(source_uri):
        return None
    return os.path.abspath(source_uri)


def event_row(event: Event, position: int) -> tuple[Any, ...]:
    when, where = event.when, event.where
    killed = [c.best for c in event.casualties if c.harm == "killed" and not c.is_subtotal and c.best is not None]
    return (
        event.id, event.report_id, position, event.event_type, event.mode, event.status, int(event.historical),
        when.from_ if when else None, when.to if when else None, where.country if where else None,
        where.name if where else None, where.lat if where else None, where.lon if where else None,
        max(killed) if killed else None, event.confidence, to_json(event), where.admin1 if where else None,
        where.admin2 if where else None, where.precision if where else None,
    )  # fmt: skip


def actor_rows(event: Event) -> list[tuple[Any, ...]]:
    sides = (("source", event.source), ("target", event.target), ("mediator", event.mediator))
    return [
        (event.report_id, event.id, side, a.actor_id, a.name or a.text, a.country, " ".join(a.sectors))
        for side, refs in sides
        for a in refs
    ]


def claim_row(claim: Claim) -> tuple[Any, ...]:
    who = claim.claimant
    return (
        claim.report_id, claim.id, claim.event_id, claim.field, claim.low, claim.high, (who.name or who.text) if who else None,
        who.actor_id if who else None, claim.claimant_kind, claim.said_on,
    )  # fmt: skip


def put_event(writing: Writing, record: dict[str, Any], position: int) -> None:
    """Write an event given as a plain record, whatever else stands in the record."""
    event = from_plain(Event, record)
    columns = dict(zip(EVENT_COLUMNS.split(", "), event_row(event, position), strict=True))
    columns["record"] = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    marks = ",".join("?" * len(columns))
    writing.execute(f"INSERT INTO event ({EVENT_COLUMNS}) VALUES ({marks})", tuple(columns.values()))
    writing.executemany("INSERT INTO event_actor VALUES (?,?,?,?,?,?,?)", actor_rows(event))
