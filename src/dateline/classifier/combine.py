"""The small last layer: the model's logits and the rule lexicon's answer to calibrated probabilities."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rule = tuple[str | None, float]

NONE = "NONE"


@dataclass(frozen=True, slots=True)
class Combination:
    """Weights of the last layer, learnt from out-of-fold predictions.

    `types` are the columns of the logits (the last column is `some event`); `classes` are what the layer tells apart,
    each with the types it joins (YIELD joins CONCEDE and RETREAT, which the model's own odds tell apart).
    A class's score is `scale` times the model's log-probability; where the rules name the class,
    its `trust` and `score_trust` times the rule's score come on top. `event` maps the model's event logit, whether the
    rules found a trigger, and its score to the odds of some event, with the constant last; `plain_event` and
    `plain_scale` serve where no rule answer is given.
    """

    types: tuple[str, ...]
    classes: tuple[tuple[str, tuple[str, ...]], ...]
    scale: float
    trust: tuple[float, ...]
    score_trust: float
    event: tuple[float, float, float, float]
    plain_scale: float
    plain_event: tuple[float, float]

    def probabilities(self, logits: Floats, rules: Sequence[Rule] | None) -> Floats:
        """Probabilities `(rows, types + NONE)`: of the model alone, or of model and rules together."""
        shares = softmax(logits[:, :-1])
        if rules is None:
            scale, offset = self.plain_event
            return with_none(softmax(self.plain_scale * logits[:, :-1]), sigmoid(scale * logits[:, -1] + offset))
        joined = softmax(self.class_scores(logits, rules))
        types = np.zeros_like(shares)
        for column, (_, members) in enumerate(self.classes):
            places = [self.types.index(m) for m in members]
            inner = shares[:, places] + 1e-9
            types[:, places] = joined[:, [column]] * inner / inner.sum(1, keepdims=True)
        odds = event_features(logits, rules) @ np.array(self.event[:3]) + self.event[3]
        return with_none(types, sigmoid(odds))

    def class_scores(self, logits: Floats, rules: Sequence[Rule]) -> Floats:
        """The scores of the classes given some event, before they are made shares."""
        told = self.rule_classes(rules)
        trust = np.array(self.trust) + self.score_trust * np.array([[score] for _, score in rules])
        scores: Floats = self.scale * self.class_logs(logits) + told * trust
        return scores

    def class_logs(self, logits: Floats) -> Floats:
        """The model's log-probabilities of the classes, a little above zero probability."""
        shares = softmax(logits[:, :-1])
        columns = [[self.types.index(m) for m in members] for _, members in self.classes]
        return np.stack([np.log(shares[:, c].sum(1) + 1e-4) for c in columns], axis=1)

    def rule_classes(self, rules: Sequence[Rule]) -> Floats:
        """The class that the rules name as 1 in its column; a row of 0 where they name none."""
        column_of = {m: c for c, (_, members) in enumerate(self.classes) for m in members}
        told = np.zeros((len(rules), len(self.classes)))
        for row, (event_type, _) in enumerate(rules):
            if event_type in column_of:
                told[row, column_of[event_type]] = 1.0
        return told


def event_features(logits: Floats, rules: Sequence[Rule]) -> Floats:
    """The event logit, whether the rules found a trigger, and its score."""
    told = np.array([float(event_type is not None) for event_type, _ in rules])
    score = np.array([score for _, score in rules])
    return np.stack([logits[:, -1], told, told * score], axis=1)


def read_combination(path: Path) -> Combination:
    """The combination stored as JSON."""
    raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    a, b, c, d = map(float, raw["event"])
    return Combination(
        types=tuple(raw["types"]),
        classes=tuple((name, tuple(members)) for name, members in raw["classes"]),
        scale=float(raw["scale"]),
        trust=tuple(map(float, raw["trust"])),
        score_trust=float(raw["score_trust"]),
        event=(a, b, c, d),
        plain_scale=float(raw["plain_scale"]),
        plain_event=(float(raw["plain_event"][0]), float(raw["plain_event"][1])),
    )


def softmax(scores: Floats) -> Floats:
    """Each row's shares of one."""
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = raised / raised.sum(axis=1, keepdims=True)
    return shares


def sigmoid(scores: Floats) -> Floats:
    """Odds on a log scale as probabilities."""
    chance: Floats = 1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0)))
    return chance


def with_none(types: Floats, event: Floats) -> Floats:
    """The types' shares given an event, and none, as one distribution with NONE last."""
    return np.concatenate([types * event[:, None], 1.0 - event[:, None]], axis=1)
