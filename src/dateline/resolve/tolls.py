"""Tolls told again: a report that returns to the same dead does not make them more.

Phenomenon: news tells its main harm first and comes back to it. Own example: `Soldiers detained three suspects near Mocoa.
After a search of the house, the suspects were detained without a shot.` Figures are new where words say so (`another`,
`also`), where they stand for other persons, or where place or day differ. What adds in a detail need not add to the lead:
in `four men were held near Mocoa … soldiers held three men … an additional man was held` the lead has told all four.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.records import Casualty, Event, Where

_MORE_PERSONS = re.compile(r"\b(?:another|additional|further|second|third|other|others|more(?! than))\b", re.I)
_MORE_HARM = re.compile(
    r"\b(?:another|also|additionally|in addition|separate|separately|elsewhere|meanwhile|later|earlier"
    r"|(?:second|third)(?! (?:man|woman|person|suspect|victim|teen\w*|degree|boy|girl|child|-degree)))\b",
    re.I,
)
_BACK = re.compile(
    r"^(?:the(?! (?:deaths?|killings?|captures?|arrests?) of)|these|those|both|he|him|she|they|them|all|who|this|that|her$)\b",
    re.I,
)
_PART_OF_KNOWN = re.compile(r"^(?:one|two|three|some|several|most|many|\d+) of (?:the|these|those|them)\b", re.I)
Span = tuple[int, int]
Key = tuple[int, int, str]
"""A figure's span and its harm: one phrase may tell two (`two of the wounded died`)."""
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

    key: Key
    harm: str
    kind: str | None
    number: int | None
    is_exact: bool
    event: Event
    noun: str = ""
    left: int | None = None
    companions: int = 0
    is_part: bool = False
    is_hit: bool = False
    text: str = ""
    is_state: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the figure stands in its event's own sentence."""
        return self.event.sentence.start <= self.key[0] < self.event.sentence.end


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


def _counted(events: Sequence[Event], text: str, told_as: ToldAs) -> tuple[list[_Toll], set[Key]]:
    """The tolls that count, and the spans of figures that tell one of them again."""
    tolls: list[_Toll] = []
    parts: list[_Toll] = []
    repeated: set[Key] = set()
    seen: set[Key] = set()
    other: tuple[str, int] | None = None
    told = sorted(((c.start, c.end, n, c, e) for n, e in enumerate(events) for c in e.casualties), key=lambda t: t[:3])
    for start, end, _, casualty, event in told:
        key = (start, end, casualty.harm)
        if key in seen or casualty.high == 0 or event.status not in {"occurred", "ongoing"}:
            continue
        seen.add(key)
        number = _number(casualty)
        companions = sum(_is_beside(c, casualty, event) for c in event.casualties)
        toll = _Toll(
            key, casualty.harm, _kind(casualty), number, casualty.best is not None, event, _noun(casualty),
            number, companions, casualty.is_subtotal, (start, end) in told_as.hit, casualty.text,
            casualty.harm == "killed" and (start, end) in told_as.state,
        )  # fmt: skip
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
    toll: _Toll,
    casualty: Casualty,
    tolls: list[_Toll],
    parts: Sequence[_Toll],
    repeated: set[Key],
    text: str,
    *,
    is_contrast: bool,
) -> None:
    """Count the toll as new, or as one told before; of two tellings the fuller one is kept.

    In a contrast `others` are others than those of another harm: `a monk was killed and five others were hurt`.
    """
    is_back = bool(_BACK.match(casualty.text) or (_PART_OF_KNOWN.match(casualty.text) and tolls))
    is_back = is_back or _is_named_toll(toll.event)
    before = text[max(toll.event.sentence.start, toll.key[0] - 60) : toll.key[0]]
    is_running = (toll.number or 0) > 1 and (toll.is_state or _is_all(toll, casualty))
    if is_running and _is_total(toll, casualty, tolls, repeated):
        return
    is_more = bool(_MORE_PERSONS.search(casualty.text))
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
        return
    repeated.add(toll.key)
    if same.left is not None and toll.number is not None and same.event.sentence != toll.event.sentence:
        same.left = max(same.left - toll.number, 0)


def _summed(tolls: Sequence[_Toll], new: _Toll, *, adds: bool) -> _Toll | None:
    """The last of several tolls whose sum a figure states: `a chief and two guards … all three men had been killed`."""
    parts = [t for t in tolls if t.harm == new.harm and t.is_exact]
    is_sum = len(parts) > 1 and not adds and sum(t.number or 0 for t in parts) == new.number
    return parts[-1] if is_sum else None


_ENDS = re.compile(r"[.!?][\"”’')]*\s")
_ALL = re.compile(r"^(?:the (?:two|three|four|five|six|seven|eight|nine|ten|\d+)|all|both)\b", re.I)
_SINGULAR = re.compile(r"^(?:he|she|him|her|himself|herself)$", re.I)
_GENERIC = frozenset({"", "others", "people", "persons", "victims", "other"})


def _is_all(toll: _Toll, casualty: Casualty) -> bool:
    """Whether a definite number takes up all told so far (`the two were taken to hospital`); of deeds, only without `all`."""
    match = _ALL.match(casualty.text)
    return match is not None and (toll.is_hit or not match[0].lower().startswith("all"))


def _agree(known: _Toll, new: _Toll, text: str) -> bool:
    """Whether a pronoun may stand for those of a toll: one man is none of several told in the same sentence, nor is the doer.

    Own example: `The guard killed two raiders before he was shot dead himself.`
    """
    is_self = bool(_REFLEXIVE.search(known.text)) != bool(_REFLEXIVE.search(new.text))
    if is_self and not (known.is_hit and new.is_hit and known.number == new.number == 1):
        return bool(_BACK.match(new.text)) and bool(_REFLEXIVE.search(known.text))
    is_one = bool(_SINGULAR.match(new.text)) and (known.number or 0) > 1 and known.is_exact
    return not (is_one and known.key < new.key and not _ENDS.search(text, known.key[1], new.key[0]))


def _is_total(toll: _Toll, casualty: Casualty, tolls: list[_Toll], repeated: set[Key]) -> bool:
    """Whether a figure counts all the dead told so far, who then repeat it: `a guard was killed … four people have died`."""
    parts = [
        t
        for t in tolls
        if t.harm == toll.harm and not _apart(t.event, toll.event) and t.event.sentence.start < toll.key[0]
    ]
    parts = [t for t in parts if not (t.event.sentence.start <= toll.key[0] < t.event.sentence.end and t.is_own)]
    if not parts or not toll.is_exact or (toll.number or 0) <= max(t.number or 0 for t in parts):
        return False
    if _MORE_PERSONS.search(casualty.text) and not _ORDINAL.search(casualty.text):
        return False
    repeated.update(t.key for t in parts)
    for part in parts:
        tolls.remove(part)
    tolls.append(toll)
    return True


_ORDINAL = re.compile(r"\b(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:th|rd|st|nd))\b", re.I)


def _hit_before(tolls: Sequence[_Toll], new: _Toll) -> _Toll | None:
    """The wounded of whom a figure of all who were hit tells again: `two died and four were hurt … six people were shot`."""
    if not new.is_hit or new.number is None or new.number < 2:
        return None
    hurt = [t for t in tolls if t.harm == "injured" and not _apart(t.event, new.event)]
    dead = sum(t.number or 0 for t in tolls if t.harm == "killed" and not _apart(t.event, new.event))
    return hurt[-1] if hurt and new.number <= dead + sum(t.number or 0 for t in hurt) else None


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
    same_noun = known.noun == new.noun or bool({known.noun, new.noun} & _GENERIC)
    same_words = known.number == new.number and same_noun and known.left == known.number
    return same_words and (known.companions > 0 or not adds_persons)


def _matches(known: _Toll, new: _Toll, *, is_back: bool) -> bool:
    harms = {known.harm, new.harm}
    if len(harms) > 1 and not harms <= {"captured", "arrested", "abducted"}:
        return False
    if known.kind and new.kind and known.kind != new.kind:
        is_one_man = is_back and known.number == new.number == 1 and {known.kind, new.kind} == {"leader", "fighter"}
        if not is_one_man:
            return False
    if known.number == new.number == 1 and len(harms) == 1 and _is_same_name(known, new):
        return True
    if known.event.id == new.event.id and known.is_own and new.is_own and not is_back:
        return False
    if _apart(known.event, new.event) and not _is_named_toll(new.event):
        return False
    if is_back or known.number is None or new.number is None:
        return True
    if known.is_exact and new.is_exact:
        return new.number <= known.number
    return True


def _is_same_name(a: _Toll, b: _Toll) -> bool:
    """Whether two victims bear one last name, the one without or with the other's first name: a man is harmed so once."""
    if a.text.isupper() or b.text.isupper() or a.key == b.key:
        return False
    first, second = (re.findall(r"[A-Z][\w'’]+", re.sub(r"['’]s$", "", t.text)) for t in (a, b))
    if not first or not second or first[-1] != second[-1] or first[-1].lower() in _CLASS_OF:
        return False
    return min(len(first), len(second)) == 1 or set(first) <= set(second) or set(second) <= set(first)


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


_REFLEXIVE = re.compile(r"\b(?:him|her|it|them)sel(?:f|ves)$", re.I)
_SEXES = {"man": "m", "boy": "m", "father": "m", "son": "m", "husband": "m", "brother": "m", "woman": "f", "girl": "f",
          "mother": "f", "daughter": "f", "wife": "f", "sister": "f"}  # fmt: skip


def died_among(tolls: Sequence[_Toll], text: str) -> Mapping[Key, int]:
    """How many of those told hurt are among the dead, by the figure's span.

    Phenomenon: a blow tells no outcome. Own example: `Snipers shot five marchers in Aleppo. Two of the marchers died.` Five
    were hit, of whom two died and three were hurt. Of those told wounded in so many words, only who is taken up again died.
    """
    found: dict[Key, int] = {}
    left = {t.key: t.number or 0 for t in tolls if t.harm == "killed"}
    hurt = [t for t in tolls if t.harm == "injured" and t.number]
    for toll in sorted(hurt, key=lambda t: not t.is_hit):
        for dead in (d for d in tolls if d.harm == "killed" and left[d.key]):
            if dead.key[:2] == toll.key[:2]:  # `two of the wounded died`
                found[toll.key] = toll.number or 0
                break
            if not _may_be_among(dead, toll, text):
                continue
            number = min(left[dead.key], (toll.number or 0) - found.get(toll.key, 0))
            found[toll.key] = found.get(toll.key, 0) + number
            left[dead.key] -= number
    return found


def _may_be_among(dead: _Toll, hurt: _Toll, text: str) -> bool:
    if _apart(dead.event, hurt.event) or (dead.kind and hurt.kind and dead.kind != hurt.kind):
        return False
    if bool(_REFLEXIVE.search(dead.text)) != bool(_REFLEXIVE.search(hurt.text)) and not _BACK.match(dead.text):
        return False
    sexes = {_SEXES.get(dead.noun), _SEXES.get(hurt.noun)} - {None}
    if len(sexes) > 1 or _MORE_PERSONS.search(hurt.text) or _MORE_PERSONS.search(dead.text):
        return False
    is_back = bool(_BACK.match(dead.text) or _PART_OF_KNOWN.match(dead.text))
    if not hurt.is_hit:
        return is_back and dead.key > hurt.key
    between = text[min(dead.key[1], hurt.key[1]) : max(dead.key[0], hurt.key[0])]
    is_same_sentence = not re.search(r"[.!?]\s", between) and len(between) < 250
    return not is_same_sentence or dead.key > hurt.key
