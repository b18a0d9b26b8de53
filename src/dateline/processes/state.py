"""The state of a process: what the monitor keeps, each entry with the events that it rests on."""

from dataclasses import dataclass

STATES = ("sought", "offered", "agreed", "in_force", "violated", "lapsed", "met")


@dataclass(frozen=True, slots=True)
class Proof:
    """What an entry rests on: the event (None where the sentence tells it and no event was coded), its day, and who says so."""

    day: str | None
    event_id: str | None
    report_id: str
    published: str | None
    text: str
    claimants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """Talks between parties, or with a mediator. `state` is announced, held, called_off or resumed; `hosts` are among the mediators."""

    state: str
    first: str
    last: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    hosts: tuple[str, ...]
    place: str | None
    level: str | None
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a commitment: the day, the state, who brought it, why, and the event (None: the calendar)."""

    day: str
    state: str
    who: tuple[str, ...]
    why: str
    proof: Proof | None


@dataclass(frozen=True, slots=True)
class Commitment:
    """Who promised what to whom, on which condition and by when, and how it stands."""

    id: str
    who: tuple[str, ...]
    to_whom: tuple[str, ...]
    what: str
    text: str
    condition: str | None
    due: str | None
    promised: int | None
    delivered: int | None
    state: str
    history: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Violation:
    """A breach of a ceasefire as told: who is said to have done it, who claims so, what they answer, what others say.

    `is_observed` is true where an attack is coded, not only claimed.
    """

    day: str
    by: tuple[str, ...]
    is_observed: bool
    claims: tuple[Proof, ...]
    responses: tuple[Proof, ...]
    independent: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Ceasefire:
    """A ceasefire with its start, end (None: open or unknown) and extent in the words of the report."""

    commitment_id: str
    parties: tuple[str, ...]
    is_unilateral: bool
    start: str | None
    end: str | None
    extent: str
    state: str
    violations: tuple[Violation, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """Prisoners or hostages freed."""

    day: str
    by: tuple[str, ...]
    number: int | None
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement signed or reached; `stage` as PA-X names it."""

    day: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    place: str | None
    stage: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A refusal, talks called off or a ceasefire ended: `kind` is refused, called_off or ended."""

    day: str
    kind: str
    who: tuple[str, ...]
    what: str
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Spoiler:
    """An attack by or on those who are no parties, while talks were going on."""

    day: str
    by: tuple[str, ...]
    on: tuple[str, ...]
    killed: int | None
    evidence: tuple[Proof, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Violence of one perpetrator in the week that begins on the Monday `week`."""

    week: str
    perpetrator: str
    events: int
    killed_low: int
    killed_best: int
    killed_high: int


@dataclass(frozen=True, slots=True)
class ProcessState:
    """A process as known on a day."""

    id: str
    name: str
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    countries: tuple[str, ...]
    as_of: str | None
    stands: str
    rounds: tuple[Round, ...]
    commitments: tuple[Commitment, ...]
    ceasefires: tuple[Ceasefire, ...]
    releases: tuple[Release, ...]
    agreements: tuple[Agreement, ...]
    breakdowns: tuple[Breakdown, ...]
    spoilers: tuple[Spoiler, ...]
    violence: tuple[Week, ...]
