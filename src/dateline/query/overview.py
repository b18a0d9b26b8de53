"""What a store holds at a glance: outcomes, events and deaths over time, what is new."""

from dataclasses import dataclass
from datetime import date

from dateline.codebook import load_codebook

from .events import CURRENT, EventQuery, count_of_events
from .reader import Reader, Value

TOLD_AS_FACT = "e.status IN ('occurred', 'ongoing') AND e.historical = 0"
"""The events that a series counts: told as having happened, and as the report's news."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many reports were coded, gave no event, failed; inputs that could not be read, or are of no kind that is."""

    coded: int
    no_event: int
    failed: int
    unread: int
    skipped: int
    events: int


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One day, month or year: events by quad class, their mean conflict-cooperation score, and killed low, best, high."""

    period: str
    by_quad: tuple[int, int, int, int]
    mean_score: float
    killed_low: int = 0
    killed_best: int = 0
    killed_high: int = 0

    @property
    def events(self) -> int:
        return sum(self.by_quad)


def outcomes_of(reader: Reader) -> Outcomes:
    """What became of the inputs; superseded revisions are left out."""
    counted = dict(reader.rows("SELECT outcome, count(*) FROM report WHERE superseded_by IS NULL GROUP BY outcome"))
    unread = dict(reader.rows("SELECT is_skipped, count(*) FROM unread GROUP BY is_skipped"))
    return Outcomes(
        counted.get("coded", 0), counted.get("no_event", 0), counted.get("failed", 0), unread.get(0, 0), unread.get(1, 0),
        count_of_events(reader, EventQuery())[0],
    )  # fmt: skip


def newest_report(reader: Reader) -> int:
    """The number of the report that was kept last, 0 in an empty store."""
    row = reader.one("SELECT max(rowid) FROM report")
    return int(row[0] or 0) if row else 0


def reports_since(reader: Reader, number: int) -> int:
    """How many reports were kept after that one."""
    row = reader.one("SELECT count(*) FROM report WHERE rowid > ?", (number,))
    return int(row[0]) if row else 0


def series_of(reader: Reader, query: EventQuery) -> list[SeriesPoint]:
    """Events and killed over time for a query, oldest first; days, months or years by the length of the time covered."""
    where, values = query.where()
    return series_points(reader, where, values, period_of(reader, where, values))


def period_of(reader: Reader, where: str, values: list[Value] | list[str]) -> int:
    """The length of the part of an ISO day that a series groups by: 10 a day, 7 a month, 4 a year."""
    row = reader.one(
        f"SELECT min(e.day_from), max(e.day_from) FROM event e WHERE {where} AND {TOLD_AS_FACT} AND e.day_from IS NOT NULL",
        values,
    )
    if not row or not row[0]:
        return 7
    days = (date.fromisoformat(row[1][:10]) - date.fromisoformat(row[0][:10])).days
    return 10 if days <= 100 else 7 if days <= 366 * 20 else 4


def series_points(reader: Reader, where: str, values: list[Value] | list[str], length: int) -> list[SeriesPoint]:
    """The points of a series; every period between the first and the last stands in it, empty ones too."""
    told = f"{where} AND {CURRENT} AND {TOLD_AS_FACT} AND e.day_from IS NOT NULL"
    rows = reader.rows(
        f"SELECT substr(e.day_from, 1, {length}), e.event_type, e.mode, count(*) FROM event e WHERE {told} GROUP BY 1, 2, 3",
        values,
    )
    killed = {period: figures for period, *figures in reader.rows(_KILLED.format(length=length, told=told), values)}
    book = load_codebook()
    quads: dict[str, list[int]] = {}
    scores: dict[str, float] = {}
    for period, event_type, mode, number in rows:
        quads.setdefault(period, [0, 0, 0, 0])[book.quad_class(event_type) - 1] += number
        scores[period] = scores.get(period, 0.0) + number * book.score(event_type, mode)
    points = []
    for period in _periods(min(quads, default=None), max(quads, default=None)):
        q = quads.get(period, [0, 0, 0, 0])
        low, best, high = killed.get(period, (0, 0, 0))
        mean = scores.get(period, 0.0) / (sum(q) or 1)
        points.append(SeriesPoint(period, (q[0], q[1], q[2], q[3]), round(mean, 2), low or 0, best or 0, high or 0))
    return points


_KILLED = (
    "SELECT p, sum(low), sum(best), sum(high) FROM (SELECT substr(e.day_from, 1, {length}) AS p, "
    "max(CAST(coalesce(json_extract(c.value, '$.low'), json_extract(c.value, '$.best')) AS BIGINT)) AS low, "
    "max(CAST(json_extract(c.value, '$.best') AS BIGINT)) AS best, "
    "max(CAST(coalesce(json_extract(c.value, '$.high'), json_extract(c.value, '$.best')) AS BIGINT)) AS high "
    "FROM event e, json_each(e.record, '$.casualties') c "
    "WHERE {told} AND e.killed IS NOT NULL AND json_extract(c.value, '$.harm') = 'killed' "
    "AND CAST(json_extract(c.value, '$.is_subtotal') AS TEXT) IN ('0', 'false') GROUP BY e.report_id, e.id) AS told GROUP BY p"
)


def _periods(first: str | None, last: str | None) -> list[str]:
    """All days, months or years from the first to the last."""
    if first is None or last is None:
        return []
    if len(first) == 4:
        return [f"{y:04}" for y in range(int(first), int(last) + 1)]
    if len(first) == 7:
        months = range(int(first[:4]) * 12 + int(first[5:]) - 1, int(last[:4]) * 12 + int(last[5:]))
        return [f"{m // 12:04}-{m % 12 + 1:02}" for m in months]
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(d).isoformat() for d in range(start, end + 1)]
