"""PLV: the event type between two marked actors, 15 classes (YIELD joins CONCEDE and RETREAT)."""

from collections import defaultdict
from typing import Any

from dateline.classifier import NONE, Classifier, Pair, Rule
from dateline.events import classify_pair
from dateline.records import Sentence
from dateline.resources import Resources
from dateline.syntax import mended

from .kinds import masked
from .metrics import class_f1, macro_f1
from .suite import SuiteResult

QUADS: dict[str, int] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT", "YIELD"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}


def gold_class(event_type: str | None) -> str | None:
    """The suite's class of a PLOVER type: CONCEDE and RETREAT are one class there."""
    return "YIELD" if event_type in {"CONCEDE", "RETREAT"} else event_type


def token_spans(s: Sentence, spans: list[list[int]]) -> list[tuple[int, int]]:
    """The token ranges that character spans touch in a sentence."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        tokens = [i for i in range(len(s)) if s.starts[i] < end and s.ends[i] > start]
        if tokens:
            found.append((tokens[0], tokens[-1] + 1))
    return found


def marked_sentence(row: dict[str, Any], resources: Resources) -> tuple[Pair, Rule] | None:
    """The sentence of a row that holds most of the marked actors, and what the rules say of it; None where none does."""
    found: list[tuple[int, float, Pair, Rule]] = []
    for s in map(mended, resources.parser.parse(row["text"])):
        source, target = token_spans(s, row["source"]), token_spans(s, row["target"])
        sides = int(bool(source)) + int(bool(target))
        if sides:
            rule = classify_pair(s, source, target, resources.lexicon)
            found.append((sides, rule[1] if rule[0] else 0.0, (s, source, target), rule))
    best = max(found, key=lambda f: f[:2], default=None)
    return (best[2], best[3]) if best else None


def predict_rows(rows: list[dict[str, Any]], resources: Resources, classifier: Classifier) -> list[dict[str, Any]]:
    """The event type and its confidence for each row: the likeliest type given that there is an event."""
    marked = [marked_sentence(row, resources) for row in rows]
    told = [m for m in marked if m is not None]
    shares = iter(classifier.probabilities([pair for pair, _ in told], [rule for _, rule in told]))
    predictions: list[dict[str, Any]] = []
    for row, m in zip(rows, marked, strict=True):
        event_type, confidence = best_class(next(shares)) if m is not None else (None, 0.0)
        predictions.append({"id": row.get("id"), "event_type": event_type, "confidence": round(confidence, 3)})
    return predictions


def best_class(probabilities: dict[str, float]) -> tuple[str, float]:
    """The suite's likeliest class and its probability given some event; CONCEDE and RETREAT count together."""
    classes: dict[str, float] = defaultdict(float)
    for event_type, share in probabilities.items():
        if event_type != NONE:
            classes[str(gold_class(event_type))] += share
    top = max(sorted(classes), key=lambda c: classes[c])
    return top, classes[top] / max(sum(classes.values()), 1e-9)


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Macro-F1 over the gold classes, accuracy, the quad classes, and the rows that were wrong.

    Measures what ships: the learned classifier joined with the rules. It has learnt from every row of the development
    file, so on that file this is no measure of new text; training/crossval.py gives the honest figure.
    """
    predictions = predict_rows(rows, resources, resources.classifier or Classifier.load())
    if not all("event_type" in row for row in rows):
        return SuiteResult({"rows": len(rows)}, predictions=predictions)
    gold: list[str] = [str(gold_class(row["event_type"])) for row in rows]
    got = [p["event_type"] for p in predictions]
    right = sum(g == p for g, p in zip(gold, got, strict=True))
    figures: dict[str, Any] = {
        "macro_f1": macro_f1(gold, got),
        "accuracy": right / len(rows) if rows else 0.0,
        "quad_macro_f1": macro_f1([_quad(g) or "" for g in gold], [_quad(p) for p in got]),
        "per_class": class_f1(gold, got),
        "answered": sum(p is not None for p in got) / len(rows) if rows else 0.0,
        "rows": len(rows),
    }
    errors = [
        {
            "kind": f"{g} as {p}",
            "text": row["text"],
            "gold": g,
            "got": p,
            "shape": masked(row["text"], *[*row["source"], *row["target"], [0, 0]][0]),
        }
        for row, g, p in zip(rows, gold, got, strict=True)
        if g != p
    ]
    return SuiteResult(figures, errors, predictions)


def _quad(event_type: str | None) -> str | None:
    """The quad class as text; the corpus counts YIELD as material cooperation (class 2)."""
    if event_type is None:
        return None
    return str(QUADS[event_type])
