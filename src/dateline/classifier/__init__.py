"""The learned event type of an actor pair: probabilities over PLOVER types and NONE, rules joined in."""

from .combine import NONE, Rule
from .model import Classifier, Pair, best_type
from .paths import path_tokens

__all__ = ["NONE", "Classifier", "Pair", "Rule", "best_type", "path_tokens"]
