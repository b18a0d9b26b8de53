"""The honest figures: grouped five-fold cross-validation on the relations file, for rules, model and both."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from dateline.evaluate.metrics import macro_f1
from recipe import FOLDS, Corpora, first_stage, out_of_fold, outputs_of, read_corpora
from stacking import NAMES, Outputs, class_shares, fit_combination, reliability, stacked_shares


def figures(corpora: Corpora, gold: Outputs, weak: Outputs, folds: Sequence[int]) -> dict[str, object]:
    """Accuracy and macro-F1 over the 15 classes of rules, model and both, and how well none is told from some event."""
    rows = [r for r, f in enumerate(corpora.folds) if f in folds]
    part, fold_of = gold.at(rows), [corpora.folds[r] for r in rows]
    both = stacked_shares(part, fold_of)
    alone = class_shares(fit_combination(part).probabilities(part.logits, None))
    classes = np.array([NAMES.index(label) for label in part.labels])
    rules = ["YIELD" if t in {"CONCEDE", "RETREAT"} else t for t, _ in part.rules]
    return {
        "rows": len(rows),
        "rules": _scores(part.labels, rules),
        "model": _scores(part.labels, [NAMES[i] for i in alone.argmax(1)]),
        "both": _scores(part.labels, [NAMES[i] for i in both.argmax(1)]),
        "reliability": reliability(both, classes),
        "event": event_figures(part, weak),
    }


def event_figures(gold: Outputs, weak: Outputs) -> dict[str, float]:
    """Share of gold rows kept as events, and of weak NONE rows told as none, at even odds of the model alone."""
    none = weak.logits[[i for i, label in enumerate(weak.labels) if label == "NONE"], -1]
    some = gold.logits[:, -1]
    better = (some[:, None] > none[None, :]).mean()
    return {
        "auc": round(float(better), 4),
        "events_kept": round(float((some > 0).mean()), 4),
        "none_told": round(float((none <= 0).mean()), 4),
    }


def _scores(gold: Sequence[str], got: Sequence[str | None]) -> dict[str, float]:
    right = sum(g == p for g, p in zip(gold, got, strict=True)) / len(gold)
    return {"accuracy": round(right, 4), "macro_f1": round(macro_f1(list(gold), list(got)), 4)}


def main() -> None:
    """Print the figures as JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with relations/, synthetic/, police/, load/")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--folds", type=int, nargs="*", default=list(range(FOLDS)), help="only these folds")
    options.add_argument("--no-first-stage", action="store_true", help="leave out the synthetic stories")
    chosen = options.parse_args()
    corpora = read_corpora(chosen.data, chosen.seed)
    start = None if chosen.no_first_stage else first_stage(corpora, chosen.seed)
    found = out_of_fold(corpora, start, chosen.seed, chosen.folds)
    gold, weak = outputs_of(corpora, found, chosen.folds)
    print(json.dumps(figures(corpora, gold, weak, chosen.folds), indent=2))


if __name__ == "__main__":
    main()
