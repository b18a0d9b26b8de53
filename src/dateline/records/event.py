"""The event record of the contract (version 1) and its parts."""

from dataclasses import dataclass

from .actor import ActorRef
from .span import Evidence


@dataclass(frozen=True, slots=True)
class When:
    """When it happened: the words, and the ISO days they resolve to. Spans are null where the date is carried over."""

    text: str | None
    start: int | None
    end: int | None
    from_: str | None
    to: str | None
    precision: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where it happened, at the honest precision: point, place, admin1, country or none."""

    text: str | None
    start: int | None
    end: int | None
    name: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: str
    admin2: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so; `text` is the cue's words (`said`, `according to`) with their span."""

    speaker: ActorRef | None
    verb: str
    text: str
    start: int
    end: int
    direct: bool


@dataclass(frozen=True, slots=True)
class Casualty:
    """Harm and its number: low <= best <= high, None where open. `victims` as named.

    `is_subtotal` marks a part of another figure, `repeats` a figure that the report has told before: neither is to be added.
    `died` of those told hurt are told dead elsewhere in the report, and counted there. `attribution` tells who gives the figure,
    outermost first, where that is somebody else than who tells of the event (empty: the report itself); None where it is the same.
    """

    harm: str
    low: int | None
    best: int | None
    high: int | None
    bound: str
    victims: ActorRef | None
    subgroup: str | None
    is_subtotal: bool
    text: str
    start: int
    end: int
    repeats: bool = False
    died: int = 0
    attribution: tuple[Attribution, ...] | None = None


@dataclass(frozen=True, slots=True)
class SentenceSpan:
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where, how many were hurt, and who says so (contract/version 1).

    `doubt` says what another coder makes of the same words, None where there is none or both agree.
    """

    id: str
    report_id: str
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad_class: int
    intensity: float
    source: tuple[ActorRef, ...]
    target: tuple[ActorRef, ...]
    mediator: tuple[ActorRef, ...]
    status: str
    historical: bool
    when: When | None
    where: Where | None
    casualties: tuple[Casualty, ...]
    means: str | None
    attribution: tuple[Attribution, ...]
    evidence: tuple[Evidence, ...]
    sentence: SentenceSpan
    confidence: float
    reason: str
    coder_version: str
    doubt: str | None = None
