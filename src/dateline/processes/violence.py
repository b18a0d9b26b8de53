"""The violence series beside a process: attacks and killed low/best/high, by week and perpetrator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .definition import Definition
from .passages import Record, is_known
from .sides import Sides
from .state import Week

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack on one day, as all its tellings give it."""

    day: str
    perpetrator: str
    low: int
    best: int
    high: int


def attacks_of(
    records: Iterable[Record], reports: Mapping[str, Record], definition: Definition, as_of: str | None = None
) -> list[Attack]:
    """The attacks in the process's countries or by its parties, by day; tellings of the same one are counted once.

    `records` are events, or incidents where they were made. Events of one day, place and perpetrator are one attack: its
    best figure is that of the report that came last, its low and high are the extremes.
    """
    sides = Sides(definition)
    first, last = definition.years
    tellings: dict[tuple[str, str], list[tuple[str, str, Record]]] = {}
    for record in records:
        when = record["when"]
        is_told = record["event_type"] == "ASSAULT" and record["status"] in {"occurred", "ongoing"}
        if not is_told or not when or when["from"] is None or when["from"] != (when["to"] or when["from"]):
            continue
        published = _published(record, reports, as_of)
        if published is None or not first <= int(when["from"][:4]) <= last or not _belongs(record, sides, definition):
            continue
        tellings.setdefault((when["from"], _place(record)), []).append((published, _perpetrator(record, sides), record))
    found = [a for (day, _), told in sorted(tellings.items()) for a in _attacks(day, told)]
    return sorted(found, key=lambda a: (a.day, a.perpetrator))


def _published(record: Record, reports: Mapping[str, Record], as_of: str | None) -> str | None:
    """The last day on which the record was told as far as known then; None where it was not known or is a reprint."""
    ids = record["reports"] if "reports" in record else [record["report_id"]]
    known = [r for i in ids if (r := reports.get(i)) and is_known(r, as_of) and not r.get("duplicate_of")]
    return max((str(r.get("published") or "") for r in known), default=None)


def _belongs(record: Record, sides: Sides, definition: Definition) -> bool:
    where = record["where"]
    if where and where["country"]:
        return where["country"] in definition.countries
    return bool(sides.parties_of([*record["source"], *record["target"]]))


def _place(record: Record) -> str:
    where = record["where"] or {}
    return str(where.get("admin1") or where.get("name") or "")


def _perpetrator(record: Record, sides: Sides) -> str:
    parties = sides.parties_of(record["source"])
    named = [a["name"] for a in record["source"] if a["actor_id"]]
    return parties[0] if parties else str(named[0]) if named else UNKNOWN


def _attacks(day: str, told: list[tuple[str, str, Record]]) -> list[Attack]:
    """The attacks of one day and place. A telling that names nobody belongs to the only one that is named."""
    named = list(dict.fromkeys(who for _, who, _ in told if who != UNKNOWN))
    made = []
    for who in named or [UNKNOWN]:
        mine = [t for t in told if t[1] == who or (t[1] == UNKNOWN and len(named) < 2)]
        figures = sorted(((p, *f) for p, _, record in mine if (f := _killed(record))), key=lambda x: x[0])
        best = figures[-1][2] if figures else 0
        high = max((f[3] for f in figures), default=0)
        made.append(Attack(day, who, min((f[1] for f in figures), default=0), best, max(high, best)))
    return made


def _killed(record: Record) -> tuple[int, int, int] | None:
    parts = [
        c for c in record["casualties"] if c["harm"] == "killed" and not c.get("is_subtotal") and not c.get("repeats")
    ]
    told = [c for c in parts if c["best"] is not None]
    if not told:
        return None
    best = sum(c["best"] for c in told)
    low = sum(c["low"] if c["low"] is not None else c["best"] for c in told)
    high = sum(c["high"] if c["high"] is not None else c["best"] for c in told)
    return min(low, best), best, max(high, best)


def monday(day: str) -> str:
    """The Monday of the week that the day is in."""
    at = date.fromisoformat(day)
    return (at - timedelta(days=at.weekday())).isoformat()


def weeks_of(attacks: Iterable[Attack]) -> tuple[Week, ...]:
    """The series by week and perpetrator; weeks without an attack have no row."""
    sums: dict[tuple[str, str], list[int]] = {}
    for attack in attacks:
        row = sums.setdefault((monday(attack.day), attack.perpetrator), [0, 0, 0, 0])
        for n, value in enumerate((1, attack.low, attack.best, attack.high)):
            row[n] += value
    return tuple(Week(week, who, *row) for (week, who), row in sorted(sums.items()))


def observed_weeks(reports: Iterable[Mapping[str, Any]], as_of: str | None = None) -> list[str]:
    """The weeks (by their Mondays) in which at least one report was published: others are not known to be quiet."""
    days = {str(r["published"]) for r in reports if r.get("published") and is_known(dict(r), as_of)}
    return sorted({monday(day) for day in days})
