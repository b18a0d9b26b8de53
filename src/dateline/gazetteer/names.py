"""The forms of place names: lookup keys, and the tables of countries and abbreviated states."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from rapidfuzz.distance import JaroWinkler

TABLES = ("bynames.csv", "countries.csv", "regions.csv", "states.csv")
"""The room's own tables."""


def key_of(name: str) -> str:
    """The form under which a name is looked up: lower case, no accents, hyphens and apostrophes plain."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'").replace("ʻ", "'").replace("‘", "'"))
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(kept.lower().replace("-", " ").replace("'", "").replace(".", "").split())


def is_spelt_like(name: str, other: str) -> bool:
    """Whether two names are spellings of one (`Sloviansk`, `Slovyansk`)."""
    return JaroWinkler.similarity(key_of(name), key_of(other)) >= _ALIKE


_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class CountryRow:
    """A country's rough centre and its further names."""

    iso3: str
    lat: float
    lon: float
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StateRow:
    """A first-order area's rough centre and its abbreviations; `is_free` where the postal one stands without a comma."""

    iso3: str
    name: str
    lat: float
    lon: float
    press: tuple[str, ...]
    postal: str
    is_free: bool


def rows_of(name: str) -> list[list[str]]:
    """The rows of one of the room's tables, without comments and header."""
    text = (files(__package__) / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [line.split(",") for line in lines[1:]]


@cache
def country_rows() -> dict[str, CountryRow]:
    """The countries by ISO 3166-1 alpha-3 code."""
    return {r[0]: CountryRow(r[0], float(r[1]), float(r[2]), _parts(r[3])) for r in rows_of("countries.csv")}


@cache
def state_rows() -> dict[tuple[str, str], StateRow]:
    """The abbreviated states by country code and lookup key of the name."""
    rows = (
        StateRow(r[0], r[1], float(r[2]), float(r[3]), _parts(r[4]), r[5], r[6] == "1") for r in rows_of("states.csv")
    )
    return {(r.iso3, key_of(r.name)): r for r in rows}


@cache
def bynames() -> dict[tuple[str, str, str], tuple[str, ...]]:
    """The press's names of places by first name, country code and kind."""
    return {(key_of(name), iso3, kind): _parts(forms) for name, iso3, kind, forms in rows_of("bynames.csv")}


@cache
def _press_forms() -> dict[str, StateRow]:
    return {form.lower().replace(" ", ""): row for row in state_rows().values() for form in row.press}


@cache
def _postal_forms() -> dict[str, StateRow]:
    return {row.postal: row for row in state_rows().values() if row.postal}


def state_of(text: str, *, is_after_comma: bool = False) -> tuple[str, str] | None:
    """Country code and name of the state that an abbreviation stands for (`Ala.`, `W. Va.`, `AL` after a comma), or None."""
    bare = "".join(text.split())
    row = _press_forms().get(bare.lower()) if bare.endswith(".") and bare[:1].isupper() else None
    if row is not None and len(bare) == 2 and not is_after_comma:
        return None
    if row is None:
        row = _postal_forms().get(bare)
        if row is not None and not (row.is_free or is_after_comma):
            return None
    return (row.iso3, row.name) if row else None


def _parts(text: str) -> tuple[str, ...]:
    return tuple(p for p in text.split(";") if p)
