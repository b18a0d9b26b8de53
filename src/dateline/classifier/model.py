"""The learned event-type classifier: actor pairs in, probabilities over PLOVER types and NONE out."""

import os
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.records import Sentence

from .combine import NONE, Combination, Floats, Rule, read_combination
from .modes import UNTOLD, ModeHead, read_mode_heads
from .reading import VIEWS, Spans, read, views_of
from .wordpiece import WordPiece

Pair = tuple[Sentence, Spans, Spans]
"""A sentence with the token ranges of its source and of its target; either side may be empty."""

_WEIGHTS = Path(__file__).parent / "weights"
_READ_BEFORE = 64
"""How many sentences' hidden states are kept, for the pairs that come after the first."""


class Classifier:
    """An int8 ONNX encoder on one CPU thread, with its vocabulary, heads and last layer; made once and handed on.

    A sentence is read once; each of its pairs is then judged by the mean hidden states of a few of its pieces, one pair
    at a time, so that no answer depends on what else is asked.
    """

    def __init__(
        self,
        session: Any,
        wordpiece: WordPiece,
        heads: "Heads",
        combination: Combination,
        mode_heads: Mapping[str, ModeHead],
        encoder: int = 0,
    ) -> None:
        self.encoder = encoder
        self._session = session
        self._wordpiece = wordpiece
        self._heads = heads
        self._combination = combination
        self._mode_heads = mode_heads
        self._hidden: dict[tuple[int, ...], NDArray[np.float32]] = {}

    @classmethod
    def load(cls, folder: Path = _WEIGHTS) -> "Classifier":
        """The classifier of a folder with encoder.onnx, heads.npz, vocab.txt and labels.json; ours by default.

        Without modes.npz it tells no modes.
        """
        onnxruntime = _runtime()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )
        words = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
        heads = read_heads(folder / "heads.npz")
        mode_heads = read_mode_heads(folder / "modes.npz")
        encoder = zlib.crc32((folder / "encoder.onnx").read_bytes())
        combination = read_combination(folder / "labels.json")
        return cls(session, WordPiece(words), heads, combination, mode_heads, encoder)

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
            reading = read(s, source, target, self._wordpiece)
            hidden = self._read(reading.pieces)
            found[row] = self._heads.logits(hidden, views_of(s, reading, source, target))
        return found

    def mode(self, s: Sentence, event_type: str, clause: tuple[int, int]) -> tuple[str | None, float]:
        """The likeliest mode of an event of a type told in a clause and its probability; None where none is told."""
        head = self._mode_heads.get(event_type)
        if head is None:
            return None, 0.0
        shares = head.shares(self.state(s, clause))
        top = max(shares, key=lambda mode: shares[mode])
        return (None if top == UNTOLD else top), shares[top]

    def state(self, s: Sentence, clause: tuple[int, int]) -> NDArray[np.float32]:
        """The mean hidden state of a clause's words, by which its event's mode is told."""
        reading = read(s, (clause,), (), self._wordpiece)
        places = reading.of(range(*clause)) or [0]
        mean: NDArray[np.float32] = self._read(reading.pieces)[places].mean(axis=0)
        return mean

    def word_states(self, s: Sentence) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The encoder's state of each token of a sentence (zeros where it is too long to be read) and of the whole."""
        reading = read(s, (), (), self._wordpiece)
        hidden = self._read(reading.pieces)
        words = np.zeros((len(s), hidden.shape[1]), np.float32)
        for t, places in enumerate(reading.places, reading.lo):
            if places:
                words[t] = hidden[places.start : places.stop].mean(axis=0)
        return words, hidden.mean(axis=0)

    def _read(self, pieces: tuple[int, ...]) -> NDArray[np.float32]:
        """The hidden states of one sentence.

        One at a time: the int8 kernels scale activations over all that is in a call, so that a sentence's states would
        else depend on its neighbours (and one core gains nothing from larger calls).
        """
        found = self._hidden.get(pieces)
        if found is None:
            found = self._session.run(None, {"pieces": np.array([pieces], dtype=np.int64)})[0][0]
            if len(self._hidden) >= _READ_BEFORE:
                self._hidden.clear()
            self._hidden[pieces] = found
        return found


def _runtime() -> Any:
    """ONNX Runtime, its reports to its maker switched off: they are on unless told otherwise, and nothing leaves this machine."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    onnxruntime.disable_telemetry_events()
    return onnxruntime


class Heads:
    """The linear layers over a pair's views: one row of weights a type, and one for `some event`."""

    def __init__(self, weights: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        self._weights = weights
        self._bias = bias

    def logits(self, hidden: NDArray[np.float32], views: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """The logits of one pair from its sentence's hidden states."""
        size = hidden.shape[1]
        means = np.zeros(size * len(VIEWS), dtype=np.float32)
        for at, places in enumerate(views):
            if places:
                means[at * size : (at + 1) * size] = hidden[list(places)].mean(axis=0)
        logits: NDArray[np.float32] = self._weights @ means + self._bias
        return logits


def read_heads(path: Path) -> Heads:
    """The heads stored as npz."""
    with np.load(path) as stored:
        return Heads(stored["weights"], stored["bias"])


def best_type(probabilities: Mapping[str, float], *, given_event: bool = False) -> tuple[str | None, float]:
    """The likeliest answer and its probability: None for no event; with `given_event`, the likeliest type."""
    types = {t: p for t, p in probabilities.items() if t != NONE}
    top = max(types, key=lambda t: types[t])
    if given_event:
        return top, types[top] / max(sum(types.values()), 1e-9)
    if probabilities[NONE] > types[top]:
        return None, probabilities[NONE]
    return top, types[top]
