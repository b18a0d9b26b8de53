"""Events of one report that tell of one happening, joined."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import ActorRef, CodedReport, Event, When, Where

_WIDE = frozenset({"country", "admin1"})
VIOLENT_TYPES = frozenset({"ASSAULT", "COERCE"})


@dataclass(frozen=True, slots=True)
class Happening:
    """Events of one report that tell of one happening, in text order, and what they say together."""

    events: tuple[Event, ...]

    @property
    def source(self) -> tuple[ActorRef, ...]:
        return _distinct(a for e in self.events for a in e.source)

    @property
    def target(self) -> tuple[ActorRef, ...]:
        return _distinct(a for e in self.events for a in e.target)

    @property
    def when(self) -> When | None:
        """The most precise date told."""
        dated = [e.when for e in self.events if e.when is not None and e.when.from_]
        return min(dated, key=_vagueness) if dated else None

    @property
    def where(self) -> Where | None:
        """The most precise place told."""
        order = {"point": 0, "place": 1, "admin1": 2, "country": 3, "none": 4}
        placed = [e.where for e in self.events if e.where is not None]
        return min(placed, key=lambda w: order.get(w.precision, 5)) if placed else None

    def count(self, harm: str) -> int | None:
        """How many were harmed: the most that one sentence tells, its several victims added up, background left out;
        None where none is told. A figure that another sentence tells of the deed stands alone."""
        news = [e for e in self.events if not e.historical] or list(self.events)
        sums: dict[int, dict[int, int]] = {}
        again: dict[int, int] = {}
        for event in news:
            for c in event.casualties:
                number = c.best if c.best is not None else c.low
                if c.harm == harm and not c.is_subtotal and number is not None and (number > c.died or not c.died):
                    is_own = event.sentence.start <= c.start < event.sentence.end
                    at = event.sentence.start if is_own else c.start
                    if c.repeats:
                        again[at] = max(again.get(at, 0), number - c.died)
                    else:
                        sums.setdefault(at, {})[c.start] = number - c.died
        return max([*(sum(told.values()) for told in sums.values()), *again.values()], default=None)


def _distinct(refs: Iterable[ActorRef]) -> tuple[ActorRef, ...]:
    kept: dict[str, ActorRef] = {}
    for ref in refs:
        kept.setdefault((ref.name or ref.text).lower(), ref)
    return tuple(kept.values())


def _vagueness(when: When) -> tuple[int, str]:
    order = {"day": 0, "week": 1, "range": 2, "month": 3, "year": 4, "none": 5}
    return order.get(when.precision, 5), when.from_ or ""


def join_happenings(events: Sequence[Event], types: frozenset[str] = VIOLENT_TYPES) -> list[Happening]:
    """The happenings of one report among events of `types`: each event joins the latest one that it does not contradict.

    Two events contradict each other where their days do not meet, their places differ at the same precision, their
    known sources differ, or both name a different place of harm (an abduction and a bombing are two happenings).
    """
    found: list[list[Event]] = []
    for event in events:
        if event.event_type not in types:
            continue
        match = next((g for g in reversed(found) if all(_agree(event, e) for e in g)), None)
        if match is None:
            found.append([event])
        else:
            match.append(event)
    return [Happening(tuple(g)) for g in found]


def story_country(coded: CodedReport) -> str | None:
    """The country that most of a report's places and actors belong to, its dateline counting twice; None where none is told."""
    votes: Counter[str] = Counter()
    if coded.report.dateline_place is not None and coded.report.dateline_place.country:
        votes[coded.report.dateline_place.country] += 2
    for event in coded.events:
        votes.update(a.country for a in (*event.source, *event.target) if a.country)
        if event.where is not None and event.where.country and event.where.precision in _WIDE:
            votes[event.where.country] += 1
    return min(votes, key=lambda country: (-votes[country], country)) if votes else None


def country_of(happening: Happening, coded: CodedReport) -> str | None:
    """The country of a happening: where its own place lies, else where the report's story is.

    A lone village whose country nothing else in the report points to was more likely taken for a namesake abroad.
    """
    story = story_country(coded)
    where = happening.where
    if where is None or where.country is None:
        return story
    told = {a.country for e in coded.events for a in (*e.source, *e.target)}
    told |= {e.where.country for e in coded.events if e.where is not None and e.where.precision in _WIDE}
    return where.country if where.precision in _WIDE or where.country in told or story is None else story


def _agree(a: Event, b: Event) -> bool:
    return _same_kind(a, b) and _days_meet(a.when, b.when) and _places_meet(a.where, b.where) and _sides_meet(a, b)


def _same_kind(a: Event, b: Event) -> bool:
    return (
        a.event_type == b.event_type and (a.mode == b.mode or "abduct" not in {a.mode, b.mode}) and a.status == b.status
    )


def _days_meet(a: When | None, b: When | None) -> bool:
    if a is None or b is None or not (a.from_ and a.to and b.from_ and b.to):
        return True
    return a.from_ <= b.to and b.from_ <= a.to


def _places_meet(a: Where | None, b: Where | None) -> bool:
    if a is None or b is None or a.precision == "none" or b.precision == "none":
        return True
    if a.country and b.country and a.country != b.country:
        return False
    if a.admin1 and b.admin1 and a.admin1 != b.admin1:
        return False
    return a.precision != b.precision or a.name == b.name


def _sides_meet(a: Event, b: Event) -> bool:
    known_a = {r.actor_id for r in a.source if r.actor_id}
    known_b = {r.actor_id for r in b.source if r.actor_id}
    return not known_a or not known_b or bool(known_a & known_b)


__all__ = ["Happening", "country_of", "join_happenings", "story_country"]
