"""Time expressions against TIMEX3: F1 of overlapping spans, and of those with the same value to the day.

The corpora mark both ends of a range (`from 1955 to 1963`, `April 6-7`) as an expression each, where Dateline has one
mention with a first and a last day: a range is therefore scored as its two ends. WikiWars follows TIMEX2, which has no
types: its durations and sets stand in the gold as DATE, so there all kinds are scored; in the TIMEX3 corpora DATE and TIME.
"""

import re
from collections import Counter, defaultdict
from datetime import date
from typing import Any

from dateline.mentions import find_document_dates
from dateline.records import DateMention
from dateline.resources import Resources

from .kinds import masked
from .metrics import f1
from .suite import SuiteResult

_UNTYPED = frozenset({"WikiWars"})
"""Corpora annotated in TIMEX2."""

_BETWEEN_ENDS = re.compile(r"\s*(?:[-–/]|\b(?:to|and|until|through|till)\b)\s*", re.I)


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The DATE and TIME expressions of a text with their values; of a TIMEX2 corpus all kinds, as DATE."""
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    found = find_document_dates(resources.parser.parse(row["text"]), published)
    return {"timex": expressions([m for mentions in found for m in mentions], row.get("corpus"))}


def expressions(mentions: list[DateMention], corpus: str | None) -> list[dict[str, Any]]:
    """Mentions as a corpus writes them down: the ends of a range apart, and of the kinds that it marks."""
    is_untyped = corpus in _UNTYPED
    return [
        {"start": start, "end": end, "text": text, "type": "DATE" if is_untyped else m.timex_type, "value": value}
        for m in mentions
        if is_untyped or m.timex_type in {"DATE", "TIME"}
        for start, end, text, value in _ends(m)
    ]


def _ends(m: DateMention) -> list[tuple[int, int, str, str]]:
    """The mention, or the two ends of a range where its text shows both."""
    first, slash, last = m.timex_value.partition("/")
    gap = _BETWEEN_ENDS.search(m.text)
    if not slash or gap is None:
        return [(m.start, m.end, m.text, m.timex_value)]
    middle, after = m.start + gap.start(), m.start + gap.end()
    return [(m.start, middle, m.text[: gap.start()], first), (after, m.end, m.text[gap.end() :], last)]


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Span and value F1, by corpus and together."""
    predictions = [predict(r, resources) for r in rows]
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    errors: list[dict[str, Any]] = []
    for row, got in zip(rows, predictions, strict=True):
        if "timex" in row:
            gold = [t for t in row["timex"] if t["type"] in {"DATE", "TIME"}]
            _score(row, gold, got["timex"], counts, errors)
    total = sum(counts.values(), Counter[str]())
    figures: dict[str, Any] = {**_figures(total), "by_corpus": {c: _figures(n) for c, n in sorted(counts.items())}}
    return SuiteResult(figures, errors, predictions)


def _figures(n: Counter[str]) -> dict[str, float]:
    return {
        "span_f1": round(f1(n["span"], n["got"], n["gold"]), 4),
        "value_f1": round(f1(n["value"], n["got"], n["gold"]), 4),
    }


def _score(
    row: dict[str, Any],
    gold: list[dict[str, Any]],
    got: list[dict[str, Any]],
    counts: dict[str, Counter[str]],
    errors: list[dict[str, Any]],
) -> None:
    n = counts[row.get("corpus", "all")]
    n["gold"] += len(gold)
    n["got"] += len(got)
    free = list(got)
    for wanted in gold:
        hit = next((g for g in free if g["start"] < wanted["end"] and wanted["start"] < g["end"]), None)
        context = row["text"][max(0, wanted["start"] - 60) : wanted["end"] + 40].replace("\n", " ")
        if hit is None:
            kind = f"missed: {grain(wanted['value'])}"
            errors.append(
                {"kind": kind, "text": context, "gold": wanted["text"], "got": None, "shape": _shape(row, wanted)}
            )
            continue
        free.remove(hit)
        n["span"] += 1
        if _to_day(hit["value"]) == _to_day(wanted["value"]):
            n["value"] += 1
        else:
            told = f"{wanted['text']} = {wanted['value']}"
            kind = kind_of_value(wanted["value"], hit["value"])
            got_told = f"{hit['text']} = {hit['value']}"
            errors.append({"kind": kind, "text": context, "gold": told, "got": got_told, "shape": _shape(row, wanted)})
    for extra in free:
        context = row["text"][max(0, extra["start"] - 60) : extra["end"] + 40].replace("\n", " ")
        kind = f"spurious: {grain(extra['value'])}"
        errors.append({"kind": kind, "text": context, "gold": None, "got": extra["text"], "shape": _shape(row, extra)})


_GRAINS = (
    (r"\d{4}-\d\d-\d\d.*", "day"),
    (r"\d{4}-W\d\d.*", "week"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}", "year"),
    (r"\d{4}-(?:Q\w|H\w|SP|SU|FA|WI)", "season, quarter or half"),
    (r"\d{2,3}", "decade or century"),
    (r"(?:PAST|PRESENT|FUTURE)_REF", "vague reference"),
)


def grain(value: str | None) -> str:
    """How fine a TIMEX3 value is, in a word."""
    return next((name for pattern, name in _GRAINS if re.fullmatch(pattern, value or "")), "other value")


def kind_of_value(gold: str, got: str | None) -> str:
    """How a value is wrong: another grain, or another day, month or year of the same."""
    if grain(gold) == grain(got):
        return f"value: another {grain(gold)}"
    return f"value: {grain(gold)} as {grain(got)}"


def _shape(row: dict[str, Any], span: dict[str, Any]) -> str:
    return masked(row["text"], span["start"], span["end"])


def _to_day(value: str | None) -> str:
    return (value or "").split("T")[0]
