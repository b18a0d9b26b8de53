"""The named entities that spaCy's recogniser finds, decoded for a whole batch of sentences at once.

spaCy's own decoder asks each of 74 moves at each token whether it may be made, and takes the interpreter's lock for every
one: more time than the network itself needs. Here the network's scores are read as arrays instead. The outcome is the same.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Entity = tuple[int, int, str]
"""First token, the token after the last, label."""

_Floats = NDArray[np.float32]
_Tokens = NDArray[np.int64]


class EntityFinder:
    """The recogniser of a spaCy pipeline: greedy begin-in-last-unit-out, one token after the other."""

    def __init__(self, component: Any) -> None:
        self._component = component
        self._tok2vec, self._lower, self._upper = component.model.layers
        moves = [component.moves.get_class_name(n) for n in range(component.moves.n_moves)]
        self._closed = np.array([m == "O" or (m[:2] in {"B-", "U-"} and len(m) > 2) for m in moves])
        self._begins = np.array([m.startswith("B-") for m in moves])
        self._units = np.array([m.startswith("U-") for m in moves])
        self._labels = [m[2:] for m in moves]
        place = {m: n for n, m in enumerate(moves)}
        self._in = np.array([place.get("I-" + m[2:], -1) if m[:2] == "B-" else -1 for m in moves])
        self._last = np.array([place.get("L-" + m[2:], -1) if m[:2] == "B-" else -1 for m in moves])

    def find(self, docs: Sequence[Any]) -> list[list[Entity]]:
        """The entities of each parsed sentence, in order."""
        if not sum(map(len, docs)):
            return [[] for _ in docs]
        flags = np.concatenate([d.to_array(["SENT_START", "IS_SPACE"]).reshape(-1, 2) for d in docs])
        ends = np.cumsum([len(d) for d in docs])
        is_end = np.zeros(len(flags) + 1, dtype=bool)
        is_end[ends - 1] = True
        starts_next = np.append(flags[1:, 0] == 1, False)
        may_go_on = ~is_end[:-1] & ~starts_next
        cached = self._lower.predict(self._lower_input(docs))
        moves, after = self._decode(cached, may_go_on, flags[:, 1] == 1, ~is_end[:-1])
        found, start = [], 0
        for end in ends.tolist():
            found.append(self._walk(moves, after, start, end))
            start = end
        return found

    def _lower_input(self, docs: Sequence[Any]) -> _Floats:
        vectors: _Floats = self._tok2vec.predict(docs)
        return vectors

    def _decode(
        self, cached: _Floats, may_go_on: NDArray[np.bool_], is_space: NDArray[np.bool_], has_next: NDArray[np.bool_]
    ) -> tuple[list[int], list[int]]:
        """For each token the move made where no entity is open, and the token after the entity that opens there."""
        count = len(may_go_on)
        nowhere = np.full(count, -1)
        scores = self._scores(cached, np.arange(count), nowhere, nowhere)
        is_valid = np.tile(self._closed, (count, 1))
        is_valid[~may_go_on[:, None] & self._begins] = False
        is_valid[is_space[:, None] & (self._begins | self._units)] = False
        moves = np.where(is_valid, scores, -np.inf).argmax(axis=1)
        after = np.arange(count) + 1
        opened = np.flatnonzero(self._begins[moves])
        at = opened + 1
        while len(opened):
            scores = self._scores(cached, at, opened, at - 1)
            rows = np.arange(len(opened))
            stays, closes = self._in[moves[opened]], self._last[moves[opened]]
            inside, last = scores[rows, stays], scores[rows, closes]
            goes_on = may_go_on[at] & has_next[at] & ((inside > last) | ((inside == last) & (stays < closes)))
            after[opened[~goes_on]] = at[~goes_on] + 1
            opened, at = opened[goes_on], at[goes_on] + 1
        return moves.tolist(), after.tolist()

    def _scores(self, cached: _Floats, token: _Tokens, first: _Tokens, before: _Tokens) -> _Floats:
        """The network's scores of all moves, for states of a token, the first of the open entity and the one before.

        Summed in spaCy's order, so that no rounding differs. Row 0 of `cached` stands for no token.
        """
        summed = cached[token + 1, 0] + cached[first + 1, 1]
        summed += cached[before + 1, 2]
        summed += self._lower.get_param("b")
        hidden = np.ascontiguousarray(summed.max(axis=-1))
        scores: _Floats = self._upper.ops.gemm(hidden, self._upper.get_param("W"), trans2=True)
        scores += self._upper.get_param("b")
        return scores

    def _walk(self, moves: Sequence[int], after: Sequence[int], start: int, end: int) -> list[Entity]:
        found, at = [], start
        while at < end:
            move = moves[at]
            if self._labels[move]:
                found.append((at - start, after[at] - start, self._labels[move]))
                at = after[at]
            else:
                at += 1
        return found
