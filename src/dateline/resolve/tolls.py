"""Tolls told again: a report that returns to the same dead does not make them more.

Phenomenon: news tells its main harm first and comes back to it. Own example: `Soldiers detained three suspects near Mocoa.
After a search of the house, the suspects were detained without a shot.` Figures are new where words say so (`another`,
`also`), where they stand for other persons, or where place or day differ. What adds in a detail need not add to the lead:
in `four men were held near Mocoa … soldiers held three men … an additional man was held` the lead has told all four.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.records import Casualty, Event

from .counted import (
    BACK,
    MORE_PERSONS,
    PART_OF_KNOWN,
    REFLEXIVE,
    Key,
    Span,
    Toll,
    apart,
    is_same_name,
    kind_of,
    noun_of,
    number_of,
)
from .outcomes import died_among, is_self, living_of

_MORE_HARM = re.compile(
    r"\b(?:another|also|additionally|in addition|separate|separately|elsewhere|meanwhile|later|earlier"
    r"|(?:second|third)(?! (?:man|woman|person|suspect|victim|teen\w*|degree|boy|girl|child|-degree)))\b",
    re.I,
)
_TOLD_AS_FACT = frozenset({"occurred", "ongoing"})
_VAGUE_SLACK = 2
"""`several` may turn out to be two; `dozens` never turn out to be twelve."""


@dataclass(frozen=True, slots=True)
class ToldAs:
    """The spans of figures by how they are told: of who was hit, its outcome open; and as a state, by no deed (`are dead`)."""

    hit: frozenset[Span] = frozenset()
    state: frozenset[Span] = frozenset()


def mark_repeats(events: Sequence[Event], text: str, told_as: ToldAs | None = None) -> list[Event]:
    """The events, each casualty that tells an earlier toll again marked `repeats`; `text` is the report's.

    `told_as` tells the spans of figures of those who were hit, whatever came of it (the dead among them are told as `died`),
    and of those who are told to be dead by no deed (which count all so far).
    """
    tolls, repeats = _counted(events, text, told_as or ToldAs())
    died = died_among(tolls, text)
    return [
        replace(
            e,
            casualties=tuple(
                replace(
                    c,
                    repeats=(c.start, c.end, c.harm) in repeats,
                    died=died.get((c.start, c.end, c.harm), 0) if c.harm == "injured" else 0,
                )
                for c in e.casualties
            ),
        )
        if e.casualties
        else e
        for e in events
    ]


def _counted(events: Sequence[Event], text: str, told_as: ToldAs) -> tuple[list[Toll], set[Key]]:
    """The tolls that count, and the spans of figures that tell one of them again."""
    tolls: list[Toll] = []
    parts: list[Toll] = []
    repeated: set[Key] = set()
    seen: set[Key] = set()
    other: tuple[str, int] | None = None
    told = sorted(((c.start, c.end, n, c, e) for n, e in enumerate(events) for c in e.casualties), key=lambda t: t[:3])
    living = living_of([c for e in events for c in e.casualties if e.status in _TOLD_AS_FACT], text)
    for start, end, _, casualty, event in told:
        key = (start, end, casualty.harm)
        if key in seen or casualty.high == 0 or event.status not in _TOLD_AS_FACT:
            continue
        seen.add(key)
        number = number_of(casualty)
        companions = sum(_is_beside(c, casualty, event) for c in event.casualties)
        toll = Toll(
            key, casualty.harm, kind_of(casualty), number, casualty.best is not None, event, noun_of(casualty),
            number, companions, casualty.is_subtotal, (start, end) in told_as.hit, casualty.text,
            casualty.harm == "killed" and (start, end) in told_as.state, key in living,
        )  # fmt: skip
        toll.tell_alive(toll)
        is_contrast = other is not None and other[0] != casualty.harm and not _ENDS.search(text, other[1], start)
        other = (casualty.harm, end) if other is None or other[0] == casualty.harm or not is_contrast else other
        if casualty.is_subtotal:
            parts.append(toll)
        else:
            _place(toll, casualty, tolls, parts, repeated, text, is_contrast=is_contrast)
    return tolls, repeated


def _is_beside(other: Casualty, casualty: Casualty, event: Event) -> bool:
    """Whether an event's sentence tells another figure of the same harm."""
    is_own = event.sentence.start <= other.start < event.sentence.end
    return is_own and other.start != casualty.start and other.harm == casualty.harm and not other.is_subtotal


def _place(
    toll: Toll,
    casualty: Casualty,
    tolls: list[Toll],
    parts: Sequence[Toll],
    repeated: set[Key],
    text: str,
    *,
    is_contrast: bool,
) -> None:
    """Count the toll as new, or as one told before; of two tellings the fuller one is kept.

    In a contrast `others` are others than those of another harm: `a monk was killed and five others were hurt`.
    """
    is_back = bool(BACK.match(casualty.text) or (PART_OF_KNOWN.match(casualty.text) and tolls))
    is_back = is_back or _is_named_toll(toll.event)
    before = text[max(toll.event.sentence.start, toll.key[0] - 60) : toll.key[0]]
    is_running = (toll.number or 0) > 1 and (toll.is_state or _is_all(toll, casualty))
    if is_running and _is_total(toll, casualty, tolls, repeated):
        return
    is_more = bool(MORE_PERSONS.search(casualty.text))
    adds_persons = not is_back and not is_running and not is_contrast and is_more
    adds_harm = not is_back and bool(_MORE_HARM.search(before))
    known = [t for t in reversed(tolls) if _matches(t, toll, is_back=is_back) and _agree(t, toll, text)]
    known.sort(key=lambda t: t.kind != toll.kind)
    if is_back and toll.number is not None and toll.is_exact and casualty.bound == "exact":
        told = sum(t.number or 0 for t in known)
        known = known if toll.number <= told or any(not t.is_exact for t in known) else []
    if is_back and any(p.kind == toll.kind and p.harm == toll.harm for p in parts):
        repeated.add(toll.key)
        return
    if adds_persons or adds_harm:
        known = [t for t in known if _is_told_in_lead(t, toll, adds_persons=adds_persons)]
    same = (
        known[0]
        if known
        else _summed(tolls, toll, adds=adds_persons or adds_harm)
        or (None if adds_persons or adds_harm else _hit_before(tolls, toll))
    )
    if same is None:
        tolls.append(toll)
        return
    is_summary = toll.event.historical and not same.event.historical
    if (
        not is_back
        and not is_summary
        and toll.is_exact
        and not same.is_exact
        and (toll.number or 0) >= (same.number or 0) - _VAGUE_SLACK
    ):
        repeated.add(same.key)
        tolls[tolls.index(same)] = toll
        toll.alive = {**same.alive, **toll.alive}
        toll.again = [*same.again, same]
        return
    repeated.add(toll.key)
    same.tell_alive(toll)
    same.again.append(toll)
    if same.left is not None and toll.number is not None and same.at != toll.at:
        same.left = max(same.left - toll.number, 0)


def _summed(tolls: Sequence[Toll], new: Toll, *, adds: bool) -> Toll | None:
    """The last of several tolls whose sum a figure states: `a chief and two guards … all three men had been killed`."""
    parts = [t for t in tolls if t.harm == new.harm and t.is_exact]
    is_sum = len(parts) > 1 and not adds and sum(t.number or 0 for t in parts) == new.number
    return parts[-1] if is_sum else None


_ENDS = re.compile(r"[.!?][\"”’')]*\s")
_ALL = re.compile(r"^(?:the (?:two|three|four|five|six|seven|eight|nine|ten|\d+)|all|both)\b", re.I)
_SINGULAR = re.compile(r"^(?:he|she|him|her|himself|herself)$", re.I)
_GENERIC = frozenset({"", "others", "people", "persons", "victims", "other"})


def _is_all(toll: Toll, casualty: Casualty) -> bool:
    """Whether a definite number takes up all told so far (`the two were taken to hospital`); of deeds, only without `all`."""
    match = _ALL.match(casualty.text)
    return match is not None and (toll.is_hit or not match[0].lower().startswith("all"))


def _agree(known: Toll, new: Toll, text: str) -> bool:
    """Whether a pronoun may stand for those of a toll: one man is none of several told in the same sentence, nor is the doer.

    Own example: `The guard killed two raiders before he was shot dead himself.`
    """
    if bool(REFLEXIVE.search(known.text)) != bool(REFLEXIVE.search(new.text)):
        own, other = (new, known) if REFLEXIVE.search(new.text) else (known, new)
        return is_self(own, other, text)
    is_one = bool(_SINGULAR.match(new.text)) and (known.number or 0) > 1 and known.is_exact
    return not (is_one and known.key < new.key and not _ENDS.search(text, known.key[1], new.key[0]))


def _is_total(toll: Toll, casualty: Casualty, tolls: list[Toll], repeated: set[Key]) -> bool:
    """Whether a figure counts all the dead told so far, who then repeat it: `a guard was killed … four people have died`."""
    parts = [
        t
        for t in tolls
        if t.harm == toll.harm and not apart(t.event, toll.event) and t.event.sentence.start < toll.key[0]
    ]
    parts = [t for t in parts if not (t.event.sentence.start <= toll.key[0] < t.event.sentence.end and t.is_own)]
    if not parts or not toll.is_exact or (toll.number or 0) <= max(t.number or 0 for t in parts):
        return False
    if MORE_PERSONS.search(casualty.text) and not _ORDINAL.search(casualty.text):
        return False
    repeated.update(t.key for t in parts)
    for part in parts:
        tolls.remove(part)
    tolls.append(toll)
    return True


_ORDINAL = re.compile(r"\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:th|rd|st|nd))\b", re.I)


def _hit_before(tolls: Sequence[Toll], new: Toll) -> Toll | None:
    """The wounded of whom a figure of all who were hit tells again: `two died and four were hurt … six people were shot`."""
    if not new.is_hit or new.number is None or new.number < 2:
        return None
    hurt = [t for t in tolls if t.harm == "injured" and not apart(t.event, new.event)]
    dead = sum(t.number or 0 for t in tolls if t.harm == "killed" and not apart(t.event, new.event))
    return hurt[-1] if hurt and new.number <= dead + sum(t.number or 0 for t in hurt) else None


def _is_told_in_lead(known: Toll, new: Toll, *, adds_persons: bool) -> bool:
    """Whether a figure that adds to the sentence before it is one that an earlier sentence has told.

    So it is where the lead told the same number of the same persons (`detained a chief and one man … detained the chief
    and one additional man`; `also` before the very words of the lead), or where details fill up the lead's number.
    """
    if known.at >= new.at or new.number is None or known.number is None:
        return False
    if known.is_exact and not new.is_exact and new.number <= known.number:
        return True
    if not known.is_exact and new.is_exact and known.noun == new.noun and not adds_persons:
        return True
    if known.left and known.is_exact and known.left < known.number and new.number <= known.left:
        return True
    same_noun = known.noun == new.noun or bool({known.noun, new.noun} & _GENERIC)
    same_words = known.number == new.number and same_noun and known.left == known.number
    return same_words and (known.companions > 0 or not adds_persons)


def _matches(known: Toll, new: Toll, *, is_back: bool) -> bool:
    harms = {known.harm, new.harm}
    if len(harms) > 1 and not harms <= {"captured", "arrested", "abducted"}:
        return False
    if known.kind and new.kind and known.kind != new.kind:
        is_one_man = is_back and known.number == new.number == 1 and {known.kind, new.kind} == {"leader", "fighter"}
        if not is_one_man:
            return False
    if known.number == new.number == 1 and len(harms) == 1 and is_same_name(known, new):
        return True
    if known.event.id == new.event.id and known.is_own and new.is_own and not is_back:
        return False
    is_one = is_back and known.number == new.number == 1 and harms == {"killed"}  # `shot on Monday … he died on Friday`
    if apart(known.event, new.event) and not is_one and not _is_named_toll(new.event):
        return False
    if is_back or known.number is None or new.number is None:
        return True
    if known.is_exact and new.is_exact:
        return new.number <= known.number
    return True


def _is_named_toll(event: Event) -> bool:
    """Whether the figure is told as a toll (`put the toll at 35`): that of what the report is about."""
    return event.evidence[0].text.lower().endswith("toll")
