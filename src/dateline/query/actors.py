"""Actors as the events have them. An actor's key is its register id, or `~name` where the register does not know it."""

import json
from dataclasses import dataclass
from typing import Any

from dateline.codebook import load_codebook
from dateline.store import ACTOR_KEY, Filter

from .cursor import Page, cut, key_of_cursor, make_cursor
from .events import actor_condition
from .overview import SeriesPoint, period_of, series_points
from .reader import Reader, Value

_READ_EVENTS = 2_000


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor in a list: `events` it takes part in, `last_day` the latest."""

    key: str
    name: str
    country: str | None
    sectors: tuple[str, ...]
    events: int
    last_day: str | None


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Whom an actor meets in events: how many of each quad class."""

    key: str
    name: str
    events: int
    by_quad: tuple[int, int, int, int]
    last_day: str | None


def page_of_actors(
    reader: Reader,
    *,
    asked: Filter | None = None,
    text: str | None = None,
    country: str | None = None,
    sector: str | None = None,
    is_known: bool | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page[ActorRow]:
    """A page of actors, those of most events first; `is_known` asks for those that the register knows (or does not).

    `asked` narrows the events that are counted; `text`, `country` and `sector` are of the actor.
    """
    condition, given = (asked or Filter()).where()
    parts, values = [condition], list[Value](given)
    if text:
        parts.append("a.name LIKE ? ESCAPE '\\'")
        values.append(str(Filter(place=text).where()[1][0]))
    if country:
        parts.append("a.country = ?")
        values.append(country.upper())
    if sector:
        parts.append("instr(' ' || a.sectors || ' ', ?) > 0")
        values.append(f" {sector.upper()} ")
    if is_known is not None:
        parts.append(f"a.actor_id IS {'NOT ' if is_known else ''}NULL")
    having = ""
    if after is not None:
        events, key = key_of_cursor(after, (int, str))
        having = "WHERE n < ? OR (n = ? AND k > ?)"
        values += [events, events, key]
    sql = (
        f"SELECT * FROM (SELECT {ACTOR_KEY} AS k, min(a.name), max(a.country), max(a.sectors), count(DISTINCT e.rowid) AS n, "
        "max(e.day_to) FROM event_actor a JOIN event e ON e.report_id = a.report_id AND e.id = a.event_id "
        f"JOIN report r ON r.id = e.report_id WHERE {' AND '.join(parts)} GROUP BY 1) AS counted {having} ORDER BY n DESC, k LIMIT ?"
    )
    rows, has_more = cut(reader.rows(sql, [*values, limit + 1]), limit)
    found = tuple(ActorRow(k, name, c, tuple((s or "").split()), n, day) for k, name, c, s, n, day in rows)
    return Page(found, make_cursor([found[-1].events, found[-1].key]) if found and has_more else None)


def actor_summary(reader: Reader, key: str) -> dict[str, Any] | None:
    """An actor: `key, actor_id, name, events, first_day, last_day, codes, roles, mentions`; None where no event names it.

    `codes` and `roles` are what it was, each with the days and the latest event that says so; `mentions` the words used for it.
    """
    condition, value = actor_condition(key)
    rows = reader.rows(
        "SELECT e.record, e.day_from, r.published FROM event e JOIN report r ON r.id = e.report_id WHERE (e.report_id, e.id) IN "
        f"(SELECT a.report_id, a.event_id FROM event_actor a WHERE {condition}) AND r.superseded_by IS NULL "
        f"ORDER BY coalesce(e.day_from, r.published, '') DESC, e.report_id, e.position LIMIT {_READ_EVENTS + 1}",
        (value,),
    )
    if not rows:
        return None
    events = [(json.loads(record), day or published) for record, day, published in rows[:_READ_EVENTS]]
    refs = [(ref, event, day) for event, day in events for ref in refs_of(event, key)]
    days = sorted(d for _, d in events if d)
    names = [ref["name"] or ref["text"] for ref, _, _ in refs]
    return {
        "key": key,
        "actor_id": None if key.startswith("~") else key,
        "name": names[0] if names else key.lstrip("~"),
        "events": len(events),
        "is_cut": len(rows) > _READ_EVENTS,
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "codes": _held(refs, lambda ref: " ".join([ref["country"] or "", *ref["sectors"]]).strip()),
        "roles": _held(refs, lambda ref: ref["role"] or ""),
        "mentions": _held(refs, lambda ref: ref["text"]),
    }


def refs_of(event: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The references of an event to an actor."""
    sides = [*event["source"], *event["target"], *event["mediator"]]
    return [ref for ref in sides if key_of(ref) == key]


def key_of(ref: dict[str, Any]) -> str:
    """The key of the actor that a reference names."""
    name = "".join(c.lower() if c.isascii() else c for c in ref["name"] or ref["text"])
    return str(ref["actor_id"] or "~" + name)


def _held(refs: list[tuple[dict[str, Any], dict[str, Any], str | None]], value_of: Any) -> list[dict[str, Any]]:
    """Each value with the days between which it is told, how often, and the latest event that rests on it."""
    held: dict[str, dict[str, Any]] = {}
    for ref, event, day in refs:
        value = value_of(ref)
        if not value:
            continue
        row = held.setdefault(
            value,
            {"value": value, "first": day, "last": day, "times": 0, "event_id": event["id"], "text": ref["text"]},
        )
        row["times"] += 1
        if day:
            row["first"] = min(row["first"] or day, day)
            row["last"] = max(row["last"] or day, day)
    return sorted(held.values(), key=lambda row: (-row["times"], row["value"]))


def counterparts_of(reader: Reader, key: str, *, limit: int = 40) -> list[Counterpart]:
    """The actors that stand in the same events, commonest first."""
    condition, value = actor_condition(key)
    sql = (
        "WITH mine AS (SELECT DISTINCT a.report_id, a.event_id FROM event_actor a JOIN report r ON r.id = a.report_id "
        f"WHERE {condition} AND r.superseded_by IS NULL) "
        f"SELECT {ACTOR_KEY} AS k, min(a.name), e.event_type, count(DISTINCT e.rowid), max(e.day_to) FROM mine "
        "JOIN event_actor a ON a.report_id = mine.report_id AND a.event_id = mine.event_id "
        "JOIN event e ON e.report_id = mine.report_id AND e.id = mine.event_id GROUP BY 1, e.event_type"
    )
    quads = {t.name: t.quad_class for t in load_codebook().types}
    found: dict[str, tuple[str, list[int], str | None]] = {}
    for k, name, event_type, number, day in reader.rows(sql, (value,)):
        if k == key:
            continue
        named, by_quad, last = found.get(k, (name, [0, 0, 0, 0], None))
        by_quad[quads[event_type] - 1] += number
        found[k] = (named, by_quad, max(filter(None, (last, day)), default=None))
    rows = [Counterpart(k, n, sum(q), (q[0], q[1], q[2], q[3]), last) for k, (n, q, last) in found.items()]
    return sorted(rows, key=lambda c: (-c.events, c.key))[:limit]


def actor_events_by_quad(reader: Reader, key: str, other: str | None = None) -> list[SeriesPoint]:
    """The actor's events over time by quad class; with `other`, those of both."""
    keys = [key] if other is None else [key, other]
    parts, values = [], []
    for k in keys:
        condition, value = actor_condition(k)
        parts.append(f"(e.report_id, e.id) IN (SELECT a.report_id, a.event_id FROM event_actor a WHERE {condition})")
        values.append(value)
    where = " AND ".join(parts)
    return series_points(reader, where, values, period_of(reader, where, values))


def actor_relations(reader: Reader, key: str, *, limit: int = 60) -> list[dict[str, Any]]:
    """The relations that name the actor on either side (what it leads, whom it speaks for), by report."""
    condition, value = actor_condition(key)
    sql = (
        "SELECT s.record FROM statement s JOIN report r ON r.id = s.report_id WHERE s.kind = 'relation' AND "
        f"r.superseded_by IS NULL AND s.report_id IN (SELECT a.report_id FROM event_actor a WHERE {condition}) "
        "ORDER BY r.published DESC NULLS LAST, s.report_id, s.position LIMIT 4000"
    )
    found = []
    for (record,) in reader.rows(sql, (value,)):
        relation = json.loads(record)
        if key in {key_of(side) for side in (relation["subject"], relation["object"]) if side}:
            found.append(relation)
    return found[:limit]
