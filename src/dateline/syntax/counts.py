"""Figures that move: `the toll rose to 30`, `the number of soldiers killed in the raid reached 14 on Friday`."""

from dateline.records import Sentence

from .clause import obliques, subjects
from .tree import children_by

_COUNTS = frozenset("toll number count tally figure total".split())
_MOVES = frozenset("rise climb grow increase jump go reach stand hit pass exceed fall drop be put raise".split())


def counted_by(s: Sentence, verb: int) -> int | None:
    """The noun for a count that a verb tells the state of, None where it tells none: `toll` of `the toll has risen to 30`."""
    if s.pos[verb] not in {"VERB", "AUX"} or s.lemmas[verb] not in _MOVES:
        return None
    return next((n for n in (*subjects(s, verb), *children_by(s, verb, "nsubjpass")) if s.lemmas[n] in _COUNTS), None)


def figures_of_count(s: Sentence, noun: int) -> list[int]:
    """The heads of the figures that a count is told to have reached."""
    verb = s.heads[noun]
    if verb == noun or counted_by(s, verb) != noun:
        return []
    found = [head for prep, head in obliques(s, verb) if prep in {"to", "at"}] or children_by(s, verb, "attr", "dobj")
    return [n for n in found if s.pos[n] in {"NUM", "NOUN"} and s.norms[n] not in {"least", "most"}]


def count_of(s: Sentence, told: int) -> int | None:
    """The noun for the count of those whom a word is told of: `number` for `killed` in `the number of people killed`."""
    noun = told if s.deps[told] == "pobj" else s.heads[told]
    if s.lemmas[noun] in _COUNTS and any(s.norms[c] == "of" for c in s.children[noun]):
        return noun
    if s.deps[noun] != "pobj":
        return None
    of = s.heads[noun]
    return s.heads[of] if s.norms[of] == "of" and s.lemmas[s.heads[of]] in _COUNTS else None
