"""How well the readings of a report's place names go together: relaxation over countries, areas and neighbourhoods."""

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from dateline.gazetteer import Toponym

ROUNDS = 4
_MASS = {"country": 1.2, "admin1": 1.6, "admin2": 2.4, "near": 1.6, "own_area": 3.4}
"""What a second name in the same country, area or neighbourhood adds; `own_area`: a place whose own county is named."""
_CELL = 0.7
"""Degrees of latitude of a neighbourhood cell; nine cells round a place count as near it."""
_HOME = 1.0
"""What a dateline adds to its country beside what any name does."""
_TEMPERATURE = 1.0

Weights = list[float]


@dataclass(frozen=True, slots=True)
class Reading:
    """One name of a report: the places it may mean and how likely each is by itself (in logits); `count` mentions.

    `weight` tells how loud it speaks for its country and area beside a place's name, which has 1.
    """

    candidates: tuple[Toponym, ...]
    scores: tuple[float, ...]
    count: int
    weight: float = 1.0


def relax(readings: Sequence[Reading], line: int | None = None) -> list[int]:
    """The index of the best candidate of each reading, given the others; -1 where it has none.

    `line` is the index of the dateline's reading: its country speaks louder than any other name's.
    """
    features = [[_features(c) for c in r.candidates] for r in readings]
    beliefs = [_softmax(r.scores) for r in readings]
    totals: list[Weights] = [list(r.scores) for r in readings]
    for _ in range(ROUNDS):
        mass = _mass(readings, features, beliefs)
        if line is not None:
            for candidate, share in zip(readings[line].candidates, beliefs[line], strict=True):
                mass["country", candidate.country] += _HOME * share
        totals = [_totals(r, f, b, mass) for r, f, b in zip(readings, features, beliefs, strict=True)]
        beliefs = [_softmax(t) for t in totals]
    return [max(range(len(t)), key=lambda i: (t[i], -i)) if t else -1 for t in totals]


def _features(c: Toponym) -> list[tuple[str, Hashable, bool]]:
    """What a place speaks for, and whether it also looks there for support."""
    found: list[tuple[str, Hashable, bool]] = []
    if c.country:
        found.append(("country", c.country, True))
        if c.admin1:
            found.append(("admin1", (c.country, c.admin1), True))
        if c.admin2:
            found.append(("admin2", (c.country, c.admin1, c.admin2), True))
    if c.lat is not None and c.lon is not None and c.kind in {"place", "admin2"}:
        row, column = math.floor(c.lat / _CELL), math.floor(c.lon / _CELL * max(math.cos(math.radians(c.lat)), 0.1))
        found.append(("near", (row, column), False))
    return found


def _mass(
    readings: Sequence[Reading], features: Sequence[list[list[tuple[str, Hashable, bool]]]], beliefs: Sequence[Weights]
) -> defaultdict[Hashable, float]:
    """How much the names speak for each country, area and cell; a name told often speaks a little louder."""
    mass: defaultdict[Hashable, float] = defaultdict(float)
    for reading, of_each, belief in zip(readings, features, beliefs, strict=True):
        loud = _loudness(reading)
        for candidate, found, share in zip(reading.candidates, of_each, belief, strict=True):
            if share < 0.01:
                continue
            for kind, key, _ in found:
                for near in _around(key) if kind == "near" else (key,):
                    mass[kind, near] += share * loud
            if candidate.kind == "admin2":
                mass["own_area", (candidate.country, candidate.admin1, candidate.admin2)] += share * loud
    return mass


def _loudness(reading: Reading) -> float:
    return reading.weight * (1.0 + 0.3 * math.log(reading.count))


def _totals(
    reading: Reading,
    features: list[list[tuple[str, Hashable, bool]]],
    belief: Weights,
    mass: defaultdict[Hashable, float],
) -> Weights:
    """The logits of a reading's candidates: what the other names say of their country, area and neighbourhood is added.

    A name does not speak for itself: that many places of one country share it tells nothing of which is meant.
    """
    own = _mass([reading], [features], [belief])
    totals: Weights = []
    for candidate, score, found in zip(reading.candidates, reading.scores, features, strict=True):
        total = score
        for kind, key, _ in found:
            total += _MASS[kind] * math.log1p(max(mass.get((kind, key), 0.0) - own.get((kind, key), 0.0), 0.0))
        if candidate.kind == "place" and candidate.admin2:
            area = (candidate.country, candidate.admin1, candidate.admin2)
            total += _MASS["own_area"] * min(mass["own_area", area], 1.0)
        totals.append(total)
    return totals


def _around(cell: Hashable) -> list[Hashable]:
    """A cell and its eight neighbours: what stands in one is near all of them."""
    assert isinstance(cell, tuple)
    row, column = cell
    return [(row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1)]


def _softmax(scores: Sequence[float]) -> Weights:
    if not scores:
        return []
    top = max(scores)
    powers = [math.exp((s - top) / _TEMPERATURE) for s in scores]
    total = sum(powers)
    return [p / total for p in powers]
