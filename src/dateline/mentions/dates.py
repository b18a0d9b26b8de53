"""Time expressions of a sentence or a whole report, resolved against the publication date."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.records import DateMention, Sentence

from .actor_words import FACILITY_HEADS, ORGANISATION_HEADS
from .date_rules import Rule, load_grammar
from .date_story import is_aside, opening_reference, told_after
from .date_tense import is_reported_at, tense_at
from .date_values import DateValue, Reference, day

_LEADING = re.compile(
    r"^(?:on|for|over the|in the|for the|by the|at the|at|in|within|between|from|overnight on|the(?= past| last| next))\s+"
)
_BETWEEN = re.compile(r"[ ,(]*(?:(?:on|of|at|in|the) )*[ ,(]*")
_NO_YEAR_WITHOUT = frozenset(
    "in since until till of by from during before after to and circa around about through early late mid year between".split()
)

_OPENING = 3
"""Sentences in which a report that has no day of publication may tell the day on which it stands."""
_ATTRIBUTES = frozenset({"nummod", "compound", "nmod", "amod"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A resolved match: character offsets within the sentence."""

    start: int
    end: int
    rule: str
    value: DateValue


def find_dates(s: Sentence, published: date | None) -> list[DateMention]:
    """The time expressions of one sentence in text order; relative ones count from `published`."""
    return _find(s, Reference(published))[0]


def find_document_dates(sentences: Sequence[Sentence], published: date | None) -> list[list[DateMention]]:
    """The time expressions of a report's sentences; a day or year told earlier is carried on (`the next day`).

    In a history (years written out again and again, hardly a weekday) a month or season is one of the year told last.
    """
    reference = opening_reference([flat_text(s) for s in sentences], published)
    found: list[list[DateMention]] = []
    for s in sentences:
        mentions, reference = _find(s, reference)
        found.append(mentions)
    return found


def flat_text(s: Sentence) -> str:
    """The sentence's words in lower case at their own offsets, white space between."""
    parts, at = [], s.start
    for norm, word, start, end in zip(s.norms, s.words, s.starts, s.ends, strict=True):
        parts.append(" " * (start - at))
        parts.append(norm if len(norm) == end - start else word)
        at = end
    return "".join(parts)


def _find(s: Sentence, reference: Reference) -> tuple[list[DateMention], Reference]:
    text = flat_text(s)
    if not load_grammar().trigger.search(text):
        return [], reference
    found: list[_Found] = []
    at = -1
    for start, rule, match in _matches(text):
        if start < at:
            continue
        lo, hi = _tokens(s, start, match.end())
        if hi <= lo or not _is_time(s, lo, hi, rule.name):
            continue
        tense = tense_at(s, lo, load_grammar())
        is_reported = tense == "future" and is_reported_at(s, lo)
        value = _resolved(rule, match, replace(reference, tense=tense, is_reported=is_reported))
        if value is None:
            continue
        found.append(_Found(start, match.end(), rule.name, value))
        at = match.end()
        is_attribute = rule.name == "year" and s.heads[hi - 1] >= hi and s.deps[hi - 1] in _ATTRIBUTES
        aside = is_aside(reference, value, text[:start], is_attribute=is_attribute, tense=tense)
        reference = told_after(reference, rule.name, value, aside=aside, is_opening=s.index < _OPENING)
        if value.precision == "day" and value.first and not aside and tense != "future":
            reference = replace(reference, last_day=value.first)
    joined = _join_hours(found, text, reference)
    return [_mention(s, text, f) for f in joined], reference


def _resolved(rule: Rule, match: re.Match[str], reference: Reference) -> DateValue | None:
    """What the rule makes of the words, None for nothing and for a day beyond the calendar (`99999 years ago`)."""
    try:
        return rule.resolve(match, reference)
    except (ValueError, OverflowError):
        return None


def _matches(text: str) -> list[tuple[int, Rule, re.Match[str]]]:
    """Every rule's matches, from left to right; of those from the same place the longest, then the earliest rule."""
    asked: dict[re.Pattern[str], bool] = {}
    for rule in load_grammar().rules:
        if rule.needs and rule.needs not in asked:
            asked[rule.needs] = bool(rule.needs.search(text))
    matches = [
        (m.start(), -m.end(), rank, m)
        for rank, rule in enumerate(load_grammar().rules)
        if rule.needs is None or asked[rule.needs]
        for m in rule.pattern.finditer(text)
        if m.end() > m.start()
    ]
    matches.sort(key=lambda f: f[:3])
    return [(start, load_grammar().rules[rank], m) for start, _, rank, m in matches]


def _tokens(s: Sentence, start: int, end: int) -> tuple[int, int]:
    return bisect_right(s.starts, s.start + start) - 1, bisect_left(s.starts, s.start + end)


def _is_time(s: Sentence, lo: int, hi: int, rule: str) -> bool:
    """Whether words that may mean something else mean a time: `may` as a verb, `1,190 men`, `Resolution 1483`."""
    if rule == "month" and hi - lo == 1 and s.norms[lo] in {"may", "march"}:
        return s.pos[lo] == "PROPN"
    if rule == "season" and hi - lo == 1 and s.norms[lo] in {"spring", "fall"}:
        return s.pos[lo] in {"NOUN", "PROPN"}
    if rule == "year" and hi - lo == 1:
        return _is_year(s, lo)
    if rule == "month" and hi - lo == 1:
        is_day = (hi < len(s) and s.norms[hi].isdigit()) or (lo > 0 and s.norms[lo - 1].isdigit())
        return not is_day or not _is_in_name(s, hi + (hi < len(s) and s.norms[hi].isdigit()))
    return rule != "day_month" or not _is_in_name(s, hi)


def _is_in_name(s: Sentence, hi: int) -> bool:
    """Whether a day is part of the name that ends behind it: `the May 22 hospital`, `the 14 July Bridge`, `April 6 Movement`.

    Phenomenon: days of which something is called. A deed on a day keeps it (`the May 22 raid`, `the May 22 school shooting`).
    """
    if hi >= len(s) or s.deps[hi] == "compound" or s.pos[hi] not in {"NOUN", "PROPN"}:
        return False
    return s.lemmas[hi].lower() in FACILITY_HEADS or s.norms[hi] in ORGANISATION_HEADS


def _is_year(s: Sentence, token: int) -> bool:
    if not s.norms[token].isdigit():
        return True
    head = s.heads[token]
    if s.deps[token] == "nummod" and token < head and s.tags[head] in {"NNS", "NNPS"}:
        return False
    before = s.norms[token - 1] if token else ""
    if before in {"$", "£", "€", "#", "resolution", "resolutions", "no.", "number", "room", "flight"}:
        return False
    return "1700" <= s.norms[token] <= "2100" or before in _NO_YEAR_WITHOUT


def _join_hours(found: list[_Found], text: str, reference: Reference) -> list[_Found]:
    """Hours and parts of a day take the date that stands beside them: `10 p.m. Wednesday`, `the morning of 6 June`."""
    joined: list[_Found] = []
    for item in found:
        last = joined[-1] if joined else None
        if last and _BETWEEN.fullmatch(text[last.end : item.start]):
            hour, dated = (last, item) if _is_hour(last) else (item, last)
            if _is_hour(hour) and not _is_hour(dated) and dated.value.precision == "day" and dated.value.first:
                value = day(dated.value.first, hour.value.timex)
                joined[-1] = _Found(last.start, item.end, dated.rule, value)
                continue
        joined.append(item)
    return [_anchored(f, reference) if _is_hour(f) else f for f in joined if not _is_hour(f) or f.rule == "clock"]


def _is_hour(found: _Found) -> bool:
    return found.value.timex.startswith("T")


def _anchored(found: _Found, reference: Reference) -> _Found:
    """An hour that stands alone, on the day of the text."""
    told = reference.told
    base = told.first if told and told.precision == "day" else reference.anchor if reference.tells("day") else None
    published = reference.published
    if base and published and not reference.is_narrative and abs((base - published).days) > 7:
        base = published
    value = day(base, found.value.timex) if base else replace(found.value, timex="XXXX-XX-XX" + found.value.timex)
    return replace(found, value=value)


def _mention(s: Sentence, text: str, found: _Found) -> DateMention:
    start, end = found.start, found.end
    lead = _LEADING.match(text[start:end])
    start += lead.end() if lead else 0
    while end > start and text[end - 1] in " (":
        end -= 1
    lo, hi = _tokens(s, start, end)
    hi = max(hi, lo + 1)
    shown = "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))
    value = found.value
    return DateMention(
        s.index,
        lo,
        hi,
        s.starts[lo],
        s.ends[hi - 1],
        shown,
        value.first.isoformat() if value.first else None,
        value.last.isoformat() if value.last else None,
        value.precision,
        value.kind,
        value.timex,
    )


__all__ = ["find_dates", "find_document_dates", "flat_text"]
