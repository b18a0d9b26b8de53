"""The trained weigher of places: the mean of a linear model and of boosted trees over the named features.

Both stand in `placing.json`, made by `training/placing.py`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Node = tuple[int, float, "Node", "Node"] | float
"""Feature, threshold, what comes for at most and for more; or the value of a leaf."""


@dataclass(frozen=True, slots=True)
class PlaceModel:
    """`weights`: log-odds of features as `name=value`; `means`: how often a place with that value of a feature was right."""

    weights: Mapping[str, float]
    names: tuple[str, ...]
    means: tuple[Mapping[str, float], ...]
    prior: float
    baseline: float
    trees: tuple[Node, ...]

    def weigh(self, features: Sequence[str]) -> float:
        """The log-odds that the event happened at the place with these features."""
        linear = sum(self.weights.get(f, 0.0) for f in features)
        values = dict(f.split("=", 1) for f in features)
        row = [of.get(values.get(name, "-"), self.prior) for name, of in zip(self.names, self.means, strict=True)]
        boosted = 0.0
        for node in self.trees:
            while isinstance(node, tuple):
                feature, threshold, low, high = node
                node = low if row[feature] <= threshold else high
            boosted += node
        return 0.5 * linear + 0.5 * (self.baseline + boosted)


@cache
def place_model() -> PlaceModel:
    """The shipped model, read once."""
    return model_of(json.loads((files(__package__) / "placing.json").read_text(encoding="utf-8")))


def model_of(table: Mapping[str, object]) -> PlaceModel:
    """The model that a table in the form of `placing.json` holds."""
    weights, means, trees = table["weights"], table["means"], table["trees"]
    prior, baseline = table["prior"], table["baseline"]
    assert isinstance(weights, dict) and isinstance(means, dict) and isinstance(trees, list)
    assert isinstance(prior, float) and isinstance(baseline, float)
    grown = tuple(_grown(tree, 0) for tree in trees)
    return PlaceModel(weights, tuple(means), tuple(means.values()), prior, baseline, grown)


def _grown(nodes: Sequence[Sequence[float]], at: int) -> Node:
    """The tree whose root is a node of the table: a leaf `[value]` or `[feature, threshold, low, high]`, both told by number."""
    if len(nodes[at]) == 1:
        return nodes[at][0]
    feature, threshold, low, high = nodes[at]
    return int(feature), threshold, _grown(nodes, int(low)), _grown(nodes, int(high))
