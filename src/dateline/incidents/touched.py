"""Which tellings new reports touch: those whose nearest neighbours are others than before. All else stays as it was told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .candidates import Lists, proposed
from .options import MatchOptions
from .sketches import TellingSketch

Keys = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Proposals:
    """How what one telling proposes changed: `gained` are to be scored, `lost` are no pairs of it any more."""

    telling: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def changed_proposals(
    kept: Sequence[TellingSketch],
    gone: Sequence[TellingSketch],
    come: Sequence[TellingSketch],
    options: MatchOptions,
) -> list[Proposals]:
    """The changes where of the tellings known before some are gone and others have come, by id.

    A telling that changed is among both. What a telling proposes follows from its neighbours in its lists, so that only those that
    stand in a list near one that went or came are looked at.
    """
    anew = _Held([*kept, *come], options)
    before = _Held([*kept, *gone], options) if gone else None
    changed = {t.id for t in (*gone, *come)}
    own = _keys_of((*gone, *come))
    near = anew.near(come, own) | (before.near(gone, own) if before else set())
    touched = [t for t in kept if t.id in near]
    keys = _keys_of((*touched, *gone, *come))
    now = anew.proposals([t.id for t in (*touched, *come)], keys)
    then = (before or _Held(kept, options)).proposals([t.id for t in touched], keys)
    found = [Proposals(t.id, tuple(now[t.id]), ()) for t in come]
    for telling in touched:
        had, has = then[telling.id], now[telling.id]
        gained = tuple(i for i in has if i in changed or i not in had)
        lost = tuple(i for i in had if i not in has)
        if gained or lost:
            found.append(Proposals(telling.id, gained, lost))
    return sorted(found, key=lambda p: p.telling)


class _Held:
    """The entries of some tellings, from which the lists of any keys can be made."""

    def __init__(self, tellings: Iterable[TellingSketch], options: MatchOptions) -> None:
        self._options = options
        ordered = sorted(tellings, key=lambda t: t.id)
        self._ids = [t.id for t in ordered]
        self._number = {t: n for n, t in enumerate(self._ids)}
        self._sides = [t.sides for t in ordered]
        self._keys = np.concatenate([np.empty(0, np.uint64), *(t.entries.keys for t in ordered)])
        self._days = np.concatenate([np.empty(0, np.int32), *(t.entries.days for t in ordered)])
        self._members = np.repeat(np.arange(len(ordered), dtype=np.int32), [len(t.entries.keys) for t in ordered])

    def _lists(self, keys: Keys) -> Lists:
        at = np.minimum(keys.searchsorted(self._keys), max(len(keys) - 1, 0))
        own = keys[at] == self._keys if len(keys) else np.zeros(len(self._keys), bool)
        return Lists(self._keys[own], self._days[own], self._members[own], self._options)

    def near(self, tellings: Iterable[TellingSketch], keys: Keys) -> set[str]:
        """Those that stand beside any of the tellings in a list, however far apart in time."""
        lists, numbers = self._lists(keys), (self._number[t.id] for t in tellings)
        return {self._ids[n] for own in numbers for n in lists.beside(own)}

    def proposals(self, ids: Iterable[str], keys: Keys) -> dict[str, list[str]]:
        """What each of the tellings proposes; `keys` are all of theirs."""
        lists = self._lists(keys)
        return {i: [self._ids[n] for n in self._proposed(self._number[i], lists)] for i in ids}

    def _proposed(self, member: int, lists: Lists) -> Iterator[int]:
        return proposed(member, lists, self._sides, self._options)


def _keys_of(tellings: Iterable[TellingSketch]) -> Keys:
    """All keys of the tellings, ascending, each once."""
    return np.unique(np.concatenate([np.empty(0, np.uint64), *(t.entries.keys for t in tellings)]))
