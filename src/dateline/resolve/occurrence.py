"""The days that a report tells for what it is about, apart from the deed: when it happened, when help was called, when the dead were found.

Phenomenon: the deed stands without a day, a sentence about it gives one. Own example: `Gunmen killed two traders at a market
in Jos. It happened late on Sunday, police said.` Days of arrest, trial and burial are none of these.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from dateline.records import DateMention, Sentence, When
from dateline.syntax import children_by, is_passive

from .event_time import clause_of_date

_LATELY = timedelta(days=31)
_BEFORE, _AFTER = 3, 5
"""How many sentences before or after a deed the day of its occurrence may stand, where the report tells several."""


@dataclass(frozen=True, slots=True)
class _Words:
    happen: frozenset[str]
    deeds: frozenset[str]
    called: frozenset[str]
    respond: frozenset[str]
    receive: frozenset[str]
    alarms: frozenset[str]
    report: frozenset[str]
    find: frozenset[str]
    bodies: frozenset[str]
    states: frozenset[str]


@cache
def _words() -> _Words:
    data = tomllib.loads((files(__package__) / "occurrence.toml").read_text(encoding="utf-8"))
    return _Words(**{name: frozenset(words.split()) for name, words in data.items()})


def days_of_occurrence(
    sentences: Sequence[Sentence], dates: Sequence[Sequence[DateMention]], published: date | None
) -> dict[int, When]:
    """For each sentence that tells the day of an occurrence, that day: no later than the report and no older than a month."""
    found: dict[int, When] = {}
    for s, mentions in zip(sentences, dates, strict=True):
        for m in mentions:
            if m.precision == "day" and m.first is not None and _is_late(m, published) and _dates_occurrence(s, m):
                found.setdefault(s.index, When(m.text, m.start, m.end, m.first, m.last, m.precision))
    return found


def _is_late(mention: DateMention, published: date | None) -> bool:
    day = date.fromisoformat(str(mention.first))
    return published is None or published - _LATELY <= day <= published


def _dates_occurrence(s: Sentence, mention: DateMention) -> bool:
    verb = clause_of_date(s, mention)
    words, lemma = _words(), s.lemmas[verb].lower()
    subjects = [s.lemmas[c].lower() for c in children_by(s, verb, "nsubj", "nsubjpass")]
    objects = [s.lemmas[c].lower() for c in children_by(s, verb, "dobj")]
    is_deed = bool(words.deeds & {*subjects})
    if lemma in words.happen:
        return is_deed
    if lemma == "take":
        return is_deed and "place" in objects
    if lemma == "break":
        return is_deed and any(s.norms[c] == "out" for c in children_by(s, verb, "prt", "advmod"))
    if lemma in words.called:
        return is_passive(s, verb)
    if lemma in words.respond:
        return bool(subjects)
    if lemma in words.receive:
        return bool(words.alarms & {*objects})
    if lemma in words.report:
        return is_deed and is_passive(s, verb)
    return lemma in words.find and _is_find(s, verb, {*subjects, *objects})


def _is_find(s: Sentence, verb: int, told: set[str]) -> bool:
    """Whether a body is found, or somebody dead or hurt."""
    below = children_by(s, verb, "oprd", "acomp", "xcomp", "ccomp", "advcl", "dobj", "conj")
    states = {s.norms[c] for b in below for c in (b, *s.children[b])}
    return bool(_words().bodies & told) or bool(_words().states & states)


def day_for(sentence: int, occurred: Mapping[int, When]) -> When | None:
    """The day of occurrence for a deed in a sentence: the last one told just before it or the next just after; else the one of
    the report, where it tells one only."""
    before = [i for i in occurred if sentence - _BEFORE <= i <= sentence]
    after = [i for i in occurred if sentence < i <= sentence + _AFTER]
    if before or after:
        return occurred[max(before) if before else min(after)]
    days = {(w.from_, w.to) for w in occurred.values()}
    return occurred[min(occurred)] if len(days) == 1 else None
