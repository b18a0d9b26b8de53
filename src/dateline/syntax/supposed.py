"""What somebody is believed to be, said behind his name, where the parser took it for the clause's own verb.

Phenomenon: garden path. Own example: `Men thought to be deserters robbed a convoy near Hpakant, a trader said`: the men think
nothing and deserters rob nobody by themselves; the men robbed, and are thought to be deserters.
"""

from dateline.records import Sentence

from .hang import hung, retagged
from .tree import ancestors, children_by

_SUPPOSING = frozenset(
    "believe think suspect allege say presume understand report know claim assume rumour rumor".split()
)
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def with_supposed(s: Sentence) -> Sentence:
    """The sentence with such a participle hung on its noun, and the noun made the subject of the verb behind it."""
    for verb in range(1, len(s)):
        if s.lemmas[verb] not in _SUPPOSING or s.tags[verb] not in {"VBD", "VBN"} or s.deps[verb] == "acl":
            continue
        noun, infinitive = verb - 1, _infinitive(s, verb)
        main = _main_verb(s, verb, infinitive) if infinitive is not None else None
        if infinitive is None or main is None or s.heads[noun] != verb or s.deps[noun] not in {"nsubj", "nsubjpass"}:
            continue
        if s.pos[noun] in _NOUNS and not children_by(s, verb, "aux", "auxpass", "mark"):
            return with_supposed(_turned(s, noun, verb, infinitive, main))
    return s


def _infinitive(s: Sentence, verb: int) -> int | None:
    """The infinitive that stands right behind a verb of supposing (`believed to be`, `said to have fled`)."""
    below = children_by(s, verb, "xcomp")
    return next((c for c in below if verb + 1 in s.children[c] and s.norms[verb + 1] == "to"), None)


def _main_verb(s: Sentence, verb: int, infinitive: int) -> int | None:
    """The finite verb that was taken for a part of what is supposed."""
    for token in range(infinitive + 1, len(s)):
        is_finite = s.tags[token] in _FINITE or (
            s.tags[token] == "VBN" and any(s.tags[c] in _FINITE for c in children_by(s, token, "aux", "auxpass"))
        )
        if s.pos[token] == "VERB" and is_finite and verb in ancestors(s, token):
            is_marked = children_by(s, token, "mark") or any(
                s.norms[c] in {"who", "which", "that", "when"} for c in s.children[token]
            )
            is_below = s.deps[token] == "ccomp" or (
                s.deps[token] == "conj" and not any(s.deps[c] == "cc" and c < token for c in s.children[s.heads[token]])
            )
            return token if is_below and not is_marked else None
    return None


def _turned(s: Sentence, noun: int, verb: int, infinitive: int, main: int) -> Sentence:
    is_passive = bool(children_by(s, main, "auxpass"))
    above = main if s.heads[verb] == verb else s.heads[verb]
    moved = [
        (main, s.deps[verb], above),
        (noun, "nsubjpass" if is_passive else "nsubj", main),
        (verb, "acl", noun),
    ]
    moved += [
        (c, s.deps[c], main) for c in s.children[verb] if c not in {noun, infinitive, main} and s.deps[c] != "prt"
    ]
    for c in children_by(s, main, "nsubj", "nsubjpass"):
        moved.append((c, "attr" if s.lemmas[infinitive] == "be" else "dobj", infinitive))
    return hung(retagged(s, verb, "VERB", "VBN", s.lemmas[verb]), *moved)


__all__ = ["with_supposed"]
