"""The claims of one report: who gives which figure for which event, and who denies what."""

import hashlib
from collections.abc import Sequence

from dateline.records import ActorRef, Attribution, Casualty, Claim, Event, Report

from .kinds import claimant_kind

_CONTESTED = frozenset({"ASSAULT", "COERCE"})  # happenings whose doer parties tend to contest


def claims_of(report: Report, events: Sequence[Event]) -> list[Claim]:
    """Every figure of every event as a claim of its innermost speaker; for what is attributed, whether it happened and who did it.

    `low`/`high` are persons; `said_on` is the report's date. Order: that of the events, figures in text order.
    """
    return [claim for event in events for claim in _of_event(report, event)]


def _of_event(report: Report, event: Event) -> list[Claim]:
    found = [_figure(report, event, c) for c in event.casualties]
    if event.attribution:
        trigger = event.evidence[0]
        value = "did not happen" if event.status == "negated" else event.status
        found.append(_claim(report, event, "occurrence", value, trigger.text, trigger.start, trigger.end))
        if event.event_type in _CONTESTED:
            found += [_perpetrator(report, event, actor) for actor in event.source if actor.actor_id]
    return found


def _perpetrator(report: Report, event: Event, actor: ActorRef) -> Claim:
    return _claim(report, event, "actor", actor.name or actor.text, actor.text, actor.start, actor.end)


def _figure(report: Report, event: Event, casualty: Casualty) -> Claim:
    victims = casualty.victims
    return _claim(
        report,
        event,
        casualty.harm,
        casualty.text,
        casualty.text,
        casualty.start,
        casualty.end,
        figure=(casualty.low, casualty.high, casualty.bound),
        unit=victims.name if victims else "persons",
        subgroup=casualty.subgroup,
        said=casualty.attribution,
    )


def _claim(
    report: Report,
    event: Event,
    field: str,
    value: str,
    text: str,
    start: int,
    end: int,
    *,
    figure: tuple[int | None, int | None, str | None] = (None, None, None),
    unit: str | None = None,
    subgroup: str | None = None,
    said: tuple[Attribution, ...] | None = None,
) -> Claim:
    told = event.attribution if said is None else said
    speaker = told[-1].speaker if told else None
    key = "\x1f".join(map(str, (event.id, field, start, end)))
    kind = claimant_kind(speaker, event.source + event.target)
    if told and speaker is None:
        kind = "unnamed"
    return Claim(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        report_id=report.id,
        event_id=event.id,
        incident_id=None,
        field=field,
        value_text=value,
        low=figure[0],
        high=figure[1],
        bound=figure[2],
        unit=unit,
        subgroup=subgroup,
        claimant=speaker,
        claimant_kind=kind,
        said_on=report.published,
        text=text,
        start=start,
        end=end,
        superseded_by=None,
        coder_version=event.coder_version,
    )
