"""Harm told without its deed: a report that comes back to what became of those who were hit.

Phenomenon: the deed stands in one sentence, its victims' fate in others. Own example: `Gunmen fired on a bus near Maroua on
Monday. Nine passengers were taken to hospital. Two of them died on Tuesday.` The figures belong to the deed told last, else
to the first one told after; not those of another day, of an illness, or of what might have been.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.records import Attribution, Casualty, CasualtyMention, DateMention, Event, Sentence, Where
from dateline.syntax import ancestors, children_by, is_running_total, subjects

from .event_time import time_of_event

_PERIOD = timedelta(days=35)
_FATES = frozenset({"killed", "injured"})
_REACH = 8
"""How many sentences before a deed its harm may stand (a headline and a lead without a verb of violence)."""
_UNREAL = frozenset("would could may might will shall should 'll 'd can must".split())
_CONDITIONS = frozenset({"if", "unless", "until", "whether", "before", "lest"})

Orphan = tuple[int, CasualtyMention, Casualty]
"""A casualty that no event took: its sentence's index, the mention and the record."""


def with_fates(
    events: Sequence[Event],
    orphans: Sequence[Orphan],
    sentences: Sequence[Sentence],
    dates: Mapping[int, Sequence[DateMention]],
    located: Mapping[int, Where],
) -> list[Event]:
    """The events in the same order, each deed with the harm that other sentences tell of it.

    `dates` and `located` are the dates and the place of what happens by sentence.
    """
    index_at = {s.start: s.index for s in sentences}
    by_index = {s.index: s for s in sentences}
    deeds = [
        (index_at[e.sentence.start], n)
        for n, e in enumerate(events)
        if e.event_type == "ASSAULT" and e.status in {"occurred", "ongoing"} and e.sentence.start in index_at
    ]
    given: dict[int, list[Casualty]] = {}
    for index, mention, casualty in orphans:
        s = by_index[index]
        if mention.harm not in _FATES or mention.is_negated or not _is_told(s, mention.trigger) or mention.is_natural:
            continue
        if is_running_total(s, mention.trigger) or _is_of_a_period(s, mention.trigger, dates.get(index, ())):
            continue
        deed = _deed(index, deeds, events)
        if deed is not None and s.start < events[deed].sentence.start and _exceeds(casualty, events[deed]):
            continue
        if deed is not None and _is_elsewhere(located.get(index), events[deed].where):
            continue
        if deed is not None and not _on_another_day(s, mention.trigger, dates.get(index, ()), events[deed]):
            given.setdefault(deed, []).append(_with_own_speaker(casualty, events[deed]))
    return [replace(e, casualties=(*e.casualties, *given[n])) if n in given else e for n, e in enumerate(events)]


def _with_own_speaker(casualty: Casualty, deed: Event) -> Casualty:
    """The figure, whose speaker is told with it only where it is not who tells of the deed."""
    own, of_deed = (_last_speaker(told or ()) for told in (casualty.attribution, deed.attribution))
    return replace(casualty, attribution=None) if own == of_deed else casualty


def _last_speaker(told: Sequence[Attribution]) -> str | None:
    """What tells the innermost speaker from others: the id, else the name; empty where he is unnamed, None where nobody speaks."""
    if not told:
        return None
    speaker = told[-1].speaker
    return (speaker.actor_id or (speaker.name or speaker.text).lower()) if speaker is not None else ""


_COUNTING = frozenset("report count record register confirm cite list announce tally document".split())
_PARTS = frozenset({"amod", "nummod", "acl", "compound", "quantmod", "nmod", "pobj", "prep"})


def counter_of(s: Sentence, token: int) -> tuple[int, int] | None:
    """Who is told to have counted a figure, and the verb: `the clinic registered nine dead`; None where nobody is."""
    while s.deps[token] in _PARTS and s.heads[token] != token and s.pos[s.heads[token]] != "VERB":
        token = s.heads[token]
    verb = s.heads[token]
    if s.deps[token] != "dobj" or s.lemmas[verb].lower() not in _COUNTING:
        return None
    found = subjects(s, verb)
    return (found[0], verb) if found else None


def _deed(index: int, deeds: Sequence[tuple[int, int]], events: Sequence[Event]) -> int | None:
    """The deed that a fate in sentence `index` belongs to: the last one told as news, else the next, else one of background."""
    news = [(at, n) for at, n in deeds if not events[n].historical]
    before = [n for at, n in news if at <= index]
    after = [n for at, n in news if index < at <= index + _REACH]
    past = [n for at, n in deeds if at <= index]
    return before[-1] if before else after[0] if after else past[-1] if past else None


def _is_elsewhere(told: Where | None, deed: Where | None) -> bool:
    """Whether a sentence tells another place than the deed's, both known."""
    if told is None or deed is None or told.country is None or deed.country is None:
        return False
    if told.country != deed.country or (told.admin1 and deed.admin1 and told.admin1 != deed.admin1):
        return True
    return told.precision == deed.precision == "place" and told.name != deed.name


def _is_told(s: Sentence, trigger: int) -> bool:
    """Whether the harm is told as having happened: no question, no modal, no infinitive, no condition above it.

    Sums of `casualties` are of whole campaigns as often as of one deed.
    """
    if s.words[-1] == "?" or s.lemmas[trigger].lower() == "casualty" or s.tags[trigger] == "VBP":
        return False
    if s.tags[trigger] == "VB" and not any(s.lemmas[c] == "do" for c in children_by(s, trigger, "aux")):
        return False  # `Do not let him die`
    chain = [trigger, *ancestors(s, trigger)]
    for token in chain:
        if any(s.norms[c] in _UNREAL for c in children_by(s, token, "aux", "auxpass")):
            return False
        if any(s.norms[c] == "to" for c in children_by(s, token, "aux")):
            return False
        if any(s.norms[c] in _CONDITIONS for c in children_by(s, token, "mark", "advmod")):
            return False
        if s.norms[token] in _CONDITIONS and s.deps[token] in {"prep", "mark"}:
            return False
        if s.deps[token] in {"ccomp", "ROOT", "relcl"} and s.pos[token] in {"VERB", "AUX"}:
            return True
    return True


def _on_another_day(s: Sentence, trigger: int, dates: Sequence[DateMention], deed: Event) -> bool:
    """Whether the harm is told for a time before the deed."""
    at = time_of_event(s, trigger, dates)
    told = dates[at].last if at is not None else None
    if told is None or deed.when is None or deed.when.from_ is None:
        return False
    return date.fromisoformat(told) < date.fromisoformat(deed.when.from_) - timedelta(days=1)


def _is_of_a_period(s: Sentence, trigger: int, dates: Sequence[DateMention]) -> bool:
    """Whether the harm is told for a time so long that its figure sums up many deeds (`so far this year`)."""
    at = time_of_event(s, trigger, dates)
    first, last = (dates[at].first, dates[at].last) if at is not None else (None, None)
    return first is not None and last is not None and date.fromisoformat(last) - date.fromisoformat(first) >= _PERIOD


def _exceeds(casualty: Casualty, deed: Event) -> bool:
    """Whether a figure told before a deed is greater than what the deed's own sentence tells of such harm."""
    own = [c for c in deed.casualties if c.harm == casualty.harm and not c.is_subtotal]
    told = [c.best for c in own if c.best is not None and c.bound == "exact"]
    return bool(own) and len(told) == len(own) and (casualty.low or 0) > sum(told)
