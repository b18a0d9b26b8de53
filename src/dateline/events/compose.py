"""The type that modality makes of a trigger's own type, as PLOVER has it: an announced visit is a promise."""

from dateline.records import Sentence
from dateline.syntax import auxiliaries, children_by, is_negated

from .frames import lemma, verb_key
from .lexicon import Lexicon
from .status import is_denied, status_of
from .triggers import Hit

_PROMISED = frozenset({"CONSULT", "AID", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"})
_THREATENED = frozenset({"SANCTION", "ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_REFUSABLE = _PROMISED | {"AGREE"}
_DEMANDABLE = _PROMISED | _THREATENED | {"AGREE"}
_OBLIGATION = frozenset({"must", "should", "ought"})


_VOWS = frozenset({"vow", "pledge", "promise", "swear", "threaten"})


def _is_harm(s: Sentence, token: int, lexicon: Lexicon) -> bool:
    """Whether what is vowed is a hostile deed (`vowed to attack the town`)."""
    if s.pos[token] != "VERB":
        return False
    if any(lexicon.has("scourge", lemma(s, o)) for o in children_by(s, token, "dobj")):
        return False  # `vowed to fight corruption`
    if s.lemmas[token] in _GOING_ON and any(_is_attack(lemma(s, o), lexicon) for o in children_by(s, token, "dobj")):
        return True
    words = {lemma(s, token), *(f"{lemma(s, token)}_{s.norms[c]}" for c in s.children[token] if c == token + 1)}
    if words & lexicon.hostile:
        return True
    entries = lexicon.verbs.get(verb_key(s, token, lexicon), ())
    plain = next((e for e in entries if not e.frame), None)
    return plain is not None and plain.event_type in {"ASSAULT", "COERCE"}


_GOING_ON = frozenset("resume renew continue intensify expand escalate launch unleash step".split())


def _is_attack(noun: str, lexicon: Lexicon) -> bool:
    """Whether a noun tells of violence: `vowed to resume the war`."""
    entry = lexicon.nouns.get(noun)
    return noun == "war" or (entry is not None and entry.event_type == "ASSAULT")


_FAILED = frozenset({"AID", "COOPERATE"})


def _is_failed(s: Sentence, token: int) -> bool:
    """Whether what did not come about was tried: `failed to evacuate the wounded` refuses nobody."""
    return s.deps[token] in {"xcomp", "ccomp"} and s.lemmas[s.heads[token]] in {"fail", "manage"}


def composed_type(s: Sentence, hit: Hit, lexicon: Lexicon) -> str:
    """PLOVER's type of a trigger once its modality is read (codebook: a future meeting is AGREE, not CONSULT)."""
    own = hit.entry.event_type
    status = status_of(s, hit.top, lexicon).status
    if (
        own == "ASSAULT"
        and hit.entry.lemma == "strike"
        and any(lexicon.has("worker", lemma(s, h)) for h in hit.sources)
    ):
        own = "PROTEST"
    if (
        own == "AGREE"
        and hit.entry.lemma in _VOWS
        and any(_is_harm(s, t, lexicon) and not is_negated(s, t) for t in hit.inner)
    ):
        return "THREATEN"
    if status == "negated" or (status == "hypothetical" and is_negated(s, hit.top)):
        is_refused = own in _REFUSABLE and not is_denied(s, hit.top) and not (own in _FAILED and _is_failed(s, hit.top))
        return "REJECT" if is_refused else own
    if own in _DEMANDABLE and {s.norms[a] for a in auxiliaries(s, hit.top)} & _OBLIGATION:
        return "REQUEST"
    if status != "future":
        return own
    if own in _PROMISED:
        return "AGREE"
    return "THREATEN" if own in _THREATENED else own
