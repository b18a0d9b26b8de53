"""Where places are: countries, admin areas, populated places and regions by name."""

from .names import is_spelt_like, state_of
from .open import Gazetteer, Toponym, open_gazetteer

__all__ = ["Gazetteer", "Toponym", "is_spelt_like", "open_gazetteer", "state_of"]
