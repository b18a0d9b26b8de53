"""What became of each shard of a run, kept in a file beside the store, so that a run that was stopped goes on where it was."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from dateline.errors import EngineError
from dateline.records import CoderUsage, from_plain, to_plain, writable

DONE = "done"
SET_ASIDE = "set aside"

_VERSION = 2
_SCHEMA = f"""
PRAGMA user_version = {_VERSION};
CREATE TABLE IF NOT EXISTS run (key TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS shard (
    id TEXT PRIMARY KEY, holds TEXT NOT NULL, state TEXT NOT NULL, attempts INTEGER NOT NULL, reason TEXT, counts TEXT NOT NULL,
    usage TEXT
);
"""
_FORGET = "DROP TABLE IF EXISTS run; DROP TABLE IF EXISTS shard;"


@dataclass(frozen=True, slots=True)
class Entry:
    """One shard: what it holds, its state (`done` or `set aside`), how often it was tried, why it was set aside, and the outcomes.

    `usage` is what a coder that asks a model used for it.
    """

    id: str
    holds: str
    state: str
    attempts: int
    reason: str | None
    counts: dict[str, int]
    usage: CoderUsage | None = None


class Manifest:
    """The shards of one run that came to an end; those not listed are still to be done.

    A run is known by its `key`: inputs, options and coder. Opened for another run, the manifest begins anew. Raises EngineError.
    """

    def __init__(self, path: Path, key: str) -> None:
        self.path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            if self._connection.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                self._connection.executescript(_FORGET)
            self._connection.executescript(_SCHEMA)
            known = self._connection.execute("SELECT key FROM run").fetchone()
            if known is None or known[0] != key:
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.execute("DELETE FROM shard")
                self._connection.execute("DELETE FROM run")
                self._connection.execute("INSERT INTO run VALUES (?)", (key,))
                self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise EngineError(
                f"{path}: the list of shards cannot be kept ({error}). Delete it to begin anew."
            ) from None

    def done(self, shard_id: str) -> Entry | None:
        """What is noted of a shard that is done; None where it is still to be done, or was set aside and is to be tried again."""
        return next((e for e in self._entries("WHERE id = ? AND state = ?", (shard_id, DONE))), None)

    def entries(self) -> list[Entry]:
        """All that is noted, in the order of the run."""
        return list(self._entries("", ()))

    def _entries(self, where: str, values: tuple[str, ...]) -> Iterator[Entry]:
        sql = f"SELECT id, holds, state, attempts, reason, counts, usage FROM shard {where} ORDER BY rowid"
        for shard_id, holds, state, attempts, reason, counts, used in self._connection.execute(sql, values):
            usage = from_plain(CoderUsage, json.loads(used)) if used is not None else None
            yield Entry(shard_id, holds, state, attempts, reason, json.loads(counts), usage)

    def note(self, entry: Entry) -> None:
        """Write down what became of a shard. Raises EngineError where it cannot be written."""
        told = asdict(entry)
        told["holds"], told["reason"] = writable(entry.holds), writable(entry.reason) if entry.reason else None
        told["counts"] = json.dumps(entry.counts, sort_keys=True)
        told["usage"] = json.dumps(to_plain(entry.usage), sort_keys=True) if entry.usage is not None else None
        try:
            self._connection.execute(
                "INSERT OR REPLACE INTO shard VALUES (:id, :holds, :state, :attempts, :reason, :counts, :usage)",
                told,
            )
        except sqlite3.Error as error:
            raise EngineError(f"{self.path}: cannot be written ({error}). What was coded before is kept.") from None

    def close(self) -> None:
        self._connection.close()

    def remove(self) -> None:
        """Close and delete the file: a run that is whole needs no list."""
        self.close()
        forget(self.path)


def forget(path: Path) -> None:
    """Delete a manifest and what SQLite keeps beside it, where there are any."""
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
        name.unlink(missing_ok=True)
