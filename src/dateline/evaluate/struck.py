"""The counting rule of the stream's keepers: who was shot and did not die was injured, whether or not a report says so."""

import re
from collections.abc import Iterable

from dateline.records import ActorRef, Event

_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())}
_STRUCK = re.compile(r"(?:shot|shoot\w*|struck|strik\w+|hit|stabb\w+|wound\w*|graz\w+|injur\w+)$", re.I)
_THINGS = re.compile(r"\b(?:home|house|apartment|street|car|vehicle|door|window|building|store|bar|club|dog)s?\b", re.I)
_PLURALS = frozenset({"men", "women", "people", "children", "police"})
_OWNERS = frozenset({"a", "an", "the", "his", "her", "their"})


def number_struck(events: Iterable[Event]) -> int:
    """The most persons that one event of a report tells to have been shot, stabbed or hit; 0 where none does."""
    return max((sum(map(_number, _persons(e))) for e in events if _is_blow(e)), default=0)


def _is_blow(event: Event) -> bool:
    words = event.evidence[0].text.split() if event.evidence else []
    return (
        event.event_type == "ASSAULT"
        and event.status in {"occurred", "ongoing"}
        and bool(words and _STRUCK.match(words[-1]))
    )


def _persons(event: Event) -> list[ActorRef]:
    return [a for a in event.target if not _THINGS.search(a.text)]


def _number(actor: ActorRef) -> int:
    words = actor.text.lower().split() or [""]
    for word in words[:3]:
        if word in _NUMBERS:
            return _NUMBERS[word]
        if word.isdigit() and len(word) < 3:
            return int(word)
    is_plural = words[-1] in _PLURALS or (
        words[-1].endswith("s") and words[0] not in _OWNERS and actor.text[0].islower()
    )
    return 2 if is_plural else 1
