"""Names that may be places although nothing but their surroundings says so: hamlets, hills, camps, squares, bases.

No gazetteer lists them all. They count as places only where an event is told to have happened there (`events/placing.py`).
"""

from collections.abc import Iterator, Sequence

from dateline.gazetteer import Gazetteer
from dateline.records import ActorMention, PlaceMention, Sentence

from .place_features import known, place_words, preposition, size_of, text_of

_BARRED_LABELS = frozenset({"DATE", "TIME", "NORP", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY", "LANGUAGE"})
_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "at", "ash", "az", "ain", "tel"})
"""Written small before a hyphen in Arabic names: `al-Bab`."""
_DIRECTIONS = frozenset(
    "north south east west central northern southern eastern western northeastern northwestern southeastern southwestern "
    "downtown rural suburban nearby".split()
)
_LINKS = frozenset({",", "and", "or", "-", "–", "/"})


def find_doubtful_places(
    s: Sentence,
    runs: Sequence[tuple[int, int]],
    taken: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    gazetteer: Gazetteer,
) -> list[PlaceMention]:
    """The names among the capitalised `runs` that stand where places stand and are no `taken` place or known actor."""
    found: list[PlaceMention] = []
    for lo, hi in _names(s, runs):
        if any(p.lo < hi and lo < p.hi for p in taken) or _is_other(s, lo, hi, actors):
            continue
        if hi < len(s) and s.norms[hi] == "of" and any(p.lo - hi in {1, 2} for p in taken):
            continue
        if not _stands_as_place(s, lo, hi, [*taken, *found]):
            continue
        head = next((i for i in range(hi - 1, lo - 1, -1) if not lo <= s.heads[i] < hi or s.heads[i] == i), hi - 1)
        found.append(
            PlaceMention(
                s.index, lo, hi, head, s.starts[lo], s.ends[hi - 1], text_of(s, lo, hi), preposition(s, lo, hi),
                size=size_of(known(s, lo, hi, gazetteer)), is_doubtful=True,
            )
        )  # fmt: skip
    return found


def _names(s: Sentence, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs without possessive and article, with the small article before a hyphen (`al-Qasa`)."""
    for lo, hi in _undated(s, runs):
        while lo < hi and s.norms[lo] in {"the", "a", "'s"}:
            lo += 1
        if (
            lo >= 2
            and s.norms[lo - 1] in {"-", "–"}
            and s.norms[lo - 2] in _ARTICLES
            and s.ends[lo - 1] == s.starts[lo]
        ):
            lo -= 2
        while hi > lo and s.norms[hi - 1] in {"'s", "’s", "and", "of"}:
            hi -= 1
        if hi > lo and any(c.isalpha() for c in s.words[hi - 1]):
            yield lo, hi


def _undated(s: Sentence, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The runs cut at days and numbers (`patrolled Bukavu Thursday`)."""
    barred = {i for a, b, label in s.entities if label in _BARRED_LABELS for i in range(a, b)}
    for run_lo, run_hi in runs:
        lo = run_lo
        for i in range(run_lo, run_hi + 1):
            if i == run_hi or i in barred:
                if i > lo:
                    yield lo, i
                lo = i + 1


def _is_other(s: Sentence, lo: int, hi: int, actors: Sequence[ActorMention]) -> bool:
    """Whether the name is a known actor, a person told by title, a date or a common word."""
    words = place_words()
    if hi - lo == 1 and any(words.has(kind, s.norms[lo]) for kind in ("common", "titles", "streets")):
        return True
    if lo and words.has("titles", s.norms[lo - 1]):
        return True
    return any(a.lo < hi and lo < a.hi and a.kind == "name" and a.actor_id is not None for a in actors)


def _stands_as_place(s: Sentence, lo: int, hi: int, places: Sequence[PlaceMention]) -> bool:
    words = place_words()
    before = s.norms[lo - 1] if lo else ""
    before = s.norms[lo - 2] if before == "the" and lo > 1 else before
    after = s.norms[hi] if hi < len(s) else ""
    if words.has("locative", before) and before not in {"of", "to"}:
        return True
    if before == "of" and any(_is_kind(s.lemmas[t].lower()) for t in range(max(0, lo - 3), lo - 1)):
        return True
    if before in _DIRECTIONS:
        return True
    if preposition(s, lo, hi) not in {None, "with", "by", "of"} or _is_kind(after):
        return True
    if any(not lo <= s.heads[i] < hi and s.deps[i] in {"dobj", "nsubjpass"} for i in range(lo, hi)):
        return True
    last = s.norms[hi - 1]
    if hi - lo > 1 and (words.has("natural_last", last) or words.has("streets", last) or words.has("site", last)):
        return True
    if any(a == lo and label in {"GPE", "LOC", "FAC"} for a, _, label in s.entities):
        return True
    return before in _LINKS and any(p.hi <= lo and lo - p.hi <= 2 for p in places)


def _is_kind(noun: str) -> bool:
    return place_words().has("kinds", noun) or place_words().has("sites", noun)
