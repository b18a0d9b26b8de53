"""Who is meant: names, definite phrases, appositions, pronouns and groups resolved within a report, by rule and feature."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.records import ActorMention, ActorRef, ReportMentions, Sentence
from dateline.register import Register
from dateline.syntax import ancestors, arguments, children_by, conjuncts, is_below, subjects

from .sides import Sides, is_group

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
_ARMED = frozenset({"REB", "UAF", "MIL", "PRM", "COP"})
_GENERIC = frozenset({"group", "organization", "organisation", "movement", "faction", "party", "militia"})
_INSTITUTIONS = frozenset(
    "army government military police navy parliament court cabinet presidency junta troop".split()
)
_SPEECH = frozenset("say tell add announce claim deny insist report state note write tweet warn declare argue".split())
_SPOKEN = frozenset("spokesman spokeswoman spokesperson official officer commander chief leader negotiator".split())
_REACH = {"pronoun": 3, "nominal": 6}
"""Sentences back to the antecedent, at most."""


@dataclass(frozen=True, slots=True)
class ResolvedActor:
    """A mention and the actors that it stands for: one, or the members of a group."""

    mention: ActorMention
    refs: tuple[ActorRef, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """An actor of the report so far, or several told together, with the place and weight of its last mention."""

    members: tuple[ActorMention, ...]
    sentence: int
    head: int
    is_subject: bool
    is_speaker: bool
    is_plural: bool = False
    """Whether the words of that last mention were plural: `the rebels`, whoever they turned out to be."""
    is_agent: bool = False
    """Whether those words told who did something, and not to whom it was done."""
    is_scene: bool = False
    """Whether it was only told where: `met in Havana` tells of no Cuban government."""

    @property
    def mention(self) -> ActorMention:
        return self.members[0]


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
    is_speaker = is_subject and s.lemmas[s.heads[top]] in _SPEECH
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
    if mention.kind == "pronoun":
        owner = _owner_of_speaker(s, mention, beside, stands_for)
        return list(owner) or _pronoun(s, mention, known, _clausemates(s, mention, beside, stands_for))
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
        if words[0] in {name[-1], name[-1].removeprefix("al-").removeprefix("el-")}:
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


def _owner_of_speaker(
    s: Sentence, mention: ActorMention, beside: Sequence[ActorMention], stands_for: Sequence[tuple[ActorMention, ...]]
) -> tuple[ActorMention, ...]:
    """Whom a pronoun takes up that stands in the words of somebody told by a possessive: `his lawyer said he was beaten`."""
    if s.deps[mention.head] not in {"nsubj", "nsubjpass"} or mention.gender is None:
        return ()
    above = next((a for a in ancestors(s, mention.head)[1:] if s.lemmas[a] in _SPEECH), None)
    for speaker in children_by(s, above, "nsubj") if above is not None else ():
        for i, owner in enumerate(beside[: len(stands_for)]):
            is_owner = s.deps[owner.head] == "poss" and s.heads[owner.head] == speaker
            if is_owner and owner.kind == "pronoun" and owner.gender == mention.gender:
                return tuple(m for m in stands_for[i] if m.kind != "pronoun")
    return ()


def _clausemates(
    s: Sentence, mention: ActorMention, beside: Sequence[ActorMention], stands_for: Sequence[tuple[ActorMention, ...]]
) -> tuple[ActorMention, ...]:
    """Those whom the subject of an object pronoun's verb stands for, itself a pronoun or not: `he accused him` tells of two men."""
    if s.deps[mention.head] in {"poss", "nsubj", "nsubjpass"}:
        return ()
    verb = next((a for a in ancestors(s, mention.head) if s.pos[a] in {"VERB", "AUX"}), None)
    acting = subjects(s, verb) if verb is not None else []
    return tuple(m for i, a in enumerate(beside[: len(stands_for)]) if a.head in acting for m in stands_for[i])


_PATIENTS = frozenset("free release rescue ransom hospitalize treat bury evacuate".split())
"""What is done to those to whom harm was done before, not to those who did it."""


def _is_harmed(s: Sentence, pronoun: ActorMention) -> bool:
    """Whether a pronoun stands for those to whom something was done: `they were freed`, `soldiers rescued them`."""
    verb = s.heads[pronoun.head]
    return s.lemmas[verb] in _PATIENTS and s.deps[pronoun.head] in {"nsubjpass", "dobj"}


def _pronoun(
    s: Sentence, mention: ActorMention, known: Sequence[Known], barred: Sequence[ActorMention]
) -> list[ActorMention]:
    """The antecedent of a pronoun: nearest sentence first, subjects before others, number, gender and animacy agreeing.

    Who says something goes on saying it: the subject of a speech verb takes up the last one that was the subject of one.
    Whoever is freed or rescued is not who acted before.
    """
    is_harmed = _is_harmed(s, mention)
    if mention.text.lower() in {"we", "i", "who"} or _is_of_happening(s, mention):
        return []
    is_speaker = s.deps[mention.head] == "nsubj" and s.lemmas[s.heads[mention.head]] in _SPEECH
    best: tuple[tuple[float, bool, bool, int], Known] | None = None
    for position, k in enumerate(known):
        if s.index - k.sentence > _REACH["pronoun"] or not _agrees(mention, k):
            continue
        if k.sentence == s.index and _is_barred(s, mention, k):
            continue
        if k.is_scene or (is_harmed and k.is_agent):
            continue
        if len(k.members) == 1 and any(_is_same(k.mention, b) for b in barred):
            continue
        key = (
            s.index - k.sentence + _as_many(mention, k) - _is_harmed_above(s, mention, k),
            is_speaker and not k.is_speaker,
            not k.is_subject,
            -position,
        )
        if best is None or key < best[0]:
            best = (key, k)
    return list(best[1].members) if best else []


def _is_same(one: ActorMention, other: ActorMention) -> bool:
    return (one.actor_id or one.name or one.text) == (other.actor_id or other.name or other.text)


_DONE_TO = frozenset(
    "kill execute shoot arrest detain abduct kidnap wound injure beat seize capture murder free release".split()
)


def _is_harmed_above(s: Sentence, pronoun: ActorMention, k: Known) -> bool:
    """Whether a clause tells what those were doing to whom its main clause tells a deed done.

    Phenomenon: `troops shot two herders as they crossed the river`: who crossed is who was shot.
    """
    if k.sentence != s.index or s.deps[pronoun.head] not in {"nsubj", "nsubjpass"}:
        return False
    verb = s.heads[pronoun.head]
    above = s.heads[verb]
    if s.deps[verb] != "advcl" or s.lemmas[above] not in _DONE_TO or verb < above:
        return False
    is_timed = any(s.norms[c] in {"after", "as", "when", "while"} for c in s.children[verb])
    return is_timed and k.head in arguments(s, above).patients


def _as_many(pronoun: ActorMention, k: Known) -> float:
    """What counts against one actor for a plural pronoun, in sentences: most against a state, little against a band (`the FARC … they`)."""
    if not pronoun.is_plural or len(k.members) > 1 or k.is_plural or k.mention.is_plural:
        return 0.0
    return 0.5 if set(k.mention.sectors) & {"REB", "PRM"} else 1.5


_CALLING = frozenset({"call", "describe", "consider", "deem", "label", "brand", "declare", "regard"})


def _is_of_happening(s: Sentence, pronoun: ActorMention) -> bool:
    """Whether `it` stands for what happened: `called it an important step`, but `called it a terrorist group`."""
    verb = s.heads[pronoun.head]
    if s.norms[pronoun.head] != "it" or s.lemmas[verb] not in _CALLING or pronoun.head < verb:
        return False
    return not any(
        s.lemmas[t] in _GENERIC for t in range(pronoun.head + 1, len(s)) if s.heads[t] in {verb, pronoun.head}
    )


def _agrees(pronoun: ActorMention, k: Known) -> bool:
    """Whether number, gender and animacy of a pronoun let it stand for an actor or group."""
    m = k.mention
    if m.kind == "pronoun":
        return False
    if len(k.members) > 1:
        return pronoun.is_plural
    if pronoun.gender is not None:
        return m.is_person and not m.is_plural and m.gender in {None, pronoun.gender}
    if pronoun.is_plural:
        is_state = m.kind == "name" and m.country is not None and m.sectors == ("GOV",)
        return m.is_plural or not (m.is_person or is_state)
    return not m.is_person and not m.is_plural


def _is_barred(s: Sentence, pronoun: ActorMention, k: Known) -> bool:
    """Whether grammar keeps a pronoun from standing for an actor of its own clause.

    An object is not its own verb's subject, told or understood (`X praised him`, `police held two of them`, `the patrol
    fired at the smugglers, killing several of them`), nor does a pronoun stand for the
    phrase that it is in (`Machar, his deputy`). A possessive may (`X praised its troops`).
    """
    if is_below(s, pronoun.head, k.head):
        return True
    if s.deps[pronoun.head] == "poss":
        return False
    verb = next((a for a in ancestors(s, pronoun.head) if s.pos[a] in {"VERB", "AUX"}), None)
    if verb is None:
        return False
    if s.deps[pronoun.head] == "nsubj":
        # who says it after the words is nobody in them: `the two armies would pull back together, they said`
        is_saying = s.lemmas[verb] in _SPEECH and s.norms[pronoun.head] != "it"  # a body may speak of itself
        return is_saying and k.head < pronoun.head and is_below(s, k.head, verb)
    return s.heads[k.head] == verb or k.head in subjects(s, verb)


def _definite(s: Sentence, mention: ActorMention, known: Sequence[Known]) -> list[ActorMention]:
    """The antecedent of `the insurgents`, `the group`, `the president`, `the army`."""
    lemma = s.lemmas[mention.head]
    if lemma in _INSTITUTIONS and mention.country is None and mention.actor_id is None:
        same = next((k.mention for k in reversed(known) if _is_same_institution(lemma, mention, k)), None)
        if same is not None:
            return [same]
    words = {s.norms[c] for c in children_by(s, mention.head, "det", "poss", "predet")} | {s.norms[mention.lo]}
    if not words & _DEFINITE or mention.affiliation:
        return []
    latest_first = sorted(
        enumerate(known), key=lambda p: (-p[1].sentence, lemma in _GENERIC and not p[1].is_subject, -p[0])
    )
    for _, k in latest_first:
        m = k.mention
        if s.index - k.sentence > _REACH["nominal"] or m.kind == "pronoun" or m is mention or len(k.members) > 1:
            continue
        if k.sentence == s.index and s.heads[k.head] == s.heads[mention.head] and k.is_subject:
            continue
        if _fits(s, lemma, mention, m):
            return [m]
    return []


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
    if lemma in _GENERIC:
        bodies = {"REB", "PRM", "PTY", "NGO", "CRM", "SOC"} | ({"IGO"} if lemma.startswith("organi") else set())
        return bool(set(m.sectors) & bodies) and "IGO" not in set(m.sectors) - bodies
    shared = set(mention.sectors) & set(m.sectors)
    return bool(shared & (_ARMED | {"CRM"}))


def _ref(mention: ActorMention, antecedent: ActorMention) -> ActorRef:
    """The mention's own words with what the antecedent is; a pronoun gives way to a name in the same sentence."""
    same = replace(antecedent, text=mention.text, start=mention.start, end=mention.end)
    if mention.kind == "pronoun" and antecedent.sentence == mention.sentence:
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
