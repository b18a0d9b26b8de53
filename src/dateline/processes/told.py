"""What the words of a sentence tell whatever was coded in it: a truce's end, its holding or its terms, charges, denials, talks."""

import re

from .cues import Cues, tells_of_signing
from .passages import Passage
from .sides import Sides

_UNSIGNED = re.compile(
    r"\b(?:(?:will|would|to|not) sign\b|(?:since|before|under|when|unless|if)\b[^,]*\bsign)", re.IGNORECASE
)
"""A signing that is to come, or that only dates something else (`the first since the two sides signed an agreement`)."""

_WILL = re.compile(r"\b(?:will|would)\b(?! not\b)", re.IGNORECASE)
_TO_BE_DONE = frozenset({"release", "withdrawal", "disarmament", "access", "services"})
"""What a sentence without a coded event may promise: `the army would pull out of the schools within 30 days`."""

_NOT_YET = re.compile(r"(?<!-)\b(?:not|never|no|if|unless|would|will|to|may|might|could)\b(?!-)", re.IGNORECASE)


def told_by_sentence(passage: Passage, sides: Sides, cues: Cues) -> list[tuple[str, str]]:
    """The moves that words tell, each with its topic."""
    text, found = passage.text, []
    is_ceasefire = "ceasefire" in cues.topics_of(text)
    if tells_of_signing(text) and not _UNSIGNED.search(text) and len(sides.named_in(text)) > 1:
        found.append(("sign", "agreement"))
    if cues.does("begin", text):
        found.append(("begin", "ceasefire"))
    if is_ceasefire and _ends(text, cues):
        found.append(("end", "ceasefire"))
    if cues.does("violate", text) or (cues.does("accuse", text) and _is_about_truce(passage, cues)):
        found.append(("accuse", "ceasefire"))
    elif is_ceasefire and cues.does("hold", text) and not cues.does("end", text) and " if " not in text:
        found.append(("hold", "ceasefire"))
    if cues.does("deny", text):
        found.append(("deny", "ceasefire"))
    if cues.does("broker", text) or cues.does("host", text):
        found.append(("brokered", "talks"))
    return found + _offers_and_meetings(passage, sides, cues, is_ceasefire)


def _offers_and_meetings(passage: Passage, sides: Sides, cues: Cues, is_ceasefire: bool) -> list[tuple[str, str]]:
    """Offers, where no event was coded or one that offers something too; and meetings."""
    text, found = passage.text, []
    is_offer = cues.does("offer", text) and all(e["event_type"] in {"", "AGREE"} for e in passage.events)
    if is_offer and is_ceasefire and not cues.does("begin", text):
        found.append(("offer", "ceasefire"))
    if is_offer and re.search(r"\bpeace (?:process|talks)\b", text):
        found.append(("offer", "talks"))
    if cues.does("shun", text):
        found.append(("refuse", "talks"))
    if cues.does("observe", text):
        found.append(("agree", "ceasefire"))
    promise = _WILL.search(text)
    if not passage.is_coded and promise and (topic := cues.first_topic(text[promise.end() :])) in _TO_BE_DONE:
        found.append(("agree", str(topic)))
    meeting = cues.acts["meet"].search(text)
    if meeting and not _NOT_YET.search(text[: meeting.end()]) and len(sides.told_in(text, passage.before)) > 1:
        found.append(("held", "talks"))
    return found


def _ends(text: str, cues: Cues) -> bool:
    """Whether the text tells that a truce ended; not where that is what somebody is charged with before."""
    end, charge = cues.acts["end"].search(text), cues.acts["violate"].search(text)
    return end is not None and (charge is None or end.start() < charge.start())


def _is_about_truce(passage: Passage, cues: Cues) -> bool:
    told = f"{passage.report.get('title') or ''} {passage.before} {passage.text}"
    return "ceasefire" in cues.topics_of(told)
