"""Tolls told again: a report that returns to the same dead does not make them more.

Phenomenon: news tells its main harm first and comes back to it. Own example: `Soldiers detained three suspects near Mocoa.
After a search of the house, the suspects were detained without a shot.` Figures are new where words say so (`another`,
`also`), where they stand for other persons, or where place or day differ.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import Casualty, Event

_MORE = re.compile(
    r"\b(?:another|also|additional|additionally|in addition|further|separate|separately|second|other|others|elsewhere)\b",
    re.I,
)
_BACK = re.compile(r"^(?:the|these|those|both|he|him|she|her|they|them|all|who|his|its|this|that)\b", re.I)
_CLASSES = {
    "leader": "leader commander facilitator coordinator planner chief official boss ringleader financier deputy general colonel",
    "fighter": "insurgent militant fighter rebel guerrilla terrorist gunman attacker suspect operative extremist subversive combatant "
               "enemy associate jihadist talib taliban bomber assailant member",
    "force": "soldier troop policeman police officer guard marine airman sailor serviceman peacekeeper militiaman",
    "civilian": "civilian woman child villager resident passenger worker student student worshipper family girl boy bystander",
}  # fmt: skip
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_VAGUE_BOUNDS = frozenset({"unknown", "about", "at_least", "range", "vague", "several"})


@dataclass(slots=True)
class _Toll:
    """A toll counted so far: where it stands among the casualties, and what it is of."""

    key: tuple[int, int]
    harm: str
    kind: str | None
    number: int | None
    is_exact: bool
    event: Event


def mark_repeats(events: Sequence[Event], text: str) -> list[Event]:
    """The events, each casualty that tells an earlier toll again marked `repeats`; `text` is the report's."""
    repeats = _repeated(events, text)
    return [
        replace(e, casualties=tuple(replace(c, repeats=(c.start, c.end) in repeats) for c in e.casualties))
        if e.casualties
        else e
        for e in events
    ]


def _repeated(events: Sequence[Event], text: str) -> set[tuple[int, int]]:
    tolls: list[_Toll] = []
    repeated: set[tuple[int, int]] = set()
    seen: set[tuple[int, int]] = set()
    told = sorted(((c.start, c.end, n, c, e) for n, e in enumerate(events) for c in e.casualties), key=lambda t: t[:3])
    for start, end, _, casualty, event in told:
        if (
            (start, end) in seen
            or casualty.is_subtotal
            or casualty.high == 0
            or event.status not in {"occurred", "ongoing"}
        ):
            continue
        seen.add((start, end))
        toll = _Toll((start, end), casualty.harm, _kind(casualty), _number(casualty), casualty.bound == "exact", event)
        _place(toll, casualty, tolls, repeated, text)
    return repeated


def _place(toll: _Toll, casualty: Casualty, tolls: list[_Toll], repeated: set[tuple[int, int]], text: str) -> None:
    """Count the toll as new, or as one told before; of two tellings the fuller one is kept."""
    victims = casualty.victims.text if casualty.victims else casualty.text
    is_back = bool(_BACK.match(victims) or _BACK.match(casualty.text)) and not re.match(r"the \w+ of", casualty.text)
    is_more = bool(_MORE.search(text[max(toll.event.sentence.start, toll.key[0] - 60) : toll.key[1]])) and not is_back
    same = None if is_more else next((t for t in reversed(tolls) if _matches(t, toll, is_back=is_back)), None)
    if same is None:
        tolls.append(toll)
        return
    if not is_back and toll.is_exact and not same.is_exact and (toll.number or 0) >= (same.number or 0):
        repeated.add(same.key)
        tolls[tolls.index(same)] = toll
    else:
        repeated.add(toll.key)


def _matches(known: _Toll, new: _Toll, *, is_back: bool) -> bool:
    harms = {known.harm, new.harm}
    if len(harms) > 1 and not harms <= {"captured", "arrested", "abducted"}:
        return False
    if known.kind and new.kind and known.kind != new.kind:
        return False
    if _apart(known.event, new.event):
        return False
    if is_back or known.number is None or new.number is None:
        return True
    if known.is_exact and new.is_exact:
        return new.number <= known.number
    return True


def _apart(a: Event, b: Event) -> bool:
    """Whether two events are told of different days or of different places at one precision."""
    if a.when and b.when and a.when.precision == b.when.precision == "day" and a.when.from_ != b.when.from_:
        return True
    x, y = a.where, b.where
    if x is None or y is None:
        return False
    if x.admin1 and y.admin1 and x.admin1 != y.admin1:
        return True
    return x.precision == y.precision == "place" and x.name != y.name


def _kind(casualty: Casualty) -> str | None:
    words = re.findall(r"[a-z]+", (casualty.victims.text if casualty.victims else casualty.text).lower())
    for word in reversed(words):
        for form in (
            word,
            word.removesuffix("s"),
            re.sub("men$", "man", word),
            "child" if word == "children" else word,
        ):
            if form in _CLASS_OF:
                return _CLASS_OF[form]
    return None


def _number(casualty: Casualty) -> int | None:
    return casualty.best if casualty.best is not None else casualty.low
