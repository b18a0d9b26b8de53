"""How time runs through a report: whether it tells a history, and what was told last."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .date_values import DateValue, Reference, day, year

_YEAR = re.compile(r"(?<![\w$.,-])(?:1[5-9]\d\d|20\d\d|\d{3} b\.?c)(?![\w.,:]\d|%)")
_ANY_YEAR = re.compile(r"(?<![\w$.,])(?:1[789]|20)\d\d(?![\d.,:]\d|%)")
_OF_THE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|(?:last|this|next) (?:week|month|night|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
)
_LEAST_YEARS, _YEARS_FOR_ONE_DAY = 6, 5
_FAR_BACK, _FAR_AHEAD = -1, 2
_OPENING = frozenset({"", "in", "by", "during", "on", "until", "from", "since"})
_SKIPPED = frozenset(
    {"duration", "set", "past_span", "present", "past", "future", "part_of_day", "clock", "decade", "century"}
)


def is_history(texts: Sequence[str], published: date | None) -> bool:
    """Whether a report tells of years gone by rather than of the days before its publication.

    A report without a publication day is read as a history: there is nothing else to count from.
    """
    if published is None:
        return True
    years = sum(
        1 for t in texts for m in _YEAR.finditer(t) if "b" in m[0] or int(m[0]) < published.year or int(m[0][:4]) > 2100
    )
    days = sum(1 for t in texts for _ in _OF_THE_DAY.finditer(t))
    return years >= _LEAST_YEARS and years >= _YEARS_FOR_ONE_DAY * (days + 1)


def opening_reference(texts: Sequence[str], published: date | None) -> Reference:
    """Where a report begins in time; one without a publication day begins in the first year that it writes out."""
    reference = Reference(published, is_narrative=is_history(texts, published), is_undated=published is None)
    first = next((m for t in texts for m in _ANY_YEAR.finditer(t)), None) if published is None else None
    return replace(reference, story=year(int(first[0]))) if first else reference


def is_aside(reference: Reference, value: DateValue, before: str, *, is_attribute: bool, tense: str) -> bool:
    """Whether a date does not move the story on: one in parentheses, ahead of it (`would fall in 1975`), or far from it.

    `before` is what stands before it in its sentence: a far year is believed where it opens one (`In 1911, ...`).
    """
    if value.first is None or reference.story is None or reference.story.first is None:
        return False
    if is_attribute or tense == "future" or before.count("(") > before.count(")"):
        return True
    jump = value.first.year - reference.story.first.year
    return not _FAR_BACK <= jump <= _FAR_AHEAD and before.strip() not in _OPENING


def _is_over(value: DateValue, published: date | None) -> bool:
    return published is None or value.last is None or value.last <= published


def told_after(reference: Reference, rule: str, value: DateValue, *, aside: bool, is_opening: bool = True) -> Reference:
    """The reference once an expression has been told; `is_opening` where its sentence opens the report."""
    if rule in _SKIPPED:
        return reference
    if value.timex.startswith("BC"):
        number = re.match(r"BC(\d{4})", value.timex)
        return replace(reference, before_christ=int(number[1])) if number else reference
    business = re.fullmatch(r"(\d{4})-Q([1-4])", value.timex)
    if business and rule in {"quarter", "told_quarter"} and _is_over(value, reference.published):
        latest = (int(business[1]), int(business[2]))
        reference = replace(reference, quarter=max(latest, reference.quarter or latest))
    if value.first is None:
        return reference
    told = day(value.first) if value.precision == "day" else value
    if reference.published is None and value.precision == "day" and is_opening:
        reference = replace(reference, published=value.first)
    story = reference.story if aside and reference.story else told
    return replace(reference, told=told, story=story, before_christ=None)
