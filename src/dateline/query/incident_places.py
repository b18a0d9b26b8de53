"""Incidents grouped by the place that they are told of, and their figures over time: no death is counted twice."""

from dataclasses import dataclass, replace

from dateline.codebook import load_codebook

from .grid import Box, bands
from .incidents import IncidentQuery
from .overview import SeriesPoint
from .reader import Reader, Value

_LISTED = 8


@dataclass(frozen=True, slots=True)
class IncidentPlace:
    """The incidents of one place: `latest` are the ids, types and days of the last of each type."""

    name: str
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    incidents: int
    by_quad: tuple[int, int, int, int]
    killed: int
    disputed: int
    first_day: str | None
    last_day: str | None
    latest: tuple[tuple[str, str, str | None], ...]


_SQL = (
    "SELECT i.place, i.country, i.precision, i.lat, i.lon, i.event_type, count(*), sum(coalesce(i.killed, 0)), sum(i.disputed), "
    "min(i.day_from), max(i.day_to), max(coalesce(i.day_from, '') || ' ' || i.id) FROM incident i {index} "
    "WHERE {where} AND i.place IS NOT NULL {box} GROUP BY 1, 2, 3, 4, 5, 6"
)


def has_incidents(reader: Reader) -> bool:
    """Whether the store has told incidents."""
    return reader.one("SELECT 1 FROM incident LIMIT 1") is not None


def incident_places_of(
    reader: Reader, query: IncidentQuery, *, box: Box | None = None, limit: int = 5_000
) -> list[IncidentPlace]:
    """The places of the incidents that a query finds, most incidents first; `box` is west, south, east, north in degrees."""
    where, values = query.incidents_where()
    within, edges = ("TRUE", list[Value]()) if box is None else bands(reader, "i", box)
    index = "" if box is None else reader.database.hint("read_incident_band")
    sql = _SQL.format(where=where, box=f"AND {within}", index=index)
    book = load_codebook()
    found: dict[tuple[str, str, str, float, float], IncidentPlace] = {}
    for name, country, precision, lat, lon, event_type, number, killed, disputed, first, last, latest in reader.rows(
        sql, [*values, *edges]
    ):
        key = (name, country, precision or "none", lat, lon)
        held = found.get(key) or IncidentPlace(*key, 0, (0, 0, 0, 0), 0, 0, first, last, ())
        quads = list(held.by_quad)
        quads[book.quad_class(event_type) - 1] += number
        day, _, incident_id = latest.partition(" ")
        found[key] = replace(
            held, incidents=held.incidents + number, by_quad=(quads[0], quads[1], quads[2], quads[3]),
            killed=held.killed + killed, disputed=held.disputed + disputed,
            first_day=min(filter(None, (held.first_day, first)), default=None),
            last_day=max(filter(None, (held.last_day, last)), default=None),
            latest=_latest([*held.latest, (incident_id, event_type, day or None)]),
        )  # fmt: skip
    return sorted(found.values(), key=lambda p: (-p.incidents, p.name, p.country or "", p.precision))[:limit]


def _latest(told: list[tuple[str, str, str | None]]) -> tuple[tuple[str, str, str | None], ...]:
    return tuple(sorted(told, key=lambda i: (i[2] or "", i[0]), reverse=True)[:_LISTED])


def with_killed_of_incidents(reader: Reader, query: IncidentQuery, series: list[SeriesPoint]) -> list[SeriesPoint]:
    """The series with the killed of incidents told as fact, each death once whatever the number of reports."""
    if not series:
        return series
    where, values = query.incidents_where()
    length = len(series[0].period)
    sql = (
        f"SELECT substr(i.day_from, 1, {length}), sum(coalesce(i.killed_low, i.killed)), sum(i.killed), "
        f"sum(coalesce(i.killed_high, i.killed)) FROM incident i WHERE {where} AND i.killed IS NOT NULL "
        "AND i.status IN ('occurred', 'ongoing') AND i.day_from IS NOT NULL GROUP BY 1"
    )
    killed = {period: (low or 0, best or 0, high or 0) for period, low, best, high in reader.rows(sql, values)}
    return [
        replace(p, killed_low=k[0], killed_best=k[1], killed_high=k[2])
        for p in series
        for k in (killed.get(p.period, (0, 0, 0)),)
    ]
