"""Deaths told without a verb of killing: by one's own hand, and as losses of one's own side.

Phenomenon: news softens suicide. Own examples: `The officer took his own life`; `A recruit committed suicide`; `He killed two
guards before turning the rifle on himself`. Who does so is dead.
So are the men whom a force has lost (`the brigade lost nine men at Malakal`), but not the seats, the ground or the players.
"""

from dateline.records import Sentence
from dateline.syntax import arguments, children_by, obliques

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


_PARTED = frozenset(
    "desertion defection desertions defections injury illness retirement suspension disease rival election vote arrest capture".split()
)
"""To what men are lost who live on: `lost 200 fighters to desertion`."""
_OTHER_LOSSES = frozenset({"contact", "touch", "track", "control", "sight"})


def own_losses(s: Sentence, verb: int, lost: frozenset[str]) -> list[int]:
    """Those whom the subject of `lose` has lost: counted men of a force, or kin; empty where it loses something else."""
    found = arguments(s, verb)
    if any(prep in {"to", "through"} and s.lemmas[head].lower() in _PARTED for prep, head in obliques(s, verb)):
        return []
    if any(s.norms[t] in _OTHER_LOSSES for t in found.patients):
        return []
    return [t for t in found.patients if s.lemmas[t].lower() in lost and _is_new(s, t)]


def _is_new(s: Sentence, noun: int) -> bool:
    """Whether a noun brings in persons by number or kind, and takes up none known: `lost 12 men`, not `lost the men`."""
    return not any(s.norms[d] in {"the", "this", "these", "those", "no"} for d in children_by(s, noun, "det"))


__all__ = ["own_death_at", "own_losses"]
