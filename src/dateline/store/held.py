"""Reviewers' records laid over what is coded anew."""

import json
from typing import Any

from dateline.records import Claim, from_plain

from .database import Writing
from .rows import claim_row, put_event

Record = dict[str, Any]


def hold_reviews(writing: Writing, report_id: str) -> None:
    """Put the records that reviewers decided on in the place of what a report's new coding has at the same words.

    An event that the new coding no longer finds stays where a reviewer accepted, corrected or added it.
    """
    rows = writing.execute(
        "SELECT event_id, state, trigger_start, trigger_end, position, record FROM reviewed WHERE report_id = ? ORDER BY event_id",
        (report_id,),
    ).fetchall()
    coded = [
        (json.loads(record), position)
        for record, position in writing.execute(
            "SELECT record, position FROM event WHERE report_id = ? ORDER BY position", (report_id,)
        )
    ] if rows else []  # fmt: skip
    for event_id, state, start, end, position, record in rows:
        found = _same(coded, event_id, json.loads(record)["event_type"], (start, end))
        machine = None
        if found is not None:
            coded.remove(found)
            machine, position = found
        writing.execute(
            "UPDATE reviewed SET machine = ?, position = ? WHERE event_id = ?",
            (None if machine is None else json.dumps(machine, ensure_ascii=False), position, event_id),
        )
        if state == "open":
            continue
        if machine is not None:
            writing.execute("DELETE FROM event WHERE report_id = ? AND id = ?", (report_id, machine["id"]))
        if state != "rejected":
            held = json.loads(record)
            put_event(writing, held, position)
            follow_claims(writing, held, machine["id"] if machine else event_id)


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


def follow_claims(writing: Writing, record: Record, coded_as: str) -> None:
    """Bring the claims of harm of an event to the figures that hold, so that its incident counts what the reviewer corrected.

    What follows from an event that a person added stands with it, and takes the place of what a coder claims there.
    `coded_as` is the id that the claims name. A claim whose figure a reviewer took out keeps its words and loses its number;
    what the coder read is kept beside, and comes back where the correction is undone.
    """
    own = record.get("review", {}).get("claims")
    if own is not None:
        put_claims(writing, record, coded_as, own)
        return
    rows = writing.execute(
        "SELECT id, record FROM statement WHERE report_id = ? AND kind = 'claim' AND id IN "
        "(SELECT id FROM claim WHERE report_id = ? AND event_id IN (?, ?)) ORDER BY id",
        (record["report_id"], record["report_id"], coded_as, record["id"]),
    ).fetchall()
    is_corrected = "casualties" in record.get("review", {}).get("previous", {})
    previous = record.get("review", {}).get("previous", {}).get("casualties", [])
    harms = {c["harm"] for c in [*record["casualties"], *previous]}
    for claim_id, text in rows:
        claim = json.loads(text)
        claim.update(claim.pop("machine", {}))
        if is_corrected and claim["field"] in harms:
            claim["machine"] = {key: claim[key] for key in ("low", "high", "bound")}
            told = next(
                (c for c in record["casualties"] if c["harm"] == claim["field"] and _touch(c, claim)),
                {"low": None, "high": None, "bound": claim["bound"]},
            )
            claim.update({key: told[key] for key in ("low", "high", "bound")})
        claim["event_id"] = record["id"]
        writing.execute(
            "UPDATE statement SET record = ? WHERE report_id = ? AND kind = 'claim' AND id = ?",
            (json.dumps(claim, ensure_ascii=False), record["report_id"], claim_id),
        )
        writing.execute(
            "UPDATE claim SET low = ?, high = ?, event_id = ? WHERE report_id = ? AND id = ?",
            (claim["low"], claim["high"], record["id"], record["report_id"], claim_id),
        )


def put_claims(writing: Writing, record: Record, coded_as: str, claims: list[Record]) -> None:
    """Put claims in the place of those of an event."""
    report_id = record["report_id"]
    named = "SELECT id FROM claim WHERE report_id = ? AND event_id IN (?, ?)"
    given = (report_id, report_id, coded_as, record["id"])
    writing.execute(f"DELETE FROM statement WHERE report_id = ? AND kind = 'claim' AND id IN ({named})", given)
    writing.execute("DELETE FROM claim WHERE report_id = ? AND event_id IN (?, ?)", given[1:])
    for position, claim in enumerate(claims):
        values = (claim["id"], report_id, position, json.dumps(claim, ensure_ascii=False))
        writing.execute("INSERT INTO statement VALUES (?,?,'claim',?,?) ON CONFLICT DO NOTHING", values)
        writing.execute(
            "INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING", claim_row(from_plain(Claim, claim))
        )


def _touch(one: Record, other: Record) -> bool:
    """Whether two spans share a character."""
    return bool(one["start"] < other["end"] and other["start"] < one["end"])
