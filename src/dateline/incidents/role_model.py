"""The model of roles: weights over hashed features, trained by training/roles.py, and what it says of a report and its phrases."""

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from .extents import Extent
from .phrases import Phrase
from .role_reading import RoleReading

ROLES = ("perpetrator", "organisation", "target", "victim", "weapon")
BITS = 17
_STEPS = (0.15, 0.35, 0.5, 0.7, 0.85)


def buckets_of(features: Iterable[str]) -> list[int]:
    """The hashed features, sorted, each once."""
    return sorted({zlib.crc32(f.encode()) % (1 << BITS) for f in features})


def relevance_step(relevance: float) -> int:
    """The step, 0 to 5, of a report's relevance that phrase features carry."""
    return sum(relevance >= step for step in _STEPS)


def extent_features(phrase: Phrase, extents: Sequence[Extent], texts: Sequence[str]) -> list[list[str]]:
    """For each extent of a phrase what tells whether it is quoted so; `texts` are the extents', in lower case."""
    names = "+".join(sorted(e.name for e in extents))
    found = []
    for extent, text in zip(extents, texts, strict=True):
        words, kind = text.split() or [""], f"{extent.name} {phrase.kind}"
        features = [
            extent.name, kind, f"len {min(len(words), 5)} {phrase.kind}", f"first {words[0]}",
            f"{extent.name}|{names}", f"{kind} {min(len(words), 4)}", f"{extent.name} last {words[-1]}",
        ]  # fmt: skip
        if texts[0].endswith(text):
            features += [f"drops {w}" for w in texts[0][: -len(text)].split()]
        found.append(features)
    return found


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Weights: of a report's relevance, of the five roles (one row a bucket, int8 with a scale a role), and of extents."""

    relevance: Any
    relevance_bias: float
    weights: Any
    scale: Any
    bias: Any
    extents: Mapping[str, Mapping[str, float]]
    thresholds: Mapping[str, float]
    reading: RoleReading | None = None

    def relevance_of(self, features: Sequence[str]) -> float:
        """How likely a report with these features tells of violence against persons or property, 0 to 1."""
        return self.relevance_of_buckets(buckets_of(features))

    def relevance_of_buckets(self, at: Sequence[int]) -> float:
        """The same of features that are hashed already."""
        total = float(self.relevance[list(at)].astype(np.float64).sum()) / max(len(at), 1) ** 0.5 if at else 0.0
        return float(1 / (1 + np.exp(-(total + self.relevance_bias))))

    def scores(self, features: Sequence[str]) -> list[float]:
        """The log-odds of each role for a phrase with these features, in the order of ROLES."""
        totals = self.weights[buckets_of(features)].sum(axis=0, dtype=np.int64) * self.scale + self.bias
        return [float(x) for x in totals]

    def extent_score(self, role: str, features: Sequence[str]) -> float:
        """The log-odds that a filler of the role is quoted in the extent with these features."""
        table = self.extents[role]
        return table["bias"] + sum(table.get(f, 0.0) for f in features)


@cache
def load_role_model() -> RoleModel:
    """The model that comes with Dateline (data/roles.npz; how it was made: data/roles.md)."""
    with files(__package__).joinpath("data/roles.npz").open("rb") as stream, np.load(stream) as arrays:
        told = json.loads(bytes(arrays["tables"]).decode())
        return RoleModel(
            relevance=arrays["relevance"].astype(np.float32),
            relevance_bias=float(told["relevance_bias"]),
            weights=arrays["weights"],
            scale=arrays["scale"],
            bias=arrays["bias"],
            extents=told["extents"],
            thresholds=told["thresholds"],
            reading=_reading_of(arrays, told.get("reading")),
        )


def _reading_of(arrays: Any, told: Mapping[str, Any] | None) -> RoleReading | None:
    if told is None:
        return None
    weights = arrays["read_weights"].astype(np.float32)
    return RoleReading(weights, arrays["read_bias"], arrays["mix"], told["thresholds"], told["encoder"])
