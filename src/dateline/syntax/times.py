"""Which dates of a sentence cannot be those of a verb in it."""

from dateline.records import Sentence

from .clause import auxiliaries
from .tree import ancestors, children_by, is_below

_HARM = frozenset({"kill", "die", "wound", "injure", "hurt", "leave", "flee"})
_PERFECT = frozenset({"have", "has", "had", "'ve", "'s", "'d"})


def starts_another(s: Sentence, date: int, verb: int) -> bool:
    """Whether `since` before the date at that token tells when something else was: `met for the first time since 2001`.

    In the perfect it tells of the event itself: `have killed nine since Monday`.
    """
    if not date or s.norms[date - 1] != "since":
        return False
    return not any(s.norms[a] in _PERFECT for a in auxiliaries(s, verb))


def dates_main_clause(s: Sentence, date: int, verb: int) -> bool:
    """Whether the date at that token tells when the main clause was, and the verb's event was `before` or `after` that.

    Own example: `freed the monks on Friday, a day after rebels left the table`; harm and its cause share a day (`three died
    on Friday after a mortar hit the hall`).
    """
    while s.heads[verb] != verb and s.deps[verb] != "advcl":
        verb = s.heads[verb]
    if s.deps[verb] != "advcl" or s.lemmas[s.heads[verb]].lower() in _HARM:
        return False
    is_apart = any(s.norms[m] in {"after", "before"} for m in children_by(s, verb, "mark", "prep", "advmod"))
    return is_apart and not is_below(s, date, verb)


_PROCEEDINGS = frozenset(
    "arrest charge accuse indict arraign convict sentence acquit plead appear jail detain book extradite try identify suspect want "
    "seek question testify bury mourn honor honour release surrender".split()
)
_UNDERTAKINGS = frozenset("operation mission raid sweep offensive search drive patrol checkpoint".split())


def is_proceeding(s: Sentence, verb: int) -> bool:
    """Whether a verb tells a step of justice, or of care for the dead: its day says nothing of when the deed was done."""
    return s.lemmas[verb].lower() in _PROCEEDINGS


def is_step_of_justice(s: Sentence, verb: int, trigger: int) -> bool:
    """Whether the verb is a step of justice, or of care for the dead, that is about the deed of `trigger`, done before.

    Own example: `A man was charged on Friday in the killing of two traders.` What is told as part of the step shares its day
    (`was arrested on Friday during a raid`).
    """
    chain = [trigger, *ancestors(s, trigger)]
    if verb not in chain[1:] or not is_proceeding(s, verb):
        return False
    between = chain[: chain.index(verb)]
    if s.lemmas[trigger].lower() in _UNDERTAKINGS or any(s.norms[t] == "during" for t in between):
        return False
    return s.deps[between[-1]] in {"prep", "nsubjpass", "nsubj", "dobj", "pcomp"}
