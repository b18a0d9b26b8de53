"""The queue: the events that wait for a reviewer, the least sure first."""

import json
from dataclasses import dataclass
from typing import Any

from dateline.query import EventQuery, Reader

ORDERS = {
    "unsure": "e.confidence, e.report_id, e.position",
    "doubt": "(json_extract(e.record, '$.doubt') IS NULL), e.confidence, e.report_id, e.position",
    "deadly": "coalesce(e.killed, 0) DESC, e.report_id, e.position",
    "new": "e.rowid DESC",
    "text": "e.report_id, e.position",
}
"""By what the queue is ordered: least sure, what coders differ on, most killed, latest kept, or report by report."""


@dataclass(frozen=True, slots=True)
class Queued:
    """An event that waits, and whether another reviewer judged it already."""

    event: dict[str, Any]
    is_judged: bool


def next_in_queue(
    reader: Reader,
    query: EventQuery,
    reviewer: str,
    *,
    order: str = "unsure",
    is_second: bool = False,
    skip: tuple[str, ...] = (),
) -> Queued | None:
    """The first event of a query that waits for the reviewer; None where none does.

    It waits where nobody decided anything of it; with `is_second`, where another reviewer did and this one did not: also
    where the other took it for no event, since agreement on that counts most. Those are not found by their actors.
    """
    where, values = _waiting(query, reviewer, is_second)
    if skip:
        where += f" AND e.id NOT IN ({','.join('?' * len(skip))})"
        values += skip
    row = reader.one(
        f"SELECT e.record, EXISTS (SELECT 1 FROM review v WHERE v.event_id = e.id) FROM {_events(is_second)} e WHERE {where} "
        f"ORDER BY {ORDERS[order]} LIMIT 1",
        values,
    )
    return Queued(json.loads(row[0]), bool(row[1])) if row else None


def queue_length(reader: Reader, query: EventQuery, reviewer: str, *, is_second: bool = False) -> int:
    """How many events of the query wait, counted up to 10,000."""
    where, values = _waiting(query, reviewer, is_second)
    row = reader.one(
        f"SELECT count(*) FROM (SELECT 1 FROM {_events(is_second)} e WHERE {where} LIMIT 10000) AS waiting", values
    )
    return int(row[0]) if row else 0


def _waiting(query: EventQuery, reviewer: str, is_second: bool) -> tuple[str, list[Any]]:
    where, values = query.where()
    if is_second:
        where += (
            " AND e.id IN (SELECT event_id FROM review WHERE reviewer != ?)"
            " AND e.id NOT IN (SELECT event_id FROM review WHERE reviewer = ?)"
        )
        return where, [*values, reviewer, reviewer]
    return where + " AND e.id NOT IN (SELECT event_id FROM reviewed WHERE state != 'open')", list(values)


def _events(is_second: bool) -> str:
    """The rows that the queue is over: the events, for a second coder with those that a reviewer took out."""
    return f"(SELECT {_COLUMNS} FROM event UNION ALL {_TAKEN_OUT})" if is_second else "event"


_COLUMNS = (
    "rowid, id, report_id, position, event_type, mode, status, historical, day_from, day_to, country, place, lat, lon, killed, "
    "confidence, record, admin1, admin2, precision"
)
_TAKEN_OUT = (
    "SELECT 0, v.event_id, v.report_id, v.position, json_extract(v.record, '$.event_type'), json_extract(v.record, '$.mode'), "
    "json_extract(v.record, '$.status'), "
    "CASE WHEN CAST(json_extract(v.record, '$.historical') AS TEXT) IN ('1', 'true') THEN 1 ELSE 0 END, "
    "json_extract(v.record, '$.when.from'), json_extract(v.record, '$.when.to'), json_extract(v.record, '$.where.country'), "
    "json_extract(v.record, '$.where.name'), CAST(json_extract(v.record, '$.where.lat') AS DOUBLE PRECISION), "
    "CAST(json_extract(v.record, '$.where.lon') AS DOUBLE PRECISION), "
    "(SELECT max(CAST(json_extract(c.value, '$.best') AS BIGINT)) FROM json_each(v.record, '$.casualties') AS c "
    "WHERE json_extract(c.value, '$.harm') = 'killed' AND CAST(json_extract(c.value, '$.is_subtotal') AS TEXT) IN ('0', 'false')), "
    "CAST(json_extract(v.record, '$.confidence') AS DOUBLE PRECISION), v.record, json_extract(v.record, '$.where.admin1'), "
    "json_extract(v.record, '$.where.admin2'), json_extract(v.record, '$.where.precision') "
    "FROM reviewed v WHERE v.state = 'rejected'"
)
"""Events that a reviewer took out stand in `reviewed` only; here with the columns of `event`, out of the record that was taken out."""
