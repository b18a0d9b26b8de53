"""The words that join two actors in the tree."""

from collections.abc import Sequence

from dateline.records import Sentence

Spans = Sequence[tuple[int, int]]

_CARRIED = frozenset({"prt", "neg", "dobj", "xcomp", "ccomp", "acomp", "attr", "oprd"})


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
    way, longest = [token], len(s)
    while s.heads[token] != token and len(way) <= longest:
        token = s.heads[token]
        way.append(token)
    return way


def _way(s: Sentence, one: int, other: int) -> list[int]:
    left, right = _up(s, one), _up(s, other)
    known = set(right)
    top = next((t for t in left if t in known), None)
    if top is None:
        return [*left, *right]
    return [*left[: left.index(top) + 1], *right[: right.index(top)]]
