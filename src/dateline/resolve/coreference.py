"""Who is meant: names, definite phrases, appositions, pronouns and groups resolved within a report, by rule and feature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.records import ActorMention, ActorRef, ReportMentions, Sentence
from dateline.register import Register
from dateline.syntax import children_by, conjuncts

from .pronouns import GENERIC, REACH, SPEECH, Known, antecedent_of_pronoun, clausemates, owner_of_speaker
from .sides import Sides, is_group

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_ARMED = frozenset({"REB", "UAF", "MIL", "PRM", "COP"})
_INSTITUTIONS = frozenset(
    "army government military police navy parliament court cabinet presidency junta troop".split()
)
_SPOKEN = frozenset("spokesman spokeswoman spokesperson official officer commander chief leader negotiator".split())


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """A mention and the actors that it stands for: one, or the members of a group."""

    mention: ActorMention
    refs: tuple[ActorRef, ...]


def resolve_actors(
    sentences: Sequence[Sentence], mentions: ReportMentions, register: Register, on: date | None
) -> dict[tuple[int, int], ResolvedActor]:
    """What each actor mention of a report resolves to, by `(sentence, index)`."""
    resolved: dict[tuple[int, int], ResolvedActor] = {}
    known: list[Known] = []
    sides = Sides()
    for s, found in zip(sentences, mentions.sentences, strict=True):
        stands_for: list[tuple[ActorMention, ...]] = []
        for index, mention in enumerate(found.actors):
            antecedents = _antecedents(s, mention, found.actors, known, sides, stands_for)
            refs = tuple(_ref(mention, a) for a in antecedents) or (_ref(mention, mention),)
            if not antecedents and mention.kind == "nominal" and mention.country is None:
                refs = _of_owner(refs, s, mention, found.actors, resolved)
            resolved[s.index, index] = ResolvedActor(mention, refs)
            lasting = tuple(antecedents) or (mention,)
            if mention.gender is not None and mention.kind == "pronoun" and antecedents:
                known = _with_gender(known, antecedents[0], mention.gender)
            stands_for.append(lasting)
            if mention.kind != "pronoun" or antecedents:
                known.append(_known(s, mention, lasting))
            sides.see(s, mention, lasting)
            body = _body_spoken_for(s, mention)
            if body is not None:
                known.append(_known(s, mention, (body,)))
            joined = _joined(s, found.actors, index, stands_for)
            if joined:
                known.append(_known(s, found.actors[index], joined))
        sides.close(s, found.actors, stands_for)
    return resolved


def _of_owner(
    refs: tuple[ActorRef, ...],
    s: Sentence,
    mention: ActorMention,
    beside: Sequence[ActorMention],
    resolved: dict[tuple[int, int], ResolvedActor],
) -> tuple[ActorRef, ...]:
    """The references of a nominal with the country of whom its possessive pronoun stands for: `Ghana said its soldiers …`."""
    owners = children_by(s, mention.head, "poss")
    index = next((i for i, a in enumerate(beside) if a.kind == "pronoun" and a.head in owners), -1)
    told = resolved.get((s.index, index))
    country = told.refs[0].country if told is not None and len(told.refs) == 1 else None
    return tuple(replace(r, country=country) for r in refs) if country else refs


def _known(s: Sentence, mention: ActorMention, members: tuple[ActorMention, ...]) -> Known:
    top = mention.head
    while s.deps[top] == "conj" and s.heads[top] != top:
        top = s.heads[top]
    is_subject = s.deps[top] in {"nsubj", "nsubjpass"}
    is_speaker = is_subject and s.lemmas[s.heads[top]] in SPEECH
    is_agent = s.deps[top] == "nsubj"
    scene = _is_scene(s, mention)
    return Known(members, s.index, mention.head, is_subject, is_speaker, mention.is_plural, is_agent, scene)


def _is_scene(s: Sentence, mention: ActorMention) -> bool:
    """Whether a capital that could stand for a government only tells where: `met in Havana`."""
    is_capital = mention.kind == "name" and mention.name != mention.text
    is_capital = is_capital and (mention.actor_id or "").startswith("government-")
    return (
        is_capital and s.deps[mention.head] == "pobj" and s.norms[s.heads[mention.head]] in {"in", "at", "near", "from"}
    )


def _body_spoken_for(s: Sentence, mention: ActorMention) -> ActorMention | None:
    """The body whose role a person's mention tells (`an army spokesman`), for `its` and `it` after it."""
    if not mention.is_person or mention.is_plural or mention.kind != "nominal":
        return None
    words = [t for t in range(mention.lo, mention.head) if s.deps[t] == "compound" and s.pos[t] == "NOUN"]
    name = mention.affiliation or " ".join(s.words[t] for t in words)
    if not name or s.lemmas[mention.head] not in _SPOKEN:
        return None
    return replace(mention, kind="nominal", name=name, role=None, is_person=False, is_anonymous=False)


def _with_gender(known: Sequence[Known], person: ActorMention, gender: str) -> list[Known]:
    """What is known, with the gender that a pronoun has told of a person (`Diallo … She`)."""
    return [
        replace(k, members=(replace(k.mention, gender=gender),))
        if len(k.members) == 1 and k.mention.name == person.name and k.mention.gender is None
        else k
        for k in known
    ]


def _joined(
    s: Sentence, actors: Sequence[ActorMention], index: int, stands_for: Sequence[tuple[ActorMention, ...]]
) -> tuple[ActorMention, ...]:
    """The members of a conjunction that ends with this mention (`Lagos and Abuja`), for a plural pronoun after it."""
    if s.deps[actors[index].head] != "conj":
        return ()
    top = actors[index].head
    while s.deps[top] == "conj" and s.heads[top] != top:
        top = s.heads[top]
    heads = conjuncts(s, top)
    if heads[-1] != actors[index].head:
        return ()
    members = [stands_for[i][0] for i, a in enumerate(actors[: index + 1]) if a.head in heads and a.kind != "pronoun"]
    return tuple(members) if len(members) > 1 else ()


def _antecedents(
    s: Sentence,
    mention: ActorMention,
    beside: Sequence[ActorMention],
    known: Sequence[Known],
    sides: Sides,
    stands_for: Sequence[tuple[ActorMention, ...]],
) -> list[ActorMention]:
    if mention.kind == "name":
        earlier = _earlier_name(mention, known)
        return [earlier] if earlier is not None else _described(s, mention, beside)
    if is_group(s, mention):
        return sides.members(s, mention)
    if mention.kind == "pronoun" and mention.text.lower().endswith(("self", "selves")):
        return list(clausemates(s, mention, beside, stands_for))
    if mention.kind == "pronoun":
        owner = owner_of_speaker(s, mention, beside, stands_for)
        return list(owner) or antecedent_of_pronoun(s, mention, known, clausemates(s, mention, beside, stands_for))
    named = _apposed_name(s, mention, beside)
    if named is not None:
        earlier = _earlier_name(named, known)
        return [earlier] if earlier is not None else _described(s, named, beside) or [named]
    return _definite(s, mention, known)


_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})
"""What follows a last name and is none."""


def _earlier_name(mention: ActorMention, known: Sequence[Known]) -> ActorMention | None:
    """The fuller name that a last or first name repeats: the latest person of that name wins over what the register guesses."""
    words = mention.text.lower().split()
    if len(words) != 1:
        return None
    by_first: ActorMention | None = None
    for k in reversed(known):
        m = k.mention
        name = [w for w in (m.name or "").lower().split() if w not in _SUFFIXES]
        if m.kind != "name" or not m.is_person or len(name) < 2 or len(k.members) > 1:
            continue
        last = {name[-1], m.text.lower().split()[-1]}  # also as this report spells it
        if words[0] in {w.removeprefix(article) for w in last for article in ("", "al-", "el-")}:
            return m
        if by_first is None and words[0] == name[0]:
            by_first = m
    return by_first if mention.is_person else None


def _apposed_name(s: Sentence, mention: ActorMention, beside: Sequence[ActorMention]) -> ActorMention | None:
    """The name that spells out a singular nominal: `a rebel spokesman, Lam Akol,`; `the mayor, Ana Ruiz`; `Ana Ruiz, the mayor`.

    The mention must agree in being a person or a body.
    """
    if mention.is_plural:
        return None
    for name in beside:
        if name.kind != "name" or name.is_person != mention.is_person:
            continue
        is_apposed = s.deps[name.head] == "appos" and s.heads[name.head] == mention.head
        is_apposed = is_apposed or (s.deps[mention.head] == "appos" and s.heads[mention.head] == name.head)
        follows = (
            name.lo == mention.hi + 1 and s.norms[mention.hi] == "," and name.hi < len(s) and s.norms[name.hi] == ","
        )
        if is_apposed or (follows and s.deps[name.head] != "conj" and mention.is_person):
            return name
    return None


def _described(s: Sentence, name: ActorMention, beside: Sequence[ActorMention]) -> list[ActorMention]:
    """The name with the country and sectors that its apposition tells, where nothing else tells them; empty where it has its own."""
    if name.sectors or not name.is_person:
        return []
    for m in beside:
        if m.kind == "nominal" and m.sectors and _apposed_name(s, m, [name]) is name:
            return [replace(name, country=name.country or m.country, sectors=m.sectors, role=name.role or m.role)]
    return []


def _definite(s: Sentence, mention: ActorMention, known: Sequence[Known]) -> list[ActorMention]:
    """The antecedent of `the insurgents`, `the group`, `the president`, `the army`."""
    lemma = s.lemmas[mention.head]
    if lemma in _INSTITUTIONS and mention.country is None and mention.actor_id is None:
        same = next((k.mention for k in reversed(known) if _is_same_institution(lemma, mention, k)), None)
        if same is not None:
            return [same]
    words = {s.norms[c] for c in children_by(s, mention.head, "det", "poss", "predet")} | {s.norms[mention.lo]}
    if not words & _DEFINITE or mention.affiliation or _has_name(s, mention):
        return []
    latest_first = sorted(
        enumerate(known), key=lambda p: (-p[1].sentence, lemma in GENERIC and not p[1].is_subject, -p[0])
    )
    for _, k in latest_first:
        m = k.mention
        if s.index - k.sentence > REACH["nominal"] or m.kind == "pronoun" or m is mention or len(k.members) > 1:
            continue
        if k.sentence == s.index and s.heads[k.head] == s.heads[mention.head] and k.is_subject:
            continue
        if _fits(s, lemma, mention, m):
            return [m]
    return []


def _has_name(s: Sentence, mention: ActorMention) -> bool:
    """Whether a nominal holds a name of its own, known or not: `the M-19 rebel group` is no group told before."""
    return any(s.cased[t][:1].isupper() and s.pos[t] != "ADJ" for t in range(mention.lo + 1, mention.head))


def _is_same_institution(lemma: str, mention: ActorMention, k: Known) -> bool:
    """`the army` after `Sudan's army`: the one whose country was told."""
    m = k.mention
    if m.kind != "nominal" or m.country is None or len(k.members) > 1 or m.is_person != mention.is_person:
        return False
    return (
        m.text.lower().split()[-1].rstrip("s") == lemma
        and mention.text.lower().split()[-1] == m.text.lower().split()[-1]
    )


def _fits(s: Sentence, lemma: str, mention: ActorMention, m: ActorMention) -> bool:
    if m.kind != "name":
        return False
    if mention.is_person and not mention.is_plural:
        role = set((m.role or "").lower().split())
        told = {s.norms[t] for t in range(mention.lo, mention.hi) if s.pos[t] in {"NOUN", "PROPN", "ADJ"}}
        return m.is_person and lemma in role and told <= role
    if m.is_person:
        return False
    if lemma in GENERIC:
        bodies = {"REB", "PRM", "PTY", "NGO", "CRM", "SOC"} | ({"IGO"} if lemma.startswith("organi") else set())
        return bool(set(m.sectors) & bodies) and "IGO" not in set(m.sectors) - bodies
    shared = set(mention.sectors) & set(m.sectors)
    return bool(shared & (_ARMED | {"CRM"}))


def _ref(mention: ActorMention, antecedent: ActorMention) -> ActorRef:
    """The mention's own words with what the antecedent is; a pronoun gives way to a name in the same sentence."""
    same = replace(antecedent, text=mention.text, start=mention.start, end=mention.end)
    is_reflexive = mention.text.lower().endswith(("self", "selves"))
    if mention.kind == "pronoun" and antecedent.sentence == mention.sentence and not is_reflexive:
        same = antecedent
    is_named = antecedent is not mention and antecedent.kind == "name"
    return ActorRef(
        same.text,
        same.start,
        same.end,
        same.actor_id,
        same.name or same.text,
        same.country,
        same.sectors,
        mention.role or same.role,
        not is_named and (mention.is_anonymous or same.is_anonymous),
    )
