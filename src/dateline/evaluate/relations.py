"""PLV: the event type between two marked actors, 15 classes (YIELD joins CONCEDE and RETREAT)."""

from typing import Any

from dateline.events import classify_pair
from dateline.records import Sentence
from dateline.resources import Resources

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


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The event type and its confidence for one row."""
    best: tuple[int, float, str | None] = (0, 0.0, None)
    for s in resources.parser.parse(row["text"]):
        source, target = token_spans(s, row["source"]), token_spans(s, row["target"])
        sides = int(bool(source)) + int(bool(target))
        if not sides:
            continue
        event_type, score = classify_pair(s, source, target, resources.lexicon)
        if event_type is not None and (sides, score) > best[:2]:
            best = (sides, score, event_type)
    return {"id": row.get("id"), "event_type": gold_class(best[2]), "confidence": round(best[1], 3)}


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Macro-F1 over the gold classes, accuracy, the quad classes, and the rows that were wrong."""
    predictions = [predict(row, resources) for row in rows]
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
        {"kind": f"{g} as {p}", "text": row["text"], "gold": g, "got": p}
        for row, g, p in zip(rows, gold, got, strict=True)
        if g != p
    ]
    return SuiteResult(figures, errors, predictions)


def _quad(event_type: str | None) -> str | None:
    """The quad class as text; the corpus counts YIELD as material cooperation (class 2)."""
    if event_type is None:
        return None
    return str(QUADS[event_type])
