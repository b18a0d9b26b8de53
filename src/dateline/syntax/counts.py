"""Figures that move: `the toll rose to 30`, `the number of soldiers killed in the raid reached 14 on Friday`."""

from dateline.records import Sentence

from .clause import obliques, subjects
from .tree import children_by, subtree

_COUNTS = frozenset("toll number count tally figure total".split())
_MOVES = frozenset(
    "rise climb grow increase jump go reach stand hit pass exceed fall drop be put raise revise lower place estimate".split()
)

_TOLD = frozenset("put place raise revise lower estimate".split())
"""Verbs by which somebody tells a count that is their object: `the mayor put the number of people killed at 40`."""


def counted_by(s: Sentence, verb: int) -> int | None:
    """The noun for a count that a verb tells the state of, None where it tells none: `toll` of `the toll has risen to 30`."""
    if s.pos[verb] not in {"VERB", "AUX"} or s.lemmas[verb] not in _MOVES:
        return None
    told = (*subjects(s, verb), *children_by(s, verb, "nsubjpass"))
    if s.lemmas[verb] in _TOLD:
        told = (*told, *children_by(s, verb, "dobj"))
    return next((n for n in told if s.lemmas[n] in _COUNTS), None)


def figures_of_count(s: Sentence, noun: int) -> list[int]:
    """The heads of the figures that a count is told to have reached."""
    verb = s.heads[noun]
    if verb == noun or counted_by(s, verb) != noun:
        return []
    found = [head for prep, head in obliques(s, verb) if prep in {"to", "at"}]
    if not found and s.deps[noun] == "dobj":
        # hung on what is counted: `put the number of those killed in Basra at 40`
        found = [o for p in subtree(s, noun) if s.norms[p] in {"to", "at"} for o in children_by(s, p, "pobj")]
        return [n for n in found if s.pos[n] == "NUM" and s.norms[n] not in {"least", "most"}]
    found = found or children_by(s, verb, "attr", "dobj")
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
