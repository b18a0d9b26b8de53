"""An event's time, from the date told for it."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from dateline.records import DateMention, EventDraft, Sentence, When
from dateline.syntax import ancestors, auxiliaries, children_by

from .event_time import clause_of_date, is_day_of_saying, time_of_event

_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})


def when_of(
    mention: DateMention, s: Sentence, draft: EventDraft, published: date | None, occurred: When | None = None
) -> When:
    """The event's time; what has happened `since` a day reaches from it to the day of the report.

    A deed that is dated by a saying only was done on the day of its occurrence, where the report tells one (`occurred`), else
    on that of the saying or the day before: a range of two days.
    """
    is_perfect = any(s.norms[a] in {"have", "has", "'ve"} for a in auxiliaries(s, draft.trigger))
    if is_perfect and _is_since(s, mention, draft.trigger) and mention.first and published:
        last = max(mention.first, published.isoformat())
        return When(mention.text, mention.start, mention.end, mention.first, last, "range")
    is_done = draft.event_type in _DEEDS and draft.status == "occurred"
    if is_done and mention.precision == "day" and mention.first and is_day_of_saying(s, draft.trigger, mention):
        if occurred is not None and occurred.from_ and occurred.from_ <= mention.first:
            return occurred
        before = date.fromisoformat(mention.first) - timedelta(days=1)
        return When(mention.text, mention.start, mention.end, before.isoformat(), mention.last, "range")
    return When(mention.text, mention.start, mention.end, mention.first, mention.last, mention.precision)


def _is_since(s: Sentence, mention: DateMention, trigger: int) -> bool:
    """Whether a date is one `since` which something has been, told alone or by a clause (`since the mayor left in May, X has …`)."""
    if mention.lo and s.norms[mention.lo - 1] == "since":
        return True
    clause = clause_of_date(s, mention)
    return clause != trigger and any(s.norms[m] == "since" for m in children_by(s, clause, "mark"))


_AFTER = {"after": -1, "before": 1}
_DAYS = re.compile(r"P(\d{1,3})D")


def when_apart(s: Sentence, trigger: int, dates: Sequence[DateMention]) -> When | None:
    """The day of a clause that is told by how long it was before or after its main clause, where that has a day.

    Own examples: `met on Friday, two days after the army had left Bria`; `freed the nuns on 3 May, hours before talks began`.
    """
    clause = next((t for t in (trigger, *ancestors(s, trigger)) if s.deps[t] == "advcl"), None)
    if clause is None:
        return None
    mark = next((m for m in children_by(s, clause, "mark", "prep", "advmod") if s.norms[m] in _AFTER), None)
    index = time_of_event(s, s.heads[clause], dates)
    if not mark or index is None or dates[index].precision != "day" or dates[index].first is None:
        return None
    told = next((d for d in dates if d.hi == mark and _DAYS.fullmatch(d.timex_value)), None)
    if told is not None and (found := _DAYS.fullmatch(told.timex_value)):
        days, start, end, text = int(found[1]), told.start, told.end, told.text
    elif s.lemmas[mark - 1] in {"hour", "minute"}:
        days, start, end, text = 0, s.starts[mark - 1], s.ends[mark - 1], s.words[mark - 1]
    else:
        return None
    first = dates[index].first
    assert first is not None
    day = (date.fromisoformat(first) + timedelta(days=_AFTER[s.norms[mark]] * days)).isoformat()
    return When(text, start, end, day, day, "day")
