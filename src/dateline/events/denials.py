"""Denials that a relative clause tells of what somebody else said: `accused Togo of arming them, a charge that Lomé denies`."""

from dateline.records import Sentence
from dateline.syntax import CHARGES, REJECTING, ancestors, arguments, children_by

_TELLING = frozenset("say tell claim report allege accuse blame charge announce state suspect declare".split())


def accusers(s: Sentence, verb: int) -> tuple[int, ...] | None:
    """Whom a denial answers: who said or charged what it is about; empty where nobody is told, None where it is no such denial.

    The clause hangs on a word for a charge, or after a comma on the last noun of what was said (`…, which Moscow denies`).
    """
    noun = s.heads[verb]
    if s.deps[verb] not in {"relcl", "acl"} or s.lemmas[verb] not in REJECTING or not children_by(s, verb, "nsubj"):
        return None
    relative = next((o for o in children_by(s, verb, "dobj") if s.norms[o] == "which"), 0)
    is_of_all = s.lemmas[verb] == "deny" and relative > 0 and s.norms[relative - 1] == ","
    if s.lemmas[noun].lower() not in CHARGES and not is_of_all:
        return None
    above = next((a for a in ancestors(s, noun) if s.pos[a] == "VERB" and s.lemmas[a] in _TELLING), None)
    return arguments(s, above).agents if above is not None else ()


def is_denied_charge(s: Sentence, noun: int) -> bool:
    """Whether a word for a charge only takes up what was said before, for a denial of it: the charge is told already."""
    is_apposed = s.deps[noun] in {"npadvmod", "appos", "conj", "dep"}
    clauses = children_by(s, noun, "relcl", "acl") if is_apposed and s.lemmas[noun].lower() in CHARGES else []
    return any(accusers(s, c) is not None for c in clauses)
