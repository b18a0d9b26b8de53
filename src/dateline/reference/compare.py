"""Two lists of happenings matched one to one, with what each has that the other lacks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.gazetteer import Gazetteer
from dateline.store import Filter, km_between

from .assign import assign
from .columns import DataSet
from .happening import Happening
from .nearness import Nearby, Nearness, Tolerance

OURS_ONLY = (
    "mode",
    "status",
    "claimant",
    "claimant_kind",
    "min_confidence",
    "disputed",
    "historical",
    "as_of",
    "report_id",
)
"""Filters for which a reference file has no column: they narrow our side alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """A happening of ours and one of theirs that are taken for the same, and how near they are."""

    ours: Happening
    theirs: Happening
    near: Nearness


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two lists have in common and what only one has, by day.

    `contested` are the ids of happenings left alone although one of the other side lies near: that one is matched with another.
    """

    data_set: DataSet
    matches: tuple[Match, ...]
    only_ours: tuple[Happening, ...]
    only_theirs: tuple[Happening, ...]
    contested: frozenset[str]


def compare(
    ours: Iterable[Happening],
    theirs: Iterable[Happening],
    data_set: DataSet,
    gazetteer: Gazetteer,
    tolerance: Tolerance,
    asked: Filter | None = None,
) -> Comparison:
    """The two lists matched one to one; the order in which they come changes nothing.

    What lies outside the days of `asked` can be matched, but is no miss: days may differ by the tolerance.
    """
    mine = sorted(ours, key=_order)
    other = sorted(_told_once(theirs) if data_set.is_by_report else theirs, key=_order)
    nearby = Nearby(gazetteer, tolerance)
    near = {
        (o, t): found
        for o, t in _candidates(mine, other, tolerance.days)
        if (found := nearby.of(mine[o], other[t])) is not None
    }
    pairs = [
        (o, t)
        for o, t in assign({p: n.cost for p, n in near.items()})
        if _touches(mine[o], asked) or _touches(other[t], asked)
    ]
    taken = {o for o, _ in pairs}, {t for _, t in pairs}
    had = {mine[o].id for o, _ in near}, {other[t].id for _, t in near}
    only_ours = tuple(h for n, h in enumerate(mine) if n not in taken[0] and _touches(h, asked))
    only_theirs = tuple(h for n, h in enumerate(other) if n not in taken[1] and _touches(h, asked))
    contested = {h.id for h in only_ours if h.id in had[0]} | {h.id for h in only_theirs if h.id in had[1]}
    matches = tuple(Match(mine[o], other[t], near[o, t]) for o, t in pairs)
    return Comparison(data_set, matches, only_ours, only_theirs, frozenset(contested))


def widened(asked: Filter, days: int) -> Filter:
    """The filter with so many days more at either end."""
    return replace(asked, since=_moved(asked.since, -days), until=_moved(asked.until, days))


def _moved(day: str | None, days: int) -> str | None:
    if day is None:
        return None
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except OverflowError:
        return day


def in_scope(happening: Happening, asked: Filter, data_set: DataSet) -> bool:
    """Whether a reference event is asked for, by the filters for which it has columns."""
    spot = happening.spot
    actors = [a.casefold() for a in happening.actors]
    told = f"{happening.text} {' '.join(happening.actors)}".casefold()
    kinds = asked.event_type is None or data_set.name != "polecat" or happening.kind == asked.event_type
    return (
        kinds
        and _touches(happening, asked)
        and (asked.country is None or spot.country == asked.country.upper())
        and _has(asked.admin, spot.province, spot.district)
        and _has(asked.place, spot.place)
        and (asked.near is None or _is_within(happening, asked))
        and _has(asked.actor, *actors)
        and (asked.dyad is None or all(_has(part, *actors) for part in asked.dyad))
        and (asked.text is None or all(w.casefold() in told for w in asked.text.split()))
    )


def _is_within(happening: Happening, asked: Filter) -> bool:
    spot, near = happening.spot, asked.near
    if near is None or spot.level != "place":
        return near is None
    km = km_between(spot.lat, spot.lon, near.lat, near.lon)
    return km is not None and km <= near.km


def _has(part: str | None, *names: str | None) -> bool:
    return part is None or any(part.casefold() in (n or "").casefold() for n in names)


def _touches(happening: Happening, asked: Filter | None) -> bool:
    if asked is None:
        return True
    since, until = asked.since, asked.until
    return (since is None or happening.last.isoformat() >= since) and (
        until is None or happening.first.isoformat() <= until
    )


def _order(happening: Happening) -> tuple[str, str, int]:
    return happening.first.isoformat(), happening.id, happening.row or 0


def _told_once(happenings: Iterable[Happening]) -> list[Happening]:
    """One for each happening that several rows of a data set tell alike: same day, place, type and sides."""
    kept: dict[object, Happening] = {}
    for h in happenings:
        key = (h.first, h.last, h.spot, h.kind, h.actors)
        known = kept.get(key)
        kept[key] = h if known is None else replace(min(known, h, key=_order), repeats=known.repeats + 1)
    return list(kept.values())


def _candidates(ours: Sequence[Happening], theirs: Sequence[Happening], days: int) -> Iterable[tuple[int, int]]:
    """The pairs whose days come near enough, found by the month that they touch."""
    by_month: dict[int, list[int]] = defaultdict(list)
    for n, h in enumerate(theirs):
        for month in _months(h, days):
            by_month[month].append(n)
    for o, h in enumerate(ours):
        for t in sorted({t for month in _months(h, 0) for t in by_month[month]}):
            if (h.first - theirs[t].last).days <= days and (theirs[t].first - h.last).days <= days:
                yield o, t


def _months(happening: Happening, days: int) -> range:
    """The spans of some thirty days that a happening touches, as numbers."""
    return range((happening.first.toordinal() - days) // 31, (happening.last.toordinal() + days) // 31 + 1)
