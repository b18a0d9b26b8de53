"""Events as CSV: the contract's fields flat, one event a row, safe to open in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from dateline.query import EventQuery, Listed, Readers, page_of_events

from .shown import actor_name, codes, harm

COLUMNS = (
    "id", "report_id", "event_type", "mode", "quad_class", "intensity", "status", "historical", "source", "source_codes",
    "target", "target_codes", "mediator", "from", "to", "date_precision", "place", "admin1", "country", "lat", "lon",
    "place_precision", "killed_low", "killed_best", "killed_high", "casualties", "means", "said_by", "trigger", "sentence",
    "published", "agency", "confidence", "coder_version",
)  # fmt: skip
_ROWS = 500
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def rows_of_csv(readers: Readers, query: EventQuery) -> Iterator[str]:
    """The header, then the rows in blocks; each block is read anew, so that no reader is held while a client is slow."""
    yield _block([COLUMNS])
    after: str | None = None
    while True:
        with readers.reading() as reader:
            page = page_of_events(reader, query, after=after, limit=_ROWS)
        yield _block([csv_row(row) for row in page.rows])
        after = page.next
        if after is None:
            return


def _block(rows: list[Any]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue()


def guarded(cell: Any) -> Any:
    """The cell; text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def csv_row(listed: Listed) -> list[Any]:
    """The cells of COLUMNS for one event."""
    event = listed.event
    when, where = event["when"] or {}, event["where"] or {}
    killed: dict[str, Any] = next(
        (c for c in event["casualties"] if c["harm"] == "killed" and not c["is_subtotal"]), {}
    )
    trigger = next((e["text"] for e in event["evidence"] if e["field"] == "trigger"), "")
    return [
        event["id"], event["report_id"], event["event_type"], event["mode"], event["quad_class"], event["intensity"],
        event["status"], event["historical"], _names(event["source"]), _codes(event["source"]), _names(event["target"]),
        _codes(event["target"]), _names(event["mediator"]), when.get("from"), when.get("to"), when.get("precision"),
        where.get("name"), where.get("admin1"), where.get("country"), where.get("lat"), where.get("lon"),
        where.get("precision"), killed.get("low"), killed.get("best"), killed.get("high"),
        "; ".join(harm(c) for c in event["casualties"]), event["means"],
        "; ".join(actor_name(a["speaker"]) for a in event["attribution"]), trigger, listed.sentence,
        listed.published, listed.agency, event["confidence"], event["coder_version"],
    ]  # fmt: skip


def _names(refs: list[dict[str, Any]]) -> str:
    return "; ".join(actor_name(ref) for ref in refs)


def _codes(refs: list[dict[str, Any]]) -> str:
    return "; ".join(codes(ref) for ref in refs)
