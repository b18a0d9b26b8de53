"""Events of one sentence: triggers from the lexicon, their arguments, type, mode and status."""

from .find import find_events, triggers_of
from .lexicon import Entry, Lexicon, load_lexicon
from .pair import classify_pair
from .place_model import PlaceModel, model_of
from .placing import place_features, place_of, places_of
from .status import Status, status_of
from .weigh import SentenceEvents, weigh_events

__all__ = [
    "Entry",
    "Lexicon",
    "PlaceModel",
    "SentenceEvents",
    "Status",
    "classify_pair",
    "find_events",
    "load_lexicon",
    "model_of",
    "place_features",
    "place_of",
    "places_of",
    "status_of",
    "triggers_of",
    "weigh_events",
]
