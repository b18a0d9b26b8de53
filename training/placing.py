"""Fits the weights by which an event's place is chosen, and says how good they are by grouped cross-validation.

    python training/placing.py gold/placing/dev.jsonl.gz [--write]

The mean log-odds of a logistic regression (L2) over the named features of `dateline.events.place_features` and of boosted trees over
how often a place with each value of a feature was right; one example a place and trigger. Sentences that share eight words in a row
stay together. Needs scikit-learn; the package itself does not. Run with `OMP_NUM_THREADS=1` on a busy machine.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from dateline.evaluate.placing import gold_spans
from dateline.events import PlaceModel, model_of, place_features
from dateline.mentions import find_mentions
from dateline.resources import load_resources

STRENGTH, LEAST, FOLDS = 0.2, 8, 5
BEST, FURTHER = -0.75, 0.0
TREES, RATE, LEAVES, IN_LEAF, RIDGE = 150, 0.08, 15, 30, 3.0
SMOOTHING, PARTS = 5.0, 4
JOINT = {"path", "where", "best"}
WEIGHTS = Path(__file__).parents[1] / "src/dateline/events/placing.json"
Question = tuple[list[tuple[list[str], bool]], int]


def questions(rows: list[dict[str, Any]]) -> list[Question]:
    """For each trigger the features of each place of its sentence, whether it is right, and the number of gold places."""
    resources = load_resources()
    found: list[Question] = []
    for row in rows:
        sentences = resources.parser.parse(row["text"])
        mentions = find_mentions(
            sentences, text=row["text"], published=None, register=resources.register, gazetteer=resources.gazetteer
        ).sentences
        gold = gold_spans(row, sentences)
        trigger = row["triggers"][0]
        asked: list[tuple[list[str], bool]] = []
        for s, m in zip(sentences, mentions, strict=True):
            token = next(
                (i for i in range(len(s)) if s.starts[i] < trigger["end"] and s.ends[i] > trigger["start"]), None
            )
            if token is not None:
                asked = [
                    (features, any(p.start < end and start < p.end for start, end in gold))
                    for p, features in zip(m.places, place_features(s, token, m.places), strict=True)
                ]
                break
        found.append((asked, len(gold)))
    return found


def folds(texts: list[str]) -> list[int]:
    """The fold of each text; texts that share eight words in a row are in one."""
    parent = list(range(len(texts)))

    def top(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    seen: dict[str, int] = {}
    for i, text in enumerate(texts):
        words = re.findall(r"\w+", text.lower())
        for k in range(max(1, len(words) - 7)):
            first = seen.setdefault(" ".join(words[k : k + 8]), i)
            parent[top(i)] = top(first)
    groups = sorted({top(i) for i in range(len(texts))})
    random.Random(0).shuffle(groups)
    of_group = {group: n % FOLDS for n, group in enumerate(groups)}
    return [of_group[top(i)] for i in range(len(texts))]


def fit(asked: list[Question]) -> dict[str, Any]:
    """The table of `placing.json`, learnt from the questions."""
    return {"weights": fit_weights(asked), **fit_trees(asked)}


def fit_trees(asked: list[Question]) -> dict[str, Any]:
    """Boosted trees over the share of right places of each value; in fitting, a place's own part of the questions is left out."""
    values = [dict(f.split("=", 1) for f in features) for places, _ in asked for features, _ in places]
    right = np.array([is_right for places, _ in asked for _, is_right in places], dtype=float)
    part = np.array([n % PARTS for n, (places, _) in enumerate(asked) for _ in places])
    names = sorted({name for row in values for name in row if ":" not in name and name not in JOINT})
    prior = float(right.mean())
    matrix = np.empty((len(values), len(names)))
    means: dict[str, dict[str, float]] = {}
    for column, name in enumerate(names):
        told = np.array([row.get(name, "-") for row in values])
        means[name] = {v: round(m, 4) for v, m in _shares(told, right, prior).items()}
        for k in range(PARTS):
            others = _shares(told[part != k], right[part != k], prior, least=1)
            matrix[part == k, column] = [others.get(str(v), prior) for v in told[part == k]]
    model = HistGradientBoostingClassifier(
        max_iter=TREES, learning_rate=RATE, max_leaf_nodes=LEAVES, min_samples_leaf=IN_LEAF, l2_regularization=RIDGE,
        early_stopping=False, random_state=0,
    ).fit(matrix, right)  # fmt: skip
    trees = [[_node(n) for n in grown[0].nodes] for grown in model._predictors]
    return {"prior": prior, "means": means, "baseline": float(model._baseline_prediction[0, 0]), "trees": trees}


def _shares(told: Any, right: Any, prior: float, least: int = 3) -> dict[str, float]:
    """The smoothed share of right places of each value that at least so many places have."""
    hits: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for value, is_right in zip(told, right, strict=True):
        counts[str(value)] += 1
        hits[str(value)] += is_right
    return {v: float((hits[v] + SMOOTHING * prior) / (n + SMOOTHING)) for v, n in sorted(counts.items()) if n >= least}


def _node(node: Any) -> list[float]:
    if node["is_leaf"]:
        return [round(float(node["value"]), 4)]
    return [
        int(node["feature_idx"]),
        round(float(node["num_threshold"]), 5),
        int(node["left"]),
        int(node["right"]),
    ]


def fit_weights(asked: list[Question]) -> dict[str, float]:
    """The weights learnt from the questions; features of fewer than LEAST places are left out."""
    counts = Counter(f for places, _ in asked for features, _ in places for f in features)
    names = sorted(f for f, n in counts.items() if n >= LEAST)
    index = {name: i for i, name in enumerate(names)}
    columns, ends, right = [], [0], []
    for places, _ in asked:
        for features, is_right in places:
            columns += [index[f] for f in features if f in index]
            ends.append(len(columns))
            right.append(is_right)
    matrix = csr_matrix(([1.0] * len(columns), columns, ends), shape=(len(right), len(names)))
    model = LogisticRegression(C=STRENGTH, max_iter=400, solver="liblinear", random_state=0).fit(matrix, right)
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0], strict=True)}
    weights["bias=1"] = round(weights["bias=1"] + float(model.intercept_[0]), 3)
    return {name: w for name, w in weights.items() if w}


def score(asked: list[Question], model: PlaceModel) -> tuple[int, int, int]:
    """Places right, told and in the gold."""
    right = told = gold = 0
    for places, n in asked:
        gold += n
        ranked = sorted((-model.weigh(features), is_right) for features, is_right in places)
        taken = [is_right for rank, (w, is_right) in enumerate(ranked) if -w > (BEST if rank == 0 else FURTHER)]
        told, right = told + len(taken), right + sum(taken)
    return right, told, gold


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--write", action="store_true")
    options = arguments.parse_args()
    with gzip.open(options.gold, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    asked, fold = questions(rows), folds([row["text"] for row in rows])
    totals = [0, 0, 0]
    for k in range(FOLDS):
        model = model_of(fit([q for q, f in zip(asked, fold, strict=True) if f != k]))
        held_out = [q for q, f in zip(asked, fold, strict=True) if f == k]
        totals = [a + b for a, b in zip(totals, score(held_out, model), strict=True)]
    f1 = 2 * totals[0] / (totals[1] + totals[2])
    print(
        f"F1 given the trigger, {FOLDS}-fold, grouped: {f1:.4f} ({totals[0]} right, {totals[1]} told, {totals[2]} gold)"
    )
    if options.write:
        note = (
            "Logistic regression and boosted trees over the features of placing.py, by training/placing.py on the development part of the "
            f"event-location pairs of A. Halterman; grouped {FOLDS}-fold cross-validation gives F1 {f1:.3f} given the trigger."
        )
        lines = [
            f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)}" for k, v in {"note": note, **fit(asked)}.items()
        ]
        WEIGHTS.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
