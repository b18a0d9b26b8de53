"""Incidents by filter and order, a page at a time; one incident with all that it rests on."""

import json
from dataclasses import dataclass, replace
from typing import Any

from dateline.errors import UsageError
from dateline.store import Filter

from .cursor import Page, cut, key_of_cursor, make_cursor
from .reader import Reader, Value

_SORT_COLUMNS: dict[str, tuple[str, type]] = {
    "day": ("coalesce(i.day_from, i.first_reported, '')", str),
    "killed": ("coalesce(i.killed, -1)", int),
    "reports": ("i.reports", int),
    "updated": ("coalesce(i.last_updated, '')", str),
}
INCIDENT_SORTS = tuple(_SORT_COLUMNS)


@dataclass(frozen=True, slots=True)
class IncidentQuery:
    """What is asked of the incidents: the shared filter, and what pages ask beside it, as of events."""

    filter: Filter
    quad_class: int | None = None
    actor_key: str | None = None
    has_deaths: bool = False

    def incidents_where(self) -> tuple[str, list[Any]]:
        """The condition over `incident i`, and its parameters."""
        asked = replace(
            self.filter, quad_class=self.quad_class, actor_key=self.actor_key, has_deaths=self.has_deaths or None
        )
        return asked.incidents_where()


def page_of_incidents(
    reader: Reader,
    asked: Filter | IncidentQuery,
    *,
    sort: str = "day",
    is_ascending: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page[dict[str, Any]]:
    """A page of incidents in the order asked, each with `sources`, the number of its independent reports.

    Raises UsageError for an unknown order or a cursor of another one.
    """
    if sort not in _SORT_COLUMNS:
        raise UsageError(f"sort={sort}: no such order. Orders: {', '.join(INCIDENT_SORTS)}.")
    column, kind = _SORT_COLUMNS[sort]
    where, given = asked.incidents_where()
    values = list[Value](given)
    sign, way = (">", "ASC") if is_ascending else ("<", "DESC")
    if after is not None:
        where += f" AND ({column}, i.id) {sign} (?, ?)"
        values += key_of_cursor(after, (kind, str))
    sql = f"SELECT i.record, i.sources, {column}, i.id FROM incident i WHERE {where} ORDER BY {column} {way}, i.id {way} LIMIT ?"
    rows, has_more = cut(reader.rows(sql, [*values, limit + 1]), limit)
    cursor = make_cursor([rows[-1][2], rows[-1][3]]) if rows and has_more else None
    return Page(tuple({**json.loads(r[0]), "sources": r[1]} for r in rows), cursor)


def count_of_incidents(reader: Reader, asked: Filter | IncidentQuery) -> int:
    """How many incidents the filter finds."""
    where, values = asked.incidents_where()
    row = reader.one(f"SELECT count(*) FROM incident i WHERE {where}", values)
    return int(row[0]) if row else 0


def incident_bundle(reader: Reader, incident_id: str, as_of: str | None = None) -> dict[str, Any] | None:
    """One incident as known on a day, with what it rests on; None where there is none, or was none yet.

    `incident`; `accounts`: the days on which it was told otherwise (`known_from`, `known_until`, `killed`, `disputed`); `links`:
    why its reports were joined; `events` and `claims` known on the day, by day of their report; `reports`, each with its
    title, agency, day and `duplicate_of`; `history`: every revision ever entered.
    """
    incident = reader.store.incidents.one(incident_id, as_of)
    if incident is None:
        return None
    found: str = incident["id"]
    known, days = Filter(as_of=as_of).known("r")
    condition = " AND ".join(["m.incident_id = ?", *known])
    events = reader.rows(
        "SELECT e.record FROM incident_event m JOIN event e ON e.report_id = m.report_id AND e.id = m.event_id "
        f"JOIN report r ON r.id = m.report_id WHERE {condition} ORDER BY r.known_from NULLS FIRST, r.id, e.position",
        [found, *days],
    )
    claims = reader.rows(
        "SELECT s.record FROM incident_event m JOIN claim c ON c.report_id = m.report_id AND c.event_id = m.event_id "
        "JOIN statement s ON s.report_id = c.report_id AND s.kind = 'claim' AND s.id = c.id "
        f"JOIN report r ON r.id = m.report_id WHERE {condition} ORDER BY r.known_from NULLS FIRST, r.id, s.position",
        [found, *days],
    )
    accounts = reader.rows(
        "SELECT known_from, known_until, is_current, killed_low, killed, killed_high, disputed, status FROM incident "
        "WHERE id = ? ORDER BY version",
        (found,),
    )
    return {
        "incident": incident,
        "accounts": [_account(row) for row in accounts],
        "links": reader.store.incidents.links(found),
        "events": [json.loads(r[0]) for r in events],
        "claims": [json.loads(r[0]) for r in claims],
        "reports": _reports(reader, found, known, days),
        "history": reader.store.incidents.history(found),
    }


def _account(row: tuple[Any, ...]) -> dict[str, Any]:
    first, until, is_current, low, best, high, disputed, status = row
    return {
        "known_from": first,
        "known_until": None if is_current else until,
        "killed": None if best is None else {"low": low, "best": best, "high": high},
        "disputed": bool(disputed),
        "status": status,
    }


def _reports(reader: Reader, incident_id: str, known: list[str], days: list[Any]) -> list[dict[str, Any]]:
    condition = " AND ".join(["m.incident_id = ?", *known])
    sql = (
        "SELECT r.id, r.title, r.published, r.agency, r.duplicate_of, r.source_uri, substr(json_extract(r.record, '$.text'), 1, 140) "
        f"FROM incident_report m JOIN report r ON r.id = m.report_id WHERE {condition} ORDER BY r.known_from NULLS FIRST, r.id"
    )
    names = ("id", "title", "published", "agency", "duplicate_of", "source_uri", "text")
    return [dict(zip(names, row, strict=True)) for row in reader.rows(sql, [incident_id, *days])]
