"""Who is meant: names, definite phrases, pronouns and groups resolved within a report, by rule and feature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.records import ActorMention, ActorRef, ReportMentions, Sentence
from dateline.register import Register
from dateline.syntax import children_by

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_ARMED = frozenset({"REB", "UAF", "MIL", "PRM", "COP"})
_GENERIC = frozenset({"group", "organization", "organisation", "movement", "faction", "party", "militia"})
_SIDES = frozenset(
    {
        "side",
        "party",
        "leader",
        "country",
        "nation",
        "government",
        "neighbour",
        "neighbor",
        "rival",
        "team",
        "delegation",
    }
)


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """A mention and the actors that it stands for: one, or the members of a group."""

    mention: ActorMention
    refs: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor of the report so far, with the sentence and weight of its last mention."""

    mention: ActorMention
    sentence: int
    is_subject: bool


def resolve_actors(
    sentences: Sequence[Sentence], mentions: ReportMentions, register: Register, on: date | None
) -> dict[tuple[int, int], ResolvedActor]:
    """What each actor mention of a report resolves to, by `(sentence, index)`."""
    resolved: dict[tuple[int, int], ResolvedActor] = {}
    known: list[_Known] = []
    for s, found in zip(sentences, mentions.sentences, strict=True):
        for index, mention in enumerate(found.actors):
            antecedents = _antecedents(s, mention, known)
            refs = tuple(_ref(mention, a) for a in antecedents) or (_ref(mention, mention),)
            resolved[s.index, index] = ResolvedActor(mention, refs)
            lasting = antecedents[0] if len(antecedents) == 1 else mention
            if mention.kind != "pronoun" or antecedents:
                known.append(_Known(lasting, s.index, _is_subject(s, mention.head)))
    return resolved


def _is_subject(s: Sentence, head: int) -> bool:
    return s.deps[head] in {"nsubj", "nsubjpass"}


def _antecedents(s: Sentence, mention: ActorMention, known: Sequence[_Known]) -> list[ActorMention]:
    if mention.kind == "name":
        earlier = _earlier_name(mention, known)
        return [earlier] if earlier is not None else []
    if mention.kind == "pronoun":
        return _pronoun(s, mention, known)
    return _definite(s, mention, known)


def _earlier_name(mention: ActorMention, known: Sequence[_Known]) -> ActorMention | None:
    """The fuller name that a last name repeats: the latest person of that name wins over what the register guesses."""
    words = mention.text.lower().split()
    if len(words) != 1:
        return None
    for k in reversed(known):
        name = (k.mention.name or "").lower().split()
        if k.mention.kind == "name" and k.mention.is_person and len(name) > 1 and name[-1] == words[0]:
            return k.mention
    return None


def _pronoun(s: Sentence, mention: ActorMention, known: Sequence[_Known]) -> list[ActorMention]:
    """The antecedent of a pronoun: nearest sentence first, subjects before others, number, gender and animacy agreeing."""
    low = mention.text.lower()
    if low in {"we", "i", "who"}:
        return []
    wants_person = low in {"he", "him", "his", "himself", "she", "her"}
    is_plural = mention.is_plural
    best: tuple[tuple[int, int, int], ActorMention] | None = None
    for position, k in enumerate(known):
        m = k.mention
        if s.index - k.sentence > 3 or m.kind == "pronoun":
            continue
        if wants_person and not m.is_person:
            continue
        if wants_person and mention.gender and m.gender and m.gender != mention.gender:
            continue
        if is_plural and m.is_person and not m.is_plural:
            continue
        if not wants_person and not is_plural and (m.is_person or m.is_plural):
            continue
        if m.sentence == s.index and _same_clause_object(s, mention, m):
            continue
        key = (s.index - k.sentence, not k.is_subject, -position)
        if best is None or key < best[0]:
            best = (key, m)
    return [best[1]] if best else []


def _same_clause_object(s: Sentence, pronoun: ActorMention, other: ActorMention) -> bool:
    """An object pronoun does not stand for the subject of its own verb (`X praised him`)."""
    return s.heads[pronoun.head] == s.heads[other.head] and s.deps[pronoun.head] == "dobj"


def _definite(s: Sentence, mention: ActorMention, known: Sequence[_Known]) -> list[ActorMention]:
    """The antecedent of `the insurgents`, `the group`, `the president`, `both sides`."""
    words = {s.norms[c] for c in children_by(s, mention.head, "det", "poss", "predet")} | {s.norms[mention.lo]}
    lemma = s.lemmas[mention.head]
    if (
        lemma in _SIDES
        and mention.is_plural
        and ("both" in s.norms[mention.lo : mention.hi] or "two" in s.norms[mention.lo : mention.hi])
    ):
        return _sides(s, known)
    if not words & _DEFINITE or mention.affiliation:
        return []
    for k in reversed(known):
        m = k.mention
        if s.index - k.sentence > 6 or m.kind == "pronoun" or m is mention:
            continue
        if _fits(lemma, mention, m):
            return [m]
    return []


def _fits(lemma: str, mention: ActorMention, m: ActorMention) -> bool:
    if m.kind != "name":
        return False
    if mention.is_person and not mention.is_plural:
        return m.is_person and bool(m.role) and lemma in (m.role or "").lower().split()
    if m.is_person:
        return False
    if lemma in _GENERIC:
        return bool(set(m.sectors) & {"REB", "PRM", "PTY", "NGO", "IGO", "CRM", "SOC"})
    shared = set(mention.sectors) & set(m.sectors)
    return bool(shared & (_ARMED | {"CRM"}))


def _sides(s: Sentence, known: Sequence[_Known]) -> list[ActorMention]:
    """The two actors named last, in this sentence or before, that are not the same."""
    found: list[ActorMention] = []
    for k in reversed(known):
        m = k.mention
        if m.kind == "pronoun" or s.index - k.sentence > 4 or (m.is_person and m.kind != "name"):
            continue
        if m.sectors and all((m.name, m.country) != (f.name, f.country) for f in found):
            found.append(m)
        if len(found) == 2:
            return found[::-1]
    return []


def _ref(mention: ActorMention, antecedent: ActorMention) -> ActorRef:
    """The mention's own words with what the antecedent is; a pronoun gives way to a name in the same sentence."""
    same = replace(antecedent, text=mention.text, start=mention.start, end=mention.end)
    if mention.kind == "pronoun" and antecedent.sentence == mention.sentence:
        same = antecedent
    return ActorRef(
        same.text,
        same.start,
        same.end,
        same.actor_id,
        same.name or same.text,
        same.country,
        same.sectors,
        mention.role or same.role,
        mention.is_anonymous or same.is_anonymous,
    )
