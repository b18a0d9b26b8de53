"""What a clause means: its voice, its negation, and who does what to whom in it."""

from dataclasses import dataclass

from dateline.records import Sentence

from .tree import ancestors, children_by, conjuncts, first_conjunct, noun_phrase

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
OBJECT_CONTROL = frozenset(
    "allow ask beg cause command compel convince direct enable encourage expect forbid force help instruct invite lead "
    "let make order permit persuade press pressure prompt push request require send tell urge want warn".split()
)
_BLAMED = frozenset(
    "accuse suspect convict acquit blame criticise criticize condemn fault praise thank forgive punish prevent stop keep "
    "deter dissuade discourage bar ban prohibit restrain".split()
)
"""Verbs whose object does what their of-, for- or from-phrase tells (`accused the rebels of looting`)."""
_NEGATORS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "hardly", "cannot"})
_DITRANSITIVE = frozenset("give grant award offer send pay promise assign owe deny call name".split())
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """The logical arguments of a verb: heads of noun phrases, conjuncts included.

    `agents` act and `patients` are acted on, whatever the voice; `datives` receive;
    `obliques` are `(preposition, head of its object)`, lower case.
    """

    agents: tuple[int, ...]
    patients: tuple[int, ...]
    datives: tuple[int, ...]
    obliques: tuple[tuple[str, int], ...]


def is_passive(s: Sentence, verb: int) -> bool:
    """Whether the verb is passive: by an auxiliary, a passive subject, an agent phrase, or as a reduced relative."""
    if s.tags[verb] == "JJ":
        return s.deps[verb] == "amod" and s.norms[verb].endswith("ed")
    if s.tags[verb] not in {"VBN", "VBD"}:
        return False
    if any(s.deps[c] in {"auxpass", "nsubjpass", "csubjpass"} for c in s.children[verb]):
        return True
    if is_misread_active(s, verb):
        return False
    if any(s.deps[c] in {"nsubj", "aux"} for c in s.children[verb]):
        return _is_gapped_passive(s, verb)
    if children_by(s, verb, "agent"):
        return True
    if s.tags[verb] == "VBN" and s.deps[verb] in {"acl", "amod"}:
        return True
    if s.deps[verb] == "conj" and s.pos[s.heads[verb]] in {"VERB", "AUX"} and s.tags[verb] == "VBN":
        if children_by(s, verb, "dobj") and s.lemmas[verb] not in _DITRANSITIVE:
            return False  # it has an object: `said that he was robbed but blamed a guard`
        return is_passive(s, s.heads[verb])
    return s.deps[verb] == "advcl" and s.tags[verb] == "VBN"


def _is_gapped_passive(s: Sentence, verb: int) -> bool:
    """Whether a joined participle with a subject of its own leaves out the auxiliary of the passive before it.

    Phenomenon: gapping. Own example: `Six monks were killed and 13 wounded`: nothing follows that could be an object.
    """
    head = s.heads[verb]
    if s.deps[verb] != "conj" or s.tags[verb] not in {"VBN", "VBD"} or s.pos[head] not in {"VERB", "AUX"}:
        return False
    if children_by(s, verb, "aux", "dobj", "ccomp", "xcomp", "prt") or not children_by(s, verb, "nsubj"):
        return False
    return any(s.deps[c] in {"auxpass", "nsubjpass"} for c in s.children[head])


def is_misread_active(s: Sentence, verb: int) -> bool:
    """Whether the parser took a finite verb for the participle of the noun before it.

    Phenomenon: garden path. Own example: `A rebel on a bicycle shot two guards`: a passive participle has no
    object of its own, unless its verb takes two.
    """
    if s.deps[verb] != "acl" or s.tags[verb] not in {"VBN", "VBD"} or children_by(s, verb, "agent", "aux", "dative"):
        return False
    if s.lemmas[verb] in _DITRANSITIVE or not any(o > verb for o in children_by(s, verb, "dobj")):
        return False
    top = _outer_noun(s, s.heads[verb])
    return s.deps[top] in {"ROOT", "dep", "ccomp", "nsubj"} and not any(
        s.pos[c] in {"VERB", "AUX"} and s.deps[c] in {"relcl"} for c in s.children[top]
    )


def _outer_noun(s: Sentence, noun: int) -> int:
    """The noun whose phrase holds the prepositional phrases that a noun stands in."""
    while s.deps[noun] == "pobj" and s.pos[s.heads[s.heads[noun]]] in {"NOUN", "PROPN"}:
        noun = s.heads[s.heads[noun]]
    return noun


def auxiliaries(s: Sentence, verb: int) -> list[int]:
    """The auxiliaries of a verb, shared by conjunction where it has no subject of its own (`will come and talk`)."""
    own = children_by(s, verb, "aux", "auxpass")
    if own or s.deps[verb] != "conj" or children_by(s, verb, *_SUBJECTS):
        return own
    head = s.heads[verb]
    if s.pos[head] not in {"VERB", "AUX"} or not shares_auxiliary(s, verb, head):
        return own
    return auxiliaries(s, head)


def shares_auxiliary(s: Sentence, verb: int, head: int) -> bool:
    """Whether two joined verbs can share an auxiliary: `would fight and win`, but not `would fight and accused`."""
    bare, past = {"VB", "VBP"}, {"VBN", "VBD"}
    if s.tags[head] == "VB":
        return s.tags[verb] in bare
    return s.tags[verb] == s.tags[head] or {s.tags[verb], s.tags[head]} <= past


def is_negated(s: Sentence, i: int) -> bool:
    """Whether token `i` is negated by a word that stands directly at it (`did not shell`, `no attack`, `without firing`)."""
    for c in s.children[i]:
        if s.deps[c] == "neg" or (
            s.norms[c] in _NEGATORS and s.deps[c] in {"det", "advmod", "preconj", "cc"} and c < i
        ):
            return True
    head = s.heads[i]
    if s.deps[i] in {"pcomp", "pobj"} and s.norms[head] == "without":
        return True
    if s.pos[i] in {"VERB", "AUX"}:
        return any(
            s.norms[c] in {"no", "none", "nobody", "nothing"}
            or any(s.norms[d] == "no" for d in children_by(s, c, "det", "neg"))
            for c in children_by(s, i, "nsubj", "nsubjpass")
        )
    return False


_UTTERANCES = frozenset(
    "report statement lawsuit suit letter resolution petition message tweet ruling decree law bill campaign protest rally "
    "strike warning declaration communique complaint motion appeal call article editorial banner video speech order".split()
)
"""Nouns whose participle tells what their author does (`issued a report accusing Y`)."""


def subjects(s: Sentence, verb: int) -> list[int]:
    """The heads of the verb's surface subject, own or shared: by conjunction, control, relative or participle clause."""
    holders = (verb, *children_by(s, verb, "aux", "auxpass"))
    own = [c for v in holders for c in children_by(s, v, *_SUBJECTS) if s.pos[c] not in {"VERB", "AUX", "SCONJ"}]
    if own:
        return [m for c in own for m in _open_relative(s, c, verb)]
    dep, head = s.deps[verb], s.heads[verb]
    if head == verb:
        return []
    if is_misread_active(s, verb):
        return conjuncts(s, _outer_noun(s, head))
    if dep == "conj" and s.pos[head] in {"VERB", "AUX"}:
        return subjects(s, _outer_speech(s, verb, head))
    if (
        dep == "acl"
        and s.tags[verb] == "VBG"
        and s.lemmas[head].lower() in _UTTERANCES
        and s.deps[head] in {"dobj", "nsubjpass"}
    ):
        return subjects(s, s.heads[head]) if s.deps[head] == "dobj" else _by(s, s.heads[head])
    if dep in {"acl", "relcl", "amod"} and s.pos[head] in {"NOUN", "PROPN", "PRON", "NUM"}:
        return [head] if s.tags[verb] == "VBG" or dep == "relcl" else []
    if dep in {"xcomp", "ccomp"} and s.deps[head] == "relcl" and s.lemmas[head] in _THOUGHT:
        return [s.heads[head]]
    if dep == "acl" or (dep in {"xcomp", "ccomp", "advcl"} and s.pos[head] in {"VERB", "AUX"}):
        return _controller(s, verb, head)
    if dep == "pcomp" and (blamed := _blamed(s, s.heads[head])):
        return blamed
    if dep in {"pcomp"}:
        above = next((a for a in ancestors(s, verb) if s.pos[a] in {"VERB", "AUX"}), None)
        return _controller(s, verb, above) if above is not None else []
    return []


def _blamed(s: Sentence, above: int) -> list[int]:
    """Whom a verb of blame, praise or prevention takes as object; `above` is the verb, or that object itself."""
    if s.deps[above] == "dobj" and s.lemmas[s.heads[above]] in _BLAMED:
        return [above]
    return list(arguments(s, above).patients) if s.lemmas[above] in _BLAMED else []


_THOUGHT = frozenset("say claim think believe allege insist report suspect".split())
"""Verbs put between a relative pronoun and its own verb (`a shell, which police said hit the market`)."""
_TELLING = frozenset(
    "say tell deny claim insist announce warn report add argue declare state urge call demand ask acknowledge admit confirm concede".split()
)


def _outer_speech(s: Sentence, verb: int, head: int) -> int:
    """The verb that a joined speech verb goes on from: the speaker goes on, not whom the first content is about.

    Phenomenon: low attachment. Own example: `The envoy denied that his aides knew of it and called on Juba to talk.`
    """
    above = s.heads[head]
    if s.deps[head] != "ccomp" or s.lemmas[above] not in _TELLING or above > head:
        return head
    past = {"VBD", "VBN"}
    is_past = {s.tags[verb], s.tags[above]} <= past
    if is_past and is_passive(s, head) and children_by(s, verb, "dobj") and not children_by(s, verb, "auxpass"):
        return above  # `admitted that the depot was shelled but blamed the rebels`
    is_low = s.lemmas[verb] in _TELLING and s.lemmas[head] not in _TELLING
    return above if is_low and s.tags[verb] == s.tags[above] else head


def _by(s: Sentence, verb: int) -> list[int]:
    return [m for a in children_by(s, verb, "agent") for o in children_by(s, a, "pobj") for m in conjuncts(s, o)]


def _controller(s: Sentence, verb: int, governor: int) -> list[int]:
    """Who the understood subject of a non-finite clause is: the governor's object for `urge X to`, else its subject."""
    if s.deps[verb] == "xcomp" and s.lemmas[governor] in OBJECT_CONTROL:
        objects = children_by(s, governor, "dobj", "dative")
        if objects:
            return [m for o in objects for m in conjuncts(s, o)]
        if is_passive(s, governor):
            return subjects(s, governor)
    if s.deps[verb] == "ccomp" and s.tags[verb] not in {"VB", "VBG"}:
        return []
    return subjects(s, governor)


def _open_relative(s: Sentence, subject: int, verb: int) -> list[int]:
    """The noun that a relative pronoun stands for, else the subject with its conjuncts."""
    if s.norms[subject] in _RELATIVES and s.deps[verb] == "relcl":
        return _antecedent(s, verb)
    if s.norms[subject] in _RELATIVES and s.deps[verb] == "conj":
        first = first_conjunct(s, verb)
        if s.deps[first] == "relcl":
            return [s.heads[first]]
    return conjuncts(s, subject)


def _antecedent(s: Sentence, verb: int) -> list[int]:
    """The antecedent of a relative clause: the noun it hangs on, with all that is joined to that before the clause begins.

    Own example: `Oman and Iraq, which hosted the talks`; but `the army and the police, who fired` hangs on the police.
    """
    noun = s.heads[verb]
    joined = conjuncts(s, noun)
    return joined if max(joined) < min(t for t in (verb, *s.children[verb])) else [noun]


def _objects(s: Sentence, verb: int) -> list[int]:
    own = [m for o in children_by(s, verb, "dobj") for m in conjuncts(s, o)]
    own = [s.heads[verb] if s.norms[o] in _RELATIVES and s.deps[verb] == "relcl" else o for o in own]
    if own:
        return own
    if s.deps[verb] == "relcl" and children_by(s, verb, "nsubj"):
        has_own_subject = s.norms[children_by(s, verb, "nsubj")[0]] not in _RELATIVES
        if has_own_subject and not children_by(s, verb, "ccomp", "xcomp", "prep"):
            return [s.heads[verb]]
    if s.deps[verb] == "conj" and not children_by(s, verb, "ccomp", "xcomp", "prep", "acomp"):
        return []
    return [m for v in conjuncts(s, verb)[1:] if not children_by(s, v, *_SUBJECTS) for m in _objects_shared(s, verb, v)]


def _objects_shared(s: Sentence, first: int, later: int) -> list[int]:
    """An object told once after joined verbs (`shelled and burned the village`), when nothing stands between them."""
    if later - first > 3:
        return []
    return [m for o in children_by(s, later, "dobj") for m in conjuncts(s, o)]


def obliques(s: Sentence, verb: int) -> list[tuple[str, int]]:
    """Prepositional arguments of a verb or noun as `(preposition, head)`, with conjuncts, nested `out of` opened."""
    found: list[tuple[str, int]] = []
    for prep in children_by(s, verb, "prep", "agent", "dative"):
        if s.pos[prep] not in {"ADP", "SCONJ", "VERB", "PART", "ADV"}:
            continue
        for c in s.children[prep]:
            if s.deps[c] == "pobj":
                found.extend((s.norms[prep], m) for m in conjuncts(s, c))
            elif s.deps[c] == "pcomp" and s.tags[c] == "VB":
                found.extend((s.norms[prep], m) for o in children_by(s, c, "nsubj") for m in conjuncts(s, o))
            elif s.deps[c] == "prep":
                found.extend(
                    (f"{s.norms[prep]} {s.norms[c]}", m) for o in children_by(s, c, "pobj") for m in conjuncts(s, o)
                )
    return found


def is_inverted_copula(s: Sentence, verb: int) -> bool:
    """Whether a participle that the parser took for the main verb only modifies the noun before it.

    Phenomenon: inversion about `be`, whose subject carries a reduced relative (`Beside them sat Y`; own example: `Among the
    guests was Ali Noor, one of two envoys expelled in May`). The copula stands before the subject, the participle after a noun.
    """
    if s.tags[verb] not in {"VBN", "VBD"} or verb == 0 or s.pos[verb - 1] not in {"NOUN", "PROPN"}:
        return False
    own = children_by(s, verb, "nsubj", "nsubjpass")
    if not own or own[0] >= verb - 1 or s.words[-1] == "?":
        return False
    before = noun_phrase(s, own[0])[0] - 1
    return before > 0 and s.norms[before] in {"was", "were", "is", "are"}


def _agents_told_later(s: Sentence, verb: int) -> list[int]:
    """The agents of a passive told once, behind the last that is joined to it and has no auxiliary of its own.

    Own examples: `A clerk was shot and two guards wounded by gunmen`; `was abducted and beaten by the militia`. Two passives of
    one subject that each tell more are two happenings: `was elected in May and killed by rebels`.
    """
    for later in conjuncts(s, verb):
        if later <= verb or s.heads[later] != verb or s.tags[later] != "VBN" or children_by(s, later, "aux", "auxpass"):
            continue
        has_subject = bool(children_by(s, later, "nsubjpass", "nsubj"))
        times = [o for p in children_by(s, verb, "prep") for o in children_by(s, p, "pobj") if _is_time(s, o)]
        apart = times or children_by(s, verb, "npadvmod", "advcl") if has_subject else later - verb > _BESIDE
        if not apart and (agents := _by(s, later)):
            return agents
    return []


_BESIDE = 3
"""Tokens from one passive to the next that shares its subject and its agent: `was seized and then shot by`."""


def _is_time(s: Sentence, token: int) -> bool:
    return any(lo <= token < hi and label in {"DATE", "TIME"} for lo, hi, label in s.entities)


def arguments(s: Sentence, verb: int) -> Arguments:
    """The logical arguments of a verb: passive turned round, relative, control and conjunction opened."""
    datives = tuple(m for d in children_by(s, verb, "dative") if s.pos[d] != "ADP" for m in conjuncts(s, d))
    pps = tuple(obliques(s, verb))
    if is_inverted_copula(s, verb):
        return Arguments((), (verb - 1,), (), pps)
    if is_passive(s, verb):
        by = [m for a in children_by(s, verb, "agent") for o in children_by(s, a, "pobj") for m in conjuncts(s, o)]
        if not by:
            kept = [pair for o in children_by(s, verb, "dobj") for pair in obliques(s, o)]  # `were refused entry by X`
            by = [head for prep, head in (*pps, *kept) if prep == "by" and s.pos[head] in {"NOUN", "PROPN", "PRON"}]
        by = by or _agents_told_later(s, verb)
        reduced = s.deps[verb] in {"acl", "amod"} and not children_by(s, verb, *_SUBJECTS)
        patients = [s.heads[verb]] if reduced else subjects(s, verb)
        return Arguments(tuple(by), tuple(patients), datives, pps)
    return Arguments(tuple(subjects(s, verb)), tuple(_objects(s, verb)), datives, pps)
