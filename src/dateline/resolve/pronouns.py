"""Whom a pronoun stands for: the nearest actor that agrees with it and that grammar does not bar."""

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import ActorMention, Sentence
from dateline.syntax import ancestors, arguments, children_by, is_below, obliques, subjects

GENERIC = frozenset({"group", "organization", "organisation", "movement", "faction", "party", "militia"})
SPEECH = frozenset("say tell add announce claim deny insist report state note write tweet warn declare argue".split())
REACH = {"pronoun": 3, "nominal": 6}
"""Sentences back to the antecedent, at most."""


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


def owner_of_speaker(
    s: Sentence, mention: ActorMention, beside: Sequence[ActorMention], stands_for: Sequence[tuple[ActorMention, ...]]
) -> tuple[ActorMention, ...]:
    """Whom a pronoun takes up that stands in the words of somebody told by a possessive: `his lawyer said he was beaten`."""
    if s.deps[mention.head] not in {"nsubj", "nsubjpass"} or mention.gender is None:
        return ()
    above = next((a for a in ancestors(s, mention.head)[1:] if s.lemmas[a] in SPEECH), None)
    for speaker in children_by(s, above, "nsubj") if above is not None else ():
        for i, owner in enumerate(beside[: len(stands_for)]):
            is_owner = s.deps[owner.head] == "poss" and s.heads[owner.head] == speaker
            if is_owner and owner.kind == "pronoun" and owner.gender == mention.gender:
                return tuple(m for m in stands_for[i] if m.kind != "pronoun")
    return ()


def clausemates(
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


def antecedent_of_pronoun(
    s: Sentence, mention: ActorMention, known: Sequence[Known], barred: Sequence[ActorMention]
) -> list[ActorMention]:
    """The antecedent of a pronoun: nearest sentence first, subjects before others, number, gender and animacy agreeing.

    Who says something goes on saying it: the subject of a speech verb takes up the last one that was the subject of one.
    Whoever is freed or rescued is not who acted before.
    """
    is_harmed = _is_harmed(s, mention)
    if mention.text.lower() in {"we", "i", "who"} or _is_of_happening(s, mention):
        return []
    is_speaker = s.deps[mention.head] == "nsubj" and s.lemmas[s.heads[mention.head]] in SPEECH
    best: tuple[tuple[float, bool, bool, int], Known] | None = None
    for position, k in enumerate(known):
        if s.index - k.sentence > REACH["pronoun"] or not _agrees(mention, k):
            continue
        if k.sentence == s.index and _is_barred(s, mention, k):
            continue
        if k.is_scene or (is_harmed and k.is_agent):
            continue
        if len(k.members) == 1 and any(_is_same(k.mention, b) for b in barred):
            continue
        key = (
            s.index - k.sentence + _as_many(mention, k) - _is_meant(s, mention, k),
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
    if s.deps[pronoun.head] not in {"nsubj", "nsubjpass"}:
        return False
    verb = s.heads[pronoun.head]
    above = s.heads[verb]
    if s.deps[verb] != "advcl" or s.lemmas[above] not in _DONE_TO or verb < above:
        return False
    is_timed = any(s.norms[c] in {"after", "as", "when", "while"} for c in s.children[verb])
    return is_timed and k.head in arguments(s, above).patients


def _is_meant(s: Sentence, pronoun: ActorMention, k: Known) -> bool:
    """Whether the clause that a pronoun stands in is about an actor of its sentence, before all others."""
    is_here = k.sentence == s.index
    return is_here and (_is_harmed_above(s, pronoun, k) or _is_warned(s, pronoun, k) or _is_antecedent(s, pronoun, k))


_WARNING = frozenset({"threaten", "warn", "caution"})


def _is_warned(s: Sentence, pronoun: ActorMention, k: Known) -> bool:
    """Whether a condition is for those who are threatened: `threatened to arrest the mayor if he joined the march`."""
    verb = s.heads[pronoun.head]
    if s.deps[pronoun.head] != "nsubj" or not any(s.norms[m] in {"if", "unless"} for m in children_by(s, verb, "mark")):
        return False
    above = [v for v in ancestors(s, verb) if s.pos[v] == "VERB"]
    threat = next((v for v in above if s.lemmas[v] in _WARNING), None)
    if threat is None or k.head in subjects(s, threat):
        return False
    told = [h for v in (threat, *children_by(s, threat, "xcomp")) for h in (*arguments(s, v).patients, *_towards(s, v))]
    return k.head in told


def _towards(s: Sentence, verb: int) -> list[int]:
    return [h for prep, h in obliques(s, verb) if prep in {"to", "on", "at", "against"}]


def _is_antecedent(s: Sentence, pronoun: ActorMention, k: Known) -> bool:
    """Whether a pronoun for a person stands in the relative clause of one: `Ortiz, whose bid was barred over charges against him`.

    Not beside the clause's verb, where the relative pronoun stands for that person already: `Ortiz, whom he calls a traitor`.
    """
    clause = next((a for a in ancestors(s, pronoun.head) if s.deps[a] == "relcl"), None)
    if clause is None or s.heads[clause] != k.head or s.heads[pronoun.head] == clause:
        return False
    return pronoun.gender is not None and k.mention.is_person


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
        s.lemmas[t] in GENERIC for t in range(pronoun.head + 1, len(s)) if s.heads[t] in {verb, pronoun.head}
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
    if is_below(s, pronoun.head, k.head) and not _is_antecedent(s, pronoun, k):
        return True
    if s.deps[pronoun.head] == "poss":
        return False
    verb = next((a for a in ancestors(s, pronoun.head) if s.pos[a] in {"VERB", "AUX"}), None)
    if verb is None:
        return False
    if s.deps[pronoun.head] == "nsubj":
        # who says it after the words is nobody in them: `the two armies would pull back together, they said`
        is_saying = s.lemmas[verb] in SPEECH and s.norms[pronoun.head] != "it"  # a body may speak of itself
        return is_saying and k.head < pronoun.head and is_below(s, k.head, verb)
    return s.heads[k.head] == verb or k.head in subjects(s, verb)
