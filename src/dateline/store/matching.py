"""What is kept between two tellings of the incidents, so that the next looks only at what new reports touch."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.records import ReportLife

from .database import Database, Writing

_AT_ONCE = 400
Pair = tuple[str, str]
Link = tuple[str, str, float]


@dataclass(frozen=True, slots=True)
class KnownReport:
    """A report as the store has it: `coder` coded it, `life` is that of its text; `ended_by` and `ended_as` tell of a notice.

    `seen` is what it was when the incidents were last told, `sketch` what was kept of it then; None where it is new.
    """

    id: str
    published: str | None
    coder: str
    life: ReportLife
    ended_by: str | None
    ended_as: str | None
    duplicate_of: str | None
    seen: str | None
    sketch: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is to be kept anew: sketches by report with what was seen, links of tellings, and reports compared as reprints."""

    sketches: Sequence[tuple[str, str, str]]
    gone: Collection[str]
    lost: Collection[Pair]
    gained: Sequence[Link]
    compared: Mapping[Pair, bool]


class Matching:
    """The state of matching. It follows from the reports and decisions alone: without it, everything is told anew."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reports(self) -> Iterator[KnownReport]:
        """Every report of the store, of all revisions, by id."""
        sql = (
            "SELECT r.id, r.published, r.coder_version, r.known_from, r.known_until, r.superseded_by, r.ended_as, r.duplicate_of, "
            "s.seen, s.sketch FROM report r LEFT JOIN sketch s ON s.report_id = r.id ORDER BY r.id"
        )
        for i, published, coder, first, until, by, ended_as, of, seen, sketch in self._database.rows(sql):
            life = ReportLife(first, until, by) if ended_as is None else ReportLife(first, None, None)
            ended_by = by if ended_as is not None else None
            yield KnownReport(i, published, coder, life, ended_by, ended_as, of, seen, sketch)

    def links_of(self, tellings: Collection[str]) -> Iterator[Link]:
        """The links with an end among the tellings: who proposed it, whom, and the likelihood."""
        for some in _parts(tellings):
            marks = ",".join("?" * len(some))
            sql = (
                f"SELECT telling, other, likelihood FROM proposal WHERE telling IN ({marks}) "
                f"UNION SELECT telling, other, likelihood FROM proposal WHERE other IN ({marks}) ORDER BY telling, other"
            )
            yield from ((str(a), str(b), float(x)) for a, b, x in self._database.rows(sql, [*some, *some]))

    def compared(self) -> dict[Pair, bool]:
        """Whether two reports are of one story, of the pairs that were compared."""
        return {(a, b): bool(x) for a, b, x in self._database.rows("SELECT first, second, is_same FROM compared")}

    def reports_of(self, events: Collection[str]) -> dict[str, str]:
        """The report of each event by id."""
        found: dict[str, str] = {}
        for some in _parts(sorted(events)):
            sql = f"SELECT id, report_id FROM event WHERE id IN ({','.join('?' * len(some))}) ORDER BY id, report_id"
            found |= {str(e): str(r) for e, r in self._database.rows(sql, some)}
        return found

    def incidents_of(self, events: Collection[str]) -> set[str]:
        """The ids of the incidents that hold any of the events."""
        found: set[str] = set()
        for some in _parts(sorted(events)):
            sql = f"SELECT DISTINCT incident_id FROM incident_event WHERE event_id IN ({','.join('?' * len(some))})"
            found.update(str(row[0]) for row in self._database.rows(sql, some))
        return found

    def put(self, kept: Kept) -> None:
        """Keep it, whole or not at all."""
        held = self.compared()
        with self._database.transaction() as writing:
            writing.executemany(
                "INSERT INTO sketch (report_id, seen, sketch) VALUES (?,?,?) ON CONFLICT (report_id) DO UPDATE SET "
                "seen = excluded.seen, sketch = excluded.sketch",
                kept.sketches,
            )
            writing.executemany(
                "DELETE FROM proposal WHERE telling = ? OR other = ?", [(t, t) for t in sorted(kept.gone)]
            )
            writing.executemany("DELETE FROM proposal WHERE telling = ? AND other = ?", sorted(kept.lost))
            writing.executemany(
                "INSERT INTO proposal (telling, other, likelihood) VALUES (?,?,?) ON CONFLICT (telling, other) DO UPDATE SET "
                "likelihood = excluded.likelihood",
                kept.gained,
            )
            _put_compared(writing, held, kept.compared)

    def forget(self) -> None:
        """Forget everything, so that all incidents are told anew."""
        with self._database.transaction() as writing:
            for table in ("sketch", "proposal", "compared"):
                writing.execute(f"DELETE FROM {table}")

    def end(self, endings: Iterable[tuple[str, str | None, str | None, str | None]]) -> None:
        """Note which reports notices ended: report, day, notice and kind; None where it stands again."""
        with self._database.transaction() as writing:
            writing.executemany(
                "UPDATE report SET known_until = ?, superseded_by = ?, ended_as = ? WHERE id = ?",
                [(day, by, kind, report) for report, day, by, kind in endings],
            )


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, so many at a time as a statement may hold."""
    every = list(values)
    return (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE))


def _put_compared(writing: Writing, held: Mapping[Pair, bool], compared: Mapping[Pair, bool]) -> None:
    writing.executemany("DELETE FROM compared WHERE first = ? AND second = ?", sorted(held.keys() - compared.keys()))
    writing.executemany(
        "INSERT INTO compared (first, second, is_same) VALUES (?,?,?) ON CONFLICT (first, second) DO UPDATE SET is_same = excluded.is_same",
        [(a, b, int(x)) for (a, b), x in compared.items() if held.get((a, b)) != x],
    )


def mark_unseen(writing: Writing, report_id: str) -> None:
    """Note that what was coded from a report is other than when the incidents were last told."""
    writing.execute("UPDATE sketch SET seen = '' WHERE report_id = ?", (report_id,))
