"""What the register knows: entries, their roles over time, and reading both from CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from dateline.errors import UsageError

_FORCES = {"MIL": "force", "COP": "force", "SPY": "force", "LEG": "parliament", "GOV": "government", "JUD": "court",
           "PTY": "party", "CRM": "armed_group", "REB": "armed_group", "PRM": "armed_group"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is between two days (inclusive, None: open): country (ISO 3166-1 alpha-3), sectors, title."""

    country: str | None
    sectors: tuple[str, ...]
    title: str | None
    first: date | None
    last: date | None

    def holds(self, on: date | None) -> bool:
        """Whether the role holds on a day; on no day, whether it is open-ended."""
        if on is None:
            return self.last is None
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor: state, government, force, person, armed group, organisation. `roles` are in order of their start."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    roles: tuple[Role, ...]
    gender: str | None = None
    demonyms: tuple[str, ...] = field(default=())

    def role_on(self, on: date | None) -> Role:
        """The role on a day: one that holds, else the latest begun before it, else the first."""
        holding = [r for r in self.roles if r.holds(on)]
        if holding:
            return holding[-1]
        before = [r for r in self.roles if on is not None and (r.first or date.min) <= on]
        return before[-1] if before else self.roles[-1] if on is None else self.roles[0]


def read_day(text: str, *, is_last: bool = False) -> date | None:
    """A day from `2019`, `2019-05` or `2019-05-01`; a year or month is its first or last day. Empty is None."""
    parts = [int(p) for p in text.strip().split("-")] if text.strip() else []
    if not parts:
        return None
    year, month, day = (parts + [12, 31][len(parts) - 1 :] if is_last else parts + [1, 1][len(parts) - 1 :])[:3]
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)


def rows_of(source: Traversable | Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV whose leading `#` lines are comments. Raises UsageError where a user's file has no header."""
    lines = [
        line for line in source.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")
    ]
    reader = csv.DictReader(lines)
    if reader.fieldnames is None:
        raise UsageError(
            f"{source}: the file is empty. A register file needs a header: name,aliases,country,sectors,first,last."
        )
    for row in reader:
        yield {k: (v or "").strip() for k, v in row.items() if k}


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _slug(*parts: str) -> str:
    return "-".join("".join(c if c.isalnum() else "-" for c in p.lower()).strip("-") for p in parts if p)


@cache
def shipped_entries() -> tuple[Entry, ...]:
    """All entries that ship with the package, read once, in file order."""
    data = files(__package__) / "data"
    found: list[Entry] = []
    for row in rows_of(data / "countries.csv"):
        found.extend(_country_entries(row))
    tables = sorted((f for f in data.iterdir() if f.name.endswith(".csv")), key=lambda f: f.name)
    for table in tables:
        if table.name not in {"countries.csv", "role_nouns.csv"} and not table.name.startswith("leaders_"):
            found.extend(_body(row) for row in rows_of(table))
    found.extend(_people([row for f in tables if f.name.startswith("leaders_") for row in rows_of(f)]))
    return tuple(found)


def _country_entries(row: dict[str, str]) -> Iterator[Entry]:
    iso, name = row["iso3"], row["name"]
    first, last = read_day(row["first"]), read_day(row["last"], is_last=True)
    demonyms, metonyms = _split(row["demonyms"]), _split(row["metonyms"])
    names = (name, *_split(row["aliases"]))
    yield Entry(
        f"state-{iso.lower()}", name, "state", (*names[1:],), (Role(iso, ("GOV",), None, first, last),), None, demonyms
    )
    if metonyms:
        government = (Role(iso, ("GOV",), None, first, last),)
        yield Entry(f"government-{iso.lower()}", f"Government of {name}", "government", metonyms, government)


def _body(row: dict[str, str]) -> Entry:
    sectors = _split(row["sectors"])
    country = row.get("country") or None
    country = None if country == "INT" else country
    first, last = read_day(row.get("first", "")), read_day(row.get("last", ""), is_last=True)
    kind = (
        {"IGO": "igo", "NGO": "ngo", "JRN": "media"}.get(sectors[0], _FORCES.get(sectors[0], "body"))
        if sectors
        else "body"
    )
    entry_id = row.get("id") or _slug(row["name"], (country or "").lower())
    return Entry(
        entry_id,
        row["name"],
        row.get("kind") or kind,
        _split(row["aliases"]),
        (Role(country, sectors, None, first, last),),
    )


def _people(rows: list[dict[str, str]]) -> Iterator[Entry]:
    grouped: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        grouped.setdefault(row["person_id"], []).append(row)
    for person, terms in grouped.items():
        roles = sorted(
            (
                Role(
                    r["country"] or None,
                    _split(r["sector"]),
                    r["title"],
                    read_day(r["first"]),
                    read_day(r["last"], is_last=True),
                )
                for r in terms
            ),
            key=lambda r: r.first or date.min,
        )
        aliases = dict.fromkeys(a for r in terms for a in (r["name"], *_split(r["aliases"])))
        name = terms[0]["name"]
        rest = tuple(a for a in aliases if a != name)
        yield Entry(f"person-{person}", name, "person", rest, tuple(roles), terms[0].get("gender") or None)


def user_entries(path: Path) -> list[Entry]:
    """The entries of a user's own register file: `name,aliases,country,sectors,first,last[,kind,id]`.

    Raises UsageError where the file is missing or lacks a column.
    """
    if not path.is_file():
        raise UsageError(f"{path}: no such register file.")
    found = []
    for number, row in enumerate(rows_of(path), 1):
        missing = [c for c in ("name", "country", "sectors") if c not in row]
        if missing:
            raise UsageError(
                f"{path}: the column {missing[0]} is missing. Columns: name,aliases,country,sectors,first,last."
            )
        try:
            found.append(_body({"aliases": "", "first": "", "last": "", **row}))
        except (ValueError, IndexError):
            raise UsageError(
                f"{path}: row {number}: first or last is no date ({row}). Use 2019 or 2019-05-01."
            ) from None
    return found
