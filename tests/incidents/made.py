"""Made-up reports, events and claims for the tests of this room."""

from dateline.records import ActorRef, Attribution, Casualty, Claim, Event, Evidence, Report, SentenceSpan, When, Where

TALIBAN = ActorRef("the Taliban", 0, 0, "taliban-afg", "Taliban", "AFG", ("REB",), None)
ARMY = ActorRef("the army", 0, 0, "army-afg", "Afghan army", "AFG", ("MIL",), None)
HOSPITAL = ActorRef("the hospital", 0, 0, None, "Parwan hospital", "AFG", ("MED",), None)
MINISTRY = ActorRef("the Health Ministry", 0, 0, None, "Health Ministry", "AFG", ("GOV",), None)


def report(name, text, published="2019-09-17", agency="Sample Wire", title=None):
    return Report(
        id=f"r-{name}", title=title, text=text, language="en", agency=agency, published=published, content_hash=name
    )


def event(
    of,
    trigger,
    *,
    event_type="ASSAULT",
    source=(),
    target=(),
    day=None,
    place=None,
    admin1=None,
    country=None,
    status="occurred",
    historical=False,
    casualties=(),
    speaker=None,
    mode=None,
):
    """An event of a report, its trigger found in the text; casualties are (harm, number) or (harm, low, high)."""
    start = of.text.index(trigger)
    spoken = (Attribution(speaker, "said", "said", start, start + 1, False),) if speaker else ()
    when = When(None, None, None, day, day, "day") if day else None
    where = Where(None, None, None, place, country, admin1, None, None, None, "place") if place else None
    sentence = SentenceSpan(of.text.rfind("\n", 0, start) + 1, (of.text + "\n").index("\n", start))
    return Event(
        id=f"{of.id}-{start}",
        report_id=of.id,
        event_type=event_type,
        mode=mode,
        contexts=(),
        cameo=None,
        quad_class=4,
        intensity=-9.0,
        source=tuple(source),
        target=tuple(target),
        mediator=(),
        status=status,
        historical=historical,
        when=when,
        where=where,
        casualties=tuple(_casualty(start, *c) for c in casualties),
        means=None,
        attribution=spoken,
        evidence=(Evidence("trigger", trigger, start, start + len(trigger)),),
        sentence=sentence,
        confidence=0.9,
        reason="made up",
        coder_version="test",
    )


def _casualty(start, harm, low, high=None, is_subtotal=False):
    top = low if high is None else high
    return Casualty(harm, low, low, top, "exact", None, None, is_subtotal, str(low), start, start + 1)


def claim(of, field, low, high=None, *, speaker=None, kind="official", said_on=None):
    """A claim of an event's figure; `high` None means the same as `low`."""
    return Claim(
        id=f"{of.id}-{field}-{low}-{speaker.text if speaker else ''}",
        report_id=of.report_id,
        event_id=of.id,
        incident_id=None,
        field=field,
        value_text=str(low),
        low=low,
        high=low if high is None else high,
        bound="exact",
        unit="persons",
        subgroup=None,
        claimant=speaker,
        claimant_kind=kind if speaker else "media",
        said_on=said_on or of.when.from_ if of.when else said_on,
        text=str(low),
        start=0,
        end=1,
        superseded_by=None,
        coder_version="test",
    )
