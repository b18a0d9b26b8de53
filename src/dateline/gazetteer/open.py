"""The gazetteer at run time: names to candidate places, read from SQLite with a small cache."""

import csv
import os
import sqlite3
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

from .build import build, fingerprint
from .names import is_spelt_like, key_of

_PRECISION = {
    "place": "place",
    "admin2": "place",
    "admin1": "admin1",
    "region": "admin1",
    "country": "country",
    "area": "country",
}


@dataclass(frozen=True, slots=True)
class Toponym:
    """One place that bears a name. `kind` is place, admin1, admin2, country, region or area.

    `population` is 0 where unknown, and for an admin area the sum of its places; `is_main` tells that the name asked for
    is the place's first name; `is_capital` that it is a country's capital.
    """

    name: str
    kind: str
    country: str | None
    admin1: str | None
    admin2: str | None
    lat: float | None
    lon: float | None
    population: int
    geonames_id: int | None
    is_main: bool
    is_capital: bool = False

    @property
    def precision(self) -> str:
        """The precision of the contract: place, admin1 or country."""
        return _PRECISION[self.kind]


def default_path() -> Path:
    """Where the compiled gazetteer lies: beside the package where that can be written, else in the user's cache."""
    beside = Path(__file__).with_name("gazetteer.sqlite")
    if beside.exists() or os.access(beside.parent, os.W_OK):
        return beside
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return cache / "dateline" / "gazetteer.sqlite"


def _standing(toponym: Toponym, key: str) -> float:
    """How well known a place is under a name: countries, then regions, then capitals by their own name, then by population.

    A place's first name, or one spelt much like it (`Sloviansk` of Slovyansk), counts for 50,000 people more than a byname.
    """
    if toponym.kind == "country":
        return 1e12
    if toponym.kind in {"region", "area"}:
        return 1e11 + toponym.population
    is_own = toponym.is_main or is_spelt_like(key, toponym.name)
    if is_own and toponym.is_capital:
        return 1e9 + toponym.population
    return toponym.population + (50_000 if is_own else 0)


class Gazetteer:
    """Places by name. Safe to open in several processes: the file is only read."""

    def __init__(self, path: Path, extra: Path | None = None) -> None:
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._extra: dict[str, list[Toponym]] = {}
        if extra is not None:
            self._read_extra(extra)
        self._cached = lru_cache(maxsize=50_000)(self._candidates)

    def candidates(self, name: str, limit: int = 120) -> list[Toponym]:
        """The places that bear the name, best known first: countries, then regions, then by population."""
        return list(self._cached(key_of(name)))[:limit]

    def _candidates(self, key: str) -> tuple[Toponym, ...]:
        rows = self._connection.execute(
            "SELECT t.name, kind, country, admin1, admin2, lat, lon, population, geonames_id, is_main, is_capital "
            "FROM name JOIN toponym t ON t.id = name.toponym WHERE key = ? "
            "ORDER BY kind = 'country' DESC, kind IN ('region', 'area') DESC, is_main * 50000 + population DESC, t.id LIMIT 120",
            (key,),
        )
        found = sorted(map(_toponym, rows), key=lambda t: -_standing(t, key))
        return (*self._extra.get(key, ()), *found)

    def is_toponym(self, name: str) -> bool:
        """Whether any place bears the name."""
        return bool(self._cached(key_of(name)))

    def country(self, name: str) -> Toponym | None:
        """The country of that name or abbreviation (`UK`, `U.S.`), or None. Never fuzzy."""
        return next((c for c in self._cached(key_of(name)) if c.kind == "country"), None)

    @lru_cache(maxsize=300)  # noqa: B019 - one gazetteer lives as long as the process
    def country_of_code(self, iso3: str) -> Toponym | None:
        """The country of an ISO 3166-1 alpha-3 code, or None."""
        row = self._connection.execute(
            "SELECT name, kind, country, admin1, admin2, lat, lon, population, geonames_id, 1, 0 FROM toponym "
            "WHERE country = ? AND kind = 'country'",
            (iso3,),
        ).fetchone()
        return _toponym(row) if row else None

    @lru_cache(maxsize=300)  # noqa: B019 - one gazetteer lives as long as the process
    def capital_of(self, iso3: str) -> Toponym | None:
        """The capital of the country of an ISO 3166-1 alpha-3 code, or None."""
        row = self._connection.execute(
            "SELECT name, kind, country, admin1, admin2, lat, lon, population, geonames_id, 1, 1 FROM toponym "
            "WHERE country = ? AND is_capital = 1 ORDER BY population DESC, id LIMIT 1",
            (iso3,),
        ).fetchone()
        return _toponym(row) if row else None

    def _read_extra(self, path: Path) -> None:
        if not path.is_file():
            raise UsageError(f"{path}: no such gazetteer file.")
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(line for line in lines if not line.startswith("#"))
            for number, row in enumerate(reader, 2):
                try:
                    place = _own_place(row)
                except (KeyError, TypeError, ValueError) as error:
                    raise UsageError(f"{path}:{number}: {error}. Columns: name,lat,lon,country,admin1.") from None
                self._extra.setdefault(key_of(place.name), []).append(place)


def _toponym(row: tuple[Any, ...]) -> Toponym:
    """The toponym of a row of the compiled file."""
    name, kind, country, admin1, admin2, lat, lon, population, geonames_id, is_main, is_capital = row
    return Toponym(
        name, kind, country, admin1, admin2, lat, lon, population, geonames_id, bool(is_main), bool(is_capital)
    )


def _own_place(row: dict[str, str]) -> Toponym:
    """The toponym of a line of the user's own file: as well known as a city, so that it is taken first."""
    lat, lon, country, admin1 = float(row["lat"]), float(row["lon"]), row["country"] or None, row.get("admin1") or None
    return Toponym(row["name"], "place", country, admin1, None, lat, lon, 1_000_000, None, True)


def _is_current(path: Path) -> bool:
    """Whether a compiled file is there and was written by this builder from these tables."""
    if not path.exists():
        return False
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return bool(connection.execute("PRAGMA user_version").fetchone()[0] == fingerprint())
    finally:
        connection.close()


def open_gazetteer(path: Path | None = None, extra: Path | None = None) -> Gazetteer:
    """The gazetteer at `path` (default: the compiled one, built on first use); `extra` is a user's CSV read before it."""
    told, path = path, path or default_path()
    if not (path.exists() if told else _is_current(path)):
        build(path)
    return Gazetteer(path, extra)
