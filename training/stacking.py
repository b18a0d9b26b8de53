"""The last layer: learning from out-of-fold logits how far to trust the model, the rules, and their agreement."""

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import LogisticRegression

from dateline.classifier.combine import Combination, Floats, Rule, event_features, softmax
from network import TYPES

CLASSES = (
    *tuple((name, (name,)) for name in TYPES if name not in {"CONCEDE", "RETREAT"}),
    ("YIELD", ("CONCEDE", "RETREAT")),
)
NAMES = tuple(name for name, _ in CLASSES)


@dataclass(frozen=True, slots=True)
class Outputs:
    """Out-of-fold logits of some examples, with the rules' answers and the gold labels."""

    logits: Floats
    rules: tuple[Rule, ...]
    labels: tuple[str, ...]

    def at(self, rows: Sequence[int]) -> "Outputs":
        """The chosen rows."""
        return Outputs(self.logits[list(rows)], tuple(self.rules[r] for r in rows), tuple(self.labels[r] for r in rows))


def joined(gold: Outputs, weak: Outputs) -> Outputs:
    """The gold rows and the weak rows labelled NONE: what the last layer learns from."""
    none = weak.at([i for i, label in enumerate(weak.labels) if label == "NONE"])
    return Outputs(np.concatenate([gold.logits, none.logits]), gold.rules + none.rules, gold.labels + none.labels)


def discounted(outputs: Outputs, rate: float, seed: int) -> Outputs:
    """The outputs with a share `rate` of rule answers taken away or exchanged for another row's.

    The lexicon was written with these very rows in sight and is less right elsewhere; the layer must not
    learn more trust in it than it earns.
    """
    chance = random.Random(seed)
    rules = list(outputs.rules)
    for i in range(len(rules)):
        if chance.random() < rate:
            rules[i] = (None, 0.0) if chance.random() < 0.5 else chance.choice(outputs.rules)
    return replace(outputs, rules=tuple(rules))


def fit_combination(outputs: Outputs, *, discount: float = 0.08, pull: float = 0.02, seed: int = 1) -> Combination:
    """The last layer fitted to out-of-fold outputs by log loss; rows labelled NONE teach only the odds of some event.

    `pull` draws the classes' trust in the rules towards what they share.
    """
    repeats = [discounted(outputs, discount, seed + k) for k in range(4)]
    told = [r for r in range(len(outputs.labels)) if outputs.labels[r] != "NONE"]
    parts = [o.at(told) for o in repeats]
    logs = np.concatenate([UNTAUGHT.class_logs(o.logits) for o in parts])
    rule = np.concatenate([UNTAUGHT.rule_classes(o.rules) for o in parts])
    score = np.concatenate([[[score] for _, score in o.rules] for o in parts])
    gold = np.array([NAMES.index(_class(outputs.labels[r])) for r in told] * len(repeats))
    size = len(NAMES)

    def loss(x: Floats) -> tuple[float, Floats]:
        shares = softmax(x[0] * logs + rule * (x[1] + x[2] * score + x[3:]))
        error = shares.copy()
        error[np.arange(len(gold)), gold] -= 1.0
        on_rule = error * rule
        slope = np.concatenate([[(error * logs).sum(), on_rule.sum(), (on_rule * score).sum()], on_rule.sum(0)]) / len(
            gold
        )
        slope[3:] += 2 * pull * x[3:]
        told_right = -np.log(shares[np.arange(len(gold)), gold] + 1e-12).mean()
        return float(told_right + pull * (x[3:] ** 2).sum()), slope

    x = minimize(loss, np.concatenate([[1.0], np.zeros(size + 2)]), jac=True, method="L-BFGS-B").x
    plain = _plain_scale(outputs.at(told))
    found = replace(
        UNTAUGHT, scale=float(x[0]), trust=tuple(map(float, x[1] + x[3:])), score_trust=float(x[2]), plain_scale=plain
    )
    return _with_event(found, outputs, repeats)


def _plain_scale(outputs: Outputs) -> float:
    gold = np.array([NAMES.index(_class(label)) for label in outputs.labels])

    def loss(scale: float) -> float:
        shares = np.exp(UNTAUGHT.class_logs(np.concatenate([scale * outputs.logits], axis=1)))
        return float(-np.log(shares[np.arange(len(gold)), gold] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 4.0), method="bounded").x)


def _with_event(found: Combination, outputs: Outputs, repeats: Sequence[Outputs]) -> Combination:
    """The odds of some event learnt too, where there are rows without one."""
    is_event = np.array([label != "NONE" for label in outputs.labels])
    if is_event.all():
        return found
    features = np.concatenate([event_features(o.logits, o.rules) for o in repeats])
    both = LogisticRegression(class_weight="balanced").fit(features, np.tile(is_event, len(repeats)))
    alone = LogisticRegression(class_weight="balanced").fit(outputs.logits[:, [-1]], is_event)
    a, b, c = map(float, both.coef_[0])
    return replace(
        found,
        event=(a, b, c, float(both.intercept_[0])),
        plain_event=(float(alone.coef_[0][0]), float(alone.intercept_[0])),
    )


UNTAUGHT = Combination(TYPES, CLASSES, 1.0, (0.0,) * len(NAMES), 0.0, (1.0, 0.0, 0.0, 0.0), 1.0, (1.0, 0.0))


def _class(label: str) -> str:
    return "YIELD" if label in {"CONCEDE", "RETREAT"} else label


def class_shares(shares: Floats) -> Floats:
    """The shares of the classes, given some event, from probabilities over types and NONE."""
    columns = [[TYPES.index(m) for m in members] for _, members in CLASSES]
    joined = np.stack([shares[:, c].sum(1) for c in columns], axis=1)
    return joined / joined.sum(1, keepdims=True)


def stacked_shares(outputs: Outputs, folds: Sequence[int]) -> Floats:
    """The classes' shares for each row from a layer fitted to the other folds."""
    found = np.zeros((len(outputs.labels), len(NAMES)))
    for fold in sorted(set(folds)):
        layer = fit_combination(outputs.at([r for r, f in enumerate(folds) if f != fold]))
        rows = [r for r, f in enumerate(folds) if f == fold]
        part = outputs.at(rows)
        found[rows] = class_shares(layer.probabilities(part.logits, part.rules))
    return found


def reliability(shares: Floats, gold: NDArray[np.int64], bins: int = 8) -> list[tuple[float, float, float, int, float]]:
    """Bins of the top share: lower and upper edge, mean share, rows, and the part that was right."""
    top, right = shares.max(1), shares.argmax(1) == gold
    edges = np.concatenate([[0.0], np.linspace(0.3, 1.0, bins)])
    found = []
    for low, high in itertools.pairwise(edges):
        rows = (top > low) & (top <= high)
        if rows.any():
            found.append((float(low), float(high), float(top[rows].mean()), int(rows.sum()), float(right[rows].mean())))
    return found
