"""What reviewers decide of events: a log that only grows, and the records that hold by it, whatever is coded later."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dateline.errors import DatelineError, InputError

from .database import Writing
from .held import follow_claims, put_claims
from .incidents import mark_stale
from .matching import mark_unseen
from .rows import put_event
from .store import Store

Record = dict[str, Any]

_FIRST_ADDED = 100_000
"""The place of the first event that a person adds to a report: behind all that a coder finds in one."""


class ReviewConflict(DatelineError):
    """Somebody else changed the event since the reviewer saw it; `holds` is what holds now."""

    def __init__(self, event_id: str, reviewer: str, revision: int, holds: Record) -> None:
        self.event_id, self.reviewer, self.revision, self.holds = event_id, reviewer, revision, holds
        super().__init__(
            f"{event_id}: {reviewer} changed this event after you opened it. Nothing of yours was kept yet."
        )


@dataclass(frozen=True, slots=True)
class Review:
    """One decision. `verdict` is accept, reject, edit, undo or add; `changes` holds the new value of each field edited.

    Of an event that a person adds, `changes` is the whole record, with the claims that follow from it under `claims`.

    `revision` is None for a second coder's decision, which changes no record; `shown` is the record that the reviewer saw.
    """

    event_id: str
    reviewer: str
    verdict: str
    changes: Record
    note: str | None
    made_at: str
    is_second: bool = False
    revision: int | None = None
    shown: Record | None = None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An event under review: its state, how many decisions stand, who made the last, and both records."""

    event_id: str
    report_id: str
    state: str
    revision: int
    reviewer: str
    record: Record
    machine: Record | None


class Reviews:
    """The reviews of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, review: Review, seen_revision: int) -> int:
        """Keep a decision and bring the event's record up to it; the event's revision then.

        `seen_revision` is the revision that the reviewer saw. Raises ReviewConflict where another stands by now, InputError
        where there is no such event or nothing to undo.
        """
        with self._store.database.transaction() as writing:
            held = self.find(review.event_id)
            machine = held.record if held else self._machine(review)
            revision = held.revision if held else 0
            if review.is_second:
                self._log(writing, review, review.shown or machine, None)
                return revision
            if revision != seen_revision:
                assert held is not None
                raise ReviewConflict(review.event_id, held.reviewer, revision, held.record)
            if review.verdict == "add" and held is not None and held.state != "open":
                raise InputError(review.event_id, "this event was added already.")
            if review.verdict == "undo" and (held is None or held.state == "open"):
                raise InputError(review.event_id, "there is no decision to undo.")
            self._log(writing, review, machine, revision + 1)
            self._hold(writing, review, revision + 1, held, machine)
            return revision + 1

    def _log(self, writing: Writing, review: Review, shown: Record, revision: int | None) -> None:
        writing.execute(
            "INSERT INTO review (event_id, report_id, revision, reviewer, verdict, changes, note, shown, is_second, made_at) "
            "VALUES (?,?,?,?,?,?,?,?,?,?)",
            (
                review.event_id, shown["report_id"], revision, review.reviewer, review.verdict, _json(review.changes),
                review.note, _json(shown), int(review.is_second), review.made_at,
            ),
        )  # fmt: skip

    def _hold(self, writing: Writing, review: Review, revision: int, held: Reviewed | None, shown: Record) -> None:
        """Put the record that now holds in the place of the event's, or take the event out."""
        machine = held.machine if held else None if review.verdict == "add" else shown
        state, changes = _standing(list(self.of_event(review.event_id)))
        base = {**(machine or shown), "id": review.event_id}
        record = {**base, **changes}
        claims = record.pop("claims", None)
        record.pop("review", None)
        if state != "open":
            previous = {} if state == "added" else {name: base.get(name) for name in changes}
            record["review"] = {
                "state": state, "revision": revision, "reviewer": review.reviewer, "changed_on": review.made_at[:10],
                "previous": previous, "reason": review.note,
            }  # fmt: skip
            if claims is not None:
                record["review"]["claims"] = claims
        trigger = next(e for e in record["evidence"] if e["field"] == "trigger")
        position = self._position(review.event_id, record["report_id"])
        writing.execute(
            "INSERT INTO reviewed VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (event_id) DO UPDATE SET state = excluded.state, "
            "revision = excluded.revision, reviewer = excluded.reviewer, record = excluded.record",
            (
                review.event_id, record["report_id"], trigger["start"], trigger["end"], position, state, revision,
                review.reviewer, _json(record), None if machine is None else _json(machine),
            ),
        )  # fmt: skip
        writing.execute("DELETE FROM event WHERE id = ? AND report_id = ?", (review.event_id, record["report_id"]))
        if state != "rejected" and (machine is not None or state != "open"):
            put_event(writing, record, position)
            follow_claims(writing, record, (machine or record)["id"])
        elif machine is None:
            put_claims(writing, record, record["id"], [])
        mark_unseen(writing, record["report_id"])
        mark_stale(writing)

    def _position(self, event_id: str, report_id: str) -> int:
        """The place of an event among those of its report; what a person adds stands behind those of any coder."""
        sql = "SELECT position FROM event WHERE id = ? UNION ALL SELECT position FROM reviewed WHERE event_id = ?"
        row = next(self._store.database.rows(sql, (event_id, event_id)), None)
        if row is not None:
            return int(row[0])
        sql = "SELECT coalesce(max(position), 0) FROM reviewed WHERE report_id = ? AND position >= ?"
        (last,) = next(self._store.database.rows(sql, (report_id, _FIRST_ADDED)))
        return max(int(last) + 1, _FIRST_ADDED)

    def _machine(self, review: Review) -> Record:
        """The coder's record of an event that nobody decided on yet; of one that a person adds, that."""
        event_id = review.event_id
        row = next(self._store.database.rows("SELECT record FROM event WHERE id = ?", (event_id,)), None)
        if review.verdict == "add":
            if row is not None:
                raise InputError(event_id, "this event is in the store already.")
            return review.changes
        if row is None:
            raise InputError(event_id, "no such event.", "It may have been coded anew; look for it under events.")
        found: Record = json.loads(row[0])
        return found

    def find(self, event_id: str) -> Reviewed | None:
        """The event as reviewed, None where nobody decided anything of it."""
        sql = "SELECT event_id, report_id, state, revision, reviewer, record, machine FROM reviewed WHERE event_id = ?"
        row = next(self._store.database.rows(sql, (event_id,)), None)
        return _reviewed(row) if row else None

    def of_event(self, event_id: str) -> Iterator[Review]:
        """The decisions that stand in the record of an event, oldest first."""
        return self._reviews("event_id = ? AND is_second = 0", (event_id,))

    def all(self) -> Iterator[Review]:
        """Every decision of every reviewer, oldest first."""
        return self._reviews("TRUE", ())

    def latest(self, limit: int) -> Iterator[Review]:
        """The last decisions of everybody, newest first."""
        return self._reviews("TRUE", (), f"DESC LIMIT {int(limit)}")

    def counts(self) -> dict[str, int]:
        """How many events stand in each state."""
        return dict(self._store.database.rows("SELECT state, count(*) FROM reviewed GROUP BY state ORDER BY state"))

    def _reviews(self, condition: str, values: tuple[Any, ...], order: str = "") -> Iterator[Review]:
        sql = (
            "SELECT event_id, reviewer, verdict, changes, note, made_at, is_second, revision, shown FROM review "
            f"WHERE {condition} ORDER BY entry {order}"
        )
        for (
            event_id,
            reviewer,
            verdict,
            changes,
            note,
            made_at,
            is_second,
            revision,
            shown,
        ) in self._store.database.rows(sql, values):
            yield Review(
                event_id,
                reviewer,
                verdict,
                json.loads(changes),
                note,
                made_at,
                bool(is_second),
                revision,
                json.loads(shown),
            )

    def standing(self, report_id: str | None = None) -> Iterator[Reviewed]:
        """The reviewed events of a report, or of all, those that are open again left out."""
        sql = (
            "SELECT event_id, report_id, state, revision, reviewer, record, machine FROM reviewed WHERE state != 'open' "
            "AND (cast(? AS TEXT) IS NULL OR report_id = ?) ORDER BY report_id, position, event_id"
        )
        for row in self._store.database.streamed(sql, (report_id, report_id)):
            yield _reviewed(row)


def _reviewed(row: tuple[Any, ...]) -> Reviewed:
    event_id, report_id, state, revision, reviewer, record, machine = row
    held = None if machine is None else json.loads(machine)
    return Reviewed(event_id, report_id, state, revision, reviewer, json.loads(record), held)


def _standing(reviews: list[Review]) -> tuple[str, Record]:
    """The state that decisions leave an event in, and the changes that hold; an undo takes the last one back."""
    held: list[Review] = []
    for review in reviews:
        if review.verdict != "undo":
            held.append(review)
        elif held:
            held.pop()
    changes: Record = {}
    for review in held:
        changes.update(review.changes)
    if not held:
        return "open", {}
    if held[-1].verdict == "reject":
        return "rejected", changes
    if held[0].verdict == "add":
        return "added", changes
    return ("corrected" if changes else "accepted"), changes


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
