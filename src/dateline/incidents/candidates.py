"""Pairs of tellings worth scoring: those that stand near each other in time under a key that both share.

No step looks at all pairs. Each rare name, rare word, place and party has a list of the tellings that hold it, in order of
time; within a list a telling is paired with its nearest neighbours only, and of all its pairs the weightiest are kept.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .options import MatchOptions
from .scoring import Sides, may_match
from .tellings import Telling
from .terms import Marks, mark_of

Pair = tuple[str, str]
Ints = NDArray[np.int32]

# the sort of a key stands in its two lowest bits: names, words, places, parties
_NAME, _WORD, _PLACE, _SIDE = range(4)
# what a shared key of each sort is worth when a telling's pairs are ranked
_WEIGHTS = np.array([3, 1, 2, 2], np.int64)
_ANY_DAY = 1 << 40


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """The lists that a telling stands in: their keys, and where in time it stands in each."""

    keys: Marks
    days: Ints


def entries_of(telling: Telling) -> Entries:
    """The entries of a telling: its names, rare words, places and parties. Places and parties go by the day of the happening."""
    family, published = telling.family, telling.day or 0
    keys = [_key(_NAME, mark_of(name)) for name in telling.terms.names]
    if telling.is_main or not family:
        keys += [_key(_WORD, mark) for mark in telling.terms.rare.tolist()]
    days = [published] * len(keys)
    if telling.days is not None or telling.day is not None:
        places = telling.places | telling.admins | telling.sent_from
        scene = [_key(_PLACE, mark_of(f"{family}:{place}")) for place in places]
        scene += [_key(_SIDE, mark_of(f"{family}:{side}")) for side in telling.sides]
        days += [telling.days[0] if telling.days is not None else published] * len(scene)
        keys += scene
    return Entries(np.array(keys, np.uint64), np.array(days, np.int32))


def _key(sort: int, mark: int) -> int:
    return (mark & ~3) | sort


class Lists:
    """All entries in order of key, day and telling. Tellings stand as numbers that rise with their ids."""

    def __init__(self, keys: NDArray[np.uint64], days: Ints, members: Ints, options: MatchOptions) -> None:
        order = np.lexsort((members, days, keys))
        keys = keys[order]
        shared = np.zeros(len(keys), bool)
        shared[1:] = keys[1:] == keys[:-1]
        shared[:-1] |= shared[1:]
        order = order[shared]
        self._keys, self._days, self._members = keys[shared], days[order], members[order]
        self._places = np.argsort(self._members, kind="stable").astype(np.int32)
        self._ends = np.searchsorted(self._members[self._places], np.arange(int(members.max(initial=-1)) + 2))
        reach = options.neighbours
        self._steps = np.concatenate([np.arange(-reach, 0), np.arange(1, reach + 1)])
        self._windows = np.array([_ANY_DAY, options.word_window, options.place_window, options.place_window], np.int64)

    def near(self, member: int) -> NDArray[np.int64]:
        """The neighbours of a telling in all its lists, the weightiest first, ties by number."""
        own, at, inside = self._around(member)
        if not len(own):
            return np.empty(0, np.int64)
        sort = (self._keys[own] & np.uint64(3)).astype(np.int64)
        apart = np.abs(self._days[at].astype(np.int64) - self._days[own][:, None])
        fit = inside & (apart <= self._windows[sort][:, None])
        found, which = np.unique(self._members[at[fit]], return_inverse=True)
        weights = np.bincount(which, np.broadcast_to(_WEIGHTS[sort][:, None], at.shape)[fit])
        return found[np.lexsort((found, -weights))].astype(np.int64)

    def beside(self, member: int) -> list[int]:
        """All that stand within reach of a telling in a list, however far apart in time."""
        _, at, inside = self._around(member)
        return sorted(set(self._members[at[inside]].tolist()))

    def _around(self, member: int) -> tuple[Ints, NDArray[np.int64], NDArray[np.bool_]]:
        """Where a telling stands, the places within reach of each, and which of those are of the same list."""
        own = (
            self._places[self._ends[member] : self._ends[member + 1]]
            if member + 1 < len(self._ends)
            else self._places[:0]
        )
        at = own[:, None] + self._steps
        inside = (at >= 0) & (at < len(self._keys))
        at = np.where(inside, at, 0)
        if len(own):
            inside &= self._keys[at] == self._keys[own][:, None]
        return own, at, inside


def proposed(member: int, lists: Lists, sides: Sequence[Sides], options: MatchOptions) -> Iterator[int]:
    """The neighbours that a telling may be joined with: the weightiest, `candidates` of them at most."""
    left = options.candidates
    for other in lists.near(member).tolist():
        if may_match(sides[member], sides[other], options):
            yield other
            left -= 1
        if not left:
            return


class Index:
    """The entries of all tellings. What it gives depends on the tellings that it holds, not on how they came in."""

    def __init__(self, options: MatchOptions) -> None:
        self._options = options
        self._sides: dict[str, Sides] = {}
        self._keys, self._days, self._counts = array("Q"), array("i"), array("i")

    def add(self, telling: Telling) -> None:
        """Take in a telling; one that is held already changes nothing."""
        if telling.id in self._sides:
            return
        entries = entries_of(telling)
        self._keys.frombytes(entries.keys.tobytes())
        self._days.frombytes(entries.days.tobytes())
        self._counts.append(len(entries.keys))
        self._sides[telling.id] = Sides(telling.report_id, telling.family, telling.sides)

    def pairs(self) -> Iterator[Pair]:
        """The pairs to score, each once, ids ascending in it: at most `candidates` are proposed by each telling."""
        ids = sorted(self._sides)
        sides, lists = [self._sides[i] for i in ids], self._lists(ids)
        found, ends = array("i"), array("q", [0])
        for first in range(len(ids)):
            found.extend(proposed(first, lists, sides, self._options))
            ends.append(len(found))
        for first in range(len(ids)):
            for second in found[ends[first] : ends[first + 1]]:
                # a pair that both propose is given by its first member
                if first < second:
                    yield ids[first], ids[second]
                elif first not in found[ends[second] : ends[second + 1]]:
                    yield ids[second], ids[first]

    def _lists(self, ids: Sequence[str]) -> Lists:
        number = {i: n for n, i in enumerate(ids)}
        members = np.repeat(np.fromiter((number[i] for i in self._sides), np.int32, len(ids)), self._counts)
        return Lists(np.frombuffer(self._keys, np.uint64), np.frombuffer(self._days, np.int32), members, self._options)
