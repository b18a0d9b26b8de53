"""Violence before and after a dated commitment: a rate ratio with its interval, or the answer that the data are too thin."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from .violence import Attack, monday

MIN_WEEKS = 4
"""Weeks with reports that each side of the day must have."""

MIN_ATTACKS = 10
"""Attacks that both sides together must have."""

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Comparison:
    """Attacks (or killed) a week before and after a day. `ratio`, `low` and `high` are None where the data are `thin`.

    `why_thin` says what is missing. Weeks are counted only where some report was published in them.
    """

    measure: str
    day: str
    weeks_before: int
    weeks_after: int
    before: int
    after: int
    ratio: float | None
    low: float | None
    high: float | None
    method: str
    why_thin: str | None


METHOD = "negative binomial, dispersion by moments, 95 % interval on the log rate ratio"


def compare(
    attacks: Sequence[Attack], observed: Sequence[str], day: str, weeks: int = 8, measure: str = "attacks"
) -> Comparison:
    """The weeks before the week of `day`, against those from the day's own week on; `measure` is attacks or killed."""
    pivot = date.fromisoformat(monday(day))
    seen = set(observed)
    before = [w for n in range(weeks, 0, -1) if (w := _week(pivot, -n)) in seen]
    after = [w for n in range(weeks) if (w := _week(pivot, n)) in seen]
    mine = dict.fromkeys((*before, *after), 0)
    for attack in attacks:
        week = monday(attack.day)
        if week in mine and not (week == monday(day) and attack.day < day):
            mine[week] += 1 if measure == "attacks" else attack.best
    first, second = [mine[w] for w in before], [mine[w] for w in after]
    thin = _why_thin(first, second, sum(1 for a in attacks if monday(a.day) in mine))
    ratio = None if thin else rate_ratio(first, second)
    return Comparison(
        measure, day, len(first), len(second), sum(first), sum(second), ratio and ratio[0], ratio and ratio[1],
        ratio and ratio[2], METHOD, thin,
    )  # fmt: skip


def _week(pivot: date, number: int) -> str:
    return (pivot + timedelta(weeks=number)).isoformat()


def _why_thin(before: list[int], after: list[int], attacks: int) -> str | None:
    if len(before) < MIN_WEEKS or len(after) < MIN_WEEKS:
        return f"reports of {len(before)} weeks before and {len(after)} after; {MIN_WEEKS} each are wanted"
    if attacks < MIN_ATTACKS:
        return f"{attacks} attacks in all; {MIN_ATTACKS} are wanted"
    return None


def rate_ratio(before: Sequence[int], after: Sequence[int]) -> tuple[float, float, float]:
    """The ratio of weekly rates, after to before, with its 95 % interval.

    Counts are negative binomial: the variance of a weekly count is mu + a mu^2, with one `a` for both periods, by moments
    (Anscombe 1950). A period without any count has half of one added, as for odds ratios (Haldane 1956).
    """
    x, y = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    totals = [max(float(s.sum()), 0.5) for s in (x, y)]
    means = [total / len(s) for total, s in zip(totals, (x, y), strict=True)]
    spread = _dispersion((x, y))
    variance = sum((1 / mean + spread) / len(s) for mean, s in zip(means, (x, y), strict=True))
    middle = math.log(means[1] / means[0])
    half = _Z * math.sqrt(variance)
    return math.exp(middle), math.exp(middle - half), math.exp(middle + half)


def _dispersion(periods: Sequence[np.ndarray]) -> float:
    """The common dispersion by moments, 0 where counts vary no more than Poisson counts do."""
    excess = sum(float(((s - s.mean()) ** 2).sum()) - (len(s) - 1) * float(s.mean()) for s in periods)
    scale = sum((len(s) - 1) * float(s.mean()) ** 2 for s in periods)
    return max(excess / scale, 0.0) if scale else 0.0
