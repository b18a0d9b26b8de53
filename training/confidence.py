"""Calibrate event.confidence: which of the coder's events on the relations file are right, each coded out of fold.

    python training/confidence.py --data DIR --folds FOLDS     # writes events/confidence.toml and the bins of crossval.json

An event is right when each side that it tells overlaps the gold side and its type is the gold type; wrong when its sides
overlap and the type is another, or the type is the gold type and one of its sides is not. Other events of a sentence are
left out: only one relation a row is labelled.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from dateline.classifier import Classifier
from dateline.evaluate.relations import gold_class, token_spans
from dateline.events import SentenceEvents, find_events, triggers_of
from dateline.events.confidence import FEATURES
from dateline.events.weigh import Weighed, weigh
from dateline.records import ActorMention
from dateline.resources import Resources, load_resources
from examples import grouped_folds, read_rows
from recipe import FOLDS, kept_folds
from record import record
from weak import found_in

OUT = Path(__file__).parent.parent / "src" / "dateline" / "events" / "confidence.toml"
_EITHER_ORDER = frozenset({"CONSULT", "AGREE", "COOPERATE"})
HEADER = "# Weights of dateline.events.confidence, written by training/confidence.py. What each feature is stands in that module.\n"


def coded(row: dict[str, Any], resources: Resources, classifier: Classifier) -> list[tuple[Weighed, bool]]:
    """The events of a row that can be judged, each with whether it is right."""
    found = []
    for f in found_in(row["text"], resources):
        hits = tuple(triggers_of(f.sentence, resources.lexicon))
        drafts = tuple(find_events(f.sentence, f.mentions, resources.lexicon, hits))
        one = SentenceEvents(f.sentence, f.mentions, hits, drafts)
        gold = [token_spans(f.sentence, row[side]) for side in ("source", "target")]
        for weighed in weigh([one], resources.lexicon, classifier)[0]:
            right = judged(weighed, f.mentions.actors, gold, row["event_type"])
            found += [(weighed, right)] if right is not None else []
    return found


def judged(
    weighed: Weighed, actors: Sequence[ActorMention], gold: Sequence[list[tuple[int, int]]], event_type: str
) -> bool | None:
    """Whether an event is right by the gold row; None where the row does not say."""
    draft = weighed.draft
    sides = [[(actors[i].lo, actors[i].hi) for i in side] for side in (draft.source, draft.target)]
    if not draft.target and draft.object_lo >= 0:
        sides[1] = [(draft.object_lo, draft.object_hi)]
    if draft.event_type in _EITHER_ORDER or (not draft.target and len(draft.source) > 1):
        met = [_touches(sides[0] + sides[1], g) for g in gold]
        met = met if len(sides[0] + sides[1]) > 1 else [any(met)]
    else:
        met = [_touches(side, g) for side, g in zip(sides, gold, strict=True) if side]
    same = gold_class(draft.event_type) == gold_class(event_type)
    if met and all(met):
        return same
    return False if same and any(met) else None


def _touches(side: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> bool:
    return any(lo < end and start < hi for lo, hi in side for start, end in gold)


def bins(shares: np.ndarray, right: np.ndarray, count: int = 10) -> list[dict[str, float]]:
    """The reliability diagram: for each tenth of confidence the events, their mean confidence and the share right."""
    found = []
    for n in range(count):
        low, high = n / count, (n + 1) / count
        at = (shares >= low) & ((shares < high) | (n == count - 1))
        if at.any():
            told = {"events": int(at.sum()), "confidence": round(float(shares[at].mean()), 4)}
            found.append({"low": low, "high": high, **told, "right": round(float(right[at].mean()), 4)})
    return found


def fitted(features: np.ndarray, right: np.ndarray) -> LogisticRegression:
    """The calibration: logistic regression, lightly held back."""
    return LogisticRegression(C=1.0, max_iter=1000).fit(features, right)


def main() -> None:
    """Fit on all judged events, measure by leaving out one fold at a time, write the weights and the bins."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with relations/dev.jsonl")
    options.add_argument("--folds", type=Path, required=True, help="what crossval.py --keep wrote")
    chosen = options.parse_args()
    rows = list(read_rows(chosen.data / "relations" / "dev.jsonl"))
    fold_of = grouped_folds([r["text"] for r in rows], [r["event_type"] for r in rows], FOLDS)
    resources = load_resources(use_classifier=False)
    classifiers = {fold: Classifier.load(chosen.folds / f"fold-{fold}") for fold in kept_folds(chosen.folds)}
    held_rows = [(r, f) for r, f in zip(rows, fold_of, strict=True) if f in classifiers]
    told = [(f, *w) for r, f in held_rows for w in coded(r, resources, classifiers[f])]
    folds = np.array([f for f, _, _ in told])
    features = np.array([w.features for _, w, _ in told])
    right = np.array([r for _, _, r in told])
    shares = np.zeros(len(told))
    for fold in classifiers:
        held = folds == fold
        shares[held] = fitted(features[~held], right[~held]).predict_proba(features[held])[:, 1]
    model = fitted(features, right)
    lines = [f"{name} = {weight:.4f}" for name, weight in zip(FEATURES, model.coef_[0], strict=True)]
    OUT.write_text(
        HEADER + f"constant = {model.intercept_[0]:.4f}\n\n[weights]\n" + "\n".join(lines) + "\n", encoding="utf-8"
    )
    diagram = bins(shares, right)
    record("confidence", diagram)
    brier = float(((shares - right) ** 2).mean())
    print(json.dumps({"events": len(told), "right": round(float(right.mean()), 4), "brier": round(brier, 4)}))
    print(json.dumps(diagram, indent=1))


if __name__ == "__main__":
    main()
