"""Dyads: pairs of actors in one event, from source to target, or both sides of a meeting."""

from dataclasses import dataclass

from dateline.codebook import load_codebook
from dateline.store import ACTOR_KEY

from .events import EventQuery
from .reader import Reader, Value


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two actors, in the order of their keys, with their events by quad class and the mean conflict-cooperation score."""

    key: str
    name: str
    other_key: str
    other_name: str
    events: int
    by_quad: tuple[int, int, int, int]
    mean_score: float
    last_day: str | None


_SIDES = ACTOR_KEY.replace("a.", "s."), ACTOR_KEY.replace("a.", "t.")
_SQL = (
    "WITH chosen AS MATERIALIZED (SELECT e.rowid AS event, e.report_id, e.id, e.event_type, e.mode, e.day_to "
    "FROM event e WHERE {where}) "
    f"SELECT CASE WHEN {_SIDES[0]} < {_SIDES[1]} THEN {_SIDES[0]} ELSE {_SIDES[1]} END AS k, "
    f"CASE WHEN {_SIDES[0]} < {_SIDES[1]} THEN {_SIDES[1]} ELSE {_SIDES[0]} END AS o, "
    f"min(CASE WHEN {_SIDES[0]} < {_SIDES[1]} THEN s.name ELSE t.name END), "
    f"min(CASE WHEN {_SIDES[0]} < {_SIDES[1]} THEN t.name ELSE s.name END), "
    "c.event_type, c.mode, count(DISTINCT c.event), max(c.day_to) FROM chosen c "
    "JOIN event_actor s ON s.report_id = c.report_id AND s.event_id = c.id AND s.side = 'source' "
    "JOIN event_actor t ON t.report_id = c.report_id AND t.event_id = c.id AND "
    "(t.side = 'target' OR (t.side = 'source' AND s.rowid < t.rowid AND NOT EXISTS ("
    "SELECT 1 FROM event_actor x WHERE x.report_id = c.report_id AND x.event_id = c.id AND x.side = 'target'))) "
    f"WHERE {_SIDES[0]} != {_SIDES[1]} GROUP BY 1, 2, c.event_type, c.mode"
)


def top_dyads(
    reader: Reader, query: EventQuery, *, limit: int = 50, is_known: bool = False, within: str | None = None
) -> list[Dyad]:
    """The pairs of most events that a query finds; `is_known` leaves out actors that the register does not know.

    `within` keeps pairs that have that actor on one side.
    """
    where, values = query.where()
    book = load_codebook()
    found: dict[tuple[str, str], tuple[str, str, list[int], float, str | None]] = {}
    rows = reader.rows(_SQL.format(where=where), list[Value](values))
    for key, other, name, other_name, event_type, mode, number, day in rows:
        if is_known and (key.startswith("~") or other.startswith("~")):
            continue
        if within is not None and within not in {key, other}:
            continue
        first, second, by_quad, total, last = found.get((key, other), (name, other_name, [0, 0, 0, 0], 0.0, None))
        by_quad[book.quad_class(event_type) - 1] += number
        total += number * book.score(event_type, mode)
        found[key, other] = (first, second, by_quad, total, max(filter(None, (last, day)), default=None))
    dyads = [_dyad(pair, row) for pair, row in found.items()]
    return sorted(dyads, key=lambda d: (-d.events, d.key, d.other_key))[:limit]


def _dyad(pair: tuple[str, str], row: tuple[str, str, list[int], float, str | None]) -> Dyad:
    name, other_name, q, total, last = row
    number = sum(q)
    return Dyad(pair[0], name, pair[1], other_name, number, (q[0], q[1], q[2], q[3]), round(total / number, 2), last)


def dyad_summary(reader: Reader, key: str, other: str) -> Dyad | None:
    """The dyad of two actors, None where no event has both on two sides."""
    query = EventQuery(actor_key=key, other_key=other)
    wanted = {key, other}
    return next((d for d in top_dyads(reader, query, limit=1000) if {d.key, d.other_key} == wanted), None)
