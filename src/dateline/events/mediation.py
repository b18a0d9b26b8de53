"""Who brokered or hosted what others did: told by a participle or a relative clause of the noun."""

from dateline.records import Sentence
from dateline.syntax import arguments, children_by

from .frames import lemma
from .lexicon import Lexicon


def mediators_of(s: Sentence, noun: int, lexicon: Lexicon) -> tuple[int, ...]:
    """Who brokered, hosted or sponsored it: `an accord brokered by X`, `X-brokered talks`."""
    found: list[int] = []
    above = s.heads[s.heads[noun]] if s.deps[noun] == "pobj" and s.norms[s.heads[noun]] == "of" else noun
    near = [c for n in dict.fromkeys((noun, above)) for c in children_by(s, n, "acl", "relcl", "amod")]
    near += [c for c in children_by(s, s.heads[above], "advcl") if tells_a_mediator(s, c, lexicon)]
    for c in near:
        if lemma(s, c) in lexicon.mediators:
            found += arguments(s, c).agents or tuple(children_by(s, c, "npadvmod", "compound", "nmod"))
    return tuple(found)


def tells_a_mediator(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether a participle only says who brokered or hosted what a noun tells: `talks hosted by Oman`, `two rounds of talks, …`."""
    if s.deps[i] not in {"acl", "advcl"} or s.tags[i] != "VBN" or lemma(s, i) not in lexicon.mediators:
        return False
    nouns = [s.heads[i]] if s.deps[i] == "acl" else children_by(s, s.heads[i], "dobj", "nsubj")
    nouns = [n for n in nouns if n < i and not children_by(s, i, "nsubj", "nsubjpass", "mark")]
    nouns += [
        o for n in nouns for p in children_by(s, n, "prep") if s.norms[p] == "of" for o in children_by(s, p, "pobj")
    ]
    return any(lemma(s, n) in lexicon.nouns for n in nouns)
