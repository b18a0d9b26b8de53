"""The type that modality makes of a trigger's own type, as PLOVER has it: an announced visit is a promise."""

from dateline.records import Sentence
from dateline.syntax import auxiliaries

from .lexicon import Lexicon
from .status import status_of
from .triggers import Hit

_PROMISED = frozenset({"CONSULT", "AID", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"})
_THREATENED = frozenset({"SANCTION", "ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})
_REFUSABLE = _PROMISED | {"AGREE"}
_DEMANDABLE = _PROMISED | _THREATENED | {"AGREE"}
_OBLIGATION = frozenset({"must", "should", "ought"})


def composed_type(s: Sentence, hit: Hit, lexicon: Lexicon) -> str:
    """PLOVER's type of a trigger once its modality is read (codebook: a future meeting is AGREE, not CONSULT)."""
    own = hit.entry.event_type
    status = status_of(s, hit.top, lexicon).status
    if status == "negated":
        return "REJECT" if own in _REFUSABLE else own
    if own in _DEMANDABLE and {s.norms[a] for a in auxiliaries(s, hit.top)} & _OBLIGATION:
        return "REQUEST"
    if status != "future":
        return own
    if own in _PROMISED:
        return "AGREE"
    return "THREATEN" if own in _THREATENED else own
