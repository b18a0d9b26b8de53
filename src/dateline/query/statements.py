"""Quotes, relations and claims, a page at a time."""

import json
from typing import Any

from dateline.errors import UsageError

from .cursor import Page, cut, key_of_cursor, make_cursor
from .reader import Reader, Value

KINDS = ("quote", "relation", "claim")


def page_of_statements(
    reader: Reader, kind: str, *, report_id: str | None = None, after: str | None = None, limit: int = 50
) -> Page[dict[str, Any]]:
    """A page of quotes, relations or claims by report and id. Raises UsageError for another kind."""
    if kind not in KINDS:
        raise UsageError(f"kind={kind}: no such kind. Kinds: {', '.join(KINDS)}.")
    where, values = "s.kind = ? AND r.superseded_by IS NULL", list[Value]([kind])
    if report_id is not None:
        where, values = where + " AND s.report_id = ?", [*values, report_id]
    if after is not None:
        where, values = where + " AND (s.report_id, s.id) > (?, ?)", [*values, *key_of_cursor(after, (str, str))]
    sql = (
        "SELECT s.record, s.report_id, s.id FROM statement s JOIN report r ON r.id = s.report_id "
        f"WHERE {where} ORDER BY s.report_id, s.id LIMIT ?"
    )
    rows, has_more = cut(reader.rows(sql, [*values, limit + 1]), limit)
    cursor = make_cursor([rows[-1][1], rows[-1][2]]) if rows and has_more else None
    return Page(tuple(json.loads(r[0]) for r in rows), cursor)
