"""Event triggers of a sentence: verbs, event nouns alone or under a light verb, nouns of action; with argument heads."""

from dataclasses import dataclass, replace

from dateline.records import Sentence
from dateline.syntax import Arguments, arguments, children_by, conjuncts, is_negated, subjects
from dateline.syntax import obliques as obliques_of

from .carried import is_channel, with_counted
from .contests import is_contest
from .denials import accusers, is_denied_charge
from .frames import complements, frame_holds, is_manner, lemma, noun_arguments, verb_key
from .lexicon import Entry, Lexicon
from .light_verbs import light_verb, light_verb_above
from .mediation import mediators_of, tells_a_mediator

_TARGET_PREPOSITIONS = ("against", "on", "with", "upon", "at", "to", "toward", "towards", "from", "for", "of", "over",
                        "into", "in", "about", "by", "alongside")  # fmt: skip
_DEEDS = frozenset({"ASSAULT", "COERCE"})
_UNDERGONE = _DEEDS | {"ACCUSE", "THREATEN", "SANCTION", "REQUEST", "PROTEST", "SUPPORT"}
"""Types whose noun under `face` or `suffer` is done to the subject: `the ministry faces criticism from the union`."""
_PEOPLE = frozenset(
    {"refugee", "prisoner", "suspect", "protester", "diplomat", "hostage", "police", "worker", "observer", "evacuee"}
)
_PLACING = frozenset({"in", "at", "into", "on", "about", "over"})
_SAYINGS = frozenset({"say", "tell", "report", "claim", "call", "describe", "add", "state"})
_CONSUMERS = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN", "CONCEDE", "SANCTION", "RETREAT"})

_DENIALS = frozenset({"deny"})
"""What is denied is told besides the denial: in `X denied shelling Y` the shelling is an event that X says did not happen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger with the heads of its arguments. `top` is the light verb above it, or the trigger itself.

    `targets` are slots in order of preference; `both` tells that sources act on one another. `carriers` are objects that
    belong to the trigger (`suspended aid`, `lifted the curfew`): what stands with them is acted on, not they.
    """

    token: int
    top: int
    entry: Entry
    sources: tuple[int, ...]
    targets: tuple[tuple[int, ...], ...]
    mediators: tuple[int, ...] = ()
    both: bool = False
    inner: tuple[int, ...] = ()
    carriers: tuple[int, ...] = ()


def find_hits(s: Sentence, lexicon: Lexicon) -> list[Hit]:
    """The triggers of a sentence in text order, those inside a request, promise or refusal left to the outer one."""
    hits: dict[int, Hit] = {}
    is_played = is_contest(s, lexicon)
    for i in range(len(s)):
        if is_played and lemma(s, i) in lexicon.contests["verbs"]:
            continue
        hit = hit_at(s, i, lexicon)
        if hit is not None:
            hits.setdefault(hit.token, hit)
    hits = {t: h for t, h in hits.items() if h.entry.event_type != "-" and not _gives_way(s, h, hits)}
    light = {h.top for h in hits.values() if h.top != h.token}
    kept = [h for t, h in sorted(hits.items()) if t not in light or any(f.startswith("obj=") for f in h.entry.frame)]
    kept = [h for h in kept if not _is_caution(s, h, hits)]
    covered = {t for h in kept for t in h.inner if t != h.token and _covers(h, hits.get(t))}
    return [h for h in kept if h.token not in covered and (h.top == h.token or h.top not in covered)]


def hit_at(s: Sentence, i: int, lexicon: Lexicon) -> Hit | None:
    """What a token tells alone, whatever stands around it; None where it is no trigger."""
    return _demand_hit(s, i, lexicon) or _verb_hit(s, i, lexicon) or _noun_hit(s, i, lexicon)


def _gives_way(s: Sentence, hit: Hit, hits: dict[int, Hit]) -> bool:
    """Whether a trigger is told better by what it is for: a plan by the event planned (`plan to march`), troops by their task.

    Own example of the second: `Ghana sent 80 soldiers to train the Gambian navy`: they move against nobody, nor for anybody in a war.
    """
    if hit.entry.lemma in {"plan", "intend"} and hit.entry.is_verb:
        return any(t in hits for t in hit.inner)
    if hit.entry.event_type != "MOBILIZE" or not hit.entry.is_verb:
        return False
    tasks = (hits.get(c) for c in children_by(s, hit.token, "advcl", "xcomp") if s.tags[c] == "VB")
    return any(t is not None and t.entry.lemma in _LESSONS for t in tasks)


_LESSONS = frozenset("train advise teach instruct mentor coach".split())


def _covers(hit: Hit, inner: Hit | None) -> bool:
    """Whether an event told inside another is no event besides it (`agreed to release them`)."""
    if hit.entry.lemma in _DENIALS:
        return False
    if hit.entry.lemma == "rule_out" and inner is not None and inner.entry.event_type in _DEEDS:
        return False
    return hit.entry.event_type in _CONSUMERS or (bool(hit.entry.frame) and hit.entry.pattern != "visit")


def _is_caution(s: Sentence, hit: Hit, hits: dict[int, Hit]) -> bool:
    """Whether a warning tells of what a third side may do: `the mission warned of raids by bandits` threatens nobody."""
    if hit.entry.lemma not in {"warn", "caution", "warning"}:
        return False
    return any(t in hits and not hits[t].entry.is_verb and noun_arguments(s, t).agents for t in hit.inner)


def _demand_hit(s: Sentence, i: int, lexicon: Lexicon) -> Hit | None:
    """What one side says that another must do: `Kigali said that Kinshasa must disarm the militia`."""
    if not lexicon.has("obligation", s.norms[i]) or s.deps[i] != "aux":
        return None
    verb = s.heads[i]
    governor = s.heads[verb]
    if s.deps[verb] not in {"ccomp", "conj"} or not lexicon.has("telling", lemma(s, governor)):
        return None
    speakers, bound = arguments(s, governor).agents, tuple(subjects(s, verb))
    if not speakers or not bound or set(speakers) & set(bound) or is_negated(s, governor):
        return None
    entry = lexicon.verbs["must_do"][0]
    return Hit(i, governor, entry, speakers, (bound,), inner=(verb, *children_by(s, verb, "dobj", "xcomp")))


def _verb_hit(s: Sentence, i: int, lexicon: Lexicon) -> Hit | None:
    is_action_noun = s.pos[i] == "NOUN" and lemma(s, i) in lexicon.nominal
    is_action_noun = is_action_noun and s.deps[i] != "compound"
    if s.pos[i] == "ADJ" and lemma(s, i) in lexicon.verbs and s.deps[i] in {"acomp", "conj", "relcl", "ROOT", "acl"}:
        return _adjective_hit(s, i, lexicon)
    if s.deps[i] in {"pobj", "dobj", "nsubj", "nsubjpass"} and s.tags[i] in {"VBN", "VBD", "JJ"}:
        return None  # who is so: `flew nine of the wounded to Ankara`
    is_verbal = s.pos[i] in {"VERB", "AUX"} or _is_participle(s, i) or participle_verb(s, i, lexicon) is not None
    if (not is_action_noun and not is_verbal) or tells_a_mediator(s, i, lexicon):
        return None
    key = lexicon.nominal[lemma(s, i)] if is_action_noun else participle_verb(s, i, lexicon) or verb_key(s, i, lexicon)
    args = noun_arguments(s, i) if is_action_noun else arguments(s, i)
    light = light_verb(s, i, lexicon) if is_action_noun and not args.agents else None
    if light is not None:
        args = Arguments(
            tuple(h for h in arguments(s, light).agents if h != i), args.patients, args.datives, args.obliques
        )
    for entry in lexicon.verbs.get(key, ()):
        if is_action_noun and not entry.frame:
            continue
        if frame_holds(s, i, entry, args, lexicon) and not _is_blocked(s, key, args, lexicon):
            return _from_verb(s, i, entry, args, lexicon)
    return None


def participle_verb(s: Sentence, i: int, lexicon: Lexicon) -> str | None:
    """The verb of a participle that the parser took for an adjective (`the kidnapped nuns`), if the lexicon has it."""
    word = s.norms[i]
    if s.pos[i] != "ADJ" or s.deps[i] != "amod" or not word.endswith("ed"):
        return None
    stem = word[:-2]
    forms = (
        stem,
        stem + "e",
        stem[:-1] if stem[-1:] == stem[-2:-1] else stem,
        stem[:-1] + "y" if stem.endswith("i") else stem,
    )
    return next((f for f in forms if f in lexicon.verbs), None)


def _adjective_hit(s: Sentence, i: int, lexicon: Lexicon) -> Hit | None:
    """`is ready to send troops`: the subject stands at the copula, the content below the adjective."""
    found = subjects(s, s.heads[i]) if s.deps[i] == "acomp" else []
    args = Arguments(tuple(found), (), (), tuple(obliques_of(s, i)))
    for entry in lexicon.verbs[lemma(s, i)]:
        if entry.frame and frame_holds(s, i, entry, args, lexicon):
            return _from_verb(s, i, entry, args, lexicon)
    return None


def _is_participle(s: Sentence, i: int) -> bool:
    return s.tags[i] in {"VBN", "VBG"} and s.deps[i] in {"amod", "acl"}


def _is_blocked(s: Sentence, key: str, args: Arguments, lexicon: Lexicon) -> bool:
    """Whether an argument makes the verb one of markets, sport or weather; a market that is shelled is a place."""
    objects: tuple[int, ...] = args.patients
    if lexicon.has("razing", key):
        objects = tuple(h for h in objects if not lexicon.has("premises", lemma(s, h)))
    heads = [*args.agents, *objects]
    return any(lemma(s, h) in lexicon.blocked and not _is_unit(s, h, lexicon) for h in heads)


def _is_unit(s: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a team is one of soldiers or police by what it is called: `an air weapons team`, `a bomb disposal team`."""
    return any(lemma(s, c) in lexicon.units for c in children_by(s, noun, "compound", "amod"))


def _inner_heads(s: Sentence, i: int, args: Arguments) -> list[int]:
    """Where the content of a promise, request or refusal stands: its complements, objects and of/for phrases."""
    found = complements(s, i) + [h for h in args.patients if s.pos[h] == "NOUN"]
    found += [h for p, h in args.obliques if p in {"for", "to", "of", "with"} and s.pos[h] == "NOUN"]
    return found


def _content(s: Sentence, i: int, args: Arguments) -> list[int]:
    """Tokens of the content: its heads, and what is joined to or directly below them."""
    tokens: list[int] = []
    for head in _inner_heads(s, i, args):
        for member in conjuncts(s, head):
            tokens.append(member)
            tokens += [c for c in s.children[member] if s.deps[c] in {"dobj", "xcomp", "ccomp", "compound"}]
            for p in children_by(s, member, "prep"):
                tokens += children_by(s, p, "pobj") if s.norms[p] in {"of", "for", "to"} else []
    return tokens


def _from_verb(s: Sentence, i: int, entry: Entry, args: Arguments, lexicon: Lexicon) -> Hit:
    obliques = sorted(
        (
            pair
            for pair in args.obliques
            if pair[0] in _TARGET_PREPOSITIONS
            and not is_channel(s, pair, entry, lexicon)
            and not (pair[0] == "in" and pair[1] < i)  # `In Chad, the government condemned it` condemns no Chad
        ),
        key=lambda pair: _TARGET_PREPOSITIONS.index(pair[0]),
    )
    slots: list[tuple[int, ...]] = [args.datives, args.patients]
    slots += [tuple(h for p, h in obliques if p == name) for name in dict.fromkeys(p for p, _ in obliques)]
    inner = _content(s, i, args)
    slots += [tuple(_asked(s, c, entry) or _clause_actors(s, c)) for c in complements(s, i)]
    slots += [tuple(h for p, h in _noun_slots(s, t) if p != "by") for t in args.patients]
    sources = args.agents
    if not sources and entry.event_type in _DEEDS and not (children_by(s, i, "nsubj") and not args.patients):
        sources = _deeds_below(s, i, lexicon)
    hit = Hit(i, i, entry, sources, tuple(slot for slot in slots if slot))
    is_carried = any(test.startswith("obj=") for test in entry.frame) and entry.pattern == ""
    carriers = with_counted(s, args.patients) if is_carried and not _names_people(s, entry) else ()
    hit = replace(hit, inner=tuple(inner), carriers=carriers)
    answered = accusers(s, i)
    if answered is not None:
        return replace(hit, targets=(answered,) if answered else ())
    return _patterned(s, hit, args.patients, args.obliques)


def _deeds_below(s: Sentence, verb: int, lexicon: Lexicon) -> tuple[int, ...]:
    """The deed in which harm was done, for its agent: `killed in police firing`, `wounded by army shelling`."""
    found: list[int] = []
    for prep, head in obliques_of(s, verb):
        entry = lexicon.nouns.get(_noun_key(s, head, lexicon) or "")
        if prep in {"in", "by", "during", "from", "after"} and entry is not None and entry.event_type in _DEEDS:
            found.append(head)
    return tuple(found)


def _names_people(s: Sentence, entry: Entry) -> bool:
    """Whether the object that the frame asks for is whom the deed is done to."""
    return bool({t.removeprefix("obj=") for t in entry.frame} & _PEOPLE)


def _asked(s: Sentence, verb: int, entry: Entry) -> list[int]:
    """Who is asked to do what a that-clause tells: `demanded that the soldiers free Ruiz` asks the soldiers, not Ruiz."""
    if entry.event_type != "REQUEST" or s.deps[verb] != "ccomp":
        return []
    return [m for c in children_by(s, verb, "nsubj") if s.pos[c] != "PRON" for m in conjuncts(s, c)]


def _clause_actors(s: Sentence, verb: int) -> list[int]:
    inner = arguments(s, verb)
    heads = [*inner.patients, *children_by(s, verb, "nsubj", "nsubjpass"), *inner.datives]
    heads += [h for _, h in inner.obliques]
    return heads


def _noun_slots(s: Sentence, noun: int) -> list[tuple[str, int]]:
    args = noun_arguments(s, noun)
    return [("of", h) for h in args.patients] + list(args.obliques) + [("by", h) for h in args.agents]


def _patterned(s: Sentence, hit: Hit, patients: tuple[int, ...], obliques: tuple[tuple[str, int], ...]) -> Hit:
    """The hit with its arguments turned as the entry's pattern says."""
    pattern = hit.entry.pattern
    partners = tuple(h for p, h in obliques if p in {"with", "between", "among"})
    if pattern == "recip":
        return replace(hit, sources=hit.sources + patients + partners, both=True)
    if pattern == "recip_with" and (partners or len(hit.sources) > 1):
        return replace(hit, sources=hit.sources + partners, both=True)
    if pattern == "host":
        return replace(hit, sources=patients, targets=(hit.sources,))
    if pattern == "mediator" and (partners or patients):
        between = partners or patients
        return replace(hit, sources=between, targets=(), mediators=hit.sources, both=True)
    if pattern == "visit":
        slots = tuple(tuple(h for p, h in obliques if p == name) for name in ("to", "in", "at", "with"))
        return replace(hit, targets=tuple(x for x in (patients, *slots) if x))
    if pattern == "suffer":
        return replace(hit, sources=(), targets=(hit.sources,))
    if pattern == "receive":
        receivers = tuple(h for p, h in (*obliques, *_nested(s, patients)) if p == "to")
        return replace(hit, targets=(receivers, *hit.targets), carriers=patients) if receivers else hit
    if pattern == "self":
        return replace(hit, targets=tuple(t for t in hit.targets[1:] if t) if patients else hit.targets)
    return hit


def _nested(s: Sentence, nouns: tuple[int, ...]) -> list[tuple[str, int]]:
    """The prepositional phrases that the parser hung on an object (`returned the statue to Cairo`)."""
    return [pair for n in nouns for pair in obliques_of(s, n)]


def _noun_key(s: Sentence, i: int, lexicon: Lexicon) -> str | None:
    word = lemma(s, i)
    if i > 1 and s.norms[i - 1] == "-" and f"{s.norms[i - 2]}-{word}" in lexicon.nouns:
        return f"{s.norms[i - 2]}-{word}"
    if i and f"{s.norms[i - 1]}_{word}" in lexicon.nouns:
        return f"{s.norms[i - 1]}_{word}"
    return word if word in lexicon.nouns else None


def _carried_key(s: Sentence, i: int, lexicon: Lexicon) -> str | None:
    """`mediation effort`, `aid package`: the event is named by the modifier of a noun that only carries it."""
    if not lexicon.has("carrier", lemma(s, i)):
        return None
    below = children_by(s, i, "compound")
    return next((key for c in below if (key := _noun_key(s, c, lexicon))), None)


def _noun_hit(s: Sentence, i: int, lexicon: Lexicon) -> Hit | None:
    if (
        s.pos[i] not in {"NOUN", "PROPN"}
        or s.deps[i] == "compound"
        or (s.pos[i] == "PROPN" and s.words[i][0].isupper())
    ):
        return None
    key = _noun_key(s, i, lexicon) or _carried_key(s, i, lexicon)
    if key is None or _is_scheduled_sport(s, i, lexicon) or is_denied_charge(s, i) or is_manner(s, i):
        return None
    entry = lexicon.nouns[key]
    if entry.event_type == "ASSAULT" and _is_ebbing(s, i, lexicon):
        return None
    if entry.pattern == "figure":
        return Hit(i, i, entry, (), ())
    args = noun_arguments(s, i)
    light = light_verb(s, i, lexicon) or light_verb_above(s, i, lexicon)
    if light is None and entry.strength == 0 and entry.pattern != "give" and not args.agents:
        return None
    is_owned = entry.pattern == "" and bool(args.agents)
    patient_heads = args.patients if entry.pattern in {"patient", "give"} or is_owned else ()
    by_of = () if patient_heads or entry.pattern in {"recip", "visit"} else args.patients
    sources: tuple[int, ...] = args.agents or _responsible(s, i) or _travellers(s, i, entry, lexicon)
    obliques = list(args.obliques)
    if light is not None and light != i:
        verb = arguments(s, light)
        is_undergone = lemma(s, light) in lexicon.undergoing
        suffering = verb.agents if is_undergone and entry.event_type in _UNDERGONE else ()
        if suffering and entry.event_type not in _DEEDS:
            sources += tuple(h for p, h in (*args.obliques, *verb.obliques) if p == "from")
        acting = () if is_undergone and not suffering else verb.agents
        sources = sources + tuple(h for h in acting if h != i and h not in (*sources, *suffering))
        patient_heads = (*suffering, *patient_heads)
        obliques += [pair for pair in verb.obliques if pair[1] != i]
        obliques += [("to", h) for h in verb.datives]
    if not sources and entry.pattern not in {"recip", "patient"}:
        sources = by_of
    if not sources or entry.pattern in {"recip", "patient", "give", ""}:
        sources = (*sources, i) if not args.agents else sources
    barred = _PLACING if entry.pattern == "recip" else frozenset[str]()
    ranked = sorted(
        (p for p in obliques if p[0] in _TARGET_PREPOSITIONS and p[0] not in barred),
        key=lambda p: _TARGET_PREPOSITIONS.index(p[0]),
    )
    slots = [patient_heads, *[tuple(h for p, h in ranked if p == n) for n in dict.fromkeys(p for p, _ in ranked)]]
    clauses = [c for c in children_by(s, i, "acl", "ccomp", "relcl") if c != light and lemma(s, c) not in _SAYINGS]
    slots += [tuple(_clause_actors(s, c)) for c in clauses if accusers(s, c) is None]
    hit = Hit(i, light if light is not None else i, entry, sources, tuple(x for x in slots if x))
    if entry.event_type in _CONSUMERS:
        inner = [h for p, h in args.obliques if p in {"for", "of", "to"}] + children_by(s, i, "acl")
        hit = replace(hit, inner=tuple(inner))
    hit = _patterned(s, hit, (), tuple(obliques)) if entry.pattern not in {"patient", "give"} else hit
    if entry.pattern == "recip" and light is None and not args.agents:
        hit = replace(hit, sources=hit.sources + tuple(h for h in _attending(s, i, obliques) if h not in hit.sources))
    return replace(hit, mediators=hit.mediators + mediators_of(s, i, lexicon))


def _responsible(s: Sentence, noun: int) -> tuple[int, ...]:
    """Who is, claims or is said to be responsible for the deed: `X claimed responsibility for it`, `blamed it on X`."""
    prep = s.heads[noun]
    if s.deps[noun] in {"dobj", "nsubjpass"} and s.lemmas[prep] in {"blame", "pin"}:
        return tuple(h for p, h in (*obliques_of(s, prep), *obliques_of(s, noun)) if p == "on")
    if s.deps[noun] != "pobj" or s.norms[prep] != "for":
        return ()
    above = s.heads[prep]
    if s.norms[above] == "responsible" and s.deps[above] in {"acomp", "oprd"}:
        return tuple(subjects(s, s.heads[above]))
    verb = s.heads[above] if s.norms[above] in {"responsibility", "credit", "blame"} else above
    if s.lemmas[verb].lower() in {"claim", "accept", "take", "bear"} and verb != above and not is_negated(s, verb):
        return tuple(arguments(s, verb).agents)
    return ()


def _attending(s: Sentence, noun: int, obliques: list[tuple[str, int]]) -> tuple[int, ...]:
    """Who met those that a meeting is told to have been with: `Amman pledged aid after talks with Aden`."""
    prep = s.heads[noun]
    partners = [p for p, _ in obliques if p == "with"]
    if not partners or s.deps[noun] != "pobj" or s.norms[prep] not in {"after", "following", "during", "at", "before"}:
        return ()
    verb = s.heads[prep]
    return tuple(arguments(s, verb).agents) if s.pos[verb] == "VERB" else ()


def _travellers(s: Sentence, noun: int, entry: Entry, lexicon: Lexicon) -> tuple[int, ...]:
    """Who travels for a meeting: `the envoy flew to Doha for talks with X`."""
    prep = s.heads[noun]
    if entry.pattern != "recip" or s.deps[noun] != "pobj" or s.norms[prep] != "for":
        return ()
    verb = s.heads[prep] if s.pos[s.heads[prep]] == "VERB" else s.heads[s.heads[prep]]
    is_journey = any(e.pattern == "visit" for e in lexicon.verbs.get(verb_key(s, verb, lexicon), ()))
    return tuple(arguments(s, verb).agents) if s.pos[verb] == "VERB" and is_journey else ()


def _is_scheduled_sport(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    return any(lemma(s, c) in lexicon.blocked for c in children_by(s, i, "compound"))


def _is_ebbing(s: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun of violence only says what there is less of: `a reduction in violence`, `ended the war`."""
    prep = s.heads[noun]
    if s.deps[noun] == "dobj" and lemma(s, noun) in _STATES_OF_WAR:
        return lemma(s, prep) in {"end", "stop", "halt", "cease", "reduce", "curb"}
    return s.deps[noun] == "pobj" and s.norms[prep] in {"in", "of"} and lexicon.has("ebb", lemma(s, s.heads[prep]))


_STATES_OF_WAR = frozenset({"war", "violence", "fighting", "hostility", "conflict", "bloodshed", "aggression"})
