"""A toll as counted in one report, and what tells whether two tolls may be of the same persons."""

import re
from dataclasses import dataclass, field

from dateline.records import Casualty, Event, Where

MORE_PERSONS = re.compile(r"\b(?:another|additional|further|second|third|other|others|more(?! than))\b", re.I)
BACK = re.compile(
    r"^(?:the(?! (?:deaths?|killings?|captures?|arrests?) of)|these|those|both|he|him|she|they|them|all|who|this|that|her$)\b",
    re.I,
)
PART_OF_KNOWN = re.compile(r"^(?:one|two|three|some|several|most|many|\d+) of (?:the|these|those|them)\b", re.I)
REFLEXIVE = re.compile(r"\b(?:him|her|it|them)sel(?:f|ves)$", re.I)
Span = tuple[int, int]
Key = tuple[int, int, str]
"""A figure's span and its harm: one phrase may tell two (`two of the wounded died`)."""

_CLASSES = {
    "leader": "leader commander facilitator coordinator planner chief official boss ringleader financier deputy general colonel",
    "fighter": "insurgent militant fighter rebel guerrilla terrorist gunman attacker suspect operative extremist subversive combatant "
               "enemy associate jihadist talib taliban bomber assailant member",
    "force": "soldier troop policeman police officer guard marine airman sailor serviceman peacekeeper militiaman",
    "civilian": "civilian woman child villager resident passenger worker student student worshipper family girl boy bystander",
}  # fmt: skip
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}


@dataclass(slots=True)
class Toll:
    """A toll counted so far: where it stands among the casualties, and what it is of.

    `left` of its number have not been told again one by one; `companions` are the other tolls of its own event; `alive` has,
    by sentence, how many are told to live; `again` are the tolls that tell it again.
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
    is_alive: bool = False
    alive: dict[int, int] = field(default_factory=dict)
    again: "list[Toll]" = field(default_factory=list)

    @property
    def living(self) -> int:
        """How many of them are told to live: the most that one sentence tells so."""
        return min(max(self.alive.values(), default=0), self.number or 0)

    def tell_alive(self, told: "Toll") -> None:
        """Note that a toll, this one or one that tells it again, is of persons who live."""
        if told.is_alive and told.number:
            self.alive[told.at] = self.alive.get(told.at, 0) + told.number

    @property
    def at(self) -> int:
        """Where it is told: the start of its event's sentence, its own start where another sentence tells it of the event."""
        return self.event.sentence.start if self.is_own else self.key[0]

    @property
    def is_own(self) -> bool:
        """Whether the figure stands in its event's own sentence."""
        return self.event.sentence.start <= self.key[0] < self.event.sentence.end


def kind_of(casualty: Casualty) -> str | None:
    """The class of persons that the victims' phrase names, None where it names none."""
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


def noun_of(casualty: Casualty) -> str:
    """The last word of the victims' phrase: what they are called."""
    words = re.findall(r"[a-z]+", casualty.text.lower())
    return words[-1] if words else ""


def number_of(casualty: Casualty) -> int | None:
    """The figure, its lower end where it is open."""
    return casualty.best if casualty.best is not None else casualty.low


def apart(a: Event, b: Event) -> bool:
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


def is_same_name(a: Toll, b: Toll) -> bool:
    """Whether two victims bear one last name, the one without or with the other's first name: a man is harmed so once."""
    if a.text.isupper() or b.text.isupper() or a.key == b.key:
        return False
    first, second = (re.findall(r"[A-Z][\w'’]+", re.sub(r"['’]s$", "", t.text)) for t in (a, b))
    if not first or not second or first[-1] != second[-1] or first[-1].lower() in _CLASS_OF:
        return False
    return min(len(first), len(second)) == 1 or set(first) <= set(second) or set(second) <= set(first)
