"""How sure an event is: what rules, classifier and parse say of it, weighed to a calibrated probability."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dateline.classifier import NONE, Rule
from dateline.records import EventDraft, Sentence

FEATURES = ("event", "type", "agrees", "strength", "link", "both_sides", "proposed", "long", "harm")
"""What a confidence rests on, in the order of `Calibration.weights`.

`event` and `type` are the classifier's log-odds that something happens and, given that, that it is this type; `agrees`
that the rules say so too; `strength` the trigger's own, `link` how well it covers the two; `both_sides` that source and target
are told; `proposed` that the classifier alone found it; `long` the sentence's length in hundreds of words, for the parse
is less right in long ones; `harm` that its toll is told.
"""


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weights of the features and the constant, learnt out of fold by training/confidence.py."""

    weights: tuple[float, ...]
    constant: float

    def confidence(self, features: tuple[float, ...]) -> float:
        """The probability that the event is right."""
        score = self.constant + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


@cache
def load_calibration() -> Calibration:
    """The calibration that comes with Dateline."""
    table = tomllib.loads((Path(__file__).parent / "confidence.toml").read_text(encoding="utf-8"))
    return Calibration(tuple(float(table["weights"][name]) for name in FEATURES), float(table["constant"]))


def features_of(
    s: Sentence, draft: EventDraft, shares: Mapping[str, float], rule: Rule, *, is_proposed: bool
) -> tuple[float, ...]:
    """The features of an event with the classifier's shares of its pair and what the rules say of that pair."""
    event = 1.0 - shares[NONE]
    has_both = bool(draft.source) and (bool(draft.target) or len(draft.source) > 1 or draft.object_lo >= 0)
    return (
        _log_odds(event),
        _log_odds(shares.get(draft.event_type, 0.0) / max(event, 1e-9)),
        float(rule[0] == draft.event_type),
        0.0 if is_proposed else draft.score,
        rule[1],
        float(has_both),
        float(is_proposed),
        len(s) / 100,
        float(bool(draft.casualties)),
    )


def _log_odds(share: float) -> float:
    share = min(max(share, 0.005), 0.995)
    return math.log(share / (1.0 - share))
