"""Incidents as rows: the columns by which they are found."""

import hashlib
from collections.abc import Sequence
from typing import Any

from dateline.records import Incident, IncidentVersion, to_json

NEVER = "9999-12-31"
"""Later than any day: what stands still, or rests on undated reports alone."""

INCIDENT_COLUMNS = (
    "id", "version", "known_from", "known_until", "is_current", "event_type", "status", "day_from", "day_to", "country",
    "admin1", "admin2", "place", "precision", "lat", "lon", "killed_low", "killed", "killed_high", "injured", "disputed",
    "confidence", "events", "reports", "sources", "first_reported", "last_updated", "fingerprint", "record",
)  # fmt: skip


def fingerprint_of(
    versions: Sequence[IncidentVersion], members: Sequence[tuple[str, str | None]], settings: tuple[str, str]
) -> str:
    """A hash of all that is kept of an incident."""
    digest = hashlib.blake2b(digest_size=16)
    for version in versions:
        digest.update(f"{version.known_from} {version.sources} {version.confidence} {version.incident!r}\n".encode())
    digest.update(repr((members, settings)).encode())
    return digest.hexdigest()


def incident_row(
    version: IncidentVersion, number: int, following: IncidentVersion | None, print_: str
) -> tuple[Any, ...]:
    """The values of INCIDENT_COLUMNS."""
    incident = version.incident
    when, where = incident.when, incident.where
    tolls = {t.harm: t for t in incident.casualties}
    killed, injured = tolls.get("killed"), tolls.get("injured")
    return (
        incident.id, number, version.known_from or NEVER, (following.known_from if following else None) or NEVER,
        int(following is None), incident.event_type, incident.status, when.from_ if when else None, when.to if when else None,
        where.country if where else None, where.admin1 if where else None, where.admin2 if where else None,
        where.name if where else None, where.precision if where else None, where.lat if where else None,
        where.lon if where else None, killed.low if killed else None, killed.best if killed else None,
        killed.high if killed else None, injured.best if injured else None, int(incident.disputed), version.confidence,
        len(incident.event_ids), len(incident.reports), version.sources, incident.first_reported, incident.last_updated, print_,
        to_json(incident),
    )  # fmt: skip


def incident_actor_rows(incident: Incident, number: int) -> list[tuple[Any, ...]]:
    """The rows of `incident_actor`."""
    return [
        (incident.id, number, side, a.actor_id, a.name or a.text, a.country, " ".join(a.sectors))
        for side, refs in (("source", incident.source), ("target", incident.target))
        for a in refs
    ]
