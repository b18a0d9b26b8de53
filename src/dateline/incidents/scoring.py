"""How likely two tellings are of one happening, with the parts that say why."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .options import MatchOptions
from .tellings import Telling
from .terms import shared_weight


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score: how far it holds (mostly 0 to 1) and the points that this gave or took."""

    name: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class MatchScore:
    """The likelihood, 0 to 1, that two tellings are of one happening; `parts` sum to its log-odds."""

    likelihood: float
    parts: tuple[ScorePart, ...]


_NEVER = MatchScore(0.0, ())


def score(a: Telling, b: Telling, options: MatchOptions) -> MatchScore:
    """The score of two tellings of different reports; depends on nothing but the two, and not on their order."""
    if not may_match(a, b, options):
        return _NEVER
    weights = options.weights
    told = [("bias", 1.0), *_parts(a, b)]
    parts = tuple(ScorePart(n, v, weights[n] * v) for n, v in told if v and weights.get(n))
    return MatchScore(_logistic(p.points for p in parts), parts)


def likelihood(a: Telling, b: Telling, options: MatchOptions) -> float:
    """The likelihood of `score` without its parts."""
    if not may_match(a, b, options):
        return 0.0
    weight = options.weights.get
    return _logistic([weight("bias", 0.0), *(weight(n, 0.0) * v for n, v in _parts(a, b) if v)])


def _logistic(points: Iterable[float]) -> float:
    odds = math.fsum(points)
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))


@dataclass(frozen=True, slots=True)
class Sides:
    """What tells whether a telling may be joined with another at all."""

    report_id: str
    family: str
    sides: frozenset[str]


def may_match(a: Telling | Sides, b: Telling | Sides, options: MatchOptions) -> bool:
    """False for tellings of one report, of different families, or of a family that needs a known party and shares none.

    A bare telling (no event) may match what its family's text alone can tell.
    """
    if a.report_id == b.report_id:
        return False
    if not a.family or not b.family:
        return (a.family or b.family or "") in options.by_text | {""}
    if a.family != b.family:
        return False
    return a.family in options.by_text or bool(a.sides & b.sides)


def _parts(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    yield from _text_parts(a, b)
    yield from _time_parts(a, b)
    yield from _toll_parts(a, b)
    is_named = _names_scene(a, b) or _names_scene(b, a)
    place = dict(_compare("place", a.places, b.places, a.sent_from, b.sent_from))
    admin = dict(_compare("admin", a.admins, b.admins, a.sent_from, b.sent_from))
    agreed = {**place, **admin, **dict(_compare("country", a.countries, b.countries))}
    # a place that both texts name may have been taken for a namesake elsewhere: it contradicts nothing
    yield from ((n, v) for n, v in agreed.items() if not (is_named and n.endswith("_differ")))
    if is_named and "place_same" not in place and "admin_same" not in admin:
        yield "named", 1.0
    yield from _compare("ages", a.ages, b.ages)
    yield from _compare("streets", a.streets, b.streets)
    yield from _dyad(a, b)
    yield from _compare("means", a.means, b.means)
    if a.places & b.places or a.admins & b.admins or is_named:
        yield "scene", float(_same_day(a, b))
        yield "coincide", bool(a.sides & b.sides) * {0: 1.0, 1: 0.5}.get(_days_apart(a, b), 0.0)


def _names_scene(a: Telling, b: Telling) -> bool:
    """Whether the words of one telling name the place or area of the other."""
    return any(b.terms.hold(scene) for scene in a.scenes)


def _dyad(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    """Whether a party is in both; they differ only in who did it: whom it hit is told in many ways."""
    if a.sides & b.sides:
        yield "dyad_same", 1.0
    elif a.doers and b.doers:
        yield "dyad_differ", 1.0


def _same_day(a: Telling, b: Telling) -> bool:
    return _days_apart(a, b) == 0


def _days_apart(a: Telling, b: Telling) -> int:
    """The days between two happenings; many where the day of one is not told."""
    if a.days is None or b.days is None:
        return 10_000
    return max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])


def _text_parts(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    cosine, overlap = shared_weight(a.terms, b.terms)
    yield "text", math.sqrt(max(cosine, 0.0))
    yield "text_squared", cosine
    yield "overlap", overlap
    names = len(a.terms.names & b.terms.names)
    # copy in capitals does not tell names from other rare words: one such pair in common is not enough
    yield "name", float(names > (a.terms.is_in_capitals or b.terms.is_in_capitals))
    yield "names", min(names, 5) / 5
    yield "title", sum(x for t, x in a.terms.title.items() if t in b.terms.title) / 10
    yield "aside", float(not a.is_main) + float(not b.is_main)
    yield "length", (min(1.0, a.terms.size / 2000) + min(1.0, b.terms.size / 2000)) / 2


def _time_parts(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    if a.day is not None and b.day is not None:
        gap = abs(a.day - b.day)
        yield "gap", math.log1p(gap)
        yield "gap_of_a_day", float(gap <= 1)
        yield "gap_of_weeks", float(gap > 7)
        yield "gap_of_months", float(gap > 60)
    else:
        yield "undated", 1.0
    if a.days is not None and b.days is not None:
        apart = max(0, a.days[0] - b.days[1], b.days[0] - a.days[1])
        yield "same_day", float(apart == 0)
        yield "next_day", float(apart == 1)
        yield "other_day", float(apart > 1)
        yield "other_week", float(apart > 5)


def _toll_parts(a: Telling, b: Telling) -> Iterator[tuple[str, float]]:
    for harm in ("killed", "injured"):
        first, second = a.tolls.get(harm), b.tolls.get(harm)
        if first is not None and second is not None:
            yield f"{harm}_same", float(first == second)
            yield f"{harm}_differ", float(first != second)
            yield "large_toll", _large_toll(first, second)


def _large_toll(first: int, second: int) -> float:
    """How telling it is that two tolls are alike: few incidents have forty dead, so that 38 and 40 hardly meet by chance."""
    least, most = sorted((first, second))
    return min(1.0, math.log(most) / math.log(30)) if least >= 5 and least >= 0.75 * most else 0.0


def _compare(
    name: str,
    a: frozenset[str],
    b: frozenset[str],
    also_a: frozenset[str] = frozenset(),
    also_b: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, float]]:
    """Whether two tellings agree or differ in something; what `also` is known may agree, and never differs."""
    if a & b or a & also_b or also_a & b:
        yield f"{name}_same", 1.0
    elif a and b:
        yield f"{name}_differ", 1.0
