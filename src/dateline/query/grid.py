"""A part of the map: its places one by one where they are few, else the cells of a grid, each with what its places hold together.

A reader sees a hundred circles at a time, not two thousand: the grid does on the server, over one index, what a map would do with
places that nobody looks at. Provinces and countries are areas and stay single: a cell is of points only.
"""

import math
from dataclasses import dataclass
from typing import Any

from dateline.codebook import load_codebook

from .events import EventQuery
from .incidents import IncidentQuery
from .reader import Reader, Value

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

MOST_SINGLE = 400
"""Events or incidents of a box up to which its places are told one by one."""

_CELLS_ACROSS, _CELLS_NEAR, _NEAR = 24, 12, 30.0
"""Cells across a view at most; fewer where it is no wider than so many degrees, since near by each place is soon told alone."""
_FINEST = 14
"""Cells are 360 degrees halved so often at most: 0.02 degrees, two kilometres."""

_POINTS = "('point', 'place')"


@dataclass(frozen=True, slots=True)
class MapCell:
    """What stands in one cell of the grid, or in one area. `name` is None where a cell holds several places.

    `number` counts events or incidents, `by_quad` by class; `disputed` is 0 for events; `lat` and `lon` are the middle of its places.
    """

    name: str | None
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    number: int
    by_quad: tuple[int, int, int, int]
    killed: int
    disputed: int
    first_day: str | None
    last_day: str | None


def bands(reader: Reader, of: str, box: Box) -> tuple[str, list[Value]]:
    """The condition that something lies in a box: by bands of one degree, each read from south to north out of the index."""
    west, south, east, north = box
    first, last = (int(min(max(edge, -180.0), 180.0) + 180) for edge in (west, east))
    numbers = list(range(first, last + 1)) or [-1]
    band = reader.database.whole(f"{of}.lon + 180")
    condition = f"{band} IN ({','.join('?' * len(numbers))}) AND {of}.lat BETWEEN ? AND ? AND {of}.lon BETWEEN ? AND ?"
    return condition, [*numbers, south, north, west, east]


def map_cells(reader: Reader, query: EventQuery | IncidentQuery, box: Box | None) -> tuple[list[MapCell], float] | None:
    """The cells and areas of a box, or of the world, most first, and the size of a cell in degrees.

    None where there is so little that its places can be told one by one.
    """
    if isinstance(query, EventQuery):
        table, of, index, (where, values) = "event", "e", "read_event_band", query.where()
    else:
        table, of, index, (where, values) = "incident", "i", "read_incident_band", query.incidents_where()
    within, edges = ("TRUE", list[Value]()) if box is None else bands(reader, of, box)
    source = f"FROM {table} {of} {reader.database.hint(index)} WHERE {where} AND {of}.place IS NOT NULL AND {within}"
    given = [*values, *edges]
    found = reader.one(f"SELECT count(*) FROM (SELECT 1 {source} LIMIT ?) AS there", [*given, MOST_SINGLE + 1])
    if found is None or found[0] <= MOST_SINGLE:
        return None
    size = _size(360.0 if box is None else box[2] - box[0])
    x, y = (reader.database.whole(f"({of}.{axis} + {turn}) / {size!r}") for axis, turn in (("lon", 180), ("lat", 90)))
    sums = _SUMS.format(of=of, quads=_quads(of), disputed="0" if of == "e" else "sum(i.disputed)")
    cells = (
        f"SELECT {_EXTENT.format(of=of)}, {sums} {source} AND {of}.precision IN {_POINTS} GROUP BY {x} * 100000 + {y}"
    )
    areas = f"SELECT {_PLACE.format(of=of)}, {sums} {source} AND coalesce({of}.precision, '') NOT IN {_POINTS} GROUP BY 1, 2, 3, 4, 5"
    told = [*map(_cell, reader.rows(cells, given)), *map(_area, reader.rows(areas, given))]
    return sorted(told, key=lambda c: (-c.number, c.name or "", c.country or "", c.lon or 0.0, c.lat or 0.0)), size


_EXTENT = (
    "min({of}.place), max({of}.place), min({of}.country), min({of}.precision), min({of}.lat), max({of}.lat), "
    "min({of}.lon), max({of}.lon)"
)
_PLACE = "{of}.place, {of}.country, {of}.precision, {of}.lat, {of}.lon"
_SUMS = "count(*), {quads}, sum(coalesce({of}.killed, 0)), {disputed}, min({of}.day_from), max({of}.day_to)"


def _quads(of: str) -> str:
    """SQL for the number of each quad class."""
    sums = []
    for quad in (1, 2, 3, 4):
        names = [t.name for t in load_codebook().types if t.quad_class == quad]
        cases = " ".join(f"WHEN '{name}' THEN 1" for name in names)
        sums.append(f"sum(CASE {of}.event_type {cases} ELSE 0 END)")
    return ", ".join(sums)


def _size(width: float) -> float:
    """The size of a cell: 360 degrees halved until a box is half to once as many cells wide as it may be,
    so that cells stand still while the map is moved."""
    across = _CELLS_NEAR if width <= _NEAR else _CELLS_ACROSS
    halvings = math.floor(math.log2(across * 360 / max(min(width, 360.0), 0.001)))
    return 360 / float(2 ** min(halvings, _FINEST))


def _cell(row: tuple[Any, ...]) -> MapCell:
    name, last_name, country, precision, south, north, west, east, *sums = row
    if name == last_name and south == north and west == east:
        return _told(name, country, precision, south, west, sums)
    has_position = south is not None and west is not None
    lat, lon = (round((south + north) / 2, 4), round((west + east) / 2, 4)) if has_position else (None, None)
    return _told(None, None, "place", lat, lon, sums)


def _area(row: tuple[Any, ...]) -> MapCell:
    name, country, precision, lat, lon, *sums = row
    return _told(name, country, precision or "none", lat, lon, sums)


def _told(
    name: str | None, country: str | None, precision: str, lat: float | None, lon: float | None, sums: list[Any]
) -> MapCell:
    number, *quads, killed, disputed, first_day, last_day = sums
    by_quad = (quads[0], quads[1], quads[2], quads[3])
    return MapCell(name, country, precision, lat, lon, number, by_quad, killed, disputed, first_day, last_day)
