"""What the model reads of a marked sentence: piece numbers with markers around the actors, and what is pooled."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Sentence

from .wordpiece import WordPiece

Spans = Sequence[tuple[int, int]]

MAX_PIECES = 96
POOLS = ("sentence", "source", "target", "path")
_MARKERS = {"source": ("[unused1]", "[unused2]"), "target": ("[unused3]", "[unused4]")}
_MASKS = {"source": "[unused5]", "target": "[unused6]"}
_CARRIED = frozenset({"prt", "neg", "dobj", "xcomp", "ccomp", "acomp", "attr", "oprd"})


@dataclass(frozen=True, slots=True)
class MarkedInput:
    """The pieces of one sentence, and for each of `POOLS` the positions whose mean the head sees."""

    pieces: tuple[int, ...]
    pools: tuple[tuple[int, ...], ...]


def mark(
    s: Sentence, source: Spans, target: Spans, wordpiece: WordPiece, *, masked: frozenset[str] = frozenset()
) -> MarkedInput:
    """The marked input of a sentence; the actors of the sides in `masked` are hidden behind one piece."""
    sides = {"source": source, "target": target}
    side_of = {t: side for side, spans in sides.items() for lo, hi in spans for t in range(lo, hi)}
    on_path = set(path_tokens(s, source, target))
    lo, hi = _window(s, {*side_of, *on_path}, wordpiece)
    pieces = [wordpiece.id_of("[CLS]")]
    pools: dict[str, list[int]] = {name: [] for name in POOLS}
    open_side: str | None = None
    for token in range(lo, hi):
        side = side_of.get(token)
        if side != open_side:
            if open_side is not None:
                pieces.append(wordpiece.id_of(_MARKERS[open_side][1]))
            if side is not None:
                pools[side].append(len(pieces))
                pieces.append(wordpiece.id_of(_MARKERS[side][0]))
                if side in masked:
                    pools[side].append(len(pieces))
                    pieces.append(wordpiece.id_of(_MASKS[side]))
            open_side = side
        if side in masked:
            continue
        numbers = wordpiece.pieces(s.cased[token])
        places = range(len(pieces), len(pieces) + len(numbers))
        pieces.extend(numbers)
        pools["sentence"].extend(places)
        if side is not None:
            pools[side].extend(places)
        elif token in on_path:
            pools["path"].extend(places)
    if open_side is not None:
        pieces.append(wordpiece.id_of(_MARKERS[open_side][1]))
    pieces = [*pieces[: MAX_PIECES - 1], wordpiece.id_of("[SEP]")]
    kept = tuple(tuple(p for p in pools[name] if p < len(pieces) - 1) for name in POOLS)
    return MarkedInput(tuple(pieces), kept)


def _window(s: Sentence, wanted: set[int], wordpiece: WordPiece) -> tuple[int, int]:
    """The token range that is read: all of the sentence, or as much around the actors and their path as fits."""
    sizes = [len(wordpiece.pieces(w)) for w in s.cased]
    room = MAX_PIECES - 10
    if sum(sizes) <= room:
        return 0, len(s)
    lo, hi = (min(wanted), max(wanted) + 1) if wanted else (0, 1)
    used = sum(sizes[lo:hi])
    while used < room and (lo > 0 or hi < len(s)):
        if lo > 0:
            lo -= 1
            used += sizes[lo]
        if hi < len(s):
            used += sizes[hi]
            hi += 1
    return lo, hi


def path_tokens(s: Sentence, source: Spans, target: Spans) -> list[int]:
    """The tokens that join the two actors in the tree, with the particles, negations and complements of their verbs.

    Where one actor is missing, the way from the other to the root.
    """
    inside = {t for lo, hi in (*source, *target) for t in range(lo, hi)}
    ways = [_way(s, _head(s, lo, hi), _head(s, a, b)) for lo, hi in source[:1] for a, b in target[:1]]
    if not ways:
        ways = [_up(s, _head(s, lo, hi)) for lo, hi in (*source[:1], *target[:1])]
    found = list(dict.fromkeys(t for way in ways for t in way))
    carried = [c for t in found if s.pos[t] in {"VERB", "AUX"} for c in s.children[t] if s.deps[c] in _CARRIED]
    return sorted({*found, *carried} - inside)


def _head(s: Sentence, lo: int, hi: int) -> int:
    """The token of a span whose head lies outside it, the last such one."""
    outside = [t for t in range(lo, hi) if not lo <= s.heads[t] < hi or s.heads[t] == t]
    return outside[-1] if outside else hi - 1


def _up(s: Sentence, token: int) -> list[int]:
    way = [token]
    while s.heads[token] != token and len(way) <= len(s):
        token = s.heads[token]
        way.append(token)
    return way


def _way(s: Sentence, one: int, other: int) -> list[int]:
    left, right = _up(s, one), _up(s, other)
    top = next((t for t in left if t in set(right)), None)
    if top is None:
        return [*left, *right]
    return [*left[: left.index(top) + 1], *right[: right.index(top)]]
