"""What the model reads of a sentence, once for all its pairs, and which pieces a pair's views are the mean of."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Sentence

from .paths import path_tokens
from .wordpiece import WordPiece

Spans = Sequence[tuple[int, int]]

MAX_PIECES = 160
VIEWS = ("sentence", "source", "target", "path")
_MASKS = {"source": "[unused5]", "target": "[unused6]"}


@dataclass(frozen=True, slots=True)
class Reading:
    """The pieces of the tokens `lo` to `hi` of a sentence; `places[t - lo]` is where token `t` stands among them."""

    pieces: tuple[int, ...]
    lo: int
    places: tuple[range, ...]

    def of(self, tokens: Sequence[int]) -> list[int]:
        """The places of the pieces of some tokens; those outside what is read have none."""
        return [p for t in tokens if 0 <= t - self.lo < len(self.places) for p in self.places[t - self.lo]]


def read(
    s: Sentence, source: Spans, target: Spans, wordpiece: WordPiece, *, masked: frozenset[str] = frozenset()
) -> Reading:
    """The pieces of a sentence, or of the part around the pair where it is longer than `MAX_PIECES`.

    The actors of the sides in `masked` are hidden, each behind one piece (in training only: types must not be learnt
    from names). A short sentence reads the same whatever the pair.
    """
    hidden = {"source": source, "target": target}
    words = [wordpiece.pieces(w) for w in s.cased]
    for side in sorted(masked):
        for lo, hi in hidden[side]:
            words[lo:hi] = [(wordpiece.id_of(_MASKS[side]),), *[()] * (hi - lo - 1)]
    lo, hi = _window(words, {t for a, b in (*source, *target) for t in range(a, b)})
    pieces = [wordpiece.id_of("[CLS]")]
    places = []
    for numbers in words[lo:hi]:
        places.append(range(len(pieces), len(pieces) + len(numbers)))
        pieces.extend(numbers)
    return Reading((*pieces, wordpiece.id_of("[SEP]")), lo, tuple(places))


def views_of(s: Sentence, reading: Reading, source: Spans, target: Spans) -> tuple[tuple[int, ...], ...]:
    """For each of `VIEWS` the places whose mean a pair is judged by; empty where the pair lacks that side."""
    sides = [[t for lo, hi in spans for t in range(lo, hi)] for spans in (source, target)]
    tokens = [range(len(s)), *sides, path_tokens(s, source, target)]
    return tuple(tuple(reading.of(part)) for part in tokens)


def _window(words: Sequence[Sequence[int]], wanted: set[int]) -> tuple[int, int]:
    """The token range that is read: all, or as much around the wanted tokens as fits."""
    sizes = [len(w) for w in words]
    room = MAX_PIECES - 2
    if sum(sizes) <= room:
        return 0, len(words)
    lo = min(wanted, default=0)
    hi, used = lo, 0
    while hi < len(words) and used + sizes[hi] <= room:
        used += sizes[hi]
        hi += 1
    while lo > 0 and used + sizes[lo - 1] <= room:
        lo -= 1
        used += sizes[lo]
    return lo, hi
