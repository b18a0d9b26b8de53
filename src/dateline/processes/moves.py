"""What parties do with promises and talks, one move an event: sought, offered, agreed, delivered, refused, ended, accused."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from .cues import Cues, load_cues, tells_of_signing
from .passages import Passage, Record, day_of, is_background, proof_of
from .sides import Sides
from .state import Proof
from .terms import condition_in, is_indefinite, lasting_days, later, within_days

_TOLD = frozenset({"occurred", "ongoing"})
_DELIVERY = {"release": "release", "withdraw": "withdrawal", "disarm": "disarmament", "access": "access"}
_SIGNED = ("ceasefire", "withdrawal", "disarmament", "access", "release", "power_sharing")
_UNSIGNED = re.compile(
    r"\b(?:(?:will|would|to|not) sign\b|(?:since|before|under|when|unless|if)\b[^,]*\bsign)", re.IGNORECASE
)
"""A signing that is to come, or that only dates something else (`the first since the two sides signed an agreement`)."""

_PROMISING = frozenset({"AGREE", "CONCEDE", "SUPPORT", "COOPERATE", "RETREAT", "CONSULT"})


@dataclass(frozen=True, slots=True)
class Move:
    """`kind` is seek, offer, agree, sign, deliver, refuse, end, hold, accuse, deny, attack, held, announced, resumed or called_off.

    `who` moves, `to_whom` is met by it; for seek, `who` is the one who is to promise.
    """

    kind: str
    topic: str
    day: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    proof: Proof
    event: Record
    passage: Passage
    mediators: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    due: str | None = None
    number: int | None = None
    condition: str | None = None


def moves_of(passage: Passage, sides: Sides) -> list[Move]:
    """The moves that a sentence tells, in text order."""
    cues = load_cues()
    found: list[Move] = []
    for event in passage.events:
        kind, topic = _kind(event, passage, sides, cues)
        if kind:
            found += _made(kind, topic, event, passage, sides)
    kinds = {m.kind for m in found}
    for kind, topic in _told_by_sentence(passage, sides, cues):
        if kind not in kinds:
            found += _made(kind, topic, passage.events[0], passage, sides)
    return found + _signed_promises(found, passage, sides, cues)


def _signed_promises(found: list[Move], passage: Passage, sides: Sides, cues: Cues) -> list[Move]:
    """What a signed agreement is told to hold, as promises of those who signed; of foreign parties where it says foreign."""
    signed = next((m for m in found if m.kind == "sign" and len(m.who) > 1), None)
    if signed is None:
        return []
    made = []
    for topic in cues.topics_of(passage.text):
        if topic in _SIGNED:
            is_foreign = topic == "withdrawal" and sides.foreign and re.search(r"\bforeign\b", passage.text)
            who = tuple(p for p in signed.who if p in sides.foreign) if is_foreign else signed.who
            start, end, due = _dates("agree", topic, signed.event, passage, signed.day)
            others = tuple(p for p in signed.who if p not in who)
            made.append(
                replace(signed, kind="agree", topic=topic, who=who, to_whom=others, start=start, end=end, due=due)
            )
    return made


def _told_by_sentence(passage: Passage, sides: Sides, cues: Cues) -> list[tuple[str, str]]:
    """Moves that words tell whatever the events: the end of a ceasefire, its holding, accusations of breach, denials."""
    text, found = passage.text, []
    is_ceasefire = "ceasefire" in cues.topics_of(text)
    if tells_of_signing(text) and not _UNSIGNED.search(text) and len(sides.named_in(text)) > 1:
        found.append(("sign", "agreement"))
    if cues.does("end", text) and not cues.does("violate", text) and is_ceasefire:
        found.append(("end", "ceasefire"))
    if cues.does("violate", text):
        found.append(("accuse", "ceasefire"))
    elif is_ceasefire and cues.does("hold", text) and not cues.does("end", text) and " if " not in text:
        found.append(("hold", "ceasefire"))
    if cues.does("deny", text):
        found.append(("deny", "ceasefire"))
    return found


def _kind(event: Record, passage: Passage, sides: Sides, cues: Cues) -> tuple[str | None, str]:
    """What the event does, and with what."""
    text, kind, status = passage.text, event["event_type"], event["status"]
    topic = _topic(event, passage, cues)
    if kind == "ASSAULT":
        return ("attack", "violence") if status in _TOLD and not _is_word_of_truce(event, cues) else (None, topic)
    if kind == "CONSULT":
        return _talks(event, passage, cues), "talks"
    if kind in {"REJECT", "SANCTION"} and status != "negated":
        if cues.does("call_off", _near(event, text)) and "talks" in cues.topics_of(text) + (
            ("talks",) if event["mode"] == "meet" else ()
        ):
            return "called_off", "talks"
        if kind == "REJECT" and topic and not cues.does("deny", text):
            return "refuse", topic
        return None, topic
    if kind == "REQUEST" and status in _TOLD | {"future", "sought"} and topic and not tells_of_signing(text):
        return ("agree" if cues.does("declare", _trigger(event)) else "seek"), topic
    if kind in _PROMISING:
        return _promise(event, passage, topic, cues), topic
    return None, topic


def _promise(event: Record, passage: Passage, topic: str, cues: Cues) -> str | None:
    """What kind of promise a cooperative event is."""
    text, kind, status = passage.text, event["event_type"], event["status"]
    if kind == "RETREAT" and status in _TOLD and event["mode"] in _DELIVERY:
        if is_background(event, passage) or (topic != "release" and topic not in cues.topics_of(text)):
            return None
        return "agree" if cues.does("promise", text) and _is_to_come(event, text) else "deliver"
    if status == "negated":
        return "refuse" if topic else None
    if kind in {"SUPPORT", "AGREE", "COOPERATE"} and tells_of_signing(text) and cues.does("sign", _trigger(event)):
        return "sign" if status in _TOLD else "announced"
    if not topic or kind in {"SUPPORT", "COOPERATE"}:
        return None
    if topic == "talks":
        return "announced" if status == "future" else None
    if cues.does("end", text):
        return "end"
    if cues.does("offer", _near(event, text)):
        return "offer"
    if status == "sought":
        return "seek"
    return (
        "agree"
        if kind in {"AGREE", "CONCEDE"} or status in {"future", "hypothetical"} or topic == "ceasefire"
        else None
    )


def _talks(event: Record, passage: Passage, cues: Cues) -> str | None:
    if event["status"] in _TOLD:
        near = _near(event, passage.text)
        if cues.does("call_off", near) and not cues.does("resume", near):
            return None if is_background(event, passage) else "called_off"
        return "resumed" if cues.does("resume", near) else "held"
    return "announced" if event["status"] == "future" else None


def _is_word_of_truce(event: Record, cues: Cues) -> bool:
    """An ASSAULT whose trigger is part of a truce's name or of a charge: `cessation of hostilities`, `violated the truce`."""
    target = " ".join(a["text"] for a in event["target"])
    words = _trigger(event)
    return (
        cues.does("violate", words)
        or cues.topic_of(target) == "ceasefire"
        or words.lower() in {"hostilities", "violence", "war"}
    )


def _is_to_come(event: Record, text: str) -> bool:
    """Whether a release is decided rather than done: `decided to free`, `will release`."""
    trigger = _trigger(event)
    before = text[: text.find(trigger)] if trigger in text else text
    return before.rstrip().lower().endswith((" to", " will", " would"))


def _topic(event: Record, passage: Passage, cues: Cues) -> str:
    """What is promised: by the mode, by the words from the trigger on, else by the whole sentence. Empty where nothing is."""
    if event["event_type"] == "RETREAT" and event["mode"] in _DELIVERY:
        return _DELIVERY[event["mode"]]
    trigger = _trigger(event)
    at = passage.text.find(trigger)
    target = " ".join(a["text"] for a in event["target"])
    words = (target, passage.text[max(at, 0) :], passage.text)
    return next((topic for w in words if (topic := cues.topic_of(w))), "")


def _trigger(event: Record) -> str:
    return next((str(e["text"]) for e in event["evidence"] if e["field"] == "trigger"), "")


def _near(event: Record, text: str) -> str:
    """The words about the trigger, within the clause as commas and `after` part it."""
    trigger = _trigger(event)
    at = text.find(trigger)
    if at < 0:
        return text
    left = max(text.rfind(", ", 0, at), text.rfind(" after ", 0, at), 0)
    ends = [i for i in (text.find(", ", at), text.find(" after ", at)) if i > 0]
    return text[left : min(ends, default=len(text))]


def _clause(event: Record, text: str) -> str:
    """The words from the trigger on, up to where another clause is joined."""
    at = max(text.find(_trigger(event)), 0)
    end = text.find(", and ", at)
    return text[at : end if end > 0 else len(text)]


def _made(kind: str, topic: str, event: Record, passage: Passage, sides: Sides) -> list[Move]:
    day = day_of(event, passage) or (passage.published if kind != "attack" else None)
    if day is None:
        return []
    who, to_whom = _roles(kind, topic, event, passage, sides)
    start, end, due = _dates(kind, topic, event, passage, day)
    numbers = [c["best"] for c in event["casualties"] if c["harm"] == "released" and c["best"] is not None]
    places = sides.mediators_of([*event["mediator"], *event["source"], *event["target"]])
    return [
        Move(
            kind, topic, day, who, to_whom, proof_of(event, passage, day), event, passage,
            tuple(dict.fromkeys((*places, *sides.mediators_named_in(passage.text)))), start, end, due,
            sum(numbers) if numbers else None, condition_in(passage.text),
        )
    ]  # fmt: skip


def _roles(
    kind: str, topic: str, event: Record, passage: Passage, sides: Sides
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who moves and whom it meets. A speaker stands in where no source is a party (`promised that they would`)."""
    source, target = sides.parties_of(event["source"]), sides.parties_of(event["target"])
    named, text = sides.named_in(passage.text), passage.text
    if kind in {"attack", "deliver"}:
        return source, tuple(p for p in target if p not in source)
    speakers = _speakers(passage.events if kind in {"accuse", "deny"} else (event,), sides)
    who = source or speakers
    if kind in {"accuse", "deny"}:
        who = speakers or sides.parties_of(a for e in passage.events if e["event_type"] in _SAYING for a in e["source"])
    elif kind == "called_off":
        who = (speakers if event["event_type"] == "CONSULT" else ()) or who or target
    elif kind in {"end", "hold"}:
        who = who or sides.named_in(text[: max(text.find(_trigger(event)), 0)])[:1]
    elif kind in {"sign", "held", "announced", "resumed"}:
        both = {*who, *target}
        who = tuple(p for p in sides.parties if p in both or (len(both) < 2 and p in named))
    elif kind == "agree" and topic == "ceasefire" and _is_joint(text):
        who = tuple(p for p in sides.parties if p in who or p in named)
    others = _others(who, (*target, *source) if kind == "called_off" else target, named, sides)
    return (others, who) if kind == "seek" else (who, others)


_SAYING = frozenset({"ACCUSE", "REJECT"})


def _speakers(events: Iterable[Record], sides: Sides) -> tuple[str, ...]:
    return sides.parties_of(a["speaker"] for e in events for a in e["attribution"] if a["speaker"])


def _is_joint(text: str) -> bool:
    cues = load_cues()
    return cues.does("mutual", text) and not cues.does("unilateral", text)


def _others(who: tuple[str, ...], target: tuple[str, ...], named: tuple[str, ...], sides: Sides) -> tuple[str, ...]:
    """The other side: the only other party that the sentence names, else the target, else the only one there is."""
    elsewhere = tuple(p for p in named if p not in who)
    acted_on = tuple(p for p in sides.parties if p in target and p not in who)
    found = elsewhere if len(elsewhere) == 1 else acted_on or elsewhere
    alone = tuple(p for p in sides.parties if p not in who) if len(sides.parties) == 2 else ()
    return found or alone


def _dates(
    kind: str, topic: str, event: Record, passage: Passage, day: str
) -> tuple[str | None, str | None, str | None]:
    """Start and end of a ceasefire, or the day by which something is due."""
    when: dict[str, Any] = event["when"] or {}
    both = f"{passage.text} {passage.after}"
    if topic == "ceasefire" and kind in {"offer", "seek"}:
        return None, None, None
    if topic == "ceasefire" and kind in {"agree", "sign"}:
        start = str(when["from"]) if event["status"] == "future" and when.get("from") else day
        lasting = None if is_indefinite(passage.text) else lasting_days(both)
        return start, later(start, lasting) if lasting else None, None
    within = within_days(_clause(event, passage.text))
    if within:
        return None, None, later(day, within)
    is_later = when.get("to") and when["to"] > day
    return None, None, str(when["to"]) if is_later else None
