"""A model's words found in the sentence that they claim to come from: word for word, or not at all."""

import re
from collections.abc import Sequence

from dateline.records import ActorMention, CasualtyMention, DateMention, PlaceMention, Sentence

_LONGEST = 300


def tokens_of_quote(s: Sentence, text: str, words: object) -> tuple[int, int] | None:
    """The token range of quoted words in a sentence of a report, at their first place; None where they do not stand there.

    Any white space in the text may stand for a blank of the quote; nothing else may differ. Parts of words do not count.
    """
    if not isinstance(words, str) or not (parts := words.split()) or len(words) > _LONGEST:
        return None
    pattern = (
        r"(?<!\w)" * _is_word(parts[0][0]) + r"\s+".join(map(re.escape, parts)) + r"(?!\w)" * _is_word(parts[-1][-1])
    )
    found = re.search(pattern, text[s.start : s.end])
    if found is None:
        return None
    start, end = s.start + found.start(), s.start + found.end()
    inside = [i for i in range(len(s)) if s.starts[i] >= start and s.ends[i] <= end]
    return (inside[0], inside[-1] + 1) if inside else None


def _is_word(character: str) -> bool:
    return re.match(r"\w", character) is not None


def head_of(s: Sentence, lo: int, hi: int) -> int:
    """The token of a range that the others hang on; the first whose head lies outside."""
    return next((i for i in range(lo, hi) if not lo <= s.heads[i] < hi or s.heads[i] == i), lo)


def actor_at(actors: Sequence[ActorMention], lo: int, hi: int) -> int | None:
    """The index of the actor mention that a quoted range stands for: the same words, else the one that overlaps it most."""
    return _nearest([(i, a.lo, a.hi) for i, a in enumerate(actors)], lo, hi)


def date_at(dates: Sequence[DateMention], lo: int, hi: int) -> int | None:
    """The index of the date mention that a quoted range stands for."""
    return _nearest([(i, d.lo, d.hi) for i, d in enumerate(dates)], lo, hi)


def place_at(places: Sequence[PlaceMention], lo: int, hi: int) -> int | None:
    """The index of the place mention that a quoted range stands for."""
    return _nearest([(i, p.lo, p.hi) for i, p in enumerate(places) if not p.in_actor], lo, hi)


def figure_at(casualties: Sequence[CasualtyMention], harm: str, lo: int, hi: int) -> int | None:
    """The index of the figure of that harm, as our own grammar reads it, that a quoted range stands for."""
    return _nearest([(i, c.lo, c.hi) for i, c in enumerate(casualties) if c.harm == harm], lo, hi)


def _nearest(ranges: Sequence[tuple[int, int, int]], lo: int, hi: int) -> int | None:
    shared = [(min(hi, e) - max(lo, b), abs(b - lo) + abs(e - hi), i) for i, b, e in ranges]
    touching = sorted((off, -common, i) for common, off, i in shared if common > 0)
    return touching[0][2] if touching else None
