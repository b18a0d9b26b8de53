"""The incident record of a group of tellings: what its reports say together."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dateline.records import ActorRef, Claim, Event, Incident, Report, ReportLife, Toll, When, Where

from .disputes import Account, disputes_of
from .figures import Sources
from .reconcile import HARMS, Rule, reconcile
from .tellings import TOLD_AS_FACT, Telling

_PLACE_ORDER = {"point": 0, "place": 1, "admin1": 2, "country": 3, "none": 4}
_DAY_ORDER = {"day": 0, "week": 1, "range": 2, "month": 3, "year": 4, "none": 5}


@dataclass(frozen=True, slots=True)
class Evidence:
    """The records that incidents are made of, by id: reports, claims by event, and what each report says beside."""

    reports: Mapping[str, Report]
    claims: Mapping[str, Sequence[Claim]]
    asides: Mapping[str, Sequence[Event]]
    canonical: Mapping[str, str]
    lives: Mapping[str, ReportLife] = field(default_factory=dict)

    def life(self, report_id: str) -> ReportLife:
        """From when to when a report's text stood: from publication on where nothing else is known."""
        known = self.lives.get(report_id)
        published = self.reports[report_id].published if known is None else None
        return known or ReportLife(published[:10] if published else None, None, None)

    def age(self, report_id: str) -> tuple[bool, str, str]:
        """Where a report stands in time: by the day from which it was known, the undated last, ties by id."""
        day = self.life(report_id).known_from
        return day is None, day or "", report_id


def assemble(group: Sequence[Telling], evidence: Evidence, rule: Rule, incident_id: str) -> Incident:
    """The incident of the tellings of one happening, without its revisions."""
    tellings = sorted(group, key=lambda t: (evidence.age(t.report_id), t.id))
    events = [e for t in tellings for e in t.events]
    account = account_of(tellings, evidence)
    tolls = tolls_of(account, rule)
    disputes = disputes_of(account, tolls, rule)
    reports = tuple(dict.fromkeys(t.report_id for t in tellings))
    days = sorted(d for r in reports if (d := evidence.reports[r].published))
    own = _independent(events, evidence)
    return Incident(
        id=incident_id,
        event_ids=tuple(e.id for e in events),
        event_type=_most(e.event_type for e in own),
        source=_actors(a for e in own for a in e.source),
        target=_actors(a for e in own for a in e.target),
        when=_when(own, days[0] if days else None),
        where=_where(own, tellings, [evidence.reports[r] for r in reports]),
        casualties=tolls,
        status=_most(e.status for e in own),
        reports=reports,
        first_reported=days[0] if days else None,
        last_updated=days[-1] if days else None,
        revisions=(),
        disputed=bool(disputes),
        disputes=disputes,
        coder_version=events[0].coder_version,
    )


def account_of(tellings: Sequence[Telling], evidence: Evidence) -> Account:
    """What is weighed: the events told, the claims made of them, and what the same reports say beside."""
    events = [e for t in tellings for e in t.events]
    around = [e for t in tellings if t.is_main for e in evidence.asides.get(t.report_id, ())]
    return Account(
        events=events,
        around=around,
        claims=[c for e in (*events, *around) for c in evidence.claims.get(e.id, ())],
        sources=Sources(
            events={e.id: e for e in (*events, *around)},
            canonical=evidence.canonical,
            agencies={t.report_id: evidence.reports[t.report_id].agency for t in tellings},
        ),
    )


def tolls_of(account: Account, rule: Rule) -> tuple[Toll, ...]:
    """The reconciled figure of each harm that is told of."""
    own = {e.id for e in account.events}
    claims = [c for c in account.claims if c.event_id in own]
    found = (reconcile(h, claims, account.sources, rule) for h in HARMS)
    return tuple(t for t in found if t is not None)


def _independent(events: Sequence[Event], evidence: Evidence) -> list[Event]:
    """The events less those of reprints whose original is there."""
    present = {e.report_id for e in events}
    kept = [e for e in events if evidence.canonical.get(e.report_id, e.report_id) not in present - {e.report_id}]
    return kept or list(events)


def _most(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda v: (-counts[v], v))


def _actors(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    """One reference for each actor: known ones where any is known, else as told."""
    kept: dict[str, ActorRef] = {}
    for ref in refs:
        kept.setdefault(ref.actor_id or (ref.name or ref.text).lower(), ref)
    known = [r for r in kept.values() if r.actor_id]
    return tuple(known or kept.values())


def _when(events: Sequence[Event], first_reported: str | None) -> When | None:
    """The day that most reports tell, news before background; the earliest of equals.

    What took place did so before it was first reported: later days are those of later doings, such as a trial.
    """
    dated = [e for e in events if e.when is not None and e.when.from_ and e.when.to]
    if first_reported is not None:
        dated = [e for e in dated if e.status not in TOLD_AS_FACT or _span(e)[0] <= first_reported[:10]]
    votes: Counter[tuple[str, str]] = Counter()
    for report_id in sorted({e.report_id for e in dated}):
        own = Counter(_span(e) for e in dated if e.report_id == report_id)
        news = {_span(e) for e in dated if e.report_id == report_id and not e.historical}
        for span, count in own.items():
            votes[span] += (4 if span in news else 2) + min(count, 3)
    if not votes:
        return None
    told = [e.when for e in dated if e.when is not None]
    return min(told, key=lambda w: (_DAY_ORDER.get(w.precision, 6), -votes[w.from_ or "", w.to or ""], w.from_ or ""))


def _span(event: Event) -> tuple[str, str]:
    when = event.when
    return ((when.from_ or "", when.to or "")) if when else ("", "")


def _where(events: Sequence[Event], tellings: Sequence[Telling], reports: Sequence[Report]) -> Where | None:
    """The most precise place in the area that most reports tell of; datelines help to choose the area only.

    Where reports put it in several areas, those that write the area's name know better than those that leave it to be guessed.
    """
    told = [e.where for e in events if e.where is not None and e.where.precision != "none"]
    if not told:
        return None
    areas = Counter(a for t in tellings for a in t.admins | t.sent_from)
    rivals = sorted({w.admin1 for w in told if w.admin1})
    if len(rivals) > 1:
        areas.update(a for r in reports for a in rivals if _names(r, a))
    names = Counter(w.name for w in told)

    def rank(where: Where) -> tuple[int, int, int, str, int]:
        return (
            -areas[where.admin1] if where.admin1 else 0,
            _PLACE_ORDER.get(where.precision, 5),
            -names[where.name],
            where.name or "",
            where.start or 0,
        )

    return min(told, key=rank)


def _names(report: Report, area: str) -> bool:
    """Whether a report writes the name of an area, in its text, its dateline or its publisher's name."""
    told = (report.text, report.dateline_text, report.publisher)
    pattern = re.compile(rf"\b{re.escape(area)}\b")
    return any(pattern.search(part) for part in told if part)
