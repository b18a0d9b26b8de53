"""Near-duplicate reports: reprints, trims and rewrites of one wire story, grouped by MinHash over word shingles."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from rensa import RMinHash

from dateline.records import Report

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_HASHES = 128
_BAND = 4  # rows a band: 32 bands find a pair at .5 similarity in 87 %, at .6 in 99 % of cases
_SAME = 0.55  # share of shingles in common (Jaccard)
_TRIMMED = 0.8  # share of the shorter report's shingles that the longer one holds
_SHORTEST = 12  # words; shorter reports are compared whole
_NEIGHBOURS = 12  # reports on either side that are compared within a band's bucket
_REPRINT_DAYS = 14  # a story is reprinted within a fortnight
_FURNITURE_DAYS = 31  # words that stand in reports further apart are page furniture, not a story


def group_duplicates(reports: Iterable[Report]) -> dict[str, str]:
    """The canonical report's id for every report's id: the earliest published of its group, then the smallest id.

    A report that repeats none is its own. Two reports are near-duplicates where 55 % of their four-word shingles are
    the same, or where a shorter one's shingles stand to 80 % in a longer one (a trim). The order of reports changes
    nothing; agency and place line play no part.
    """
    ordered = sorted(reports, key=_age)
    shingles = _stories(ordered)
    found = list(range(len(ordered)))
    for a, b in sorted(_candidates(ordered, shingles)):
        root_a, root_b = _root(found, a), _root(found, b)
        if root_a != root_b and _near_in_time(ordered[a], ordered[b]) and is_near_duplicate(shingles[a], shingles[b]):
            found[max(root_a, root_b)] = min(root_a, root_b)
    return {r.id: ordered[_root(found, i)].id for i, r in enumerate(ordered)}


def is_near_duplicate(a: frozenset[str], b: frozenset[str]) -> bool:
    """True where two sets of shingles are mostly the same, or the smaller one mostly lies within the larger."""
    if not a or not b:
        return False
    shared = len(a & b)
    return shared >= _SAME * (len(a) + len(b) - shared) or shared >= _TRIMMED * min(len(a), len(b))


def _age(report: Report) -> tuple[bool, str, str]:
    return report.published is None, report.published or "", report.id


def _near_in_time(a: Report, b: Report) -> bool:
    first, second = _day(a), _day(b)
    return first is None or second is None or abs(first - second) <= _REPRINT_DAYS


def _day(report: Report) -> int | None:
    return date.fromisoformat(report.published[:10]).toordinal() if report.published else None


def _stories(reports: Sequence[Report]) -> list[frozenset[str]]:
    """The shingles of each report less page furniture: `sign up for our newsletter` stands there month after month."""
    shingles = [shingles_of(r.text) for r in reports]
    days: dict[str, tuple[int, int]] = {}
    for report, held in zip(reports, shingles, strict=True):
        day = _day(report)
        if day is not None:
            for shingle in held:
                first, last = days.get(shingle, (day, day))
                days[shingle] = min(first, day), max(last, day)
    furniture = {s for s, (first, last) in days.items() if last - first > _FURNITURE_DAYS}
    return [held - furniture for held in shingles]


def _root(found: list[int], index: int) -> int:
    while found[index] != index:
        found[index] = found[found[index]]
        index = found[index]
    return index


def shingles_of(text: str) -> frozenset[str]:
    """The four-word shingles of a text; a text of less than twelve words is one shingle."""
    words = [w.lower() for w in _WORD.findall(text)]
    if len(words) < _SHORTEST:
        return frozenset([" ".join(words)]) if words else frozenset()
    return frozenset(" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1))


def _candidates(reports: Sequence[Report], shingles: Sequence[frozenset[str]]) -> set[tuple[int, int]]:
    """Pairs that share a band of MinHash values, of the whole report or of its head: trims keep the head."""
    buckets: dict[tuple[str, int, tuple[int, ...]], list[int]] = defaultdict(list)
    for index, report in enumerate(reports):
        whole = shingles[index]
        head = whole & shingles_of(" ".join(report.text.split()[:80]))
        for part, values in (("whole", whole), ("head", head)):
            digest = _digest(values)
            for band in range(0, len(digest), _BAND):
                buckets[part, band, tuple(digest[band : band + _BAND])].append(index)
    return {
        (bucket[i], other)
        for bucket in buckets.values()
        for i in range(len(bucket))
        for other in bucket[i + 1 : i + 1 + _NEIGHBOURS]
    }


def _digest(shingles: frozenset[str]) -> list[int]:
    if not shingles:
        return []
    sketch = RMinHash(num_perm=_HASHES, seed=1)
    sketch.update(sorted(shingles))
    return list(sketch.digest())
