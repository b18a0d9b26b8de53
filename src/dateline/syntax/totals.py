"""Figures that sum up a time or a war, and tell the victims of no single deed.

Phenomenon: background totals. Own examples: `more than 4,000 have died since the revolt flared in 2011`; `900 villagers have been
killed in the war`. But `four have died since the attack` goes on to tell of the attack.
"""

from dateline.records import Sentence

from .tree import children_by, subtree

_DEEDS = frozenset(
    "attack bombing shooting blast explosion raid ambush assault strike airstrike incident crash stabbing rampage massacre siege "
    "detonation shelling clash riot stampede fire".split()
)
_WARS = frozenset(
    "war conflict insurgency uprising rebellion insurrection revolt genocide occupation invasion intifada feud unrest struggle "
    "crackdown campaign".split()
)
_SPANS = frozenset({"year", "decade", "month", "century"})
_PLURAL_SPANS = frozenset({"years", "decades", "months", "centuries"})
_THROUGH = frozenset({"in", "during", "over", "throughout", "through", "within", "for"})


def since_of(s: Sentence, verb: int) -> list[int]:
    """The tokens of what a verb tells the time since of (`since the rebels seized the port`); empty where it tells none."""
    for c in s.children[verb]:
        if s.norms[c] == "since" and s.deps[c] == "prep":
            return subtree(s, c)
        if s.deps[c] == "advcl" and any(s.norms[m] == "since" for m in children_by(s, c, "mark", "advmod", "prep")):
            return subtree(s, c)
    return []


def is_running_total(s: Sentence, verb: int) -> bool:
    """Whether harm is summed up over a time or a war: since something, over the past years, in the conflict."""
    if (told := since_of(s, verb)) and not _is_of_deed(s, told):
        return True
    for prep in children_by(s, verb, "prep"):
        for noun in children_by(s, prep, "pobj") if s.norms[prep] in _THROUGH else []:
            if s.norms[noun] in _PLURAL_SPANS or (s.lemmas[noun] in _WARS and not _is_new(s, noun)):
                return True
            if s.lemmas[noun] in _SPANS and any(
                s.norms[c] in {"past", "last", "previous"} and s.tags[c] == "JJ" and len(children_by(s, noun, "nummod"))
                for c in s.children[noun]
            ):
                return True
    return False


def _is_of_deed(s: Sentence, told: list[int]) -> bool:
    """Whether the time since is that since a deed, or since a day."""
    is_day = any(lo <= told[-1] < hi and label in {"DATE", "TIME"} for lo, hi, label in s.entities)
    is_clause = any(s.deps[t] == "mark" for t in told)
    return not is_clause and (is_day or any(s.lemmas[t] in _DEEDS for t in told))


def _is_new(s: Sentence, noun: int) -> bool:
    return any(s.norms[d] in {"a", "an"} for d in children_by(s, noun, "det"))


__all__ = ["is_running_total", "since_of"]
