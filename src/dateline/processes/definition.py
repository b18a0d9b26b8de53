"""What a peace process is: a TOML file with its parties, their factions, mediators, countries and years."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

_FIELDS = frozenset({"id", "name", "years", "countries", "party", "mediator"})
_PARTY_FIELDS = frozenset({"name", "actors", "factions", "country", "sectors"})


@dataclass(frozen=True, slots=True)
class Party:
    """One who takes part: known by the names in `actors`, or by country and PLOVER sectors. Factions count as the party."""

    name: str
    actors: tuple[str, ...]
    factions: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Definition:
    """A process: `years` are the first and last in which it is followed."""

    id: str
    name: str
    parties: tuple[Party, ...]
    mediators: tuple[Party, ...]
    countries: tuple[str, ...]
    years: tuple[int, int]


def load_definition(path: Path) -> Definition:
    """The process that a file defines. Raises UsageError where it cannot be read or a field is wrong."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror}).") from None
    except ValueError as error:
        raise UsageError(f"{path}: not TOML ({error}).") from None
    return read_definition(table, str(path), path.stem)


def read_definition(table: dict[str, Any], where: str, usual_id: str) -> Definition:
    """The process that a table defines. Raises UsageError."""
    unknown = sorted(table.keys() - _FIELDS)
    if unknown:
        raise UsageError(f"{where}: {unknown[0]}: no such field. Fields: {', '.join(sorted(_FIELDS))}.")
    parties = tuple(_party(row, where) for row in table.get("party", []))
    if len(parties) < 2:
        raise UsageError(f"{where}: a process has at least two parties; write a [[party]] table for each.")
    years = table.get("years", [1, 9999])
    if not (
        isinstance(years, list) and len(years) == 2 and all(isinstance(y, int) for y in years) and years[0] <= years[1]
    ):
        raise UsageError(f"{where}: years: give the first and the last, as in years = [2018, 2021].")
    return Definition(
        str(table.get("id", usual_id)), str(table.get("name", usual_id)), parties,
        tuple(_party(row, where) for row in table.get("mediator", [])), tuple(table.get("countries", [])),
        (years[0], years[1]),
    )  # fmt: skip


def _party(row: dict[str, Any], where: str) -> Party:
    unknown = sorted(row.keys() - _PARTY_FIELDS)
    if unknown or "name" not in row:
        told = f"{unknown[0]}: no such field" if unknown else "a party without a name"
        raise UsageError(f"{where}: {told}. Fields of a party: {', '.join(sorted(_PARTY_FIELDS))}.")
    return Party(
        row["name"], tuple(row.get("actors", [])), tuple(row.get("factions", [])), row.get("country"),
        tuple(row.get("sectors", [])),
    )  # fmt: skip


def find_definition(name: str, folder: Path) -> Definition:
    """The process of that id or name, from the folder's files or from the file that `name` is. Raises UsageError."""
    if name.endswith(".toml"):
        return load_definition(Path(name))
    known = definitions_in(folder)
    for definition in known:
        if _key(name) in {_key(definition.id), _key(definition.name)}:
            return definition
    listed = ", ".join(d.id for d in known) or "none"
    raise UsageError(
        f"{name}: no such process in {folder}. There: {listed}. Propose one from the data: dateline process suggest"
    )


def _key(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().lower()


def definitions_in(folder: Path) -> list[Definition]:
    """The processes defined in a folder, by file name; none where the folder is missing."""
    return [load_definition(path) for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else []
