"""The honest figures: grouped five-fold cross-validation on the relations file, for rules, model and both."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from dateline.evaluate.metrics import macro_f1
from exporting import write_layer
from recipe import FOLDS, Corpora, first_stage, held_out, out_of_fold, outputs_of, read_corpora
from record import record
from stacking import NAMES, Outputs, class_shares, fit_combination, joined, reliability, stacked_shares

RECORDED = {"rules alone": "rules", "classifier alone": "model", "rules and classifier": "both"}


def figures(corpora: Corpora, gold: Outputs, weak: Outputs, folds: Sequence[int]) -> dict[str, Any]:
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
    options.add_argument(
        "--keep", type=Path, required=True, help="a folder for the networks of the folds, and their logits"
    )
    chosen = options.parse_args()
    corpora = read_corpora(chosen.data, chosen.seed)
    start = None if chosen.no_first_stage else first_stage(corpora, chosen.seed)
    found = out_of_fold(corpora, start, chosen.seed, chosen.folds, chosen.keep)
    np.savez(chosen.keep / "oof.npz", **found)
    write_layers(corpora, found, chosen.folds, chosen.keep)
    gold, weak = outputs_of(corpora, found, chosen.folds)
    told = figures(corpora, gold, weak, chosen.folds)
    record("relations", recorded(told))
    print(json.dumps(told, indent=2))


def recorded(told: dict[str, Any]) -> dict[str, dict[str, float]]:
    """The figures that the accuracy page tells."""
    return {name: {"rows": told["rows"], **told[key]} for name, key in RECORDED.items()}


def write_layers(corpora: Corpora, found: dict[str, np.ndarray], folds: Sequence[int], keep: Path) -> None:
    """Write beside each fold's network the last layer fitted to the logits of the other folds."""
    gold, weak = outputs_of(corpora, found, folds)
    fold_of = [fold for fold in folds for _ in held_out(corpora, fold)[1]]
    for held in folds:
        rows = [r for r, f in enumerate(corpora.folds) if f in folds and f != held]
        others = [r for r, f in enumerate(fold_of) if f != held]
        write_layer(fit_combination(joined(gold.at(rows), weak.at(others))), keep / f"fold-{held}")


if __name__ == "__main__":
    main()
