"""One report's telling of one happening, with all that it is compared by; and the tellings of a report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.records import ActorRef, Event, Report

from .options import MatchOptions
from .terms import Terms, folded, terms_of, words_of
from .within import Happening, join_happenings

TOLD_AS_FACT = frozenset({"occurred", "ongoing"})
_PLANNED = frozenset({"future", "sought", "hypothetical"})
_STATE = frozenset({"GOV", "MIL", "COP", "LEG", "JUD", "SPY"})
_LEAD = 1.5
_PRECISE = frozenset({"point", "place"})


@dataclass(frozen=True, slots=True)
class Telling:
    """What one report tells of one happening. `events` is empty where the report tells of a story but of no event.

    `day` is the ordinal of publication, `days` those of the happening; `terms` are the report's where the telling is its
    main one, else those of the telling's own sentences. `sent_from` is the dateline's place: reports are often sent
    from elsewhere, so that it may agree with a place and never contradicts one.
    """

    id: str
    report_id: str
    day: int | None
    family: str
    is_main: bool
    events: tuple[Event, ...]
    terms: Terms
    days: tuple[int, int] | None
    places: frozenset[str]
    admins: frozenset[str]
    sent_from: frozenset[str]
    countries: frozenset[str]
    sides: frozenset[str]
    doers: frozenset[str]
    scenes: frozenset[str]
    means: frozenset[str]
    tolls: Mapping[str, int]
    ages: frozenset[str]
    streets: frozenset[str]


def tellings_of(report: Report, events: Sequence[Event], options: MatchOptions) -> list[Telling]:
    """The tellings of one report: one for each of its happenings, and a bare one where it tells of no violence.

    The main one is the violence told with most events, or the bare one: a report of an arrest or a funeral belongs to
    the story of the attack. Denied events make no telling.
    """
    known = _known_actors(events)
    terms = terms_of(report.title, report.text, options, known)
    groups = _groups(events, report.text, options)
    by_text = [i for i, (family, _) in enumerate(groups) if family in options.by_text]
    main = max(by_text, key=lambda i: (_weight(by_text.index(i), groups[i][1]), -i)) if by_text else None
    tellings = [
        _telling(report, family, happening.events, options, known, terms if i == main else None)
        for i, (family, happening) in enumerate(groups)
    ]
    if main is None:
        tellings.append(_telling(report, "", (), options, known, terms))
    return tellings


def _known_actors(events: Iterable[Event]) -> frozenset[str]:
    """The words of all known actors of a report: those who act, those acted on, those who speak."""
    actors = [a for e in events for a in (*e.source, *e.target, *e.mediator)]
    actors += [a.speaker for e in events for a in e.attribution if a.speaker is not None]
    return words_of(name for a in actors if a.actor_id for name in (a.text, a.name or ""))


def _groups(events: Sequence[Event], text: str, options: MatchOptions) -> list[tuple[str, Happening]]:
    """The happenings of a report with their families; planned ones stand apart from what took place."""
    families: dict[str, list[Event]] = {}
    for event in events:
        family = options.family(event.event_type, event.mode)
        if event.status in TOLD_AS_FACT:
            families.setdefault(family, []).append(event)
        elif event.status in _PLANNED:
            families.setdefault(f"{family} planned", []).append(event)
    return [(family, h) for family, told in families.items() for h in _happenings(told, text, options)]


def _happenings(events: Sequence[Event], text: str, options: MatchOptions) -> list[Happening]:
    """The happenings among events of one family: those that a report tells in pieces are put together.

    Phenomenon: the dead in one sentence, the wounded in another that gives another day. `Rebels killed ten soldiers, the
    army said on Wednesday. Another 17 were wounded in the attack late on Tuesday.` A deed that a piece speaks of as known (`in
    the attack`) is the one told last, whatever place is read there.
    """
    whole: list[tuple[Event, ...]] = []
    for happening in join_happenings(events, frozenset(e.event_type for e in events)):
        piece = happening.events
        match = next((i for i, known in enumerate(whole) if _complete(known, piece)), None)
        if match is None and options.back.search(text, piece[0].sentence.start, piece[0].sentence.end):
            match = next((i for i in reversed(range(len(whole))) if _fit(whole[i], piece)), None)
        if match is None:
            whole.append(piece)
        else:
            whole[match] += piece
    return [Happening(told) for told in whole]


def _complete(a: Sequence[Event], b: Sequence[Event]) -> bool:
    """Whether two pieces may tell of one happening: they fit, and name no other place or side."""
    return _fit(a, b) and not any(_rival(told(a), told(b)) for told in (_admins, _countries, _sides, _doers, _places))


def _fit(a: Sequence[Event], b: Sequence[Event]) -> bool:
    """Whether two pieces are told for neighbouring days, and have no rival figure."""
    first, second = _days(a), _days(b)
    if first and second and max(0, first[0] - second[1], second[0] - first[1]) > 1:
        return False
    tolls, others = _ranges(a), _ranges(b)
    return not any(_apart(tolls[harm], others[harm]) for harm in tolls.keys() & others.keys())


def _ranges(events: Iterable[Event]) -> dict[str, tuple[int, int | None]]:
    """The range of the largest figure of each harm that is no part of another; no upper end where it is open."""
    found: dict[str, tuple[int, int | None]] = {}
    for c in (c for e in events for c in e.casualties if not c.is_subtotal):
        low = c.low if c.low is not None else c.best
        if low is not None and low >= found.get(c.harm, (0, None))[0]:
            found[c.harm] = (low, c.high)
    return found


def _apart(a: tuple[int, int | None], b: tuple[int, int | None]) -> bool:
    return (a[1] is not None and a[1] < b[0]) or (b[1] is not None and b[1] < a[0])


def _rival(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _admins(events: Iterable[Event]) -> frozenset[str]:
    return _told(e.where.admin1 for e in events if e.where is not None)


def _countries(events: Iterable[Event]) -> frozenset[str]:
    return _told(e.where.country for e in events if e.where is not None)


def _places(events: Iterable[Event]) -> frozenset[str]:
    return _told(e.where.name for e in events if e.where is not None and e.where.precision in _PRECISE)


def _sides(events: Iterable[Event]) -> frozenset[str]:
    return _told(side_of(a) for e in events for a in e.source + e.target)


def _doers(events: Iterable[Event]) -> frozenset[str]:
    return _told(side_of(a) for e in events for a in e.source)


def _weight(index: int, happening: Happening) -> float:
    """How much of the report is about a happening: its events and figures as news, and a lead for what is told first."""
    news = [e for e in happening.events if not e.historical]
    return (
        len(news) + sum(bool(e.casualties) for e in news) + 0.01 * len(happening.events) + (_LEAD if index == 0 else 0)
    )


def _telling(
    report: Report,
    family: str,
    events: tuple[Event, ...],
    options: MatchOptions,
    known: frozenset[str],
    terms: Terms | None,
) -> Telling:
    own = report.text if terms is not None else _sentences(report.text, events)
    line = report.dateline_place if terms is not None else None
    return Telling(
        id=events[0].id if events else report.id,
        report_id=report.id,
        day=_ordinal(report.published),
        family=family,
        is_main=terms is not None,
        events=events,
        terms=terms if terms is not None else terms_of(None, own, options, known),
        days=_days(events),
        places=_places(events),
        admins=_admins(events),
        sent_from=_told([line.name, line.admin1] if line else []),
        countries=_countries(events),
        sides=_sides(events),
        doers=_doers(events),
        scenes=_told(map(folded, _places(events) | _admins(events))),
        means=_told(e.means.lower() if e.means else e.mode for e in events),
        tolls=_tolls(events),
        ages=_told(_particulars(options.age.findall(own))),
        streets=_told(_particulars(options.street.findall(own))),
    )


def side_of(actor: ActorRef) -> str | None:
    """The side that an actor stands on: its state for those who act for one, else itself where it is known."""
    if actor.country and (_STATE & set(actor.sectors) or (actor.actor_id or "").startswith("state-")):
        return actor.country
    return actor.actor_id


def _sentences(text: str, events: Iterable[Event]) -> str:
    spans = sorted({(e.sentence.start, e.sentence.end) for e in events})
    return "\n".join(text[start:end] for start, end in spans)


def _told(values: Iterable[str | None]) -> frozenset[str]:
    return _shared(frozenset(v for v in values if v))


@lru_cache(maxsize=1 << 16)
def _shared(found: frozenset[str]) -> frozenset[str]:
    """The same set for equal sets: most tellings name a country, a party and means that a thousand others name."""
    return found


def _ordinal(day: str | None) -> int | None:
    return date.fromisoformat(day[:10]).toordinal() if day and len(day) >= 10 else None


def _days(events: Iterable[Event]) -> tuple[int, int] | None:
    """The day that most events are told for, then the earliest; None where none is told to the day or week."""
    votes: dict[tuple[int, int], float] = {}
    for event in events:
        when = event.when
        if when is None or when.precision not in {"day", "week", "range"}:
            continue
        first, last = _ordinal(when.from_), _ordinal(when.to)
        if first is not None and last is not None:
            votes[first, last] = votes.get((first, last), 0) + (0.5 if event.historical else 1)
    return min(votes, key=lambda d: (d[1] - d[0] > 0, -votes[d], d)) if votes else None


def _tolls(events: Iterable[Event]) -> Mapping[str, int]:
    """The largest figure of each harm that is no part of another."""
    tolls: dict[str, int] = {}
    for casualty in (c for e in events for c in e.casualties if not c.is_subtotal):
        figure = casualty.best or casualty.low
        if figure is not None:
            tolls[casualty.harm] = max(figure, tolls.get(casualty.harm, 0))
    return _shared_tolls(tuple(sorted(tolls.items())))


@lru_cache(maxsize=1 << 14)
def _shared_tolls(tolls: tuple[tuple[str, int], ...]) -> Mapping[str, int]:
    return dict(tolls)


def _particulars(found: Iterable[str | tuple[str, ...]]) -> Iterable[str]:
    for match in found:
        yield next((m for m in match if m), "") if isinstance(match, tuple) else match
