"""Deeds that nobody has claimed, and whom others suspect of them.

Phenomenon: a claim takes the deed for granted. `No group has claimed the ambush` denies a claim and no ambush; `There was no
claim of responsibility for the bombing, which the governor blamed on the militia` tells a bombing, suspected to be theirs.
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.records import Sentence
from dateline.syntax import ancestors, arguments, children_by, conjuncts, is_negated, obliques, subtree

from .frames import lemma
from .lexicon import Lexicon
from .triggers import Hit, hit_at

_CLAIMING = frozenset({"claim", "accept", "take", "assume", "admit", "acknowledge"})
_RESPONSIBILITY = frozenset({"responsibility", "credit", "blame"})
_BLAMING = frozenset({"blame", "pin", "attribute"})
_SUSPECTING = frozenset({"blame", "suspect", "accuse"})
_DOING = frozenset(
    "carry set launch conduct stage mount commit perpetrate plant detonate plan orchestrate mastermind lead execute trigger".split()
)
"""Verbs of what is done to a deed by its doer: `carried out by`, `set off by`, `staged by`."""


def with_unclaimed(s: Sentence, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """The hits, a claim that is denied put aside for the deed itself, and deeds given the suspects that a clause on them names."""
    found: list[Hit] = []
    tokens = {h.token for h in hits}
    for hit in hits:
        if hit.entry.event_type == "ASSAULT" and hit.entry.is_verb and _is_unmade_claim(s, hit.token):
            noun = _claimed(s, hit.token)
            deed = hit_at(s, noun, lexicon) if noun is not None and noun not in tokens else None
            if deed is not None and deed.entry.event_type == "ASSAULT":
                found.append(_suspected(s, deed))
            continue
        is_deed = hit.entry.event_type == "ASSAULT" and not hit.entry.is_verb and s.pos[hit.token] == "NOUN"
        found.append(_suspected(s, hit) if is_deed else hit)
    return sorted(found, key=lambda h: h.token)


def _is_unmade_claim(s: Sentence, verb: int) -> bool:
    return lemma(s, verb) in _CLAIMING and is_negated(s, verb)


def _claimed(s: Sentence, verb: int) -> int | None:
    """The deed that a verb claims, or claims responsibility for."""
    for thing in children_by(s, verb, "dobj"):
        if lemma(s, thing) not in _RESPONSIBILITY:
            return thing
        for holder in (thing, verb):
            for prep in children_by(s, holder, "prep"):
                if s.norms[prep] == "for" and (told := children_by(s, prep, "pobj")):
                    return told[0]
    return None


def _suspected(s: Sentence, hit: Hit) -> Hit:
    """The deed with its suspects as its sources; who did not claim it is none."""
    noun = hit.token
    suspects = _suspects(s, noun)
    claimants = _claimants(s, noun)
    clause = {t for c in _clauses(s, noun) for t in subtree(s, c)} if suspects else set[int]()
    patients = tuple(h for p, h in obliques(s, noun) if p == "of" and h in hit.sources) if suspects else ()
    sources = suspects or tuple(h for h in hit.sources if h not in claimants)
    targets = tuple(
        slot for told in hit.targets if (slot := tuple(h for h in told if h not in clause and h not in claimants))
    )
    return replace(hit, sources=sources, targets=(patients, *targets) if patients else targets)


def _claimants(s: Sentence, noun: int) -> set[int]:
    """Who is told not to have claimed the deed."""
    verb = next((a for a in ancestors(s, noun) if s.pos[a] == "VERB"), None)
    if verb is None or not _is_unmade_claim(s, verb) or _claimed(s, verb) != noun:
        return set()
    return set(arguments(s, verb).agents)


def _clauses(s: Sentence, noun: int) -> list[int]:
    """The clauses told of a deed: behind a relative pronoun, as a participle, or as a participle behind the comma after it."""
    own = children_by(s, noun, "acl", "relcl")
    if noun + 2 < len(s) and s.norms[noun + 1] == "," and s.tags[noun + 2] in {"VBN", "VBD"}:
        own += [t for t in (noun + 2,) if t not in own and s.deps[t] == "advcl"]
    return own


def _suspects(s: Sentence, noun: int) -> tuple[int, ...]:
    """Whom a clause on the deed holds to be its doers: `blamed on X`, `which police think was carried out by X`."""
    for clause in _clauses(s, noun):
        for token in subtree(s, clause):
            if s.pos[token] == "VERB" and not is_negated(s, token) and (named := _named_by(s, token)):
                return named
    below = [o for p in children_by(s, noun, "prep") if s.norms[p] == "of" for o in children_by(s, p, "pobj")]
    for token in (t for o in below for c in children_by(s, o, "relcl") for t in subtree(s, c)):
        if lemma(s, token) in _BLAMING and (named := _named_by(s, token)):
            return named  # `the shelling of the school, which residents blamed on the army`
    return ()


def _named_by(s: Sentence, verb: int) -> tuple[int, ...]:
    word = lemma(s, verb)
    found = arguments(s, verb)
    if word in _DOING and children_by(s, verb, "agent"):
        return found.agents
    if word in _BLAMING and (blamed := tuple(h for p, h in found.obliques if p in {"on", "to"})):
        return blamed
    is_for_it = any(s.norms[c] == "which" for p in children_by(s, verb, "prep") for c in s.children[p])
    if word in _SUSPECTING and is_for_it:
        return tuple(m for o in children_by(s, verb, "dobj") for m in conjuncts(s, o))
    return ()


__all__ = ["with_unclaimed"]
