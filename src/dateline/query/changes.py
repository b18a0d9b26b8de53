"""What changed since a copy was made: events that came or changed, and the ids of those that went."""

import json
from dataclasses import dataclass
from typing import Any

from .cursor import Page, cut, key_of_cursor, make_cursor
from .events import EventQuery
from .reader import Reader


@dataclass(frozen=True, slots=True)
class Gone:
    """An event that is no longer in the store, and since when, in seconds since 1970."""

    id: str
    timestamp: int


def page_of_changes(
    reader: Reader, query: EventQuery, since: int, *, after: str | None = None, limit: int = 50
) -> Page[dict[str, Any]]:
    """The events of a query that came or changed in that second or later, oldest change first, each with its `timestamp`."""
    where, values = query.where()
    key = [since, ""] if after is None else key_of_cursor(after, (int, str))
    sql = (
        "SELECT e.record, c.at, c.event_id FROM event_change c JOIN event e ON e.id = c.event_id "
        f"WHERE c.is_deleted = 0 AND (c.at, c.event_id) > (?, ?) AND {where} ORDER BY c.at, c.event_id LIMIT ?"
    )
    rows, has_more = cut(reader.rows(sql, [*key, *values, limit + 1]), limit)
    found = tuple({**json.loads(record), "timestamp": at} for record, at, _ in rows)
    return Page(found, make_cursor([rows[-1][1], rows[-1][2]]) if rows and has_more else None)


def page_of_deleted(reader: Reader, since: int, *, after: str | None = None, limit: int = 50) -> Page[Gone]:
    """The events that went in that second or later: coded anew, taken out by a reviewer, or of a report that was replaced."""
    key = [since, ""] if after is None else key_of_cursor(after, (int, str))
    sql = (
        "SELECT event_id, at FROM event_change WHERE is_deleted = 1 AND (at, event_id) > (?, ?) "
        "ORDER BY at, event_id LIMIT ?"
    )
    rows, has_more = cut(reader.rows(sql, [*key, limit + 1]), limit)
    found = tuple(Gone(event_id, at) for event_id, at in rows)
    return Page(found, make_cursor([found[-1].timestamp, found[-1].id]) if found and has_more else None)


def timestamps_of(reader: Reader, event_ids: list[str]) -> dict[str, int]:
    """When each of these events came or last changed, in seconds since 1970."""
    marks = ",".join("?" * len(event_ids)) or "NULL"
    return dict(reader.rows(f"SELECT event_id, at FROM event_change WHERE event_id IN ({marks})", event_ids))
