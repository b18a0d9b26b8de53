"""The learned event-type classifier: marked sentences in, probabilities over PLOVER types and NONE out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dateline.records import Sentence

from .combine import NONE, Combination, Floats, Rule, read_combination
from .inputs import POOLS, MarkedInput, Spans, mark
from .wordpiece import WordPiece

Pair = tuple[Sentence, Spans, Spans]
"""A sentence with the token ranges of its source and of its target; either side may be empty."""

_WEIGHTS = Path(__file__).parent / "weights"


class Classifier:
    """An int8 ONNX model on one CPU thread, with its vocabulary and last layer; made once and handed on."""

    def __init__(self, session: Any, wordpiece: WordPiece, combination: Combination) -> None:
        self._session = session
        self._wordpiece = wordpiece
        self._combination = combination

    @classmethod
    def load(cls, folder: Path = _WEIGHTS) -> "Classifier":
        """The classifier of a folder with model.onnx, vocab.txt and labels.json; ours by default."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        return cls(session, WordPiece(words), read_combination(folder / "labels.json"))

    @property
    def labels(self) -> tuple[str, ...]:
        """The PLOVER types that are told apart, and NONE last."""
        return (*self._combination.types, NONE)

    def probabilities(self, pairs: Sequence[Pair], rules: Sequence[Rule] | None = None) -> list[dict[str, float]]:
        """For each pair the calibrated probability of every type and of NONE (no event between the two).

        `rules` is what the rule lexicon says of each pair, type and score; without it the model speaks alone.
        """
        if not pairs:
            return []
        shares = self._combination.probabilities(self.logits(pairs), rules)
        return [dict(zip(self.labels, map(float, row), strict=True)) for row in shares]

    def logits(self, pairs: Sequence[Pair]) -> Floats:
        """The model's raw logits, one row a pair: the types, then `some event`."""
        found = np.zeros((len(pairs), len(self._combination.types) + 1))
        for row, (s, source, target) in enumerate(pairs):
            found[row] = self._session.run(None, arrays_of(mark(s, source, target, self._wordpiece)))[0][0]
        return found


def arrays_of(marked: MarkedInput) -> dict[str, Any]:
    """The model's inputs for one sentence.

    One at a time, not padded together: the int8 kernels scale activations over all that is in a call, so that a
    sentence's answer would else depend on its neighbours (and one core gains nothing from larger calls).
    """
    pools = np.zeros((1, len(POOLS), len(marked.pieces)), dtype=np.float32)
    for pool, places in enumerate(marked.pools):
        if places:
            pools[0, pool, list(places)] = 1.0 / len(places)
    return {"pieces": np.array([marked.pieces], dtype=np.int64), "pools": pools}


def best_type(probabilities: dict[str, float], *, given_event: bool = False) -> tuple[str | None, float]:
    """The likeliest answer and its probability: None for no event; with `given_event`, the likeliest type."""
    types = {t: p for t, p in probabilities.items() if t != NONE}
    top = max(types, key=lambda t: types[t])
    if given_event:
        return top, types[top] / max(sum(types.values()), 1e-9)
    if probabilities[NONE] > types[top]:
        return None, probabilities[NONE]
    return top, types[top]
