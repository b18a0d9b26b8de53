"""Incidents as known on a day, and what changed with which report. Nothing is overwritten: the past is told anew from its reports."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.records import Claim, Event, Incident, Report, Revision

from .assemble import Evidence, assemble
from .duplicates import group_duplicates
from .matching import Decision, Link, Matcher
from .options import MatchOptions, default_options
from .reconcile import Rule, default_rule
from .tellings import Telling, tellings_of


@dataclass(frozen=True, slots=True)
class Accounts:
    """The incidents known on a day, by first report; `claims` carry their incident and what superseded them.

    `duplicates` gives the canonical report of each report; `stories` are reports joined by text that tell of no event.
    """

    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    duplicates: dict[str, str]
    tellings: dict[str, tuple[Telling, ...]]
    stories: tuple[tuple[str, ...], ...]
    options: MatchOptions

    def why(self, incident_id: str) -> list[Link]:
        """Why the reports of an incident were joined: the score of each pair with its parts, the likeliest first."""
        return Matcher(self.options).explain(self.tellings[incident_id])


def account(
    events: Iterable[Event],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    as_of: str | None = None,
    *,
    options: MatchOptions | None = None,
    rule: Rule | None = None,
    decisions: Sequence[Decision] = (),
) -> Accounts:
    """The incidents as known on the day `as_of` (ISO; None: from all reports). The order of the input changes nothing.

    With a day, reports published later and undated ones are left out, as if they had not come in yet.
    """
    options, rule = options or default_options(), rule or default_rule()
    known = {r.id: r for r in reports if as_of is None or (r.published is not None and r.published[:10] <= as_of)}
    told: dict[str, dict[str, Event]] = defaultdict(dict)
    for event in events:
        if event.report_id in known:
            told[event.report_id][event.id] = event
    matcher = Matcher(options, decisions)
    for report_id in sorted(known):
        matcher.add(tellings_of(known[report_id], _in_text_order(told[report_id].values()), options))
    evidence = _evidence(known, told, claims)
    joined = matcher.groups()
    groups = {_incident_id(g, evidence): g for g in joined if any(t.events for t in g)}
    incidents = [_with_revisions(i, g, evidence, rule) for i, g in groups.items()]
    incidents.sort(key=lambda i: (i.first_reported is None, i.first_reported or "", i.id))
    return Accounts(
        tuple(incidents),
        tuple(_claims_with_incidents(incidents, evidence)),
        dict(evidence.canonical),
        groups,
        tuple(_story(g) for g in joined if len(g) > 1 and not any(t.events for t in g)),
        options,
    )


def _story(group: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(sorted(t.report_id for t in group))


def _in_text_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda e: (e.sentence.start, e.evidence[0].start if e.evidence else 0, e.id))


def _evidence(reports: dict[str, Report], told: dict[str, dict[str, Event]], claims: Iterable[Claim]) -> Evidence:
    by_event: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.event_id in told.get(claim.report_id, {}):
            by_event[claim.event_id].append(claim)
    return Evidence(
        reports=reports,
        claims={
            e: sorted({c.id: c for c in found}.values(), key=lambda c: (c.start, c.id)) for e, found in by_event.items()
        },
        asides={r: [e for e in _in_text_order(found.values()) if _speaks_about(e)] for r, found in told.items()},
        canonical=group_duplicates(reports.values()),
    )


def _speaks_about(event: Event) -> bool:
    return event.event_type in {"ACCUSE", "REJECT"} or event.status == "negated"


def _incident_id(group: Sequence[Telling], evidence: Evidence) -> str:
    """The id of the incident's first event: it stays as further reports come in."""
    first = min(
        (t for t in group if t.events), key=lambda t: (evidence.age(t.report_id), t.events[0].sentence.start, t.id)
    )
    return "i-" + hashlib.sha256(first.events[0].id.encode()).hexdigest()[:16]


def _with_revisions(incident_id: str, group: Sequence[Telling], evidence: Evidence, rule: Rule) -> Incident:
    """The incident with its revisions: the account after each report, compared with the one before it."""
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for telling in group:
        by_report[telling.report_id].append(telling)
    revisions: list[Revision] = []
    known: list[Telling] = []
    current: Incident | None = None
    for report_id in sorted(by_report, key=evidence.age):
        known += by_report[report_id]
        if not any(t.events for t in known):
            continue
        latest = assemble(known, evidence, rule, incident_id)
        revisions += _changes(current, latest, report_id, evidence.reports[report_id].published, len(revisions))
        current = latest
    assert current is not None
    return replace(current, revisions=tuple(revisions))


def _changes(
    before: Incident | None, after: Incident, report_id: str, day: str | None, number: int
) -> Iterator[Revision]:
    if before is None:
        yield Revision(after.id, number + 1, "incident", None, after.event_type, "first report", report_id, day)
        return
    told, now = dict(_facts(before)), dict(_facts(after))
    changed = [f for f in dict.fromkeys([*told, *now]) if told.get(f) != now.get(f)]
    for offset, field in enumerate(changed, number + 1):
        was, is_ = told.get(field), now.get(field)
        yield Revision(after.id, offset, field, was, is_, _reason(field, was, is_), report_id, day)


def _facts(incident: Incident) -> Iterator[tuple[str, str]]:
    for toll in incident.casualties:
        yield toll.harm, f"{toll.best} ({toll.low} to {toll.high})"
    named = sorted(a.name or a.text for a in incident.source if a.actor_id)
    if named:
        yield "source", ", ".join(named)
    if incident.when is not None:
        yield "when", f"{incident.when.from_} to {incident.when.to}"
    if incident.where is not None:
        yield "where", f"{incident.where.name} ({incident.where.precision})"
    yield "status", incident.status
    if incident.disputes:
        yield "disputed", ", ".join(sorted({d.field for d in incident.disputes}))


def _reason(field: str, was: str | None, now: str | None) -> str:
    if field == "source":
        return "perpetrator named" if was is None else "perpetrator changed"
    if field == "disputed":
        return "contradicted by a party" if now is not None else "no longer contradicted"
    if field in {"when", "where", "status"}:
        return f"{field} told" if was is None else f"{field} corrected"
    if was is None or now is None:
        return "toll first told" if was is None else "toll withdrawn"
    first, second = int(was.split(" ")[0]), int(now.split(" ")[0])
    return "toll raised" if second > first else "toll lowered" if second < first else "range of the toll changed"


def _claims_with_incidents(incidents: Iterable[Incident], evidence: Evidence) -> Iterator[Claim]:
    """All claims of incidents with their incident; a claim outdated by a later one of its source names that one."""
    for incident in incidents:
        claims = [c for e in incident.event_ids for c in evidence.claims.get(e, ())]
        later = _superseded(incident)
        for claim in sorted(claims, key=lambda c: (c.said_on or "", c.report_id, c.start, c.id)):
            yield replace(claim, incident_id=incident.id, superseded_by=later.get(claim.id))


def _superseded(incident: Incident) -> dict[str, str]:
    """For each outdated figure the claim that counts now."""
    found: dict[str, str] = {}
    for toll in incident.casualties:
        current = next((c.claim_id for c in toll.claims if c.is_counted), None)
        if current is not None:
            found.update({c.claim_id: current for c in toll.claims if c.why == "outdated"})
    return found
