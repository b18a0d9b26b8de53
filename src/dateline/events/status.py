"""The status of an event: did it happen, is it under way, announced, wanted, supposed or denied; and is it background."""

from dataclasses import dataclass

from dateline.records import Sentence
from dateline.syntax import CHARGES, REJECTING, auxiliaries, children_by, is_negated, shares_auxiliary

from .frames import verb_key
from .lexicon import Lexicon

_FUTURE_AUX = frozenset({"will", "'ll", "shall", "wo"})
_MODAL_AUX = frozenset({"may", "might", "could", "would", "should", "can", "must", "ca"})
_CONDITIONAL = frozenset({"if", "unless", "lest", "whether"})
_REPORTING = frozenset("say tell report add announce claim state note tweet write confirm declare quote".split())


_OUTCOMES = frozenset(
    "kill die wound injure hurt maim perish flee arrest detain abduct kidnap capture displace leave".split()
)
"""Harm told first, its cause after it: in `two died when a shell hit the hall` the shell is news too."""


_FINDING = frozenset({*_REPORTING, "find", "determine", "assess", "discover", "learn", "establish", "verify", "see"})
"""Verbs after which the past of the past is news: `medics found that nine had been killed`."""

_RESULTING = frozenset({"result", "lead", "leave", "cause"})
"""Verbs whose relative clause tells the outcome: `returned fire, which resulted in the deaths of two`."""

_UNDERTAKINGS = frozenset(
    "operation mission raid sweep offensive manhunt hunt search drive assault attack order warrant team unit force squad".split()
)
_SETTING_OUT = frozenset(
    "go come move travel set deploy launch conduct mount enter return arrive rush fly march conduct undertake".split()
)
"""What is done for the sake of something that comes after it, or not."""


@dataclass(frozen=True, slots=True)
class Status:
    """`status` is one of the contract's six; `historical` tells that grammar marks it as background."""

    status: str
    historical: bool


def status_of(s: Sentence, trigger: int, lexicon: Lexicon) -> Status:
    """The status that the words above and beside a trigger give it."""
    return Status(_status(s, trigger, lexicon), _is_background(s, trigger, lexicon))


def _status(s: Sentence, trigger: int, lexicon: Lexicon) -> str:
    if is_negated(s, trigger):
        return "hypothetical" if _is_condition(s, trigger) else "negated"
    if s.deps[trigger] == "amod":
        return "occurred"
    token, first, is_apart = trigger, True, False
    found: str | None = None
    while True:
        if s.pos[token] in {"VERB", "AUX"} or s.deps[token] == "ROOT":
            own = None if is_apart else _from_auxiliaries(s, token)
            if own == "negated":
                return own
            found = found or own
        elif first:
            found = _from_modifiers(s, token, lexicon)
        head = s.heads[token]
        found = found or _from_purpose(s, token, head) or _from_waiting(s, token, head, lexicon)
        if found == "future" and s.deps[token] == "ccomp" and s.lemmas[head].lower() in _DREAD:
            found = "hypothetical"
        if found or head == token or _is_barrier(s, token, head):
            break
        if s.deps[token] not in {"conj", "nsubj", "nsubjpass", "nmod", "compound"} or not first:
            found = _from_governor(s, head, lexicon)
        elif s.deps[token] in {"nsubj", "nsubjpass"}:
            found = _from_predicate(s, head, lexicon)
        if found == "negated" and is_negated(s, head) and not _is_unmet(s, head):
            found = None
        if found == "ongoing" and s.pos[head] == "VERB":
            found = _from_auxiliaries(s, head) or found
        is_apart = s.deps[token] == "conj" and s.pos[token] in {"VERB", "AUX"} and not _shares_mood(s, token, head)
        token, first = head, False
    return found or "occurred"


_BESIDE = frozenset(
    {"at", "during", "after", "before", "since", "amid", "despite", "following", "near", "outside", "because", "until"}
)
"""Prepositions that set an event beside what governs it: `agreed at a meeting` announces no meeting."""


def _is_condition(s: Sentence, verb: int) -> bool:
    """Whether a clause tells on what something hangs: `if X did not withdraw` says of no withdrawal that it failed to come."""
    return any(s.norms[m] in _CONDITIONAL for m in children_by(s, verb, "mark"))


def _shares_mood(s: Sentence, verb: int, head: int) -> bool:
    """Whether a joined verb has the first one's auxiliaries and negation: not with a subject or a tense of its own."""
    return not children_by(s, verb, "nsubj", "nsubjpass", "aux", "auxpass") and shares_auxiliary(s, verb, head)


def is_denied(s: Sentence, trigger: int) -> bool:
    """Whether somebody denies the event: others tell of it, and the denial is no refusal of it."""
    token = trigger
    while s.heads[token] != token and not _is_barrier(s, token, s.heads[token]):
        token = s.heads[token]
        if s.lemmas[token].lower() in _DENYING or _is_rejected_charge(s, token):
            return True
    return False


_DENYING = frozenset({"deny", "denial", "disavow", "refute"})
_EVIDENCE = frozenset({"evidence", "proof", "sign", "indication", "trace", "hint", "record", "confirmation"})
_DREAD = frozenset({"fear", "worry", "doubt", "suspect", "warn"})


def _is_barrier(s: Sentence, token: int, head: int) -> bool:
    """Where what stands above no longer bears on the event: relative clauses, adverbial clauses, reported speech."""
    dep = s.deps[token]
    if dep in {"relcl", "appos", "parataxis", "poss", "dep"}:
        return True
    if dep == "advcl":
        return True
    if dep == "pobj" and (s.norms[head] in _BESIDE or _is_aftermath(s, head)):
        return True
    if dep in {"dobj", "nsubjpass"} and s.lemmas[head].lower() in {"claim", "admit"}:
        return True
    if dep == "ccomp" and s.lemmas[head].lower() in _REPORTING:
        return True
    return dep == "nsubj" and s.pos[head] == "VERB" and s.deps[head] not in {"ROOT", "ccomp", "conj"}


_ANSWERED = frozenset({"responsibility", "credit", "blame"})
_ANSWERING = frozenset(
    "arrest detain charge convict try prosecute punish blame jail sentence indict apologise apologize avenge question".split()
)


def _is_aftermath(s: Sentence, prep: int) -> bool:
    """Whether a deed is what somebody answers for, who may or may not: it is taken for granted.

    Own examples: `nobody claimed responsibility for the raid`; `no one has been arrested over the shooting`.
    """
    head = s.heads[prep]
    return s.norms[prep] in {"for", "over"} and s.lemmas[head].lower() in _ANSWERED | _ANSWERING


def _from_auxiliaries(s: Sentence, verb: int) -> str | None:
    if is_negated(s, verb) and not _is_condition(s, verb):
        return "negated"
    words = {s.norms[a] for a in auxiliaries(s, verb)}
    if _is_condition(s, verb):
        return "hypothetical"
    if words & _FUTURE_AUX:
        return "future"
    if "would" in words and s.deps[verb] == "ccomp" and s.lemmas[s.heads[verb]].lower() in _REPORTING:
        return "future"
    if words & _MODAL_AUX:
        return "hypothetical"
    if "to" in words and s.deps[verb] in {"xcomp", "ccomp"} and s.norms[s.heads[verb]] in {"is", "are", "was", "were"}:
        return "future"
    if s.tags[verb] == "VBG" and words & {"is", "are", "'s", "'re", "been", "am"}:
        return "future" if s.norms[verb] == "going" and children_by(s, verb, "xcomp") else "ongoing"
    return None


def _from_purpose(s: Sentence, verb: int, head: int) -> str | None:
    """An infinitive that tells what an undertaking or a journey was for; whether it was done is not told.

    Own examples: `an operation to arrest a smuggler`, `troops went to the village to seize the chief`.
    """
    if s.tags[verb] != "VB" or not any(s.norms[a] == "to" for a in children_by(s, verb, "aux")):
        return None
    if s.deps[verb] in {"acl", "relcl"}:
        return "sought" if s.lemmas[head].lower() in _UNDERTAKINGS else None
    return "sought" if s.deps[verb] in {"advcl", "xcomp"} and s.lemmas[head].lower() in _SETTING_OUT else None


def _from_waiting(s: Sentence, verb: int, head: int, lexicon: Lexicon) -> str | None:
    """What somebody waits for before doing a thing has not happened yet, and is what he asks for.

    Phenomenon: `until` below what is refused, ruled out, ordered or still to come. Own examples: `will not leave until the
    nuns are freed`, `refused to sit down until the siege was lifted`; not `held the bridge until the army drove them out`.
    """
    if s.deps[verb] != "advcl" or not any(s.norms[m] == "until" for m in children_by(s, verb, "mark")):
        return None
    is_open = s.tags[head] == "VB" or is_negated(s, head) or _from_auxiliaries(s, head) in {"future", "hypothetical"}
    names = {verb_key(s, head, lexicon), s.lemmas[head].lower()}
    is_held_back = any(names & lexicon.governors[g] for g in ("negated", "sought", "future"))
    return "sought" if is_open or is_held_back else None


def _from_modifiers(s: Sentence, noun: int, lexicon: Lexicon) -> str | None:
    for c in children_by(s, noun, "amod", "compound"):
        for status in ("future", "hypothetical", "ongoing"):
            if s.norms[c] in lexicon.governors[status] or s.lemmas[c].lower() in lexicon.governors[status]:
                return status
    return None


def _is_rejected_charge(s: Sentence, noun: int) -> bool:
    """Whether somebody rejects what a noun of accusation tells: `rejected accusations that its men had burned the mill`."""
    if s.lemmas[noun].lower() not in CHARGES:
        return False
    verb = s.heads[noun]
    return s.deps[noun] in {"dobj", "nsubjpass"} and s.lemmas[verb].lower() in REJECTING and not is_negated(s, verb)


def _from_governor(s: Sentence, head: int, lexicon: Lexicon) -> str | None:
    if _is_unmet(s, head) or _is_rejected_charge(s, head):
        return "negated"
    if _is_to_come(s, head):
        return "future"
    key = verb_key(s, head, lexicon)
    names = {key, s.lemmas[head].lower(), s.norms[head]}
    if s.pos[head] == "VERB" and s.lemmas[head] in {"target", "free"}:
        return None  # as nouns and adjectives they look ahead (`the target is`, `free to go`), as verbs they are deeds
    for status in ("negated", "sought", "future", "hypothetical", "ongoing"):
        if names & lexicon.governors[status]:
            return status
    return None


def _is_copula(s: Sentence, i: int) -> bool:
    return s.norms[i] in {"be", "is", "are", "was", "were", "been", "being", "'s", "'re"} and s.pos[i] in {
        "AUX",
        "VERB",
    }


def _is_unmet(s: Sentence, head: int) -> bool:
    """What says that the thing below it has not come about: `has yet to`, `no evidence that`, `far from`, `short of`.

    Own examples: `has yet to free the nurses`; `found no sign that rebels burned the mill`; `is far from signing`.
    """
    if s.lemmas[head].lower() == "have" or _is_copula(s, head):
        return any(s.norms[c] == "yet" for c in children_by(s, head, "advmod"))
    if s.lemmas[head].lower() in _EVIDENCE:
        return is_negated(s, head)
    return s.norms[head] in {"far", "short"} and any(s.norms[c] in {"from", "of"} for c in children_by(s, head, "prep"))


def _is_to_come(s: Sentence, head: int) -> bool:
    """`The two sides are to meet`: a form of *be* over an infinitive."""
    if s.norms[head] not in {"is", "are", "'s", "'re"}:
        return False
    verbs = children_by(s, head, "xcomp")
    return any(s.tags[v] == "VB" and v - head <= 3 for v in verbs) and not children_by(s, head, "acomp", "attr", "prep")


def _from_predicate(s: Sentence, head: int, lexicon: Lexicon) -> str | None:
    """`a truce being the goal`, `talks are under way`, `the strike was called off`."""
    if _is_copula(s, head):
        if any(s.norms[o] == "way" for p in children_by(s, head, "prep") for o in children_by(s, p, "pobj")):
            return "ongoing"
        for c in children_by(s, head, "attr", "acomp", "advmod"):
            status = _from_governor(s, c, lexicon)
            if status:
                return status
        return None
    told = _from_auxiliaries(s, head) if s.pos[head] == "VERB" else None
    if told in {"future", "hypothetical"}:
        return told
    names = {verb_key(s, head, lexicon), s.lemmas[head].lower()}
    for status in ("negated", "future", "ongoing"):
        if names & lexicon.governors[status]:
            return status
    return None


def _is_backshifted(s: Sentence, verb: int) -> bool:
    """Whether a pluperfect is only the past of something said in the past.

    Phenomenon: sequence of tenses. Own example: `Iraq said its planes had bombed the port` is news of a bombing.
    """
    while s.deps[verb] == "conj" and s.pos[s.heads[verb]] in {"VERB", "AUX"}:
        verb = s.heads[verb]
    head = s.heads[verb]
    return s.deps[verb] == "ccomp" and s.tags[head] == "VBD" and s.lemmas[head].lower() in _FINDING


def _is_new_deed(s: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Whether a noun brings in a deed: `a raid which killed four` is news, `the raid which killed four` was told before."""
    lemma = s.lemmas[noun].lower()
    is_deed = lemma in _UNDERTAKINGS or (lemma in lexicon.nouns and lexicon.nouns[lemma].event_type == "ASSAULT")
    return is_deed and any(s.norms[d] in {"a", "an"} for d in children_by(s, noun, "det"))


def _is_background(s: Sentence, trigger: int, lexicon: Lexicon) -> bool:
    """Pluperfect, or told in a relative or temporal clause in the past; not the outcome of a deed told as new."""
    token = trigger
    if s.deps[trigger] == "amod" and s.tags[trigger] in {"VBN", "VBD", "JJ"}:
        return True
    while True:
        if s.pos[token] in {"VERB", "AUX"}:
            if any(s.norms[a] in {"had", "'d"} for a in auxiliaries(s, token)):
                return not _is_backshifted(s, token)
            if s.deps[token] == "relcl" and s.tags[token] in {"VBD", "VBN"}:
                return s.lemmas[token] not in _RESULTING and not _is_new_deed(s, s.heads[token], lexicon)
            if s.deps[token] == "advcl" and s.tags[token] in {"VBD", "VBN"}:
                marks = {s.norms[m] for m in children_by(s, token, "mark", "prep", "advmod")}
                if s.lemmas[s.heads[token]] in _OUTCOMES:
                    return bool(marks & {"since", "before"})
                return bool(marks & {"since", "after", "before", "when"})
            if s.deps[token] not in {"acl", "xcomp"}:
                return False
        if s.heads[token] == token:
            return False
        token = s.heads[token]
