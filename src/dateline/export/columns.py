"""The columns of each export, as `data/columns.csv` lists them."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `type` is string, integer, number, date, boolean or list; one that is not `is_filled` is always empty."""

    name: str
    type: str
    is_filled: bool
    meaning: str
    tag: str


def columns_of(profile: str) -> tuple[Column, ...]:
    """The columns of a profile in order; none for one whose records are not flat."""
    return _tables().get(profile, ())


@cache
def _tables() -> dict[str, tuple[Column, ...]]:
    text = (files(__package__) / "data" / "columns.csv").read_text(encoding="utf-8")
    tables: dict[str, list[Column]] = {}
    for row in csv.DictReader(line for line in text.splitlines() if not line.startswith("#")):
        made = Column(row["name"], row["type"], row["filled"] == "1", row["meaning"], row["tag"])
        tables.setdefault(row["profile"], []).append(made)
    return {name: tuple(columns) for name, columns in tables.items()}
