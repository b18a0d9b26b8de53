"""The picture of a process: talks, agreements, promises and breakdowns on one line of time, above the violence of each week."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.processes import Commitment, ProcessState, Proof

WIDTH = 1080
_LEFT, _RIGHT = 190, 24
_ROW, _HEAD = 22, 34
_VIOLENCE = 130
_MOST_PROMISES = 16
_KEPT_STATES = ("agreed", "in_force", "violated", "met", "lapsed")


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a lane: from `x`, `width` wide (0: a moment), drawn as `kind`; `told` in words, `link` to its evidence."""

    x: float
    width: float
    kind: str
    told: str
    link: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of marks."""

    name: str
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of violence: the best figure as a bar, low to high as a line over it."""

    x: float
    width: float
    y: float
    height: float
    y_low: float
    y_high: float
    told: str
    link: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """What the picture is drawn from. `ticks` are places and names of days, `levels` heights and numbers of killed."""

    height: float
    foot: float
    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: tuple[tuple[float, int], ...]
    first: str
    last: str

    @property
    def left(self) -> int:
        return _LEFT

    @property
    def right(self) -> int:
        return WIDTH - _RIGHT

    @property
    def width(self) -> int:
        return WIDTH


class _Scale:
    """Days to places on the line."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.days = first, max((last - first).days, 1)

    def x(self, day: date) -> float:
        share = min(1.0, max(0.0, (day - self.first).days / self.days))
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)


def timeline_of(state: ProcessState) -> Timeline | None:
    """The picture of a state, None where nothing of it has a day."""
    days = sorted(filter(None, map(_day, _days_of(state))))
    if not days:
        return None
    margin = timedelta(days=max(3, (days[-1] - days[0]).days // 50))
    first, last = days[0] - margin, days[-1] + margin
    scale = _Scale(first, last)
    lanes = tuple(
        Lane(name, _HEAD + n * _ROW, tuple(marks)) for n, (name, marks) in enumerate(_lanes(state, scale, last))
    )
    top = _HEAD + len(lanes) * _ROW + 26
    most = max((w.killed_high for w in _weeks(state)), default=0)
    foot = top + _VIOLENCE
    return Timeline(
        foot + 34, foot, lanes, tuple(_bars(state, scale, foot, most)), tuple(_ticks(scale, first, last)),
        tuple((round(foot - _VIOLENCE * n / most, 1), n) for n in _levels(most)), first.isoformat(), last.isoformat(),
    )  # fmt: skip


def _day(iso: str | None) -> date | None:
    try:
        return date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


def _days_of(state: ProcessState) -> Iterator[str | None]:
    for talks in state.rounds:
        yield from (talks.first, talks.last)
    for promise in _promises(state):
        yield from (step.day for step in promise.history)
    yield from (a.day for a in state.agreements)
    yield from (b.day for b in state.breakdowns)
    yield from (r.day for r in state.releases)
    yield from (s.day for s in state.spoilers)
    for week in state.violence:
        yield week.week


def _promises(state: ProcessState) -> list[Commitment]:
    held = [c for c in state.commitments if c.history and any(s.state in _KEPT_STATES for s in c.history)]
    return sorted(held, key=lambda c: (c.history[0].day, c.id))[:_MOST_PROMISES]


def _event(proofs: Iterable[Proof | None]) -> str:
    return next((f"/events/{p.event_id}" for p in proofs if p is not None), "")


def _lanes(state: ProcessState, scale: _Scale, last: date) -> Iterator[tuple[str, list[Mark]]]:
    """The lanes from above: talks, agreements, releases, breakdowns, attacks by others, then each promise."""
    yield (
        "Talks",
        [
            _span(
                scale,
                r.first,
                r.last,
                f"talks-{r.state}",
                f"talks {_words(r.state)}: {', '.join(r.parties)}",
                _event(r.evidence),
            )
            for r in state.rounds
        ],
    )
    simple = (
        (
            "Agreements",
            "agreement",
            [(a.day, f"agreement ({_words(a.stage)}): {', '.join(a.parties)}", a.evidence) for a in state.agreements],
        ),
        (
            "Releases",
            "release",
            [(r.day, f"{r.number or 'some'} released by {', '.join(r.by)}", r.evidence) for r in state.releases],
        ),
        (
            "Breakdowns",
            "breakdown",
            [(b.day, f"{_words(b.kind)}: {', '.join(b.who)}", b.evidence) for b in state.breakdowns],
        ),
        (
            "Attacks by others",
            "spoiler",
            [(s.day, f"attack by {', '.join(s.by) or 'unknown'}", s.evidence) for s in state.spoilers],
        ),
    )
    for name, kind, entries in simple:
        if entries:
            yield name, [_span(scale, day, day, kind, told, _event(proofs)) for day, told, proofs in entries]
    for promise in _promises(state):
        yield _short(promise), list(_states(promise, scale, last))


def _states(promise: Commitment, scale: _Scale, last: date) -> Iterator[Mark]:
    """A promise as stretches of its states; an end state is a moment."""
    steps = promise.history
    for step, following in zip(steps, [*steps[1:], None], strict=True):
        day = _day(step.day)
        if day is None:
            continue
        is_end = step.state in {"met", "lapsed"} and following is None
        end = (_day(following.day) if following else None) or (day if is_end else last)
        told = f"{_words(promise.what)}, {_words(step.state)} {step.day}: {', '.join(promise.who)}"
        yield Mark(
            scale.x(day), 0 if is_end else round(max(2.0, scale.x(end) - scale.x(day)), 1), f"state-{step.state}", told,
            _event([step.proof]),
        )  # fmt: skip


def _span(scale: _Scale, first: str, last: str, kind: str, told: str, link: str) -> Mark:
    start, end = _day(first), _day(last) or _day(first)
    if start is None or end is None:
        return Mark(_LEFT, 0, kind, f"{told} (no day)", link)
    days = first if first == last else f"{first} to {last}"
    return Mark(scale.x(start), round(max(0.0, scale.x(end) - scale.x(start)), 1), kind, f"{days}: {told}", link)


@dataclass(slots=True)
class _Week:
    week: str
    killed_low: int = 0
    killed: int = 0
    killed_high: int = 0
    events: int = 0
    by: tuple[str, ...] = ()


def _weeks(state: ProcessState) -> list[_Week]:
    """The violence of each week, of all perpetrators together."""
    found: dict[str, _Week] = {}
    for row in state.violence:
        week = found.setdefault(row.week, _Week(row.week))
        week.killed_low += row.killed_low
        week.killed += row.killed_best
        week.killed_high += row.killed_high
        week.events += row.events
        week.by = (*week.by, f"{row.perpetrator} {row.events}")
    return [found[week] for week in sorted(found)]


def _bars(state: ProcessState, scale: _Scale, foot: float, most: int) -> Iterator[Bar]:
    for week in _weeks(state):
        start = _day(week.week)
        if start is None:
            continue
        end = start + timedelta(days=6)
        height = [round(_VIOLENCE * n / (most or 1), 1) for n in (week.killed_low, week.killed, week.killed_high)]
        toll = f"{week.killed} killed ({week.killed_low} to {week.killed_high})"
        told = f"week of {week.week}: {week.events} attacks ({', '.join(week.by)}), {toll}"
        yield Bar(
            scale.x(start), round(max(2.5, scale.x(end) - scale.x(start)), 1), foot - max(height[1], 1.5), max(height[1], 1.5),
            foot - height[0], foot - height[2], told, f"/incidents?since={start}&until={end}&type=ASSAULT",
        )  # fmt: skip


def _levels(most: int) -> list[int]:
    """Up to four round numbers between nothing and the most killed in a week."""
    if most < 1:
        return []
    for step in (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10000, 50000):
        if most / step <= 4:
            return list(range(step, most + 1, step))
    return [most]


def _ticks(scale: _Scale, first: date, last: date) -> Iterator[tuple[float, str]]:
    """Years where the time is long, else months; no more than a dozen."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if months / s <= 12)
    at = date(first.year, first.month, 1)
    while at <= last:
        if at >= first and (at.month - 1) % min(step, 12) == 0 and (step <= 12 or at.year % (step // 12) == 0):
            yield scale.x(at), at.isoformat()[:4] if step >= 12 else at.isoformat()[:7]
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def _words(code: str) -> str:
    return code.replace("_", " ")


def _short(promise: Commitment) -> str:
    """What is promised and by whom, cut to the room on the left."""
    name = _words(promise.what) + (f": {', '.join(promise.who)}" if promise.who else "")
    return name if len(name) <= 30 else name[:29] + "…"
