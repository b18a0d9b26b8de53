"""Who moves, whom it meets, and from when to when: read from the event, its speakers and the words of the sentence."""

import re
from collections.abc import Iterable
from typing import Any

from .cues import load_cues
from .passages import Passage, Record
from .sides import Sides
from .terms import due_before, is_indefinite, lasting, named_span, within

Roles = tuple[tuple[str, ...], tuple[str, ...]]
_SAYING = frozenset({"ACCUSE", "REJECT"})
_EDGE = re.compile(r", | after | and (?=(?:said|told|announced|added|warned|urged|vowed|thanked)\b)")
_THOSE_TALKS = re.compile(r"(?:The|These|Those) (?:\w+ )?(?:talks|negotiations|meeting)\b")


def trigger_of(event: Record) -> str:
    """The words of the event's trigger, empty where none is kept."""
    return next((str(e["text"]) for e in event["evidence"] if e["field"] == "trigger"), "")


def text_from_trigger(event: Record, text: str) -> str:
    """The sentence from the trigger on."""
    return text[max(text.find(trigger_of(event)), 0) :]


def near(event: Record, text: str) -> str:
    """The words about the trigger, within the clause as commas and `after` part it."""
    trigger = trigger_of(event)
    at = text.find(trigger)
    if at < 0:
        return text
    edges = [m.start() for m in _EDGE.finditer(text)]
    left = max((e for e in edges if e < at), default=0)
    ends = [e for e in edges if e > at]
    return text[left : min(ends, default=len(text))]


def roles_of(kind: str, topic: str, event: Record, passage: Passage, sides: Sides) -> Roles:
    """Who moves and whom it meets. A speaker stands in where no source is a party (`promised that they would`)."""
    whole, text = passage.report["text"], passage.text
    source, target = sides.parties_of(event["source"], whole), sides.parties_of(event["target"], whole)
    named = sides.named_in(text)
    if kind in {"attack", "deliver"}:
        return source, tuple(p for p in target if p not in source) or (source if len(source) > 1 else ())
    if kind in {"begin", "brokered"}:
        return (), ()
    if kind == "accuse":
        return _charge(event, passage, sides)
    told = sides.told_in(text, passage.before)
    speakers = _speakers(passage.events if kind == "deny" else (event,), sides)
    who = source or speakers
    if kind == "deny":
        who = speakers or sides.parties_of(a for e in passage.events if e["event_type"] in _SAYING for a in e["source"])
        who = who or told[:1]
    elif kind == "called_off":
        who = (speakers if event["event_type"] == "CONSULT" else ()) or who or target
    elif kind in {"end", "hold"}:
        who = who or sides.named_in(text[: max(text.find(trigger_of(event)), 0)])[:1]
    elif kind in {"sign", "held", "announced", "resumed"} or topic == "signing":
        both = {*who, *target}
        others = named if passage.is_coded and len(named) > 1 else told
        who = tuple(p for p in sides.parties if p in both or (len(both) < 2 and p in others))
        if kind in {"held", "announced", "resumed"} and len(who) < 2 and _THOSE_TALKS.match(text):
            who = sides.told_in("both sides", passage.before)
    elif kind == "agree" and topic == "ceasefire" and _is_joint(text):
        who = tuple(p for p in sides.parties if p in who or p in named)
    elif kind == "agree" and topic == "withdrawal" and re.search(r"\bforeign\b", text):
        who = tuple(p for p in who if p in sides.foreign)
    elif kind == "offer" or (kind in {"agree", "refuse"} and not passage.is_coded):
        who = who or told[:1]
    elif kind == "seek" and not who and not passage.is_coded:
        who = told[:1]
    elif kind == "seek" and not who:
        who = sides.told_in(text[: max(text.find(trigger_of(event)), 0)], passage.before)[:1]
    others = _others(who, (*target, *source) if kind == "called_off" else target, named, sides)
    return (others, who) if kind == "seek" else (who, others)


def _charge(event: Record, passage: Passage, sides: Sides) -> Roles:
    """Who accuses and who is accused: by the words before and after the charge where the event does not tell."""
    text, cues = passage.text, load_cues()
    if re.search(r"\beach (?:side|other)\b|\baccused each other\b|\bone another\b", text, re.IGNORECASE):
        both = sides.told_in(text, passage.before)
        return both, both
    accusing = [e for e in passage.events if e["event_type"] in _SAYING]
    by = _speakers(passage.events, sides) or sides.parties_of(a for e in accusing for a in e["source"])
    cue = cues.acts["accuse"].search(text)
    verb = cue or re.search(r"\b(?:accus|blam|said|say|told|charg)\w*\b", text, re.IGNORECASE)
    before, after = (text[: verb.start()], text[verb.end() if cue is None else verb.start() :]) if verb else ("", text)
    by = by or sides.told_in(before, passage.before)[:1]
    on = sides.parties_of(a for e in accusing for a in e["target"])
    on = on or tuple(p for p in sides.told_in(after, passage.before) if p not in by)
    return by, tuple(p for p in on if p not in by) or _others(by, (), (), sides)


def _speakers(events: Iterable[Record], sides: Sides) -> tuple[str, ...]:
    return sides.parties_of(a["speaker"] for e in events for a in e["attribution"] if a["speaker"])


def _is_joint(text: str) -> bool:
    cues = load_cues()
    return cues.does("mutual", text) and not cues.does("unilateral", text)


def _others(who: tuple[str, ...], target: tuple[str, ...], named: tuple[str, ...], sides: Sides) -> tuple[str, ...]:
    """The other side: the only other party that the sentence names, else the target, else the adversary."""
    elsewhere = tuple(p for p in named if p not in who)
    acted_on = tuple(p for p in sides.parties if p in target and p not in who)
    found = elsewhere if who and len(elsewhere) == 1 else acted_on or elsewhere
    return found or (sides.adversaries(who) if who or len(sides.parties) == 2 else ())


def dates_of(
    kind: str, topic: str, event: Record, passage: Passage, day: str
) -> tuple[str | None, str | None, str | None]:
    """Start and end of a ceasefire, or the day by which something is due."""
    when: dict[str, Any] = event["when"] or {}
    both = f"{passage.text} {passage.after}"
    if topic == "ceasefire" and kind in {"offer", "seek"}:
        return None, None, None
    if topic == "ceasefire" and kind in {"agree", "sign"}:
        is_to_come = event["status"] == "future" or re.search(r"\b(?:will|would)\b", passage.text) is not None
        named = named_span(passage.text, day)[0] if is_to_come else None
        later = when.get("from") if event["status"] == "future" else None
        start = str(named or later or day)
        span = None if is_indefinite(passage.text) else lasting(both)
        return start, span.last_day(start) if span else None, None
    span = within(_clause(event, passage.text) if passage.is_coded else passage.text)
    if span:
        return None, None, span.after(day)
    before = due_before(passage.text, day)
    is_later = bool(when.get("to") and when["to"] > day)
    return None, None, before or (str(when["to"]) if is_later else None)


def _clause(event: Record, text: str) -> str:
    """The words from the trigger on, up to where another clause is joined."""
    at = max(text.find(trigger_of(event)), 0)
    end = text.find(", and ", at)
    return text[at : end if end > 0 else len(text)]
