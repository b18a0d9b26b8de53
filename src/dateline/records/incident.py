"""Incidents: events of several reports that tell of one happening, with what each source claims and what changed when."""

from dataclasses import dataclass

from .actor import ActorRef
from .event import When, Where


@dataclass(frozen=True, slots=True)
class IncidentClaim:
    """One claim as an incident keeps it: whose, from which report, and whether it counts for the best figure.

    `why` says why it does or does not: latest, party, outdated, reprint, background, part, not_told_as_fact.
    """

    claim_id: str
    report_id: str
    claimant: ActorRef | None
    claimant_kind: str
    low: int | None
    high: int | None
    said_on: str | None
    is_counted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Toll:
    """The reconciled figure of one harm, low <= best <= high, by a named rule, with every claim that it views."""

    harm: str
    low: int
    best: int
    high: int
    rule: str
    disputed: bool
    claims: tuple[IncidentClaim, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Where parties contradict one another: `field` is who, occurrence, account or a harm; the records that show it."""

    field: str
    text: str
    report_ids: tuple[str, ...]
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of an incident's account: what it was, what it became, why, and with which report. Never rewritten."""

    incident_id: str
    revision: int
    field: str
    previous: str | None
    value: str | None
    reason: str
    report_id: str
    changed_on: str | None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening as all reports together tell it (contract/version 1)."""

    id: str
    event_ids: tuple[str, ...]
    event_type: str
    source: tuple[ActorRef, ...]
    target: tuple[ActorRef, ...]
    when: When | None
    where: Where | None
    casualties: tuple[Toll, ...]
    status: str
    reports: tuple[str, ...]
    first_reported: str | None
    last_updated: str | None
    revisions: tuple[Revision, ...]
    disputed: bool
    disputes: tuple[Dispute, ...]
    coder_version: str


@dataclass(frozen=True, slots=True)
class IncidentVersion:
    """An incident as it was told from one day on: `known_from` is the first day, None where no report of it is dated.

    `sources` is the number of independent reports: reprints of one story count once.
    """

    known_from: str | None
    incident: Incident
    sources: int
    confidence: float


@dataclass(frozen=True, slots=True)
class MatchPart:
    """One part of a pair's score: how far it holds, and the points that this gave or took."""

    name: str
    value: float
    points: float


@dataclass(frozen=True, slots=True)
class MatchLink:
    """Why two reports were taken to tell of one happening: the likelihood, 0 to 1, and the parts that it is made of.

    An event is None where its report is in the incident by its text alone.
    """

    first_report: str
    first_event: str | None
    second_report: str
    second_event: str | None
    likelihood: float
    parts: tuple[MatchPart, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on two events: `join` keeps them in one incident, `part` in two.

    A report that tells of no event, and is in an incident by its text alone, stands for itself by its id.
    """

    kind: str
    first_event: str
    second_event: str


@dataclass(frozen=True, slots=True)
class ReportLife:
    """From which day a report was known, and from which another stood in its place (None: it still stands).

    `ended_as` is `withdrawn` or `corrected` where `replaced_by` is a notice of the agency, None where it is another text.
    """

    known_from: str | None
    known_until: str | None
    replaced_by: str | None
    ended_as: str | None = None
