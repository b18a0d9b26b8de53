"""Time expressions of a sentence or a whole report, resolved against the publication date."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.records import DateMention, Sentence
from dateline.syntax import auxiliaries, governing_verb

from .date_rules import RULES
from .date_values import DateValue, Reference

_TRIGGER = re.compile(
    r"\d|day|night|week|month|year|today|tomorrow|morning|evening|noon|january|february|march|april|may|june|july|august|"
    r"sept|octo|novem|decem|jan\.|feb\.|aug\.|oct\.|nov\.|dec\.|spring|summer|autumn|winter|decade|centur|hour|minute|second|"
    r"christmas|easter|eid|nowruz|hallowe|thanksgiving|now|current|recent|future|past|previous|former|once|quarter|annual|"
    r"daily|time|fall"
)
_LEADING = re.compile(
    r"^(?:on|for|over the|in the|for the|by the|at the|at|between|from|overnight on|the(?= past| last| next))\s+"
)


def find_dates(s: Sentence, published: date | None) -> list[DateMention]:
    """The time expressions of one sentence in text order; relative ones count from `published`."""
    return _find(s, Reference(published))[0]


def find_document_dates(sentences: Sequence[Sentence], published: date | None) -> list[list[DateMention]]:
    """The time expressions of a report's sentences; a day or year told earlier is carried on (`the next day`, `in May`)."""
    found: list[list[DateMention]] = []
    told: date | None = None
    for s in sentences:
        mentions, told = _find(s, Reference(published, told))
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


def _find(s: Sentence, reference: Reference) -> tuple[list[DateMention], date | None]:
    text = flat_text(s)
    if not _TRIGGER.search(text):
        return [], reference.told
    matches: list[tuple[int, int, int, re.Match[str]]] = []
    for rank, (pattern, _) in enumerate(RULES):
        matches.extend((m.start(), -m.end(), rank, m) for m in pattern.finditer(text) if m.end() > m.start())
    found: list[DateMention] = []
    told, at = reference.told, -1
    for start, minus_end, rank, match in sorted(matches, key=lambda f: (f[0], f[1], f[2])):
        if start < at:
            continue
        lo, hi = bisect_right(s.starts, s.start + start) - 1, bisect_left(s.starts, s.start - minus_end)
        if hi <= lo or _is_month_verb(s, lo, hi):
            continue
        value = RULES[rank][1](match, replace(reference, told=told, is_future=_is_future(s, lo)))
        if value is None:
            continue
        found.append(_mention(s, text, start, -minus_end, value))
        at = -minus_end
        if value.first is not None and value.precision in {"day", "month", "year"}:
            told = value.first
    return found, told


def _mention(s: Sentence, text: str, start: int, end: int, value: DateValue) -> DateMention:
    words = text[start:end]
    lead = _LEADING.match(words)
    start += lead.end() if lead else 0
    while end > start and text[end - 1] == " ":
        end -= 1
    lo = bisect_right(s.starts, s.start + start) - 1
    hi = max(bisect_left(s.starts, s.start + end), lo + 1)
    start, end = s.starts[lo], s.ends[hi - 1]
    shown = "".join(s.words[i] + (" " * (s.starts[i + 1] - s.ends[i]) if i + 1 < hi else "") for i in range(lo, hi))
    return DateMention(
        s.index,
        lo,
        hi,
        start,
        end,
        shown,
        value.first.isoformat() if value.first else None,
        value.last.isoformat() if value.last else None,
        value.precision,
        value.kind,
        value.timex,
    )


def _is_month_verb(s: Sentence, lo: int, hi: int) -> bool:
    """`may` and `march` as verbs, `second` as an ordinal."""
    return hi - lo == 1 and s.norms[lo] in {"may", "march", "second", "fall"} and s.pos[lo] not in {"PROPN"}


def _is_future(s: Sentence, token: int) -> bool:
    """Whether the clause of a token points ahead: `will`, `would`, `to` after a plan, `plans to`, `is to`."""
    verb = token if s.pos[token] in {"VERB", "AUX"} else governing_verb(s, token)
    while verb is not None:
        words = {s.norms[a] for a in auxiliaries(s, verb)}
        if words & {"will", "'ll", "shall", "wo"}:
            return True
        if "to" in words and s.deps[verb] in {"xcomp", "acl", "ROOT", "advcl", "ccomp"}:
            return True
        if s.deps[verb] not in {"xcomp", "pcomp"}:
            return False
        verb = governing_verb(s, verb)
    return False


__all__ = ["find_dates", "find_document_dates", "flat_text"]
