"""What kind of mistake a missed triple is: which of its parts the nearest event has, and which not."""

from collections.abc import Callable, Sequence

from dateline.records import ActorRef, Event

from .coding import overlaps

Spans = Sequence[Sequence[int]]


def kind_of_miss(
    events: Sequence[Event], gold_type: str, sides: tuple[Spans, Spans], actors: Spans, same: Callable[[Event], bool]
) -> str:
    """The kind of a missed row: `sides` are the gold spans, `actors` those of all mentions, `same` tells the gold's type."""
    if not events:
        return "no event coded"
    source, target = sides
    linked = [e for e in events if meets(e.source, source) and meets(e.target, target)]
    if linked:
        return f"wrong type: {gold_type} as {linked[0].event_type}"
    typed = [e for e in events if same(e)]
    if any(meets(e.source, target) and meets(e.target, source) for e in typed):
        return "right type, sides turned round"
    unknown = [name for name, spans in (("source", source), ("target", target)) if not _any(actors, spans)]
    if typed and unknown:
        return f"right type, no actor found at the {' and '.join(unknown)}"
    for e in typed:
        if meets(e.source, source):
            return "right type, target " + ("open" if not e.target else "wrong")
        if meets(e.target, target):
            return "right type, source " + ("open" if not e.source else "wrong")
    if typed:
        return "right type, other sides"
    return f"{gold_type} not coded, other events are"


def meets(actors: Sequence[ActorRef], spans: Spans) -> bool:
    """Whether an actor overlaps one of the spans."""
    return _any([(a.start, a.end) for a in actors], spans)


def _any(found: Spans, spans: Spans) -> bool:
    return any(overlaps((a, b), (x, y)) for a, b in found for x, y in spans)
