"""One happening in the form in which both sides are compared."""

from dataclasses import dataclass
from datetime import date

LEVELS = ("place", "district", "province", "country", "none")
"""How exactly a place is told, finest first; `none`: not at all."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it happened: `level` is how exactly that is told, `reach_km` how far off a point of level `place` may lie."""

    level: str
    country: str | None = None
    province: str | None = None
    district: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    reach_km: float = 0.0


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of a reference file, or one happening of ours, over all days on which it may have been.

    `kind` is the type by which both sides are compared, `detail` a finer one where the data set has it. Deaths are None where
    the data set counts none. `row` is the row of the file, counted from its header, and `repeats` how many further rows tell the same.
    """

    id: str
    first: date
    last: date
    spot: Spot
    kind: str | None
    detail: str | None = None
    actors: tuple[str, ...] = ()
    low: int | None = None
    best: int | None = None
    high: int | None = None
    text: str = ""
    row: int | None = None
    repeats: int = 0
