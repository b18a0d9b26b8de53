"""What the reading of a sentence says of the roles of its phrases: weights over the encoder's states, trained by training/roles.py."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.records import Sentence
from dateline.syntax import first_conjunct

from .phrases import Phrase

States = tuple[NDArray[np.float32], NDArray[np.float32]]
"""What an encoder makes of a sentence: one row a token, and one for the whole."""

Read = Callable[[Sentence], States]
_STEPS_UP = 4
_RAREST = 1e-3


@dataclass(frozen=True, slots=True)
class RoleReading:
    """Weights over the states of a phrase's head, of its governor and of its sentence (`weights`, `bias`, one column a role);
    `mix` has for each role the shares of the features' log-odds, of the reading's and of the report's relevance's, and a constant.

    They hold for one encoder only, the one whose file has the checksum `encoder`.
    """

    weights: Any
    bias: Any
    mix: Any
    thresholds: Mapping[str, float]
    encoder: int

    def mixed(self, scores: Sequence[float], view: NDArray[np.float32], relevance: float) -> list[float]:
        """The log-odds of each role from those of the features, from what was read, and from the report's relevance."""
        read, of_report = view @ self.weights + self.bias, relevance_odds(relevance)
        return [
            float(a * z + b * r + c * of_report + d) for z, r, (a, b, c, d) in zip(scores, read, self.mix, strict=True)
        ]


def relevance_odds(relevance: float) -> float:
    """The log-odds of a report's relevance, bounded."""
    kept = min(max(relevance, _RAREST), 1 - _RAREST)
    return math.log(kept / (1 - kept))


def phrase_view(s: Sentence, phrase: Phrase, states: States) -> NDArray[np.float32]:
    """The states of a phrase's head, of its governor and of its sentence in one row."""
    words, whole = states
    return np.concatenate([words[phrase.head], words[_governor(s, phrase.head)], whole])


def _governor(s: Sentence, h: int) -> int:
    """The verb or noun that a phrase hangs on, through prepositions; itself where there is none."""
    i = first_conjunct(s, h)
    for _ in range(_STEPS_UP):
        above = s.heads[i]
        if above == i:
            return i
        i = above
        if s.pos[i] in {"VERB", "AUX"} or (s.pos[i] in {"NOUN", "PROPN"} and s.deps[i] != "conj"):
            return i
    return i
