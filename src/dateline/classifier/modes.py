"""The learned modes of an event type: which one the words of a clause tell, where no word of the lexicon does."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

UNTOLD = "none"
"""The class of events whose mode is not told."""


@dataclass(frozen=True, slots=True)
class ModeHead:
    """A linear layer over a mean hidden state for one event type: a row of weights a mode, one of them UNTOLD."""

    modes: tuple[str, ...]
    weights: NDArray[np.float32]
    bias: NDArray[np.float32]
    scale: float

    def shares(self, state: NDArray[np.float32]) -> dict[str, float]:
        """The probability of each mode, UNTOLD among them."""
        scores = self.scale * (self.weights @ state + self.bias).astype(np.float64)
        raised = np.exp(scores - scores.max())
        return dict(zip(self.modes, map(float, raised / raised.sum()), strict=True))


def read_mode_heads(path: Path) -> dict[str, ModeHead]:
    """The heads by event type, stored as npz by training/modes.py; none where the file is missing."""
    if not path.exists():
        return {}
    with np.load(path) as stored:
        types = sorted(name.removeprefix("modes_") for name in stored.files if name.startswith("modes_"))
        return {t: _head(stored, t) for t in types}


def _head(stored: Mapping[str, NDArray[np.generic]], event_type: str) -> ModeHead:
    modes = tuple(str(m) for m in stored[f"modes_{event_type}"])
    weights, bias = (stored[f"{name}_{event_type}"].astype(np.float32) for name in ("weights", "bias"))
    return ModeHead(modes, weights, bias, float(np.asarray(stored["scale"]).item()))
