"""Events by filter and order, a page at a time; how many there are; and how they split by type, status and country."""

import json
from dataclasses import dataclass, field, replace
from typing import Any

from dateline.errors import UsageError
from dateline.store import ACTOR_KEY, Filter

from .cursor import Key, Page, cut, key_of_cursor, make_cursor
from .reader import Reader, Value

CURRENT = "e.report_id NOT IN (SELECT id FROM report WHERE superseded_by IS NOT NULL)"
"""The events of reports that no revision replaced. Over the key of `event`, so that no report is opened for it."""

_KNOWN = "e.report_id IN (SELECT r.id FROM report r WHERE r.known_from <= ? AND (r.known_until IS NULL OR r.known_until > ?))"


_SORT_COLUMNS: dict[str, tuple[str, type]] = {
    "day": ("e.day_from", str),
    "killed": ("e.killed", int),
    "confidence": ("e.confidence", float),
    "type": ("e.event_type", str),
    "country": ("e.country", str),
}
SORTS = tuple(_SORT_COLUMNS)
_FACETS = (("type", "e.event_type"), ("status", "e.status"), ("country", "e.country"))
_COUNT_CAP = 10_000


@dataclass(frozen=True, slots=True)
class EventQuery:
    """What is asked of the events: the store's filter, and what pages ask beside it.

    `quad_class` is 1 to 4; `actor_key` and `other_key` are actors' keys (see `actors`), both of which must take part;
    `has_deaths` asks for events with a number of killed.
    """

    filter: Filter = field(default_factory=Filter)
    quad_class: int | None = None
    actor_key: str | None = None
    other_key: str | None = None
    has_deaths: bool = False
    sort: str = "day"
    is_ascending: bool = False

    def where(self) -> tuple[str, list[Value]]:
        """The condition over `event e`, and its parameters; events of superseded revisions are left out by `CURRENT`."""
        whole = replace(
            self.filter, quad_class=self.quad_class, actor_key=self.actor_key, has_deaths=self.has_deaths or None
        )
        condition, values = replace(whole, all_revisions=True, as_of=None).where()
        parts, given = [condition], list[Value](values)
        if self.filter.as_of is not None:
            parts.append(_KNOWN)
            given += [self.filter.as_of] * 2
        elif not self.filter.all_revisions:
            parts.append(CURRENT)
        if self.other_key is not None:
            other = replace(Filter(all_revisions=True), actor_key=self.other_key).where()
            parts.append(other[0])
            given.extend(other[1])
        return " AND ".join(parts), given


@dataclass(frozen=True, slots=True)
class Listed:
    """An event record with its sentence and what a list tells of its report."""

    event: dict[str, Any]
    sentence: str
    title: str | None
    published: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Facet:
    """How many events have one value of a field."""

    name: str
    value: str
    events: int


def actor_condition(key: str) -> tuple[str, str]:
    """The condition over `event_actor a` for an actor's key: its id, or `~name` for one that the register does not know."""
    return f"{ACTOR_KEY} = ?", key


_JOINED = "FROM event e JOIN report r ON r.id = e.report_id"
_SENTENCE = (
    "substr(json_extract(r.record, '$.text'), 1 + CAST(json_extract(e.record, '$.sentence.start') AS INTEGER), "
    "CAST(json_extract(e.record, '$.sentence.end') AS INTEGER) - CAST(json_extract(e.record, '$.sentence.start') AS INTEGER))"
)
_LISTED = f"SELECT e.record, r.title, r.published, r.agency, e.report_id, e.position, %s, {_SENTENCE} {_JOINED}"


def page_of_events(
    reader: Reader,
    query: EventQuery,
    *,
    after: str | None = None,
    limit: int = 50,
    count: tuple[int, bool] | None = None,
) -> Page[Listed]:
    """A page of events in the order asked; those without the value that orders them stand at the end.

    `count` is what `count_of_events` gave, where it is known: the rows are then found by the shorter way.
    Raises UsageError for an unknown order or a cursor of another one.
    """
    rows, cursor = _rows_of_page(reader, query, after, limit, _LISTED, count)
    return Page(tuple(Listed(json.loads(r[0]), r[7] or "", r[1], r[2], r[3]) for r in rows), cursor)


def _rows_of_page(
    reader: Reader, query: EventQuery, after: str | None, limit: int, select: str, count: tuple[int, bool] | None
) -> tuple[tuple[tuple[Any, ...], ...], str | None]:
    """The rows of a page and the cursor of the next one."""
    if query.sort not in _SORT_COLUMNS:
        raise UsageError(f"sort={query.sort}: no such order. Orders: {', '.join(SORTS)}.")
    column, kind = _SORT_COLUMNS[query.sort]
    key = _key(after, kind)
    select, (where, values) = _found_by(reader, query, select, count)
    found: list[tuple[Any, ...]] = []
    if key is None or key[0] is not None:
        found = _valued(reader, query, where, values, key, limit + 1, select)
    if len(found) <= limit:
        rest = key if key and key[0] is None else None
        found += _valueless(reader, column, where, values, rest, limit + 1 - len(found), select)
    rows, has_more = cut(found, limit)
    last = rows[-1] if rows and has_more else None
    return rows, make_cursor([last[6], last[4], last[5]]) if last else None


def _found_by(
    reader: Reader, query: EventQuery, select: str, count: tuple[int, bool] | None
) -> tuple[str, tuple[str, list[Value]]]:
    """The statement and its condition. A few events are found first and ordered then; many are met on the way through the order.

    A database that does not know how many there are takes the wrong way: eight seconds over a million events, for ten of one actor.
    """
    where, values = query.where()
    if count is None:
        return select, (where, values)
    number, is_more = count
    has_order = (
        query.sort == "day"
        and is_tallied(query)
        and not (query.quad_class or query.filter.status or query.filter.historical is not None)
    )
    if has_order:  # an index by country, type or both holds the days in their order
        return select, (where, values)
    if not is_more and number <= _FEW:
        return select, (f"e.rowid IN (SELECT e.rowid FROM event e WHERE {where})", values)
    if is_tallied(query) or query.sort != "day":
        hint = reader.database.hint(_ORDER_INDEXES[query.sort])
        return select.replace("FROM event e", f"FROM event e {hint}"), (where, values)
    return select, (where, values)


_FEW = 2_000
"""Events up to which it is quicker to find all of them and put them in order than to meet them on the way through the order."""

_ORDER_INDEXES = {
    "day": "event_day", "killed": "read_killed", "confidence": "read_confidence", "type": "read_type", "country": "read_country",
}  # fmt: skip

_RAW = (
    "SELECT e.record, NULL, NULL, NULL, e.report_id, e.position, %s, (SELECT at FROM event_change c WHERE c.event_id = e.id) "
    "FROM event e"
)


def page_of_event_lines(
    reader: Reader,
    query: EventQuery,
    *,
    after: str | None = None,
    limit: int = 50,
    count: tuple[int, bool] | None = None,
) -> Page[str]:
    """As `page_of_events`, each event as its JSON with the `timestamp` of its last change: nothing is parsed to be written again."""
    rows, cursor = _rows_of_page(reader, query, after, limit, _RAW, count)
    return Page(tuple(_stamped(r[0], r[7]) for r in rows), cursor)


def event_line(reader: Reader, event_id: str) -> str | None:
    """As `event_by_id`, as JSON with its `timestamp`."""
    row = reader.one(
        f"SELECT e.record, (SELECT at FROM event_change c WHERE c.event_id = e.id) {_JOINED} WHERE e.id = ? "
        "ORDER BY r.superseded_by IS NOT NULL, r.revision DESC, r.id LIMIT 1",
        (event_id,),
    )
    return _stamped(row[0], row[1]) if row else None


def _stamped(record: str, at: int | None) -> str:
    return f'{record[:-1]}, "timestamp": {"null" if at is None else at}}}'


def _key(after: str | None, kind: type) -> Key | None:
    if after is None:
        return None
    try:
        return key_of_cursor(after, (kind, str, int))
    except UsageError:
        return key_of_cursor(after, (type(None), str, int))


def _valued(
    reader: Reader, query: EventQuery, where: str, values: list[Value], key: Key | None, limit: int, select: str
) -> list[tuple[Any, ...]]:
    column, _ = _SORT_COLUMNS[query.sort]
    sign, way = (">", "ASC") if query.is_ascending else ("<", "DESC")
    where, given = f"{where} AND {column} IS NOT NULL", list(values)
    if key is not None:
        where += f" AND ({column}, e.report_id, e.position) {sign} (?, ?, ?)"
        given += key
    order = f"{column} {way}, e.report_id {way}, e.position {way}"
    return reader.rows(f"{select % column} WHERE {where} ORDER BY {order} LIMIT ?", [*given, limit])


def _valueless(
    reader: Reader, column: str, where: str, values: list[Value], key: Key | None, limit: int, select: str
) -> list[tuple[Any, ...]]:
    where, given = f"{where} AND {column} IS NULL", list(values)
    if key is not None:
        where += " AND (e.report_id, e.position) > (?, ?)"
        given += key[1:]
    order = "e.report_id, e.position"
    return reader.rows(f"{select % column} WHERE {where} ORDER BY {order} LIMIT ?", [*given, limit])


def is_tallied(query: EventQuery) -> bool:
    """Whether the store keeps the numbers of what a query asks for, in `event_tally`: no event is counted for it."""
    rest = replace(query.filter, event_type=None, status=None, country=None, historical=None)
    is_current = rest.as_of is None and not rest.all_revisions
    is_plain = query.actor_key is None and query.other_key is None and not query.has_deaths
    return is_current and is_plain and not rest.narrows


def _tally_where(query: EventQuery) -> tuple[str, list[Value]]:
    """The condition over `event_tally e`, whose columns are named as those of events."""
    asked = replace(query.filter, quad_class=query.quad_class, all_revisions=True)
    condition, values = asked.where()
    return condition, list[Value](values)


def count_of_events(reader: Reader, query: EventQuery) -> tuple[int, bool]:
    """How many events the query finds, and whether that is only the point where counting stopped."""
    if is_tallied(query):
        where, values = _tally_where(query)
        row = reader.one(f"SELECT sum(e.events) FROM event_tally e WHERE {where}", values)
        return int((row and row[0]) or 0), False
    where, values = query.where()
    row = reader.one(
        f"SELECT count(*) FROM (SELECT 1 FROM event e WHERE {where} LIMIT ?) AS found", [*values, _COUNT_CAP + 1]
    )
    found = int(row[0]) if row else 0
    return min(found, _COUNT_CAP), found > _COUNT_CAP


def facets_of_events(reader: Reader, query: EventQuery) -> list[Facet]:
    """The values of type, status and country with their numbers, commonest first."""
    columns = ", ".join(column for _, column in _FACETS)
    if is_tallied(query):
        where, values = _tally_where(query)
        sql = f"SELECT {columns}, sum(e.events) FROM event_tally e WHERE {where} GROUP BY 1, 2, 3"
    else:
        where, values = query.where()
        sql = f"SELECT {columns}, count(*) FROM event e WHERE {where} GROUP BY 1, 2, 3"
    counted: dict[tuple[str, str], int] = {}
    for row in reader.rows(sql, values):
        for (name, _), value in zip(_FACETS, row[:3], strict=True):
            if value:
                counted[name, value] = counted.get((name, value), 0) + int(row[3])
    ordered = sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return [Facet(name, value, events) for (name, value), events in ordered]


def event_by_id(reader: Reader, event_id: str) -> dict[str, Any] | None:
    """The event of that id, from the newest revision of its report where several have it; None where there is none."""
    row = reader.one(
        f"SELECT e.record {_JOINED} WHERE e.id = ? ORDER BY r.superseded_by IS NOT NULL, r.revision DESC, r.id LIMIT 1",
        (event_id,),
    )
    return json.loads(row[0]) if row else None
