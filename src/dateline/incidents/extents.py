"""The extents in which a noun phrase may be quoted: with its number or without, by its name, with its complement."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.records import Sentence

from .certainty import SUSPECTED
from .phrases import Phrase

_LEFT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "X", "ADV", "PUNCT", "NUM"})
_COUNTING = frozenset("several many some various numerous few other another least more dozen dozens".split())
_OPENING = frozenset({'"', "\u201c"})
_CLOSING = frozenset({'"', "\u201d"})
_HYPHENS = frozenset({"-", "\u2013"})
_MAX_LENGTH = 9


@dataclass(frozen=True, slots=True)
class Extent:
    """One way to quote a phrase: `full` with number, `bare` without, `plain` without words of counting and suspicion,
    `core` (nouns only), `name`, `owned` with its possessor, `of`, `full of` and `plain of` with its complement."""

    name: str
    lo: int
    hi: int


def extents_of(s: Sentence, phrase: Phrase) -> list[Extent]:
    """The extents in which a phrase may be quoted, without articles; distinct ranges only, the fullest first."""
    kept: dict[tuple[int, int], str] = {}
    for name, lo, hi in _extents(s, phrase):
        lo = _inside_quotes(s, lo, hi)
        if 0 < hi - lo <= _MAX_LENGTH:
            kept.setdefault((lo, hi), name)
    return [Extent(name, lo, hi) for (lo, hi), name in kept.items()]


def _extents(s: Sentence, phrase: Phrase) -> Iterator[tuple[str, int, int]]:
    h = phrase.head
    full = _left_edge(s, h, _LEFT)
    bare, plain = _uncounted(s, full, h), _uncounted(s, full, h, _COUNTING | SUSPECTED)
    yield "full", full, h + 1
    yield "bare", bare, h + 1
    yield "plain", plain, h + 1
    yield "core", _left_edge(s, h, frozenset({"NOUN", "PROPN"})), h + 1
    if phrase.name is not None:
        yield "name", *phrase.name
    owner = min((t for c in s.children[h] if s.deps[c] == "poss" for t in (_left_edge(s, c, _LEFT), c)), default=full)
    if owner < full and s.pos[owner] != "PRON":
        yield "owned", owner, h + 1
    complement = _complement_end(s, h)
    if complement:
        yield "of", bare, complement
        yield "full of", full, complement
        yield "plain of", plain, complement
    yield "head", h, h + 1


def _uncounted(s: Sentence, lo: int, h: int, others: frozenset[str] = frozenset()) -> int:
    """Where the phrase begins behind its numbers, adverbs and `others`; words that a hyphen joins stay together."""
    while lo < h and (s.pos[lo] in {"NUM", "ADV", "PUNCT"} or s.norms[lo] in others) and s.norms[lo] not in _OPENING:
        if s.norms[lo + 1] in _HYPHENS:
            break
        lo += 1
    return lo


def _inside_quotes(s: Sentence, lo: int, hi: int) -> int:
    """The start of a range, behind a quotation mark whose partner lies outside."""
    is_open = hi - lo > 1 and s.norms[lo] in _OPENING and not any(w in _CLOSING for w in s.norms[lo + 1 : hi])
    return lo + 1 if is_open else lo


def _left_edge(s: Sentence, h: int, allowed: frozenset[str]) -> int:
    """The first token of the run left of `h` that belongs to its phrase and is of an allowed part of speech."""
    lo = h
    while lo > 0 and s.pos[lo - 1] in allowed and s.norms[lo - 1] not in {",", "(", "[", "--", "-lrb-"}:
        above = lo - 1
        while above < lo and s.heads[above] != above:
            above = s.heads[above]
        if not lo <= above <= h:
            break
        lo -= 1
    while lo < h and s.pos[lo] == "PUNCT" and s.norms[lo] not in _OPENING:
        lo += 1
    return lo


def _complement_end(s: Sentence, h: int) -> int | None:
    """The end of the complement that follows the head at once (`the residence of the envoy`), None where there is none."""
    for prep in s.children[h]:
        if prep == h + 1 and s.deps[prep] == "prep" and s.norms[prep] in {"of", "in", "for"}:
            for noun in s.children[prep]:
                if s.deps[noun] == "pobj":
                    return noun + 1
    return None
