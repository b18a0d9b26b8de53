"""Quotes and relations: what is said, and how actors stand to one another."""

from dataclasses import dataclass

from .actor import ActorRef
from .span import Evidence


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody is quoted as saying; `channel` is the medium where told (`tweet`, `statement`)."""

    id: str
    report_id: str
    speaker: ActorRef | None
    verb: str
    text: str
    start: int
    end: int
    direct: bool
    channel: str | None
    coder_version: str


@dataclass(frozen=True, slots=True)
class RelationDraft:
    """A relation between two actor mentions `(sentence, index)`; `designation` is a token range where the object is text.

    `object_words` is the token range of a body that is no mention of its own (`army` in `army spokesman X`).
    """

    relation: str
    sentence: int
    subject: int
    object: int | None
    designation: tuple[int, int] | None
    evidence_lo: int
    evidence_hi: int
    object_words: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How one actor stands to another; for `designated_as` and `holds_office` the object may be text only."""

    id: str
    report_id: str
    relation: str
    subject: ActorRef
    object: ActorRef | None
    designation: str | None
    evidence: tuple[Evidence, ...]
    from_: str | None
    to: str | None
    coder_version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says of one happening."""

    id: str
    report_id: str
    event_id: str
    incident_id: str | None
    field: str
    value_text: str
    low: int | None
    high: int | None
    bound: str | None
    unit: str | None
    subgroup: str | None
    claimant: ActorRef | None
    claimant_kind: str
    said_on: str | None
    text: str
    start: int
    end: int
    superseded_by: str | None
    coder_version: str


@dataclass(frozen=True, slots=True)
class RoleFiller:
    """Who or what fills a role in the violence that a report tells of, gathered over its sentences.

    `role` is perpetrator, organisation, target (a thing), victim (a named person) or weapon; `score` is the model's, 0 to 1;
    `certainty` is told, suspected, claimed (by themselves) or denied; `event_ids` are the events that it belongs to.
    """

    report_id: str
    role: str
    text: str
    start: int
    end: int
    score: float
    certainty: str
    event_ids: tuple[str, ...]
