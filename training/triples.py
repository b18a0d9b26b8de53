"""Triples out of fold: the whole coder on the relations file, each row coded with a network that has not seen it.

    python training/crossval.py --data DIR --keep FOLDS
    python training/triples.py --data DIR --folds FOLDS

The shipped network has learnt from every row of the file, so `dateline evaluate triples` there is no measure of new text;
this is. Thresholds in `dateline.events.weigh` were chosen by it.
"""

import argparse
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from dateline.classifier import Classifier
from dateline.evaluate import kinds_of
from dateline.evaluate.suite import SuiteResult
from dateline.evaluate.triples import evaluate
from dateline.resources import Resources, load_resources
from examples import grouped_folds, read_rows
from recipe import FOLDS, kept_folds
from record import record


def out_of_fold_triples(
    rows: list[dict[str, Any]], folder: Path, resources: Resources, *, with_classifier: bool = True
) -> list[SuiteResult]:
    """The suite's result on the rows of each fold, coded with that fold's network, or by the rules alone."""
    fold_of = grouped_folds([r["text"] for r in rows], [r["event_type"] for r in rows], FOLDS)
    found = []
    for fold in kept_folds(folder):
        held = [r for r, f in zip(rows, fold_of, strict=True) if f == fold]
        classifier = Classifier.load(folder / f"fold-{fold}") if with_classifier else None
        found.append(evaluate(held, replace(resources, classifier=classifier)))
    return found


def pooled(results: list[SuiteResult]) -> dict[str, float]:
    """The figures over all folds, each row counting once."""
    rows = sum(r.figures["rows"] for r in results)
    names = ("recall", "events_per_sentence", "missed_with_right_type")
    told = {name: round(sum(r.figures[name] * r.figures["rows"] for r in results) / rows, 4) for name in names}
    return {"rows": rows, **told}


def main() -> None:
    """Print and record the figures: of the rules alone, and with the classifier."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with relations/dev.jsonl")
    options.add_argument("--folds", type=Path, required=True, help="what crossval.py --keep wrote")
    chosen = options.parse_args()
    rows = list(read_rows(chosen.data / "relations" / "dev.jsonl"))
    resources = load_resources(use_classifier=False)
    told = out_of_fold_triples(rows, chosen.folds, resources)
    both = pooled(told)
    rules = pooled(out_of_fold_triples(rows, chosen.folds, resources, with_classifier=False))
    found = {"rules alone": rules, "rules and classifier": both}
    record("triples", found)
    record("triples_errors", [asdict(k) for k in kinds_of(e for r in told for e in r.errors)])
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
