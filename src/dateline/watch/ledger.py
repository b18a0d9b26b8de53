"""The ledger: what is watched, what was expected and came, what waits, and where there are gaps; a SQLite file beside the store."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dateline.errors import StoreError

from .kept import FETCHED, Found, Gap, Item, Seen, Source
from .missed import Missed
from .schedule import is_gap, missed

_APPLICATION_ID = 0x444C574C
_SOURCE = "name, kind, address, every, etag, last_modified, next_due, last_try, last_good, failures, fault"
_FOUND = "key, version, kind, address, title, published, publisher, body"
_NEW_ITEM = f"INTO item (source, {_FOUND}, host, state, first_seen, last_seen, next_try) VALUES (?,?,?,?,?,?,?,?,?,?,'waiting',?,?,?)"
_KEPT_POLLS = 30 * 86_400.0
_KEPT_ITEMS = 90 * 86_400.0


class Ledger:
    """An open ledger, for one thread. Every change goes in whole or not at all; errors come out as StoreError."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA busy_timeout = 10000")
            known = self._connection.execute("PRAGMA application_id").fetchone()[0]
            tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
            if known != _APPLICATION_ID and (known or tables):
                raise StoreError(f"{path}: no ledger of dateline watch. Move it out of the way.")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            if not tables:
                self._connection.executescript(
                    f"BEGIN IMMEDIATE; PRAGMA application_id = {_APPLICATION_ID};"
                    + (files(__package__) / "ledger.sql").read_text(encoding="utf-8")
                    + "COMMIT;"
                )
        except sqlite3.Error as error:
            raise StoreError(f"{path}: the ledger cannot be opened ({error}).") from None

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise StoreError(f"{self.path}: the ledger cannot be written ({error}).") from None
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def _rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: the ledger cannot be read ({error}).") from None

    def register(self, sources: Iterable[tuple[str, str, str, float]], now: float) -> None:
        """Make these (name, kind, address, every) the sources that are watched; a new one is due now, one left out is forgotten.

        What waits of a source that was left out is not tried again; what was seen of it stays known.
        """
        given = list(sources)
        with self._change() as change:
            for name, kind, address, every in given:
                change.execute(
                    "INSERT INTO source (name, kind, address, every, next_due) VALUES (?,?,?,?,?) "
                    "ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, every = excluded.every, "
                    "next_due = CASE WHEN address != excluded.address THEN excluded.next_due WHEN every = excluded.every THEN next_due "
                    "ELSE min(next_due, excluded.next_due + excluded.every) END, "
                    "etag = CASE WHEN address = excluded.address THEN etag END, "
                    "last_modified = CASE WHEN address = excluded.address THEN last_modified END, "
                    "failures = CASE WHEN address = excluded.address THEN failures ELSE 0 END, address = excluded.address",
                    (name, kind, address, every, now),
                )
            marks = ",".join("?" * len(given))
            change.execute(f"DELETE FROM source WHERE name NOT IN ({marks})", [g[0] for g in given])

    def sources(self) -> list[Source]:
        """All that is watched, by name."""
        return [Source(*row) for row in self._rows(f"SELECT {_SOURCE} FROM source ORDER BY name")]

    def due(self, now: float) -> list[Source]:
        """The sources that are due, the one that waits longest first."""
        sql = f"SELECT {_SOURCE} FROM source WHERE next_due <= ? ORDER BY next_due, name"
        return [Source(*row) for row in self._rows(sql, (now,))]

    def saw(
        self,
        source: Source,
        found: Sequence[Found],
        now: float,
        next_due: float,
        *,
        validators: tuple[str | None, str | None] = (None, None),
        is_same: bool = False,
        missed: Missed | None = None,
    ) -> Seen:
        """Keep what a look at a source showed: what is new or changed waits from now on. `is_same`: it says that nothing changed.

        What came and went unseen (`missed`) waits too, after what is there now.
        """
        with self._change() as change:
            self._miss(change, source, now)
            known = fresh = 0
            had_any = change.execute("SELECT 1 FROM item WHERE source = ? LIMIT 1", (source.name,)).fetchone()
            for f in found:
                row = change.execute("SELECT version FROM item WHERE source = ? AND key = ?", (source.name, f.key))
                before = row.fetchone()
                known += before is not None
                if before is not None and before[0] == f.version:
                    continue
                fresh += 1
                change.execute(f"INSERT OR REPLACE {_NEW_ITEM}", _item_row(source.name, f, now))
            change.executemany(
                "UPDATE item SET last_seen = ? WHERE source = ? AND key = ?", [(now, source.name, f.key) for f in found]
            )
            if is_same:
                change.execute(
                    "UPDATE item SET last_seen = ? WHERE source = ? AND last_seen = ?",
                    (now, source.name, source.last_good),
                )
            if missed is not None:
                later = [_item_row(source.name, f, now) for f in missed.files]
                change.executemany(f"INSERT OR IGNORE {_NEW_ITEM}", later)
            is_turned_over = bool(found and had_any and not known)
            self._note_gap(change, source, now, is_turned_over=is_turned_over, missed=missed)
            change.execute(
                "UPDATE source SET etag = ?, last_modified = ?, next_due = ?, last_try = ?, last_good = ?, failures = 0, fault = NULL "
                "WHERE name = ?",
                (*validators, next_due, now, now, source.name),
            )
            self._note_poll(change, source, now, "same" if is_same else "done", len(found), fresh)
            change.execute("DELETE FROM poll WHERE at < ?", (now - _KEPT_POLLS,))
            change.execute("DELETE FROM item WHERE state != 'waiting' AND last_seen < ?", (now - _KEPT_ITEMS,))
        return Seen(len(found), fresh, known)

    def newest_file(self, source: str, before: str, after: str) -> str | None:
        """The last file by address that a list named whose address begins and ends so, with a time of 14 digits between."""
        (row,) = self._rows(
            "SELECT max(address) FROM item WHERE source = ? AND kind = 'file' AND length(address) = ? "
            "AND substr(address, 1, ?) = ? AND substr(address, ?) = ?",
            (source, len(before) + 14 + len(after), len(before), before, len(before) + 15, after),
        )
        return None if row[0] is None else str(row[0])

    def failed(self, source: Source, fault: str, now: float, next_due: float) -> None:
        """Keep that a look at a source failed."""
        with self._change() as change:
            self._miss(change, source, now)
            change.execute(
                "UPDATE source SET next_due = ?, last_try = ?, failures = failures + 1, fault = ? WHERE name = ?",
                (next_due, now, fault, source.name),
            )
            self._note_poll(change, source, now, "failed", 0, 0, fault)

    def _miss(self, change: sqlite3.Connection, source: Source, now: float) -> None:
        """Looks that were due since and that nobody took, in one line."""
        count = missed(source.every, source.next_due, now)
        if count and source.last_try is not None:
            change.execute(
                "INSERT INTO poll (source, due, at, outcome, times) VALUES (?,?,?,'missed',?)",
                (source.name, source.next_due, now, count),
            )

    @staticmethod
    def _note_poll(
        change: sqlite3.Connection,
        source: Source,
        now: float,
        outcome: str,
        entries: int,
        fresh: int,
        note: str | None = None,
    ) -> None:
        change.execute(
            "INSERT INTO poll (source, due, at, outcome, entries, fresh, note) VALUES (?,?,?,?,?,?,?)",
            (source.name, min(source.next_due, now), now, outcome, entries, fresh, note),
        )

    @staticmethod
    def _note_gap(
        change: sqlite3.Connection, source: Source, now: float, *, is_turned_over: bool, missed: Missed | None
    ) -> None:
        was_unseen = is_gap(source.every, source.last_good, now)
        may_lack = {"feed": is_turned_over, "list": was_unseen and not (missed and missed.is_whole)}.get(
            source.kind, False
        )
        if not was_unseen and not may_lack:
            return
        why = source.fault or ("nobody was watching" if was_unseen else "everything in the feed is new")
        change.execute(
            "INSERT INTO gap (source, since, until, why, may_lack) VALUES (?,?,?,?,?)",
            (source.name, source.last_good if source.last_good is not None else now, now, why, int(may_lack)),
        )

    def waiting(self, now: float, limit: int) -> list[Item]:
        """Items whose turn it is, those that wait longest first; of those that must be fetched one a host."""
        asked = (
            f"SELECT source, {_FOUND}, tries, first_seen, min(next_try), host, begun FROM item WHERE state = 'waiting' AND next_try <= ? "
            "AND source IN (SELECT name FROM source) AND host {} '' GROUP BY {} ORDER BY next_try, source, key LIMIT ?"
        )
        rows = self._rows(asked.format("=", "source, key"), (now, limit))
        rows += self._rows(asked.format("!=", "host"), (now, limit))
        return [Item(row[0], Found(*row[1:9]), *row[9:]) for row in rows]

    def next_time(self) -> float | None:
        """When the next source or item is due; None where nothing is watched."""
        (row,) = self._rows(
            "SELECT min(t) FROM (SELECT min(next_due) AS t FROM source UNION ALL "
            "SELECT min(next_try) FROM item WHERE state = 'waiting' AND source IN (SELECT name FROM source))"
        )
        return None if row[0] is None else float(row[0])

    def begin(self, items: Iterable[Item]) -> None:
        """Work on these items begins."""
        with self._change() as change:
            change.executemany(
                "UPDATE item SET begun = begun + 1 WHERE source = ? AND key = ?",
                [(i.source, i.found.key) for i in items],
            )

    def stop(self, items: Iterable[Item]) -> None:
        """Work on these items was broken off in good order: that they were begun does not count."""
        with self._change() as change:
            change.executemany(
                "UPDATE item SET begun = max(begun - 1, 0) WHERE source = ? AND key = ?",
                [(i.source, i.found.key) for i in items],
            )

    def finish(self, item: Item, state: str, note: str | None = None) -> None:
        """An item is `done`, or `left` for good with the reason."""
        with self._change() as change:
            change.execute(
                "UPDATE item SET state = ?, note = ?, body = NULL WHERE source = ? AND key = ? AND version = ?",
                (state, note, item.source, item.found.key, item.found.version),
            )

    def retry(self, item: Item, note: str, at: float) -> None:
        """An item is tried again later."""
        with self._change() as change:
            change.execute(
                "UPDATE item SET tries = tries + 1, begun = min(begun, 2), note = ?, next_try = ? "
                "WHERE source = ? AND key = ? AND version = ?",
                (note, at, item.source, item.found.key, item.found.version),
            )

    def add(self, source: str, found: Iterable[Found], now: float) -> int:
        """Items that an item of a source named, such as the pages of a list; how many are new."""
        with self._change() as change:
            before = change.total_changes
            change.executemany(f"INSERT OR IGNORE {_NEW_ITEM}", [_item_row(source, f, now) for f in found])
            return change.total_changes - before

    def latest(self) -> float:
        """The latest time that the ledger knows of; 0 where it is new."""
        (row,) = self._rows(
            "SELECT max(t) FROM (SELECT max(last_try) AS t FROM source UNION ALL SELECT max(at) FROM poll)"
        )
        return float(row[0] or 0.0)

    def move_back(self, seconds: float, now: float) -> None:
        """The clock was moved back by so much: everything planned moves with it, and what lies ahead of now is now."""
        with self._change() as change:
            change.execute(
                "UPDATE source SET next_due = next_due - ?, last_try = min(last_try, ?), last_good = min(last_good, ?)",
                (seconds, now, now),
            )
            change.execute(
                "UPDATE item SET next_try = next_try - ?, first_seen = min(first_seen, ?), last_seen = min(last_seen, ?)",
                (seconds, now, now),
            )
            change.execute("UPDATE poll SET at = min(at, ?), due = min(due, ?)", (now, now))
            change.execute("UPDATE gap SET until = min(until, ?), since = min(since, ?)", (now, now))

    def gaps(self, now: float) -> list[Gap]:
        """Where sources went unseen, the latest first; those that last still before all others."""
        still = [
            Gap(s.name, s.last_good, now, s.fault or "nobody is watching", s.kind == "feed", True)
            for s in self.sources()
            if s.last_good is not None and is_gap(s.every, s.last_good, now)
        ]
        rows = self._rows("SELECT source, since, until, why, may_lack FROM gap ORDER BY id DESC LIMIT 1000")
        return [*still, *(Gap(r[0], r[1], r[2], r[3], bool(r[4])) for r in rows)]

    def polls(self, limit: int) -> list[dict[str, Any]]:
        """The last expected fetches and what became of each."""
        names = ("source", "due", "at", "outcome", "times", "entries", "fresh", "note")
        rows = self._rows(f"SELECT {', '.join(names)} FROM poll ORDER BY id DESC LIMIT ?", (limit,))
        return [dict(zip(names, row, strict=True)) for row in rows]

    def counts(self) -> dict[str, dict[str, int]]:
        """For each source how many items are waiting, done and left."""
        found: dict[str, dict[str, int]] = {}
        for source, state, count in self._rows(
            "SELECT source, state, count(*) FROM item GROUP BY source, state ORDER BY 1, 2"
        ):
            found.setdefault(source, {})[state] = count
        return found


def _item_row(source: str, f: Found, now: float) -> tuple[Any, ...]:
    host = (urlsplit(f.address).hostname or "-") if f.kind in FETCHED else ""
    return (source, f.key, f.version, f.kind, f.address, f.title, f.published, f.publisher, f.body, host, now, now, now)
