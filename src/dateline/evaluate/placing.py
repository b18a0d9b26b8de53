"""Which of the places in a sentence a given event happened at."""

from typing import Any

from dateline.mentions import find_mentions
from dateline.records import Mentions, Sentence
from dateline.resolve import place_of_event
from dateline.resources import Resources

from .coding import code_row, overlaps
from .metrics import f1
from .suite import SuiteResult


def predict(row: dict[str, Any], resources: Resources) -> list[dict[str, Any]]:
    """For each given trigger, whether an event has it as its trigger, and the span of the place."""
    sentences = resources.parser.parse(row["text"])
    mentions = find_mentions(
        sentences, text=row["text"], published=None, register=resources.register, gazetteer=resources.gazetteer
    ).sentences
    coded = _coded_triggers(row["text"], sentences, mentions, resources)
    found = []
    for trigger in row["triggers"]:
        span = (trigger["start"], trigger["end"])
        place = _place(span, sentences, mentions)
        event = next((w for t, w in coded if overlaps(t, span)), None)
        found.append(
            {"trigger": span, "place": place, "coded": event is not None, "where": event[0] if event else None}
        )
    return found


def _coded_triggers(
    text: str, sentences: list[Sentence], mentions: tuple[Mentions, ...], resources: Resources
) -> list[tuple[tuple[int, int], tuple[tuple[int, int] | None]]]:
    """Trigger spans of coded events with the span of their place."""
    found = []
    for e in code_row(text, resources).events:
        trigger = e.evidence[0]
        where = e.where
        place = (where.start, where.end) if where and where.start is not None and where.end is not None else None
        found.append(((trigger.start, trigger.end), (place,)))
    return found


def _place(span: tuple[int, int], sentences: list[Sentence], mentions: tuple[Mentions, ...]) -> tuple[int, int] | None:
    for s, m in zip(sentences, mentions, strict=True):
        token = next((i for i in range(len(s)) if s.starts[i] < span[1] and s.ends[i] > span[0]), None)
        if token is not None:
            index = place_of_event(s, token, m.places)
            return (m.places[index].start, m.places[index].end) if index is not None else None
    return None


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """F1 over trigger-place pairs of coded events, and the same with the trigger given."""
    predictions: list[dict[str, Any]] = [{"id": row.get("id"), "placed": predict(row, resources)} for row in rows]
    errors: list[dict[str, Any]] = []
    hits = told = given_hits = given_told = gold_pairs = empty = empty_right = 0
    for row, prediction in zip(rows, predictions, strict=True):
        if "locations" not in row:
            continue
        gold = [(g["start"], g["end"]) for g in row["locations"] if g["end"] > g["start"]]
        for placed in prediction["placed"]:
            gold_pairs += len(gold)
            where, place = placed["where"], placed["place"]
            told += where is not None
            given_told += place is not None
            hits += where is not None and any(overlaps(where, g) for g in gold)
            right = place is not None and any(overlaps(place, g) for g in gold)
            given_hits += right
            empty += not gold
            empty_right += not gold and place is None
            if not right and (gold or place):
                got = row["text"][place[0] : place[1]] if place else None
                errors.append({"kind": "missed" if not place else "spurious" if not gold else "wrong place", "text": row["text"],
                               "gold": [g["text"] for g in row["locations"]],
                               "got": [row["text"][slice(*placed["trigger"])], got]})  # fmt: skip
    figures = {
        "f1": f1(hits, told, gold_pairs),
        "f1_given_trigger": f1(given_hits, given_told, gold_pairs),
        "none_accuracy": empty_right / empty if empty else 0.0,
        "rows": len(rows),
    }
    return SuiteResult(figures, errors, predictions)
