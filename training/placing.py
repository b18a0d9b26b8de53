"""Fits the weights by which an event's place is chosen, and says how good they are by grouped cross-validation.

    python training/placing.py gold/placing/dev.jsonl.gz [--write]

A logistic regression (L2) over the named features of `dateline.events.place_features`, one example a place and trigger.
Sentences that share eight words in a row stay together. Needs scikit-learn; the package itself does not.
"""

import argparse
import gzip
import json
import random
import re
from collections import Counter
from pathlib import Path
from typing import Any

from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.evaluate.placing import gold_spans
from dateline.events import place_features
from dateline.mentions import find_mentions
from dateline.resources import load_resources

STRENGTH, LEAST, FOLDS = 0.2, 8, 5
BEST, FURTHER = -0.6, 0.0
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


def fit(asked: list[Question]) -> dict[str, float]:
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


def score(asked: list[Question], weights: dict[str, float]) -> tuple[int, int, int]:
    """Places right, told and in the gold."""
    right = told = gold = 0
    for places, n in asked:
        gold += n
        ranked = sorted(((-sum(weights.get(f, 0.0) for f in features), is_right) for features, is_right in places))
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
        weights = fit([q for q, f in zip(asked, fold, strict=True) if f != k])
        held_out = [q for q, f in zip(asked, fold, strict=True) if f == k]
        totals = [a + b for a, b in zip(totals, score(held_out, weights), strict=True)]
    f1 = 2 * totals[0] / (totals[1] + totals[2])
    print(
        f"F1 given the trigger, {FOLDS}-fold, grouped: {f1:.4f} ({totals[0]} right, {totals[1]} told, {totals[2]} gold)"
    )
    if options.write:
        note = (
            "Log-odds of the features of placing.py. Logistic regression by training/placing.py on the development part of the "
            f"event-location pairs of A. Halterman; grouped {FOLDS}-fold cross-validation gives F1 {f1:.3f} given the trigger."
        )
        table = {"note": note, "weights": dict(sorted(fit(asked).items()))}
        WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
