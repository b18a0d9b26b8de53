"""The type that modality makes of a trigger's own type, as PLOVER has it: an announced visit is a promise."""

from dateline.records import Sentence

from .lexicon import Lexicon
from .status import status_of
from .triggers import Hit

_PROMISED = frozenset({"CONSULT", "AID", "COOPERATE", "SUPPORT", "RETREAT", "CONCEDE"})
_THREATENED = frozenset({"SANCTION", "ASSAULT", "COERCE", "PROTEST", "MOBILIZE"})


def composed_type(s: Sentence, hit: Hit, lexicon: Lexicon) -> str:
    """PLOVER's type of a trigger once its modality is read (codebook: a future meeting is AGREE, not CONSULT)."""
    own = hit.entry.event_type
    if status_of(s, hit.top, lexicon).status != "future":
        return own
    if own in _PROMISED:
        return "AGREE"
    return "THREATEN" if own in _THREATENED else own
