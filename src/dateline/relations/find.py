"""Relations between actors of one sentence: apposition, copula, possessive, titles, shared power, seats, designations."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import ActorMention, Mentions, RelationDraft, Sentence
from dateline.syntax import arguments, children_by, noun_phrase, obliques, span_of

_KIN = frozenset({"sibling_of", "child_of", "spouse_of"})
_OF_BODIES = frozenset({"spokesperson_for", "leads", "deputy_of", "envoy_of"})


@dataclass(frozen=True, slots=True)
class RelationLexicon:
    """Which lemmas name which relation; from `relations.toml`."""

    nouns: dict[str, str]
    verbs: dict[str, str]
    base_nouns: frozenset[str]
    base_verbs: frozenset[str]
    designated_heads: frozenset[str]
    designating: frozenset[str]
    bodies: frozenset[str]


@cache
def relation_lexicon() -> RelationLexicon:
    data = tomllib.loads((files(__package__) / "relations.toml").read_text(encoding="utf-8"))

    def table(name: str) -> dict[str, str]:
        return {lemma: relation for relation, lemmas in data[name].items() for lemma in lemmas.split()}

    return RelationLexicon(
        table("nouns"),
        table("verbs"),
        frozenset(data["base"]["nouns"].split()),
        frozenset(data["base"]["verbs"].split()),
        frozenset(data["designation"]["heads"].split()),
        frozenset(data["designation"]["verbs"].split()),
        frozenset(data["bodies"]["nouns"].split()),
    )


def find_relations(s: Sentence, mentions: Mentions) -> list[RelationDraft]:
    """The relations told in one sentence, in text order, each once."""
    finder = _Finder(s, mentions.actors)
    finder.run()
    kept = {(d.relation, d.subject, d.object, d.designation): d for d in reversed(finder.found)}
    return sorted(kept.values(), key=lambda d: (d.evidence_lo, d.relation, d.subject, d.object or -1))


class _Finder:
    def __init__(self, s: Sentence, actors: Sequence[ActorMention]) -> None:
        self.s, self.actors, self.found = s, actors, list[RelationDraft]()
        self.lexicon = relation_lexicon()

    def run(self) -> None:
        for i in range(len(self.s)):
            self._noun(i)
            self._verb(i)
            self._designation(i)
        for index, actor in enumerate(self.actors):
            self._office(index, actor)

    def _noun(self, i: int) -> None:
        """`X, the spokesman of Y`; `X is the brother of Y`; `Y's deputy`; `Y spokesman X`."""
        relation = self.lexicon.nouns.get(self.s.lemmas[i])
        if relation is None or self.s.pos[i] not in {"NOUN", "PROPN"} or relation == "holds_office":
            return
        subject = self._bearer(i)
        target = self._body(i, subject)
        if subject is not None and target is not None and subject != target:
            self._add(relation, subject, target, i)
            if relation == "deputy_of":
                self._add("member_of", subject, target, i)
        elif subject is not None and target is None and relation in _OF_BODIES:
            self._of_words(relation, subject, i)

    def _is_plain_role(self, index: int, i: int) -> bool:
        """Whether a mention is the role noun at `i` itself, of no named body."""
        return self.actors[index].head == i and self.actors[index].affiliation is None

    def _of_words(self, relation: str, subject: int, i: int) -> None:
        """`army spokesman X`, `rebel leader X`: the body is a common noun that modifies the role."""
        s = self.s
        held = [c for c in children_by(s, i, "compound", "amod") if s.pos[c] in {"NOUN", "ADJ"} and c < i]
        held += [c for c in s.children[s.heads[i]] if c < i and s.deps[c] == "compound" and s.deps[i] == "compound"]
        held = [c for c in held if s.lemmas[c] in self.lexicon.bodies]
        if held and self.actors[subject].is_person:
            lo = held[-1]
            evidence = min(lo, self.actors[subject].lo), max(i + 1, self.actors[subject].hi)
            self.found.append(RelationDraft(relation, s.index, subject, None, None, *evidence, (lo, lo + 1)))

    def _bearer(self, i: int) -> int | None:
        """Who is what the noun at `i` says: the name it titles, the noun it stands in apposition to, or the copula's subject."""
        s = self.s
        head = s.heads[i]
        if s.deps[i] in {"compound", "nmod", "amod"}:
            return self._mention_at(head)
        if s.deps[i] in {"appos"} and s.pos[head] in {"PROPN", "NOUN"}:
            return self._mention_at(head)
        first = i
        while s.deps[first] == "conj" or (s.deps[first] == "appos"):
            first = s.heads[first]
        if s.deps[first] == "attr":
            subject = children_by(s, s.heads[first], "nsubj")
            is_object_of_kin = first != i and self._kin_object(i)
            bearer = self._kin_object(i) if is_object_of_kin else (subject[0] if subject else None)
            return self._mention_at(bearer) if bearer is not None else None
        below = children_by(s, i, "appos")
        named = [b for b in below if s.pos[b] == "PROPN"]
        return self._mention_at(named[0]) if named else None

    def _kin_object(self, i: int) -> int | None:
        """In `the brother of X, the group's deputy`, the apposition is about X, the last name before it."""
        s = self.s
        if s.deps[i] == "conj":
            first = i
            while s.deps[first] == "conj":
                first = s.heads[first]
            return self._described_kin(first) or self._kin_object(s.heads[i])
        before = [a.head for a in self.actors if a.kind == "name" and a.is_person and a.hi <= i]
        return before[-1] if before and s.deps[i] == "appos" else None

    def _described_kin(self, kin: int) -> int | None:
        """Who a comma-joined list after `the brother of X,` describes: X, not X's kin.

        Phenomenon: apposition taken for conjunction. Own example: `Lina is the sister of Omar Said, the group's deputy and
        the head of its press office.`
        """
        s = self.s
        if self.lexicon.nouns.get(s.lemmas[kin]) not in _KIN:
            return None
        of = [o for p in children_by(s, kin, "prep") if s.norms[p] == "of" for o in children_by(s, p, "pobj")]
        named = [o for o in of if s.pos[o] == "PROPN" and o + 1 < len(s) and s.norms[o + 1] == ","]
        return named[0] if named else None

    def _body(self, i: int, subject: int | None) -> int | None:
        """What the noun at `i` belongs to: a possessor, an *of*/*for*/*to* phrase, or a modifier."""
        s = self.s
        candidates = children_by(s, i, "poss")
        candidates += [head for prep, head in obliques(s, i) if prep in {"of", "for", "to"}]
        candidates += children_by(s, i, "compound", "amod", "nmod")
        for head in candidates:
            found = self._mention_at(head)
            if found is not None and found != subject and not self._is_plain_role(found, i):
                return found
        if s.deps[i] in {"compound", "nmod"}:
            siblings = [c for c in s.children[s.heads[i]] if c < i]
            for head in reversed(siblings):
                for token in (head, *children_by(s, head, "poss", "compound")):
                    found = self._mention_at(token)
                    if found is not None and found != subject:
                        return found
        lo = noun_phrase(s, i)[0]
        inside = [k for k, a in enumerate(self.actors) if lo <= a.lo and a.hi <= i and k != subject]
        return inside[-1] if inside else None

    def _verb(self, i: int) -> None:
        s = self.s
        if s.pos[i] != "VERB":
            return
        args = arguments(s, i)
        relation = self.lexicon.verbs.get(s.lemmas[i])
        if relation == "leads" and not children_by(s, i, "xcomp", "ccomp"):  # but `led the mayor to resign`
            for agent in args.agents:
                for patient in args.patients:
                    self._link(relation, agent, patient, i)
            self._shared_power(i, args.agents)
        if relation == "based_in":
            for patient in args.patients:
                for prep, head in obliques(s, i):
                    if prep in {"in", "at"}:
                        self._link(relation, patient, head, i)
        if s.lemmas[i] in self.lexicon.base_verbs and any(
            s.lemmas[p] in self.lexicon.base_nouns for p in args.patients
        ):
            self._seat(i, args.agents, args.patients)
        if s.lemmas[i] == "share" and any("power" in s.norms[p] for p in args.patients):
            self._partners(list(args.agents) + [h for p, h in args.obliques if p == "with"], i)

    def _seat(self, i: int, agents: Sequence[int], patients: Sequence[int]) -> None:
        """`X maintains an office in Y`, and `Y, where X maintains an office`."""
        s = self.s
        places = [h for p, h in (*obliques(s, i), *(o for t in patients for o in obliques(s, t))) if p == "in"]
        if not places and s.deps[i] in {"relcl", "advcl"}:
            places = [s.heads[i]]
        for agent in agents:
            for place in places:
                self._link("based_in", agent, place, i)

    def _shared_power(self, i: int, agents: Sequence[int]) -> None:
        """`X leads the government with Y in a power-sharing agreement`."""
        s = self.s
        lo, hi = span_of(s, i)
        if not any(s.norms[t].startswith("power") and "shar" in " ".join(s.norms[t : t + 3]) for t in range(lo, hi)):
            return
        partners = [h for p, h in obliques(s, i) if p == "with"]
        for patient in arguments(s, i).patients:
            partners += [h for p, h in obliques(s, patient) if p == "with"]
        self._partners([*agents, *partners], i)

    def _partners(self, heads: Sequence[int], i: int) -> None:
        for a in heads:
            for b in heads:
                if a < b:
                    self._link("shares_power_with", a, b, i)

    def _designation(self, i: int) -> None:
        """`X, a US-declared terrorist organization`; `designated X as a terrorist group`."""
        s = self.s
        if s.lemmas[i] not in self.lexicon.designated_heads or s.pos[i] not in {"NOUN", "PROPN"}:
            return
        lo, hi = noun_phrase(s, i)
        phrase = s.norms[lo:hi]
        if not any(w.startswith("terror") for w in phrase):
            return
        designators = set(self.lexicon.designating)
        inside = any(s.lemmas[t] in designators for t in range(lo, hi))
        if s.deps[i] == "appos" and inside:
            subject = self._mention_at(s.heads[i])
            near = [k for k, a in enumerate(self.actors) if a.hi <= lo and not a.is_person and a.kind == "name"]
            subject = near[-1] if subject is None or self.actors[subject].is_person else subject
            self._designate(subject, (lo, hi), i)
            return
        head = s.heads[i]
        verb = head if s.pos[head] == "VERB" else s.heads[head]
        article = self._misread_apposition(i, verb)
        if article is not None:
            near = [k for k, a in enumerate(self.actors) if a.hi == article - 1 or (a.hi < article and not a.is_person)]
            near = [k for k in near if not self.actors[k].is_person and self.actors[k].kind == "name"]
            self._designate(near[-1] if near else None, (article, hi), i)
            return
        if s.lemmas[verb] in designators:
            for patient in arguments(s, verb).patients:
                self._designate(self._mention_at(patient), (lo, hi), verb)

    def _misread_apposition(self, i: int, verb: int) -> int | None:
        """The article of `X, a Dutch-listed terrorist group` where the parser read a clause; its token, or None."""
        s = self.s
        if (
            s.deps[i] != "dobj"
            or s.lemmas[verb] not in self.lexicon.designating
            or children_by(s, verb, "aux", "auxpass")
        ):
            return None
        for subject in children_by(s, verb, "nsubj"):
            articles = [
                d for d in children_by(s, subject, "det") if s.norms[d] in {"a", "an"} and d and s.norms[d - 1] == ","
            ]
            if articles and verb == subject + 1:
                return articles[0]
        return None

    def _designate(self, subject: int | None, span: tuple[int, int], i: int) -> None:
        if subject is not None:
            self.found.append(
                RelationDraft("designated_as", self.s.index, subject, None, span, min(i, span[0]), max(i + 1, span[1]))
            )

    def _office(self, index: int, actor: ActorMention) -> None:
        """`Colombian President Juan Manuel Santos` holds an office of his country."""
        s = self.s
        if not actor.is_person or actor.kind != "name":
            return
        before = [
            t for t in range(max(0, actor.lo - 5), actor.lo) if self.lexicon.nouns.get(s.lemmas[t]) == "holds_office"
        ]
        before = [t for t in before if s.heads[t] == actor.head or s.deps[t] in {"compound"}]
        if not before or any(s.norms[t] in {",", "and"} for t in range(before[-1], actor.lo)):
            return
        lo = noun_phrase(s, actor.head)[0]
        lo = min(lo, before[0])
        while lo < actor.lo and s.pos[lo] in {"DET"}:
            lo += 1
        self.found.append(RelationDraft("holds_office", s.index, index, None, (lo, actor.lo), lo, actor.hi))

    def _link(self, relation: str, a: int, b: int, i: int) -> None:
        subject, target = self._mention_at(a), self._mention_at(b)
        if subject is not None and target is not None and subject != target:
            self._add(relation, subject, target, i)

    def _mention_at(self, token: int) -> int | None:
        covering = [k for k, a in enumerate(self.actors) if a.head == token]
        covering = covering or [k for k, a in enumerate(self.actors) if a.lo <= token < a.hi]
        return covering[0] if covering else None

    def _add(self, relation: str, subject: int, target: int, i: int) -> None:
        a, b = self.actors[subject], self.actors[target]
        self.found.append(
            RelationDraft(relation, self.s.index, subject, target, None, min(a.lo, b.lo, i), max(a.hi, b.hi, i + 1))
        )


__all__ = ["find_relations", "relation_lexicon"]
