"""Which of the places in a sentence a given event happened at."""

from collections.abc import Sequence
from typing import Any

from dateline.events import places_of
from dateline.mentions import find_mentions
from dateline.records import Mentions, Sentence
from dateline.resources import Resources
from dateline.syntax import ancestors, conjuncts, first_conjunct

from .coding import code_row, overlaps
from .kinds import masked
from .metrics import f1
from .suite import SuiteResult

Chars = tuple[int, int]


def gold_spans(row: dict[str, Any], sentences: Sequence[Sentence]) -> list[Chars]:
    """The gold places as character spans.

    A quirk of the corpus: in a tenth of its rows they are first and last token instead, white space counting as a token.
    Such a span is empty, blank or cuts a word.
    """
    text, found = row["text"], list[Chars]()
    tokens = _tokens(sentences)
    for place in row["locations"]:
        start, end = int(place["start"]), int(place["end"])
        if not _is_by_token(text, start, end):
            found.append((start, end))
        elif start <= end < len(tokens):
            found.append((tokens[start][0], tokens[end][1]))
    return found


def _is_by_token(text: str, start: int, end: int) -> bool:
    if not any(c.isalnum() for c in text[start:end]):
        return True
    cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    return cut_before or (end < len(text) and text[end].isalnum() and text[end - 1].isalnum())


def _tokens(sentences: Sequence[Sentence]) -> list[Chars]:
    """The tokens of a row, with one for white space at the front and for more than one blank between two."""
    found: list[Chars] = []
    last = 0
    for s in sentences:
        for start, end in zip(s.starts, s.ends, strict=True):
            if start - last > 1 or (start > last and not found):
                found.append((last, start))
            found.append((start, end))
            last = end
    return found


def predict(row: dict[str, Any], sentences: list[Sentence], resources: Resources) -> list[dict[str, Any]]:
    """For each given trigger: the spans of its places, whether an event is coded there, and the span of its `where`."""
    mentions = find_mentions(
        sentences, text=row["text"], published=None, register=resources.register, gazetteer=resources.gazetteer
    ).sentences
    coded = [
        ((e.evidence[0].start, e.evidence[0].end), (e.where.start, e.where.end) if e.where and e.where.start else None)
        for e in code_row(row["text"], resources).events
    ]
    found = []
    for trigger in row["triggers"]:
        span = (trigger["start"], trigger["end"])
        event = _event_of(span, coded, sentences)
        found.append(
            {
                "trigger": span,
                "places": _places(span, sentences, mentions),
                "coded": event is not None,
                "where": event[1] if event else None,
                "mentions": [(p.start, p.end) for m in mentions for p in m.places],
            }
        )
    return found


def _event_of(
    trigger: Chars, coded: Sequence[tuple[Chars, Any]], sentences: Sequence[Sentence]
) -> tuple[Chars, Any] | None:
    """The coded event whose trigger is the given one, a noun that the given verb
    governs (`the blast occurred`), or the verb that it is told in one breath with (`shot and killed`)."""
    own = next((c for c in coded if overlaps(c[0], trigger)), None)
    if own is not None:
        return own
    for s in sentences:
        for i in range(len(s)):
            if not overlaps((s.starts[i], s.ends[i]), trigger):
                continue
            for c in coded:
                words = [t for t in range(len(s)) if overlaps((s.starts[t], s.ends[t]), c[0])]
                if words and s.heads[words[-1]] == i and s.pos[words[-1]] == "NOUN" and i in ancestors(s, words[-1]):
                    return c
                if words and words[-1] in conjuncts(s, first_conjunct(s, i)) and abs(words[-1] - i) <= 3:
                    return c
    return None


def _kind(gold: Sequence[Chars], placed: dict[str, Any], sentences: Sequence[Sentence]) -> str:
    """What is wrong with the places told for a trigger, and how the place hangs in the sentence."""
    places = placed["places"]
    right = [p for p in places if any(overlaps(p, g) for g in gold)]
    if places and not gold:
        return f"needless: {_link(places[0], placed['trigger'], sentences)}"
    if right:
        return "some of several places" if len(right) < len(gold) else "a needless one beside the right one"
    if places:
        return "another place of the sentence"
    found = any(overlaps(g, m) for g in gold for m in placed["mentions"])
    return f"missed: {_link(gold[0], placed['trigger'], sentences)}" if found else "missed: no place found there"


def _link(place: Chars, trigger: Chars, sentences: Sequence[Sentence]) -> str:
    """How a place hangs on a trigger: in its own phrase, in its clause, elsewhere."""
    for s in sentences:
        spans = [[i for i in range(len(s)) if overlaps((s.starts[i], s.ends[i]), span)] for span in (place, trigger)]
        if spans[0] and spans[1]:
            above = ancestors(s, spans[0][-1])
            if spans[1][0] not in above:
                return "not below the trigger"
            way = above[: above.index(spans[1][0])]
            return "in another clause below it" if any(s.pos[t] == "VERB" for t in way) else "below the trigger"
    return "in another sentence"


def _places(span: Chars, sentences: Sequence[Sentence], mentions: Sequence[Mentions]) -> list[Chars]:
    for s, m in zip(sentences, mentions, strict=True):
        token = next((i for i in range(len(s)) if overlaps((s.starts[i], s.ends[i]), span)), None)
        if token is not None:
            return [(m.places[i].start, m.places[i].end) for i in places_of(s, token, m.places)]
    return []


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """F1 over trigger-place pairs of coded events, and the same with the trigger given."""
    parsed = [resources.parser.parse(row["text"]) for row in rows]
    predictions: list[dict[str, Any]] = [
        {"id": row.get("id"), "placed": predict(row, sentences, resources)}
        for row, sentences in zip(rows, parsed, strict=True)
    ]
    errors: list[dict[str, Any]] = []
    hits = told = given_hits = given_told = gold_pairs = empty = empty_right = first_right = by_token = 0
    for row, sentences, prediction in zip(rows, parsed, predictions, strict=True):
        if "locations" not in row:
            continue
        gold = gold_spans(row, sentences)
        by_token += any(_is_by_token(row["text"], g["start"], g["end"]) for g in row["locations"])
        for placed in prediction["placed"]:
            where, places = placed["where"], placed["places"]
            right = [p for p in places if any(overlaps(p, g) for g in gold)]
            gold_pairs += len(gold)
            told += where is not None
            given_told += len(places)
            hits += where is not None and any(overlaps(where, g) for g in gold)
            given_hits += len(right)
            first_right += bool(places[:1] == right[:1]) if gold else not places
            empty += not gold
            empty_right += not gold and not places
            if len(right) < max(len(places), len(gold)):
                shown = (gold or places)[0]
                errors.append({"kind": _kind(gold, placed, sentences), "text": row["text"],
                               "gold": [row["text"][slice(*g)] for g in gold],
                               "got": [row["text"][slice(*placed["trigger"])], [row["text"][slice(*p)] for p in places]],
                               "shape": masked(row["text"], *shown)})  # fmt: skip
    triggers = sum(len(p["placed"]) for p in predictions)
    figures = {
        "f1": f1(hits, told, gold_pairs),
        "f1_given_trigger": f1(given_hits, given_told, gold_pairs),
        "none_accuracy": empty_right / empty if empty else 0.0,
        "best_place_accuracy": first_right / triggers if triggers else 0.0,
        "coded_triggers": sum(placed["coded"] for p in predictions for placed in p["placed"]) / triggers if triggers else 0.0,
        "rows": len(rows),
        "rows_by_token": by_token,
    }  # fmt: skip
    return SuiteResult(figures, errors, predictions)
