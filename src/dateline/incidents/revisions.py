"""How an incident was told from report to report: each account that stood for a time, and what changed with which report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.records import Incident, IncidentVersion, Revision

from .assemble import Evidence, assemble
from .reconcile import Rule
from .tellings import Telling

_Age = tuple[bool, str, int, str]
_ENDED = {"withdrawn": "story withdrawn", "corrected": "story corrected"}


@dataclass(slots=True)
class _Step:
    """A report that changed what is told: its own tellings come in, those of texts that it replaces or takes back go."""

    report_id: str
    day: str | None
    come: list[Telling] = field(default_factory=list)
    go: set[str] = field(default_factory=set)


def history_of(
    incident_id: str, group: Sequence[Telling], evidence: Evidence, rule: Rule
) -> tuple[IncidentVersion, ...]:
    """The accounts of an incident, one for each day on which it changed, each with the revisions up to then.

    The account after each report is compared with the one before it. The last account is the incident itself.
    """
    revisions: list[Revision] = []
    versions: list[IncidentVersion] = []
    known: list[Telling] = []
    current: Incident | None = None
    for step in _steps(group, evidence):
        ended = {t.report_id for t in known} & step.go
        known = [t for t in known if t.report_id not in step.go] + step.come
        if any(t.events for t in known):
            latest = assemble(known, evidence, rule, incident_id)
            revisions += _endings(incident_id, sorted(ended), step, evidence, len(revisions))
            revisions += _changes(current, latest, step, len(revisions))
        elif current is not None and current.status != "withdrawn":
            latest = replace(current, status="withdrawn")
            reason = "story withdrawn"
            revisions.append(
                Revision(
                    incident_id,
                    len(revisions) + 1,
                    "incident",
                    current.event_type,
                    None,
                    reason,
                    step.report_id,
                    step.day,
                )
            )
        else:
            continue
        current = replace(latest, revisions=tuple(revisions))
        if versions and versions[-1].known_from == step.day:
            versions.pop()
        versions.append(_version(step.day, current, known, evidence))
    return tuple(versions)


def _version(day: str | None, incident: Incident, known: Sequence[Telling], evidence: Evidence) -> IncidentVersion:
    sources = {evidence.canonical.get(t.report_id, t.report_id) for t in known}
    confidence = max((e.confidence for t in known for e in t.events), default=0.0)
    return IncidentVersion(day, incident, len(sources), confidence)


def _steps(group: Sequence[Telling], evidence: Evidence) -> list[_Step]:
    """The reports of a group in order of time, and those from elsewhere that replaced one of them."""
    steps: dict[_Age, _Step] = {}
    depth = _depths(group, evidence)

    def step_of(report_id: str, day: str | None) -> _Step:
        age = (day is None, day or "", depth.get(report_id, 0), report_id)
        return steps.setdefault(age, _Step(report_id, day))

    for telling in sorted(group, key=lambda t: t.id):
        step_of(telling.report_id, evidence.life(telling.report_id).known_from).come.append(telling)
    for report_id in sorted({t.report_id for t in group}):
        life = evidence.life(report_id)
        if life.replaced_by is not None:
            step_of(life.replaced_by, life.known_until).go.add(report_id)
    return [steps[age] for age in sorted(steps)]


def _depths(group: Sequence[Telling], evidence: Evidence) -> dict[str, int]:
    """How many texts each report follows upon: of one day, a text comes before the one that takes its place."""
    depth: dict[str, int] = {}
    for report_id in sorted({t.report_id for t in group}):
        seen, following = {report_id}, evidence.life(report_id).replaced_by
        while following is not None and following not in seen:
            depth[following] = max(depth.get(following, 0), len(seen))
            seen.add(following)
            is_known = following in evidence.lives or following in evidence.reports
            following = evidence.life(following).replaced_by if is_known else None
    return depth


def _endings(
    incident_id: str, ended: Sequence[str], step: _Step, evidence: Evidence, number: int
) -> Iterator[Revision]:
    """That a story was taken back or mended by its agency."""
    told = [(e, how) for e in ended if (how := evidence.life(e).ended_as) is not None]
    for offset, (report_id, how) in enumerate(told, number + 1):
        value = step.report_id if how == "corrected" else None
        yield Revision(incident_id, offset, "report", report_id, value, _ENDED[how], step.report_id, step.day)


def _changes(before: Incident | None, after: Incident, step: _Step, number: int) -> Iterator[Revision]:
    report_id, day = step.report_id, step.day
    if before is None or before.status == "withdrawn":
        reason = "first report" if before is None else "told again"
        yield Revision(after.id, number + 1, "incident", None, after.event_type, reason, report_id, day)
        return
    told, now = dict(_facts(before)), dict(_facts(after))
    changed = [f for f in dict.fromkeys([*told, *now]) if told.get(f) != now.get(f)]
    for offset, name in enumerate(changed, number + 1):
        was, is_ = told.get(name), now.get(name)
        yield Revision(after.id, offset, name, was, is_, _reason(name, was, is_), report_id, day)


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
