"""Deaths by one's own hand, told without a verb of killing.

Phenomenon: news softens suicide. Own examples: `The officer took his own life`; `A recruit committed suicide`; `He killed two
guards before turning the rifle on himself`. Who does so is dead.
"""

from dateline.records import Sentence
from dateline.syntax import arguments, children_by

_WEAPONS = frozenset("gun weapon pistol rifle handgun shotgun firearm revolver knife".split())
_SELVES = frozenset({"himself", "herself", "themselves"})


def own_death_at(s: Sentence, i: int) -> list[tuple[str, list[int]]]:
    """The death that the verb at `i` tells of its own subject; empty where it tells none."""
    if s.pos[i] != "VERB" or not _is_suicide(s, i):
        return []
    doers = list(arguments(s, i).agents)
    return [("killed", doers)] if doers else []


def _is_suicide(s: Sentence, verb: int) -> bool:
    things = children_by(s, verb, "dobj")
    match s.lemmas[verb].lower():
        case "take":
            return any(s.norms[t] in {"life", "lives"} and _is_own(s, t) for t in things)
        case "commit":
            return any(s.norms[t] == "suicide" for t in things)
        case "turn":
            on = [o for p in children_by(s, verb, "prep") if s.norms[p] == "on" for o in children_by(s, p, "pobj")]
            on += [o for t in things for p in children_by(s, t, "prep") for o in children_by(s, p, "pobj")]
            return any(s.lemmas[t].lower() in _WEAPONS for t in things) and any(s.norms[o] in _SELVES for o in on)
    return False


def _is_own(s: Sentence, thing: int) -> bool:
    return any(s.norms[c] == "own" for c in children_by(s, thing, "amod"))


__all__ = ["own_death_at"]
