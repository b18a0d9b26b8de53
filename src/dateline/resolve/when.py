"""An event's time, from the date told for it."""

from datetime import date, timedelta

from dateline.records import DateMention, EventDraft, Sentence, When
from dateline.syntax import auxiliaries

from .event_time import is_day_of_saying

_DEEDS = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST"})


def when_of(
    mention: DateMention, s: Sentence, draft: EventDraft, published: date | None, occurred: When | None = None
) -> When:
    """The event's time; what has happened `since` a day reaches from it to the day of the report.

    A deed that is dated by a saying only was done on the day of its occurrence, where the report tells one (`occurred`), else
    on that of the saying or the day before: a range of two days.
    """
    is_perfect = any(s.norms[a] in {"have", "has", "'ve"} for a in auxiliaries(s, draft.trigger))
    if is_perfect and mention.lo and s.norms[mention.lo - 1] == "since" and mention.first and published:
        last = max(mention.first, published.isoformat())
        return When(mention.text, mention.start, mention.end, mention.first, last, "range")
    is_done = draft.event_type in _DEEDS and draft.status == "occurred"
    if is_done and mention.precision == "day" and mention.first and is_day_of_saying(s, draft.trigger, mention):
        if occurred is not None and occurred.from_ and occurred.from_ <= mention.first:
            return occurred
        before = date.fromisoformat(mention.first) - timedelta(days=1)
        return When(mention.text, mention.start, mention.end, before.isoformat(), mention.last, "range")
    return When(mention.text, mention.start, mention.end, mention.first, mention.last, mention.precision)
