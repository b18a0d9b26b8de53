"""What parties do with promises and talks, one move an event: sought, offered, agreed, delivered, refused, ended, accused."""

import re
from dataclasses import dataclass, replace

from .cues import Cues, load_cues
from .kinds import kind_of
from .passages import Passage, Record, day_of, proof_of
from .roles import dates_of, roles_of
from .sides import Sides
from .state import Proof
from .terms import after_agreement, condition_in, exchanged_number, freed_number, named_span, sentences_of
from .told import told_by_sentence

_SIGNED = ("ceasefire", "withdrawal", "disarmament", "access", "release", "power_sharing")
_DEMANDED = re.compile(r"\b(?P<what>demand|request|call|appeal|proposal|offer)s? (?:for|of|to)\b", re.IGNORECASE)
_HOSTS_END = re.compile(r"[,;.]|\band (?:mediated|brokered|facilitated|sponsored)\b")
_WISHES = {"demand": "seek", "request": "seek", "call": "seek", "appeal": "seek", "proposal": "offer", "offer": "offer"}


@dataclass(frozen=True, slots=True)
class Move:
    """`kind` is seek, offer, agree, sign, deliver, refuse, end, hold, begin, accuse, deny, attack, held, announced, resumed,
    called_off or brokered.

    `who` moves, `to_whom` is met by it; for seek, `who` is the one who is to promise. `days_after` counts from an agreement
    that is still to come. `is_partial` tells that something was done in part.
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
    hosts: tuple[str, ...] = ()
    start: str | None = None
    end: str | None = None
    due: str | None = None
    number: int | None = None
    condition: str | None = None
    days_after: int | None = None
    is_partial: bool = False


def moves_of(passage: Passage, sides: Sides) -> list[Move]:
    """The moves that a sentence tells, in text order."""
    cues = load_cues()
    found: list[Move] = []
    for event in passage.events:
        kind, topic = kind_of(event, passage, sides, cues)
        if kind:
            found += _made(kind, topic, event, passage, sides)
    made, kinds = {(m.kind, m.topic) for m in found}, {m.kind for m in found}
    for kind, topic in told_by_sentence(passage, sides, cues):
        is_new = (kind, topic) not in made if kind in {"agree", "offer"} else kind not in kinds
        if is_new and not (kind in {"offer", "held"} and kinds & {"agree", "resumed", "called_off"}):
            found += _made(kind, topic, passage.events[0], passage, sides)
    told = [m for move in found for m in (*_wished(move), move, *_exchanged(move), *_answered(move, sides))]
    return told + _signed_promises(found, passage, sides, cues)


def _wished(move: Move) -> list[Move]:
    """What was asked for or offered before it was refused: `rejected a rebel demand for a ceasefire`."""
    match = _DEMANDED.search(move.passage.text) if move.kind == "refuse" else None
    if match is None or len(move.to_whom) != 1:
        return []
    kind = _WISHES[match["what"].lower()]
    who, to_whom = (move.who, move.to_whom) if kind == "seek" else (move.to_whom, move.who)
    number = freed_number(move.passage.text) if move.topic == "release" else None
    return [replace(move, kind=kind, who=who, to_whom=to_whom, number=number, condition=None, due=None)]


def _exchanged(move: Move) -> list[Move]:
    """What the other side is to give: `will free 30 rebels in exchange for nine policemen`."""
    number = exchanged_number(move.passage.text)
    if move.topic != "release" or move.kind not in {"agree", "offer"} or number is None or not move.to_whom:
        return []
    condition = f"in exchange for {move.number} prisoners" if move.number else "in exchange for prisoners"
    return [
        replace(move, kind="seek", who=move.to_whom, to_whom=move.who, number=number, condition=condition, due=None)
    ]


def _answered(move: Move, sides: Sides) -> list[Move]:
    """What the accused says to it in the next sentence, whatever the words."""
    after = sentences_of(move.passage.after)[0] if move.passage.after else ""
    said = re.search(r"\b(?:said|says|told|den\w+|insist\w*|answer\w*|respond\w*)\b", after)
    if move.kind != "accuse" or said is None or load_cues().does("deny", after):
        return []
    speakers = sides.told_in(after[: said.start()], move.passage.before)[:1]
    if not set(speakers) & set(move.to_whom):
        return []
    proof = replace(move.proof, event_id=None, text=after, claimants=speakers)
    return [replace(move, kind="deny", who=speakers, to_whom=move.who, proof=proof)]


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
            start, end, due = dates_of("agree", topic, signed.event, passage, signed.day)
            others = tuple(p for p in signed.who if p not in who)
            made.append(
                replace(signed, kind="agree", topic=topic, who=who, to_whom=others, start=start, end=end, due=due)
            )
    return made


def _made(kind: str, topic: str, event: Record, passage: Passage, sides: Sides) -> list[Move]:
    day = day_of(event, passage) or (passage.published if kind != "attack" else None)
    if day is None:
        return []
    who, to_whom = roles_of(kind, topic, event, passage, sides)
    start, end, due = dates_of(kind, topic, event, passage, day)
    if kind == "begin":
        start, end = named_span(passage.text, day)
    mediators = sides.mediators_of([*event["mediator"], *event["source"], *event["target"]])
    mediators = tuple(dict.fromkeys((*mediators, *sides.mediators_named_in(passage.text))))
    pending = after_agreement(passage.text) if kind == "agree" else None
    return [
        Move(
            kind, topic, day, who, to_whom, proof_of(event, passage, day), event, passage, mediators,
            _hosts(event, passage, mediators, sides), start, end, None if pending else due, _number(topic, event, passage),
            None if kind == "seek" else condition_in(passage.text), pending, load_cues().does("partial", passage.text),
        )
    ]  # fmt: skip


def _number(topic: str, event: Record, passage: Passage) -> int | None:
    numbers = [c["best"] for c in event["casualties"] if c["harm"] == "released" and c["best"] is not None]
    return sum(numbers) if numbers else freed_number(passage.text) if topic == "release" else None


def _hosts(event: Record, passage: Passage, mediators: tuple[str, ...], sides: Sides) -> tuple[str, ...]:
    """Who gives the place: those told to host, else the mediator whose country it is."""
    told = load_cues().acts["host"].search(passage.text)
    if told is not None:
        named = _HOSTS_END.split(passage.text[told.end() :], maxsplit=1)[0]
        return sides.mediators_named_in(named) or mediators
    country = (event["where"] or {}).get("country")
    return tuple(m for m in mediators if country and sides.country_of_mediator(m) == country)
