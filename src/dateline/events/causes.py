"""Who stands behind harm that is told without its doer: in the cause named beside it, in the deed it followed, in the deed it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.records import Sentence
from dateline.syntax import arguments, children_by, conjuncts, subjects

from .lexicon import Lexicon
from .triggers import Hit

_CAUSAL = frozenset({"in", "by", "during", "from", "under", "to"})
_CLAUSES = frozenset({"advcl", "acl"})
_MARKS = frozenset({"when", "after", "as", "while", "where"})
_HARM = frozenset("kill die injure wound hurt maim shoot perish".split())
_DEATH = frozenset({"die", "perish"})
_SHOTS = frozenset("round shot bullet shell rocket grenade bomb mortar teargas volley".split())


def with_causes(s: Sentence, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """The hits, those of harm without a doer given the doer of their cause; a death is a killing where its cause has one."""
    at = {h.token: h for h in hits}
    found = [
        replace(h, sources=_behind(s, h.token, at, lexicon) or h.sources)
        if _is_harm(s, h) and not _has_doer(s, h)
        else h
        for h in hits
    ]
    for i in range(len(s)):
        if i not in at and s.lemmas[i].lower() in _DEATH and s.pos[i] == "VERB":
            sources = _behind(s, i, at, lexicon)
            if sources:
                found.append(Hit(i, i, lexicon.verbs["kill"][-1], sources, (tuple(subjects(s, i)),)))
    return sorted(found, key=lambda h: h.token)


def _has_doer(s: Sentence, hit: Hit) -> bool:
    """Whether a doer is told: shots kill, but somebody fired them."""
    return any(s.lemmas[i].lower() not in _SHOTS for i in hit.sources)


def _is_harm(s: Sentence, hit: Hit) -> bool:
    return hit.entry.event_type == "ASSAULT" and s.lemmas[hit.token].lower() in _HARM


def _behind(s: Sentence, verb: int, at: Mapping[int, Hit], lexicon: Lexicon) -> tuple[int, ...]:
    return (
        _in_phrase(s, verb, at, lexicon)
        or _in_clause(s, verb, at)
        or _of_shots(s, verb)
        or _of_state(s, verb, at, lexicon)
    )


def _is_attack(s: Sentence, token: int, lexicon: Lexicon) -> bool:
    """Whether a participle is of a verb of attack (`shelling`)."""
    lemma = s.lemmas[token].lower()
    return s.tags[token] == "VBG" and any(e.event_type == "ASSAULT" for e in lexicon.verbs.get(lemma, ()))


def _in_phrase(s: Sentence, verb: int, at: Mapping[int, Hit], lexicon: Lexicon) -> tuple[int, ...]:
    """Phenomenon: the deed as a noun in the phrase of cause. Own example: `two villagers were killed in army shelling`
    (which the parser takes for an army that shells)."""
    for prep in children_by(s, verb, "prep", "agent"):
        if s.norms[prep] in _CAUSAL:
            for noun in (m for o in children_by(s, prep, "pobj") for m in conjuncts(s, o)):
                if any(c == noun + 1 and s.deps[c] == "acl" and _is_attack(s, c, lexicon) for c in s.children[noun]):
                    return (noun,)
                doers = _of_deed(s, noun, at, lexicon)
                if doers:
                    return doers
    return ()


def _of_deed(s: Sentence, noun: int, at: Mapping[int, Hit], lexicon: Lexicon) -> tuple[int, ...]:
    """The doers that a noun of attack names: as a trigger of its own, before it (`army shelling`) or with `by` behind it."""
    entry = lexicon.nouns.get(s.lemmas[noun].lower()) or lexicon.nouns.get(s.norms[noun])
    if not _is_attack(s, noun, lexicon) and (entry is None or entry.event_type != "ASSAULT"):
        return ()
    by = [o for p in children_by(s, noun, "prep", "agent") if s.norms[p] == "by" for o in children_by(s, p, "pobj")]
    named = [m for o in by for m in conjuncts(s, o)] or children_by(s, noun, "compound", "poss", "nmod")
    return (at[noun].sources if noun in at else ()) or tuple(named)


def _in_clause(s: Sentence, verb: int, at: Mapping[int, Hit]) -> tuple[int, ...]:
    """Phenomenon: the deed in a clause of time beside the harm. Own example: `three died when the guards opened fire`."""
    for token in s.children[verb]:
        if s.deps[token] == "advcl" and any(s.norms[c] in _MARKS for c in s.children[token]):
            deed = at.get(token) or next((at[c] for c in s.children[token] if c in at), None)
            if deed is not None and deed.entry.event_type == "ASSAULT" and deed.sources:
                return deed.sources
    return ()


def _of_shots(s: Sentence, verb: int) -> tuple[int, ...]:
    """Phenomenon: a participle that tells what the shots did. Own example: `the guards fired forty rounds, killing a boy`."""
    head = s.heads[verb]
    if s.tags[verb] != "VBG" or s.deps[verb] not in _CLAUSES:
        return ()
    if s.lemmas[head].lower() in _SHOTS and s.deps[head] == "dobj":
        head = s.heads[head]
    return arguments(s, head).agents if s.pos[head] == "VERB" else ()


def _of_state(s: Sentence, verb: int, at: Mapping[int, Hit], lexicon: Lexicon) -> tuple[int, ...]:
    """Phenomenon: the state that a deed leaves people in. Own examples: `bandits raided the mine, leaving two guards wounded`,
    `an army raid left nine men injured`."""
    head = s.heads[verb]
    leave = s.heads[head] if s.deps[verb] == "acl" and s.deps[head] == "dobj" else head
    if s.lemmas[leave] != "leave" or s.pos[leave] != "VERB" or s.deps[verb] not in {"acl", "oprd"}:
        return ()
    return tuple(
        doer
        for agent in arguments(s, leave).agents
        for doer in (
            _of_deed(s, agent, at, lexicon) if s.pos[agent] == "NOUN" and _is_deed(s, agent, lexicon) else (agent,)
        )
    )


def _is_deed(s: Sentence, noun: int, lexicon: Lexicon) -> bool:
    return s.lemmas[noun].lower() in lexicon.nouns


__all__ = ["with_causes"]
