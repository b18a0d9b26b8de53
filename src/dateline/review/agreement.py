"""How far reviewers agree: Krippendorff's alpha, field by field.

Krippendorff, Content Analysis (2004), chapter 11: 1 is full agreement, 0 what chance gives; below .667 no conclusion rests on it.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.store import Review

Distance = Callable[[Any, Any], float]
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FieldAgreement:
    """One field: `alpha` is None where fewer than two events were judged by two, or all values are the same.

    `units` counts events judged by at least two reviewers, `same` those on which all gave one value.
    """

    field: str
    units: int
    same: int
    alpha: float | None


def differs(a: Hashable, b: Hashable) -> float:
    """The nominal distance."""
    return float(a != b)


def squared(a: float, b: float) -> float:
    """The interval distance."""
    return (a - b) ** 2


def alpha(units: Iterable[Sequence[Any]], distance: Distance = differs) -> float | None:
    """Krippendorff's alpha over units, each the values that several coders gave it; units with one value play no part.

    None where nothing can be compared: fewer than two values, or no variation at all.
    """
    pairable = [list(unit) for unit in units if len(unit) > 1]
    number = sum(len(unit) for unit in pairable)
    if number < 2:
        return None
    observed = sum(
        distance(a, b) / (len(unit) - 1)
        for unit in pairable
        for i, a in enumerate(unit)
        for j, b in enumerate(unit)
        if i != j
    )
    counts = Counter(value for unit in pairable for value in unit)
    values = sorted(counts, key=repr)
    expected = sum(counts[a] * counts[b] * distance(a, b) for a in values for b in values)
    if not expected:
        return None
    return 1 - (number - 1) * observed / expected


_FIELDS: tuple[tuple[str, Callable[[Record], Hashable], Distance], ...] = (
    ("event_type", lambda r: r["event_type"], differs),
    ("mode", lambda r: r["mode"] or "", differs),
    ("status", lambda r: r["status"], differs),
    ("source", lambda r: _names(r["source"]), differs),
    ("target", lambda r: _names(r["target"]), differs),
    ("when", lambda r: ((r["when"] or {}).get("from") or "", (r["when"] or {}).get("to") or ""), differs),
    ("where", lambda r: ((r["where"] or {}).get("name") or "", (r["where"] or {}).get("country") or ""), differs),
    ("killed", lambda r: _killed(r), squared),
)


def _names(refs: list[Record]) -> tuple[str, ...]:
    return tuple(sorted(ref["actor_id"] or ref["name"] or ref["text"] for ref in refs))


def _killed(record: Record) -> float:
    return float(
        max((c["best"] or 0 for c in record["casualties"] if c["harm"] == "killed" and not c["is_subtotal"]), default=0)
    )


def judged(reviews: Iterable[Review]) -> dict[str, dict[str, Record | None]]:
    """For each event, what each reviewer's last decision makes of it: the record, or None where it is no event."""
    found: dict[str, dict[str, Record | None]] = {}
    for review in reviews:
        mine = found.setdefault(review.event_id, {})
        if review.verdict == "undo":
            mine.pop(review.reviewer, None)
        elif review.verdict == "reject":
            mine[review.reviewer] = None
        else:
            mine[review.reviewer] = {**(review.shown or {}), **review.changes}
    return found


def agreement_of(reviews: Iterable[Review]) -> list[FieldAgreement]:
    """The agreement on whether it is an event at all, then on each field of those that all who judged them took for one."""
    both = [list(mine.values()) for _, mine in sorted(judged(reviews).items()) if len(mine) > 1]
    found = [_agreement("is an event", [[record is not None for record in unit] for unit in both], differs)]
    kept = [[record for record in unit if record is not None] for unit in both]
    for name, value_of, distance in _FIELDS:
        units = [[value_of(record) for record in unit] for unit in kept if len(unit) > 1]
        found.append(_agreement(name, units, distance))
    return found


def _agreement(field: str, units: list[list[Any]], distance: Distance) -> FieldAgreement:
    same = sum(1 for unit in units if len({json.dumps(v) for v in unit}) == 1)
    value = alpha(units, distance)
    return FieldAgreement(field, len(units), same, None if value is None else round(value, 3))
