"""Joined passives of which the second leaves out its auxiliary, where the parser saw no second clause.

Phenomenon: gapping. Own examples: `Nine clerks were killed and some 20 wounded in the market of Jos, the mayor said`; `a guard was
shot and a nurse wounded by gunmen`; `300 people have been killed and half a million uprooted`. Parsers take the wounded for
men who do what comes next, for a second subject of the first verb, or for a noun.
"""

from dateline.records import Sentence

from .hang import hung, retagged
from .tree import children_by, noun_phrase

_SAYING = frozenset("say tell add report announce confirm state write note".split())
_JOINING = frozenset({"and", "but", "while", ","})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"})
_GROUPS = frozenset({"dozens", "scores", "hundreds", "thousands", "others", "another", "several", "many", "some"})
_PARTICIPLES = {
    "uprooted": "uproot", "displaced": "displace", "wounded": "wound", "injured": "injure", "killed": "kill", "hurt": "hurt",
    "arrested": "arrest", "detained": "detain", "abducted": "abduct", "kidnapped": "kidnap", "evacuated": "evacuate",
    "captured": "capture", "freed": "free", "released": "release", "rescued": "rescue", "maimed": "maim",
}  # fmt: skip
"""Participles that the parser takes for nouns behind a number, with their verbs."""


def with_gapped(s: Sentence) -> Sentence:
    """The sentence with participles that share the auxiliary of the passive before them joined to it as clauses."""
    for token in range(3, len(s)):
        if s.norms[token] in _PARTICIPLES:
            s = _with_verb(s, token)
        if s.tags[token] == "VBN" or s.norms[token] in _PARTICIPLES:
            s = _with_listed(_with_subject(s, token), token)
    return s


def _with_verb(s: Sentence, noun: int) -> Sentence:
    """A participle taken for the noun that a number counts made a verb, the number its subject."""
    verb = _passive_before(s, noun)
    number = next(iter(children_by(s, noun, "nummod")), None)
    if verb is None or number is None or s.pos[noun] == "VERB" or s.deps[noun] != "conj" or number + 1 != noun:
        return s
    s = retagged(s, noun, "VERB", "VBN", _PARTICIPLES[s.norms[noun]])
    before = [(c, "advmod", number) for c in children_by(s, noun, "amod", "advmod", "det") if c < number]
    return hung(s, (noun, "conj", verb), (number, "nsubjpass", noun), *before)


def _with_subject(s: Sentence, participle: int) -> Sentence:
    """A participle taken for what is told of a joined noun made the verb of that noun."""
    noun = s.heads[participle]
    if s.deps[participle] not in {"acl", "amod"} or noun >= participle or s.pos[noun] not in _NOMINAL:
        return s
    lo = noun_phrase(s, noun)[0]
    verb = _passive_before(s, lo)
    is_beside = all(s.deps[t] == "advmod" for t in range(noun + 1, participle))
    if verb is None or not is_beside or s.norms[lo - 1] not in _JOINING or not _can_be_hurt(s, noun):
        return s
    above, later = s.heads[noun], [(c, s.deps[c], participle) for c in s.children[noun] if c > participle]
    is_joined = s.deps[noun] == "conj" and above == verb and (s.norms[lo - 1] != "," or _is_counted(s, noun))
    is_misread = _is_counted(s, noun) and s.deps[noun] == "conj" and above < noun
    is_speaking = s.deps[noun] == "nsubj" and s.lemmas[above] in _SAYING and _has_speaker(s, participle, above)
    if not is_joined and not is_misread and not is_speaking:
        return s
    return hung(s, (participle, "conj", verb), (noun, "nsubjpass", participle), *later)


def _with_listed(s: Sentence, participle: int) -> Sentence:
    """The first clause of a list put above the second, which was taken for the main one: `two were killed, nine wounded and …`."""
    subject = next((c for c in children_by(s, participle, "nsubj") if c + 1 == participle), None)
    verb = next((c for c in children_by(s, participle, "ccomp") if c < participle), None)
    if subject is None or verb is None or not _is_counted(s, subject) or not children_by(s, verb, "auxpass"):
        return s
    if children_by(s, participle, "aux", "auxpass", "dobj", "mark"):
        return s
    above = verb if s.heads[participle] == participle else s.heads[participle]
    return hung(
        s, (verb, s.deps[participle], above), (participle, "conj", verb), (subject, "nsubjpass", participle)
    )  # fmt: skip


def _passive_before(s: Sentence, at: int) -> int | None:
    """The passive with an auxiliary that stands before a token, no other finite verb between; None elsewhere."""
    for token in range(at - 1, 0, -1):
        if s.pos[token] == "VERB" and s.tags[token] == "VBN" and children_by(s, token, "auxpass"):
            return token
        is_gapped = bool(children_by(s, token, "nsubjpass"))
        if (s.tags[token] in {"VBD", "VBZ", "VBP", "MD"} and not is_gapped) or s.norms[token] in {";", ":"}:
            return None
    return None


def _is_counted(s: Sentence, noun: int) -> bool:
    return s.pos[noun] == "NUM" or s.norms[noun] in _GROUPS or bool(children_by(s, noun, "nummod"))


def _can_be_hurt(s: Sentence, noun: int) -> bool:
    """Whether a noun phrase brings in somebody new: by a number, or by `a`."""
    return _is_counted(s, noun) or any(s.norms[d] in {"a", "an", "another"} for d in children_by(s, noun, "det"))


def _has_speaker(s: Sentence, participle: int, saying: int) -> bool:
    """Whether between a participle and a saying stands, after a comma, who says it."""
    return s.norms[saying - 1] in {",", "—"} or any(
        s.norms[t] == "," and s.pos[saying - 1] in {"NOUN", "PROPN"} for t in range(participle, saying)
    )


__all__ = ["with_gapped"]
