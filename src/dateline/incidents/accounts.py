"""All incidents as known on a day, with what each was told as before. Nothing is overwritten: the past is told anew from its reports."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.records import (
    Claim,
    Decision,
    Event,
    Incident,
    IncidentVersion,
    MatchLink,
    MatchPart,
    Report,
    ReportLife,
)

from .assemble import Evidence
from .duplicates import group_duplicates
from .matching import Link, Matcher
from .notices import Notice, ended_lives, find_notices, is_counted, notice_kind
from .options import MatchOptions, default_options
from .reconcile import Rule, default_rule
from .revisions import history_of
from .tellings import Telling, tellings_of


@dataclass(frozen=True, slots=True)
class Accounts:
    """The incidents known on a day, by first report; `claims` carry their incident and what superseded them.

    `versions` has what each incident was told as, day by day, the last one being the incident itself. `duplicates` gives the
    canonical report of each report; `stories` are reports joined by text that tell of no event. An incident of which every
    report was replaced by another text, or withdrawn by its agency, has the status `withdrawn`. `notices` are the
    reports that withdraw or correct others.
    """

    incidents: tuple[Incident, ...]
    claims: tuple[Claim, ...]
    duplicates: dict[str, str]
    tellings: dict[str, tuple[Telling, ...]]
    versions: dict[str, tuple[IncidentVersion, ...]]
    stories: tuple[tuple[str, ...], ...]
    notices: tuple[Notice, ...]
    options: MatchOptions

    def why(self, incident_id: str) -> list[Link]:
        """Why the reports of an incident were joined: the score of each pair with its parts, the likeliest first."""
        return Matcher(self.options).explain(self.tellings[incident_id])

    def links(self, incident_id: str) -> list[MatchLink]:
        """The same as records, to be kept."""
        return links_between(self.tellings[incident_id], self.options)


def links_between(tellings: Sequence[Telling], options: MatchOptions) -> list[MatchLink]:
    """Why the tellings of an incident were joined, as records."""
    return [
        MatchLink(
            first_report=link.first.report_id,
            first_event=_first_event(link.first),
            second_report=link.second.report_id,
            second_event=_first_event(link.second),
            likelihood=round(link.score.likelihood, 4),
            parts=tuple(MatchPart(p.name, round(p.value, 3), round(p.points, 3)) for p in link.score.parts),
        )
        for link in Matcher(options).explain(tellings)
    ]


def _first_event(telling: Telling) -> str | None:
    return telling.events[0].id if telling.events else None


def account(
    events: Iterable[Event],
    claims: Iterable[Claim],
    reports: Iterable[Report],
    as_of: str | None = None,
    *,
    options: MatchOptions | None = None,
    rule: Rule | None = None,
    decisions: Sequence[Decision] = (),
    lives: Mapping[str, ReportLife] | None = None,
) -> Accounts:
    """The incidents as known on the day `as_of` (ISO; None: from all reports). The order of the input changes nothing.

    With a day, reports published later and undated ones are left out, as if they had not come in yet. `lives` tells of
    reports that another text replaced when: what they told is part of the history, and no more.
    """
    options, rule = options or default_options(), rule or default_rule()
    known = {r.id: r for r in reports if as_of is None or (r.published is not None and r.published[:10] <= as_of)}
    stood = {i: as_known(life, as_of) for i, life in (lives or {}).items()}
    notices = find_notices(known.values(), stood)
    stood, kinds = ended_lives(stood, notices, known), {i: notice_kind(r) for i, r in known.items()}
    coded: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        coded[event.report_id].append(event)
    told = {i: counted_events(r, coded[i], kinds.get(i)) for i, r in known.items()}
    matcher = Matcher(options, decisions)
    tellings: dict[str, Telling] = {}
    for report_id in sorted(r for r in known if kinds.get(r) != "withdrawn"):
        own = tellings_of(known[report_id], told[report_id], options)
        tellings.update((t.id, t) for t in own)
        matcher.add(own)
    # an older text of a report, or one that was withdrawn, is no reprint: the two never stand beside each other
    standing = [r for r in known.values() if r.id not in stood or stood[r.id].known_until is None]
    evidence = evidence_of(known, told, claims, group_duplicates(standing), stood)
    joined = [tuple(tellings[i] for i in group) for group in matcher.groups()]
    groups = {incident_id_of(g, evidence): g for g in joined if any(t.events for t in g)}
    versions = {i: history_of(i, g, evidence, rule) for i, g in groups.items()}
    incidents = [v[-1].incident for v in versions.values()]
    incidents.sort(key=lambda i: (i.first_reported is None, i.first_reported or "", i.id))
    return Accounts(
        tuple(incidents),
        tuple(claims_with_incidents(incidents, evidence)),
        dict(evidence.canonical),
        groups,
        versions,
        tuple(_story(g) for g in joined if len(g) > 1 and not any(t.events for t in g)),
        tuple(notices),
        options,
    )


def _story(group: Sequence[Telling]) -> tuple[str, ...]:
    return tuple(sorted(t.report_id for t in group))


def as_known(life: ReportLife, as_of: str | None) -> ReportLife:
    """A report's life as known on a day: what ended it later is not known yet."""
    if as_of is None or life.known_until is None or life.known_until <= as_of:
        return life
    return ReportLife(life.known_from, None, None)


def _in_text_order(events: Iterable[Event]) -> list[Event]:
    return sorted(events, key=lambda e: (e.sentence.start, e.evidence[0].start if e.evidence else 0, e.id))


def counted_events(report: Report, events: Iterable[Event], kind: str | None) -> list[Event]:
    """The events of a report that count, each once, in text order; `kind` is that of the notice that the report is."""
    return _in_text_order({e.id: e for e in events if is_counted(e, report, kind)}.values())


def evidence_of(
    reports: Mapping[str, Report],
    told: Mapping[str, Sequence[Event]],
    claims: Iterable[Claim],
    canonical: Mapping[str, str],
    lives: Mapping[str, ReportLife],
) -> Evidence:
    """The evidence of reports with their events that count, in text order, and the claims of those."""
    known = {r: {e.id for e in events} for r, events in told.items()}
    by_event: dict[str, dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.event_id in known.get(claim.report_id, ()):
            by_event[claim.event_id][claim.id] = claim
    return Evidence(
        reports=reports,
        claims={e: sorted(found.values(), key=lambda c: (c.start, c.id)) for e, found in by_event.items()},
        asides={r: [e for e in events if _speaks_about(e)] for r, events in told.items()},
        canonical=canonical,
        lives=lives,
    )


def _speaks_about(event: Event) -> bool:
    return event.event_type in {"ACCUSE", "REJECT"} or event.status == "negated"


def incident_id_of(group: Sequence[Telling], evidence: Evidence) -> str:
    """The id of the incident's first event: it stays as further reports come in."""
    first = min(
        (t for t in group if t.events), key=lambda t: (evidence.age(t.report_id), t.events[0].sentence.start, t.id)
    )
    return "i-" + hashlib.sha256(first.events[0].id.encode()).hexdigest()[:16]


def claims_with_incidents(incidents: Iterable[Incident], evidence: Evidence) -> Iterator[Claim]:
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
