"""The learned event type of a marked actor pair: probabilities over PLOVER types and NONE, rules joined in."""

from .combine import NONE, Rule
from .model import Classifier, Pair, best_type

__all__ = ["NONE", "Classifier", "Pair", "Rule", "best_type"]
