"""What completes a verb, where the parser made it a part of the noun beside it or a clause of its own."""

from dateline.records import Sentence

from .clause import OBJECT_CONTROL
from .hang import hung, retagged, sound
from .tree import children_by, subtree

_KILLING = frozenset({"shoot", "beat", "stab", "hack", "strike"})
_OF_PURPOSE = frozenset({"send", "order"})
"""Verbs with an object whose infinitive tells the subject's purpose as well: `sent jets to bomb the depot`."""
_PARTICIPLES = frozenset({"VBN", "VBD"})


def with_complements(s: Sentence) -> Sentence:
    """The sentence with such complements hung on their verbs."""
    for mend in (_with_result, _with_state, _with_clause_of_state, _with_controlled, _with_name_called, _with_time):
        s = sound(mend(s), s)
    return s


def _with_result(s: Sentence) -> Sentence:
    """Phenomenon: resultatives. Own example: `Guards shot dead two miners`: who is shot dead was no dead miner."""
    for dead in range(1, len(s)):
        verb = dead - 1
        if s.norms[dead] == "dead" and s.lemmas[verb] in _KILLING and s.tags[verb] in {*_PARTICIPLES, "VB"}:
            is_own = s.heads[dead] == verb and s.deps[dead] == "oprd"
            if not is_own and s.heads[verb] != dead and not s.children[dead]:
                s = hung(s, (dead, "oprd", verb))
    return s


def _with_state(s: Sentence) -> Sentence:
    """The sentence with the state in which somebody is left as said of him: `the blast left nine men wounded`."""
    for verb in range(1, len(s)):
        if s.lemmas[verb] != "leave" or s.pos[verb] != "VERB":
            continue
        left = next((c for c in s.children[verb] if s.deps[c] == "dobj"), None)
        if left is None:
            continue
        state = next((c for c in children_by(s, verb, "advcl") if s.tags[c] == "VBN"), None)
        state = next((c for c in children_by(s, left, "acl") if s.tags[c] == "VBN"), state)
        if state == left + 1 and not s.children[state]:
            return retagged(hung(s, (state, "oprd", verb)), state, "ADJ", "JJ", s.norms[state])
    return s


def _with_clause_of_state(s: Sentence) -> Sentence:
    """Phenomenon: `leaving more than forty others wounded` leaves nobody's others, who wounded somebody, without an object."""
    for state in range(2, len(s)):
        left = state - 1
        if s.tags[state] not in _PARTICIPLES or s.heads[left] != state or s.deps[left] not in {"nsubj", "nsubjpass"}:
            continue
        verb = min(subtree(s, left)) - 1
        is_bare = verb >= 0 and s.lemmas[verb] == "leave" and s.pos[verb] == "VERB" and not children_by(s, verb, "dobj")
        if is_bare and not children_by(s, state, "dobj", "aux", "auxpass"):
            return hung(s, (left, "dobj", verb), (state, "acl", left))
    return s


def _with_controlled(s: Sentence) -> Sentence:
    """Phenomenon: object control. Own example: `asked Oman to press the militia to free nine sailors`: the militia would free them."""
    for verb in range(2, len(s)):
        above = s.heads[verb]
        if s.deps[verb] != "advcl" or s.tags[verb] != "VB" or s.lemmas[above] not in OBJECT_CONTROL - _OF_PURPOSE:
            continue
        to = next((c for c in children_by(s, verb, "aux") if s.norms[c] == "to"), -1)
        objects = [c for c in children_by(s, above, "dobj") if above < c < to < verb]
        if objects and not children_by(s, above, "xcomp", "ccomp") and objects[-1] == to - 1:
            s = hung(s, (verb, "xcomp", above))
    return s


def _with_name_called(s: Sentence) -> Sentence:
    """Phenomenon: object predicates. Own example: `the council, whom Minsk calls agents`: agents are what the council is called."""
    for verb in range(1, len(s)):
        if s.lemmas[verb] not in {"call", "name", "brand", "label"} or s.deps[verb] != "relcl":
            continue
        objects = children_by(s, verb, "dobj")
        if len(objects) == 2 and objects[0] < verb < objects[1] and s.norms[objects[0]] in {"whom", "which", "that"}:
            s = hung(s, (objects[1], "oprd", verb))
    return s


def _with_time(s: Sentence) -> Sentence:
    """Phenomenon: a time before a subject. Own example: `Last month suspected poachers shot a ranger` suspects nobody since a month."""
    for time in range(1, len(s) - 1):
        modifier = s.heads[time]
        if s.deps[time] != "npadvmod" or s.deps[modifier] != "amod" or modifier < time:
            continue
        noun = s.heads[modifier]
        verb = s.heads[noun]
        is_time = any(lo <= time < hi and label in {"DATE", "TIME"} for lo, hi, label in s.entities)
        if is_time and s.deps[noun] in {"nsubj", "nsubjpass"} and s.norms[time - 1] in {"last", "this", "next"}:
            s = hung(s, (time, "npadvmod", verb))
    return s


__all__ = ["with_complements"]
