"""The sides of a report: who is told against or together with whom, so that `both sides` and `the two leaders` have members."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.records import ActorMention, Sentence
from dateline.syntax import ancestors, children_by, conjuncts, obliques

_ALL = frozenset({"both", "two", "each", "either", "neither", "warring", "rival", "opposing", "feuding"})
_SIDES = frozenset("side party faction rival foe enemy camp team delegation government army force".split())
_PERSONS = frozenset("leader man woman president minister general chief commander negotiator envoy official".split())
_GENDERS = {"man": "m", "woman": "f"}
_STATES = frozenset("country nation state neighbour neighbor republic capital".split())
_PARTIES = frozenset({"GOV", "MIL", "REB", "PRM", "UAF", "OPP", "PTY", "SPY", "SEP", "ELI", "LEG", "COP"})
_OUTSIDERS = frozenset({"IGO", "NGO", "JRN", "MED", "CVL", "EDU", "BUS", "REL"})
_SPEECH = frozenset("say tell report announce add state confirm write claim".split())
_REACH = 4
"""Sentences back to the persons or states meant by `the two leaders`."""


def is_group(s: Sentence, mention: ActorMention) -> bool:
    """Whether a nominal means all of two or more actors told elsewhere: `both sides`, `each side`, `the warring parties`."""
    lemma = s.lemmas[mention.head]
    words = set(s.norms[mention.lo : mention.head]) | {
        s.norms[c] for c in children_by(s, mention.head, "predet", "det")
    }
    if mention.kind == "pronoun":
        return s.norms[mention.head] == "both"
    if lemma not in _SIDES | _PERSONS | _STATES or mention.country is not None:
        return False
    is_definite = bool(words & {"the", "both", "these", "those", "each", "either", "neither", "all"})
    if words & _ALL and is_definite:
        return mention.is_plural or bool(words & {"each", "either", "neither"})
    of_conflict = any(
        p in {"to", "in"} and s.lemmas[h] in {"conflict", "war", "talk"} for p, h in obliques(s, mention.head)
    )
    return lemma in {"side", "party"} and mention.is_plural and is_definite and (of_conflict or lemma == "side")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two actors told as acting together or on one another, in that sentence."""

    members: tuple[ActorMention, ActorMention]
    sentence: int
    weight: float


class Sides:
    """What a report has told so far of who stands with or against whom."""

    def __init__(self) -> None:
        self._pairs: list[_Pair] = []
        self._seen: list[tuple[int, int, ActorMention]] = []

    def see(self, s: Sentence, mention: ActorMention, members: Sequence[ActorMention]) -> None:
        """Note an actor as told; the members of a group are told again."""
        self._seen += [(s.index, mention.head, m) for m in members if m.kind != "pronoun"]

    def close(self, s: Sentence, actors: Sequence[ActorMention], stands_for: Sequence[Sequence[ActorMention]]) -> None:
        """Note the pairs of a sentence that is read to its end."""
        self._pairs += _pairs_of(s, actors, stands_for)

    def members(self, s: Sentence, mention: ActorMention) -> list[ActorMention]:
        """The actors that a group means, in the order in which they were told; empty where none are known."""
        lemma = s.lemmas[mention.head]
        outside = self._outside(s, mention)
        if lemma in _PERSONS:
            gender = _GENDERS.get(lemma)
            return self._nearest(
                s,
                outside,
                lambda m: (
                    m.is_person and m.kind == "name" and not m.is_plural and (not gender or m.gender in {None, gender})
                ),
            )
        if lemma in _STATES:
            return self._nearest(s, outside, lambda m: m.kind == "name" and not m.is_person and "GOV" in m.sectors)
        pairs = [*self._pairs, *self._pairs_before(s, mention)]
        totals: dict[frozenset[str], float] = {}
        for p in pairs:
            key = frozenset(_key(m) for m in p.members)
            totals[key] = totals.get(key, 0.0) + p.weight
        usable = [p for p in pairs if not outside & {_key(m) for m in p.members}]
        if usable:
            best = max(usable, key=lambda p: (totals[frozenset(_key(m) for m in p.members)], p.sentence))
            return list(best.members)
        return self._nearest(s, outside, lambda m: m.kind == "name" and _is_party(m))

    def _outside(self, s: Sentence, mention: ActorMention) -> set[str]:
        """Who acts on or speaks of the group in its own sentence, so is none of it (`Kerry threatened both sides`)."""
        above = [v for v in ancestors(s, mention.head) if s.pos[v] in {"VERB", "AUX"}]
        subjects = {m for v in above for c in children_by(s, v, "nsubj", "nsubjpass") for m in conjuncts(s, c)}
        subjects -= {mention.head}
        return {_key(m) for index, head, m in self._seen if index == s.index and (head in subjects or _speaks(s, head))}

    def _pairs_before(self, s: Sentence, mention: ActorMention) -> list[_Pair]:
        told = [(head, m) for index, head, m in self._seen if index == s.index and head < mention.lo]
        return _joined_pairs(s, told)

    def _nearest(self, s: Sentence, outside: set[str], is_wanted: Callable[[ActorMention], bool]) -> list[ActorMention]:
        """The first two actors of the nearest sentence that tells of two."""
        for index in range(s.index, max(-1, s.index - 1 - _REACH), -1):
            found: dict[str, ActorMention] = {}
            for sentence, _, m in self._seen:
                if sentence == index and is_wanted(m) and _key(m) not in outside:
                    found.setdefault(_key(m), m)
            if len(found) >= 2:
                return list(found.values())[:2]
        return []


def _key(m: ActorMention) -> str:
    return m.actor_id or (m.name or m.text).lower()


def _is_party(m: ActorMention) -> bool:
    sectors = set(m.sectors)
    return bool(sectors & _PARTIES) and not sectors & _OUTSIDERS


def _speaks(s: Sentence, head: int) -> bool:
    top = head
    while s.deps[top] == "conj" and s.heads[top] != top:
        top = s.heads[top]
    return s.deps[top] == "nsubj" and s.lemmas[s.heads[top]] in _SPEECH


def _pairs_of(s: Sentence, actors: Sequence[ActorMention], stands_for: Sequence[Sequence[ActorMention]]) -> list[_Pair]:
    """The pairs of a whole sentence: joined by a conjunction, or one acting with, against or on the other."""
    told = [(a.head, members[0]) for a, members in zip(actors, stands_for, strict=True) if len(members) == 1]
    found = _joined_pairs(s, told)
    by_head = dict(told)
    for head, actor in told:
        if s.deps[head] not in {"nsubj", "nsubjpass"}:
            continue
        verb = s.heads[head]
        partners = [(h, 1.0) for h in children_by(s, verb, "dobj")]
        partners += [(h, 2.0) for p, h in obliques(s, verb) if p in {"with", "against", "between"}]
        for noun in children_by(s, verb, "dobj"):
            partners += [(h, 2.0) for p, h in obliques(s, noun) if p in {"with", "against", "between"}]
            partners += [(h, 1.0) for h in children_by(s, noun, "compound", "poss", "amod")]
            made = children_by(s, noun, "acl")  # `called off a truce agreed with the government`
            partners += [(h, 2.0) for v in made for p, h in obliques(s, v) if p in {"with", "against", "between"}]
        found += [p for h, w in partners if h in by_head for p in _pair(s, actor, by_head[h], w)]
    return found


def _joined_pairs(s: Sentence, told: Sequence[tuple[int, ActorMention]]) -> list[_Pair]:
    """The pairs that a conjunction joins, unless they only speak."""
    found: list[_Pair] = []
    by_head = dict(told)
    for head, actor in told:
        if s.deps[head] == "conj" or _speaks(s, head):
            continue
        for other in conjuncts(s, head):
            if other != head and other in by_head:
                found += _pair(s, actor, by_head[other], 2.0)
    return found


def _pair(s: Sentence, one: ActorMention, other: ActorMention, weight: float) -> list[_Pair]:
    if _key(one) == _key(other) or not (_is_party(one) and _is_party(other)):
        return []
    if one.kind == "pronoun" or other.kind == "pronoun":
        return []
    if other.kind == "nominal" and other.is_plural and other.country is None and weight == 1.0:
        return []
    persons = 0.5 if one.is_person or other.is_person else 1.0
    return [_Pair((one, other), s.index, weight * persons)]
