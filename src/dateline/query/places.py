"""Events grouped by the place that they are told of, at the precision that the words allow."""

from dataclasses import dataclass, replace
from typing import Any

from dateline.codebook import load_codebook

from .events import EventQuery
from .grid import Box, bands
from .reader import Reader, Value


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The events of one place: `precision` is point, place, admin1 or country; `by_quad` counts events by quad class."""

    name: str
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    events: int
    by_quad: tuple[int, int, int, int]
    killed: int
    first_day: str | None
    last_day: str | None


_SQL = (
    "SELECT e.place, e.country, e.precision, e.lat, e.lon, e.event_type, count(*), "
    "sum(coalesce(e.killed, 0)), min(e.day_from), max(e.day_to) FROM event e {index} "
    "WHERE {where} AND e.place IS NOT NULL {box} GROUP BY 1, 2, 3, 4, 5, 6"
)


def places_of(reader: Reader, query: EventQuery, *, box: Box | None = None, limit: int = 5_000) -> list[PlaceGroup]:
    """The places of the events that a query finds, most events first; `box` is west, south, east, north in degrees."""
    where, values = query.where()
    within, edges = ("TRUE", list[Value]()) if box is None else bands(reader, "e", box)
    book = load_codebook()
    found: dict[tuple[str, str, str, float, float], list[tuple[str, int, int, str | None, str | None]]] = {}
    for name, country, precision, lat, lon, *rest in reader.rows(
        _SQL.format(
            where=where, box=f"AND {within}", index="" if box is None else reader.database.hint("read_event_band")
        ),
        [*values, *edges],
    ):
        found.setdefault((name, country, precision, lat, lon), []).append((rest[0], rest[1], rest[2], rest[3], rest[4]))
    groups = []
    for (name, country, precision, lat, lon), rows in found.items():
        quads = [0, 0, 0, 0]
        for event_type, number, *_ in rows:
            quads[book.quad_class(event_type) - 1] += number
        groups.append(
            PlaceGroup(
                name, country, precision or "none", lat, lon, sum(quads), (quads[0], quads[1], quads[2], quads[3]),
                sum(r[2] for r in rows), min((r[3] for r in rows if r[3]), default=None),
                max((r[4] for r in rows if r[4]), default=None),
            )
        )  # fmt: skip
    return sorted(groups, key=lambda g: (-g.events, g.name, g.country or "", g.precision))[:limit]


def places_in(events: list[dict[str, Any]]) -> list[PlaceGroup]:
    """The places of some event records, by name."""
    book = load_codebook()
    found: dict[tuple[Any, ...], PlaceGroup] = {}
    for event in events:
        where = event["where"]
        if where is None:
            continue
        key = (where["name"] or where["text"], where["country"], where["precision"], where["lat"], where["lon"])
        held = found.get(key) or PlaceGroup(*key, 0, (0, 0, 0, 0), 0, None, None)
        quads = list(held.by_quad)
        quads[book.quad_class(event["event_type"]) - 1] += 1
        found[key] = replace(held, events=held.events + 1, by_quad=(quads[0], quads[1], quads[2], quads[3]))
    return sorted(found.values(), key=lambda g: (g.name, g.country or "", g.precision))
