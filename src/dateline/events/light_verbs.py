"""Verbs that add nothing but time or manner to the event that their object names: `launched an attack`, `held talks`."""

from dateline.records import Sentence
from dateline.syntax import children_by

from .frames import lemma
from .lexicon import Lexicon


def light_verb(s: Sentence, noun: int, lexicon: Lexicon) -> int | None:
    """The light or aspectual verb whose object (or passive or own subject) the noun is."""
    head = s.heads[noun]
    if s.deps[noun] == "conj":
        return light_verb(s, head, lexicon)
    if s.deps[noun] == "dobj" and children_by(s, head, "dobj")[0] != noun:
        return None  # its verb has an object of its own: `executed two men, a charge that the army denies`
    if s.deps[noun] in {"dobj", "nsubjpass", "nsubj"} and _is_light(s, head, lexicon):
        return head
    if s.deps[noun] == "pobj" and s.deps[head] == "prep":
        above = s.heads[head]
        if s.pos[above] == "VERB" and _is_light(s, above, lexicon) and s.norms[head] in {"in", "on", "out", "with"}:
            return above
    below = [c for c in children_by(s, noun, "acl", "relcl") if _is_light(s, c, lexicon)]
    return below[0] if below else None


def _is_light(s: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Whether a verb, with its particle where the lexicon lists the two together, adds nothing but time."""
    base = lemma(s, verb)
    return base in lexicon.light or any(f"{base}_{s.norms[c]}" in lexicon.light for c in children_by(s, verb, "prt"))


def light_verb_above(s: Sentence, noun: int, lexicon: Lexicon) -> int | None:
    """The light verb of what only counts the event: `began a new round of talks`, `staged a series of protests`."""
    prep = s.heads[noun]
    if s.deps[noun] != "pobj" or s.norms[prep] != "of" or not lexicon.has("carrier", lemma(s, s.heads[prep])):
        return None
    return light_verb(s, s.heads[prep], lexicon)
