"""What one coded event does with promises and talks, and with which."""

import re

from .cues import Cues, tells_of_signing
from .passages import Passage, Record, is_background
from .roles import near, text_from_trigger, trigger_of
from .sides import Sides
from .terms import condition_in

_TOLD = frozenset({"occurred", "ongoing"})
_DELIVERY = {"release": "release", "withdraw": "withdrawal", "disarm": "disarmament", "access": "access"}
_PROMISING = frozenset({"AGREE", "CONCEDE", "SUPPORT", "COOPERATE", "RETREAT", "CONSULT"})
_WORDS_OF_WAR = frozenset({"hostilities", "violence", "war"})

_TO_COME = re.compile(
    r"^[^,.;]*\b(?:is|are|was|were) (?:due |scheduled |expected |planned )?to (?:start|begin|open|resume|be held|take place)\b",
    re.IGNORECASE,
)
"""Talks of which the same clause says that they lie ahead: `talks that are to start on Monday`."""

Kind = tuple[str | None, str]


def kind_of(event: Record, passage: Passage, sides: Sides, cues: Cues) -> Kind:
    """What the event does (None: nothing that concerns a process), and with what."""
    text, kind, status = passage.text, event["event_type"], event["status"]
    topic = _topic(event, passage, cues)
    if kind == "ASSAULT":
        return ("attack", "violence") if status in _TOLD and not is_word_of_truce(event, cues) else (None, topic)
    if kind == "CONSULT":
        return _talks(event, passage, cues), "talks"
    if kind in {"REJECT", "SANCTION"} and status != "negated":
        if cues.does("call_off", near(event, text)) and "talks" in cues.topics_of(text) + (
            ("talks",) if event["mode"] == "meet" else ()
        ):
            return "called_off", "talks"
        if kind == "SANCTION" and topic == "ceasefire" and status in _TOLD and cues.does("end", near(event, text)):
            return "end", topic
        if kind == "REJECT" and topic and not cues.does("deny", text):
            return "refuse", topic
        return None, topic
    if kind == "REQUEST" and status in _TOLD | {"future", "sought", "hypothetical"} and topic:
        if tells_of_signing(text):
            return None, topic
        return ("agree" if cues.does("declare", trigger_of(event)) else "seek"), topic
    if kind in _PROMISING:
        return _promise(event, passage, topic, cues)
    return None, topic


def _promise(event: Record, passage: Passage, topic: str, cues: Cues) -> Kind:
    """What kind of promise a cooperative event is."""
    text, kind, status = passage.text, event["event_type"], event["status"]
    if kind == "RETREAT" and status in _TOLD and event["mode"] in _DELIVERY:
        return _delivery(event, passage, topic, cues), topic
    if status == "negated":
        return ("refuse" if topic else None), topic
    if kind in {"SUPPORT", "AGREE", "COOPERATE"} and tells_of_signing(text) and cues.does("sign", trigger_of(event)):
        return ("sign", topic) if status in _TOLD else ("agree", "signing")
    if not topic or kind in {"SUPPORT", "COOPERATE"}:
        return None, topic
    if topic == "talks":
        return ("announced" if status == "future" else None), topic
    if cues.does("end", text):
        return "end", topic
    if cues.does("offer", near(event, text)):
        return "offer", topic
    if status == "sought":
        return "seek", topic
    is_promise = kind in {"AGREE", "CONCEDE"} or status in {"future", "hypothetical"} or topic == "ceasefire"
    return ("agree" if is_promise else None), topic


def _delivery(event: Record, passage: Passage, topic: str, cues: Cues) -> str | None:
    """Whether something promised was done; inside a condition it is only wanted (`not until the three are freed`)."""
    text = passage.text
    trigger, condition = trigger_of(event), condition_in(text)
    if condition is not None and trigger in condition and text.find(trigger) >= text.find(condition):
        return "seek"
    if cues.does("end", text):
        return None  # `withdrew from the ceasefire`
    if is_background(event, passage) or (topic != "release" and topic not in cues.topics_of(text)):
        return None
    return "agree" if cues.does("promise", text) and _is_to_come(event, text) else "deliver"


def _talks(event: Record, passage: Passage, cues: Cues) -> str | None:
    status, words = event["status"], near(event, passage.text)
    if _TO_COME.search(text_from_trigger(event, passage.text)):
        return "announced"
    if status in _TOLD:
        if cues.does("call_off", words) and not cues.does("resume", words):
            return None if is_background(event, passage) else "called_off"
        return "resumed" if cues.does("resume", words) else "held"
    return "announced" if status == "future" else None


def is_word_of_truce(event: Record, cues: Cues) -> bool:
    """An ASSAULT whose trigger is part of a truce's name or of a charge: `cessation of hostilities`, `violated the truce`."""
    target = " ".join(a["text"] for a in event["target"])
    words = trigger_of(event)
    return cues.does("violate", words) or cues.topic_of(target) == "ceasefire" or words.lower() in _WORDS_OF_WAR


def _is_to_come(event: Record, text: str) -> bool:
    """Whether a release is decided rather than done: `decided to free`, `will release`."""
    trigger = trigger_of(event)
    before = text[: text.find(trigger)] if trigger in text else text
    return before.rstrip().lower().endswith((" to", " will", " would"))


def _topic(event: Record, passage: Passage, cues: Cues) -> str:
    """What is promised: by the mode, by the words from the trigger on, else by the whole sentence. Empty where nothing is."""
    if event["event_type"] == "RETREAT" and event["mode"] in _DELIVERY:
        return _DELIVERY[event["mode"]]
    target = " ".join(a["text"] for a in event["target"])
    words = (target, text_from_trigger(event, passage.text))
    first = next((topic for w in words if (topic := cues.first_topic(w))), None)
    return first or cues.topic_of(passage.text) or ""
