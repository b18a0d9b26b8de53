"""Tolls told again: a report that returns to the same dead does not make them more.

Phenomenon: news tells its main harm first and comes back to it. Own example: `Soldiers detained three suspects near Mocoa.
After a search of the house, the suspects were detained without a shot.` Figures are new where words say so (`another`,
`also`), where they stand for other persons, or where place or day differ. What adds in a detail need not add to the lead:
in `four men were held near Mocoa … soldiers held three men … an additional man was held` the lead has told all four.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import Casualty, Event, Where

_MORE_PERSONS = re.compile(r"\b(?:another|additional|further|second|third|other|others|more(?! than))\b", re.I)
_MORE_HARM = re.compile(
    r"\b(?:another|also|additionally|in addition|separate|separately|elsewhere|meanwhile|later|earlier|second|third)\b",
    re.I,
)
_BACK = re.compile(
    r"^(?:the(?! (?:deaths?|killings?|captures?|arrests?) of)|these|those|both|he|him|she|they|them|all|who|this|that|her$)\b",
    re.I,
)
_PART_OF_KNOWN = re.compile(r"^(?:one|two|three|some|several|most|many|\d+) of (?:the|these|those|them)\b", re.I)
_VAGUE_SLACK = 2
"""`several` may turn out to be two; `dozens` never turn out to be twelve."""

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
    """A toll counted so far: where it stands among the casualties, and what it is of.

    `left` of its number have not been told again one by one; `companions` are the other tolls of its own event.
    """

    key: tuple[int, int]
    harm: str
    kind: str | None
    number: int | None
    is_exact: bool
    event: Event
    noun: str = ""
    left: int | None = None
    companions: int = 0
    is_part: bool = False


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
    parts: list[_Toll] = []
    repeated: set[tuple[int, int]] = set()
    seen: set[tuple[int, int]] = set()
    told = sorted(((c.start, c.end, n, c, e) for n, e in enumerate(events) for c in e.casualties), key=lambda t: t[:3])
    for start, end, _, casualty, event in told:
        if (start, end) in seen or casualty.high == 0 or event.status not in {"occurred", "ongoing"}:
            continue
        seen.add((start, end))
        number = _number(casualty)
        companions = sum(c.harm == casualty.harm and not c.is_subtotal for c in event.casualties) - 1
        toll = _Toll(
            (start, end), casualty.harm, _kind(casualty), number, casualty.best is not None, event, _noun(casualty),
            number, companions, casualty.is_subtotal,
        )  # fmt: skip
        if casualty.is_subtotal:
            parts.append(toll)
        else:
            _place(toll, casualty, tolls, parts, repeated, text)
    return repeated


def _place(
    toll: _Toll,
    casualty: Casualty,
    tolls: list[_Toll],
    parts: Sequence[_Toll],
    repeated: set[tuple[int, int]],
    text: str,
) -> None:
    """Count the toll as new, or as one told before; of two tellings the fuller one is kept."""
    is_back = bool(_BACK.match(casualty.text) or (_PART_OF_KNOWN.match(casualty.text) and tolls))
    is_back = is_back or _is_named_toll(toll.event)
    before = text[max(toll.event.sentence.start, toll.key[0] - 60) : toll.key[0]]
    adds_persons = not is_back and bool(_MORE_PERSONS.search(casualty.text))
    adds_harm = not is_back and bool(_MORE_HARM.search(before))
    known = [t for t in reversed(tolls) if _matches(t, toll, is_back=is_back)]
    known.sort(key=lambda t: t.kind != toll.kind)
    if is_back and toll.number is not None and toll.is_exact and casualty.bound == "exact":
        told = sum(t.number or 0 for t in known)
        known = known if toll.number <= told or any(not t.is_exact for t in known) else []
    if is_back and any(p.kind == toll.kind and p.harm == toll.harm for p in parts):
        repeated.add(toll.key)
        return
    if adds_persons or adds_harm:
        known = [t for t in known if _is_told_in_lead(t, toll, adds_persons=adds_persons)]
    same = known[0] if known else _summed(tolls, toll, adds=adds_persons or adds_harm)
    if same is None:
        tolls.append(toll)
        return
    if not is_back and toll.is_exact and not same.is_exact and (toll.number or 0) >= (same.number or 0) - _VAGUE_SLACK:
        repeated.add(same.key)
        tolls[tolls.index(same)] = toll
        return
    repeated.add(toll.key)
    if same.left is not None and toll.number is not None and same.event.sentence != toll.event.sentence:
        same.left = max(same.left - toll.number, 0)


def _summed(tolls: Sequence[_Toll], new: _Toll, *, adds: bool) -> _Toll | None:
    """The last of several tolls whose sum a figure states: `a chief and two guards … all three men had been killed`."""
    parts = [t for t in tolls if t.harm == new.harm and t.is_exact and not _apart(t.event, new.event)]
    is_sum = len(parts) > 1 and not adds and sum(t.number or 0 for t in parts) == new.number
    return parts[-1] if is_sum else None


def _is_told_in_lead(known: _Toll, new: _Toll, *, adds_persons: bool) -> bool:
    """Whether a figure that adds to the sentence before it is one that an earlier sentence has told.

    So it is where the lead told the same number of the same persons (`detained a chief and one man … detained the chief
    and one additional man`; `also` before the very words of the lead), or where details fill up the lead's number.
    """
    if known.event.sentence.start >= new.event.sentence.start or new.number is None or known.number is None:
        return False
    if known.is_exact and not new.is_exact and new.number <= known.number:
        return True
    if not known.is_exact and new.is_exact and known.noun == new.noun and not adds_persons:
        return True
    if known.left and known.is_exact and known.left < known.number and new.number <= known.left:
        return True
    same_words = known.number == new.number and known.noun == new.noun and known.left == known.number
    return same_words and (known.companions > 0 or not adds_persons)


def _matches(known: _Toll, new: _Toll, *, is_back: bool) -> bool:
    harms = {known.harm, new.harm}
    if len(harms) > 1 and not harms <= {"captured", "arrested", "abducted"}:
        return False
    if known.kind and new.kind and known.kind != new.kind:
        is_one_man = is_back and known.number == new.number == 1 and {known.kind, new.kind} == {"leader", "fighter"}
        if not is_one_man:
            return False
    if known.event.id == new.event.id and not is_back:
        return False
    if _apart(known.event, new.event) and not _is_named_toll(new.event):
        return False
    if is_back or known.number is None or new.number is None:
        return True
    if known.is_exact and new.is_exact:
        return new.number <= known.number
    return True


def _is_named_toll(event: Event) -> bool:
    """Whether the figure is told as a toll (`put the toll at 35`): that of what the report is about."""
    return event.evidence[0].text.lower().endswith("toll")


def _apart(a: Event, b: Event) -> bool:
    """Whether two events are told of different days or of different places at one precision, each in its own sentence."""
    if a.when and b.when and a.when.precision == b.when.precision == "day" and a.when.from_ != b.when.from_:
        return True
    x, y = _own_place(a), _own_place(b)
    if x is None or y is None:
        return False
    if x.admin1 and y.admin1 and x.admin1 != y.admin1:
        return True
    return x.precision == y.precision == "place" and x.name != y.name


def _own_place(event: Event) -> Where | None:
    """The event's place where its own sentence tells it; one carried over sets nothing apart."""
    where = event.where
    is_own = where is not None and where.start is not None and event.sentence.start <= where.start < event.sentence.end
    return where if is_own else None


def _kind(casualty: Casualty) -> str | None:
    words = re.findall(r"[a-z]+", casualty.text.lower())
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


def _noun(casualty: Casualty) -> str:
    """The last word of the victims' phrase: what they are called."""
    words = re.findall(r"[a-z]+", casualty.text.lower())
    return words[-1] if words else ""


def _number(casualty: Casualty) -> int | None:
    return casualty.best if casualty.best is not None else casualty.low
