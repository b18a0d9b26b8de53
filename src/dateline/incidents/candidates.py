"""Pairs of tellings worth scoring: those that stand near each other in time under a key that both share.

No step looks at all pairs. Each rare name, rare word, place and party has a list of the tellings that hold it, in order of
time; within a list a telling is paired with its nearest neighbours only, and of all its pairs the weightiest are kept.
"""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator

from .options import MatchOptions
from .scoring import may_match
from .tellings import Telling
from .terms import word_shares

_Entry = tuple[int, str]
Pair = tuple[str, str]


class Index:
    """The lists of tellings by key. What it gives depends on the tellings that it holds, not on how they came in."""

    def __init__(self, options: MatchOptions) -> None:
        self._options = options
        self._tellings: dict[str, Telling] = {}
        self._lists: dict[str, list[_Entry]] = defaultdict(list)
        self._proposals: dict[str, tuple[str, ...]] = {}

    def add(self, telling: Telling) -> None:
        """Take in a telling; one that is held already changes nothing."""
        if telling.id in self._tellings:
            return
        self._tellings[telling.id] = telling
        self._proposals.clear()
        for key in keys(telling, self._options):
            insort(self._lists[key], (_position(key, telling), telling.id))

    def pairs(self) -> Iterator[Pair]:
        """The pairs to score, each once, ids ascending in it: at most `candidates` are proposed by each telling."""
        for first in sorted(self._tellings):
            for second in self._proposed(first):
                # a pair that both propose is given by its first member
                if first < second or first not in self._proposed(second):
                    yield (first, second) if first < second else (second, first)

    def _proposed(self, member: str) -> tuple[str, ...]:
        """The weightiest neighbours of a telling."""
        if member not in self._proposals:
            self._proposals[member] = self._rank(self._tellings[member])
        return self._proposals[member]

    def _rank(self, telling: Telling) -> tuple[str, ...]:
        weights: Counter[str] = Counter()
        for key in keys(telling, self._options):
            for other in self._near(key, telling):
                weights[other] += _WEIGHTS[key[0]]
        fit = [i for i in weights if may_match(telling, self._tellings[i], self._options)]
        return tuple(sorted(fit, key=lambda i: (-weights[i], i))[: self._options.candidates])

    def _near(self, key: str, telling: Telling) -> Iterator[str]:
        held, window, day = self._lists[key], _window(key, self._options), _position(key, telling)
        at, reach = bisect_left(held, (day, telling.id)), self._options.neighbours
        for other_day, other in held[max(0, at - reach) : at + reach + 1]:
            if other != telling.id and (window is None or abs(other_day - day) <= window):
                yield other


# what a shared key of each sort is worth when a telling's pairs are ranked: names, words, places, parties
_WEIGHTS = {"n": 3, "w": 1, "p": 2, "s": 2}


def keys(telling: Telling, options: MatchOptions) -> list[str]:
    """The keys that a telling is found under: `n:` names, `w:` rare words, `p:` places, `s:` parties."""
    family = telling.family
    found = [f"n:{name}" for name in telling.terms.names]
    if telling.is_main or not family:
        found += [f"w:{word}" for word in _rare_words(telling, options)]
    if telling.days is not None or telling.day is not None:
        found += [f"p:{family}:{place}" for place in telling.places | telling.admins | telling.sent_from]
        found += [f"s:{family}:{side}" for side in telling.sides]
    return found


def _rare_words(telling: Telling, options: MatchOptions) -> list[str]:
    shares = word_shares()
    words = telling.terms.words
    rare = [w for w in words if shares.get(w, 0.0) < options.rare_share]
    return sorted(rare, key=lambda w: (-words[w], w))[: options.key_words]


def _position(key: str, telling: Telling) -> int:
    """Where in time a telling stands under a key: places and parties go by the day of the happening."""
    if key[0] in "ps" and telling.days is not None:
        return telling.days[0]
    return telling.day or 0


def _window(key: str, options: MatchOptions) -> int | None:
    return {"w": options.word_window, "p": options.place_window, "s": options.place_window}.get(key[0])
