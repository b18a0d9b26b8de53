"""A coding run that dies by kill -9 at a named point or at the n-th statement, forked from a process that has the models.

Used by the tests and by `scripts/kills.py`. The points are laid around the functions and the SQL statements of a run from outside:
the program itself knows nothing of them.
"""

import hashlib
import json
import os
import signal
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline import pipeline
from dateline.engine import EngineOptions, Sink, Start, archive, code_archive, incident_faults, shards, tell_incidents
from dateline.export import export
from dateline.reports import ReadOptions
from dateline.resources import Resources
from dateline.store import Filter, faults_of, open_store

STATEMENTS = {
    "migration": "PRAGMA user_version =",
    "transaction": "BEGIN IMMEDIATE",
    "report": "INSERT INTO report ",
    "full text": "INSERT INTO report_text",
    "event": "INSERT INTO event ",
    "event's actors": "INSERT INTO event_actor",
    "statements": "INSERT INTO statement",
    "claims": "INSERT INTO claim",
    "unread input": "INSERT INTO unread",
    "commit": "COMMIT",
    "run in the manifest": "INSERT INTO run",
    "shard in the manifest": "INSERT OR REPLACE INTO shard",
    "incident": "INSERT INTO incident ",
}
"""Points by the SQL that is about to run, or has just run."""

FUNCTIONS = {
    "cut into shards": (archive, "shards_of"),
    "read": (shards, "read_part"),
    "parse": (pipeline, "parse_texts"),
    "mentions": (pipeline, "find_mentions"),
    "resolve": (pipeline, "resolve_report"),
    "manifest deleted": (archive, "forget"),
    "export renamed": (os, "replace"),
}
"""Points around functions."""

POINTS = [f"{when} {name}" for name in (*STATEMENTS, *FUNCTIONS) for when in ("before", "after")]

_models: list[Resources] = []


def models() -> Resources:
    """The models that the forked runs share."""
    return _models[0]


@dataclass(frozen=True)
class Desk:
    """A folder with the inputs and the outputs of a run."""

    folder: Path

    @property
    def db(self) -> Path:
        return self.folder / "x.db"


@dataclass
class Bomb:
    """Kills this process at the n-th time that a point is passed, or at the n-th point of any name."""

    point: str | None
    countdown: int
    passed: int = 0

    def pass_by(self, name: str) -> None:
        self.passed += 1
        if self.point in {None, name}:
            self.countdown -= 1
            if self.countdown == 0:
                os.kill(os.getpid(), signal.SIGKILL)


def run(desk: Desk, bomb: Bomb | None = None) -> int:
    """Code the inputs, tell the incidents, export; how many points were passed. Meant for a forked process."""
    if bomb is not None:
        _lay(bomb)
    store = open_store(desk.db)
    manifest = desk.folder / "x.db.shards"
    start = Start({}, load=models)
    sink = Sink(store, None, "2020-01-01")
    code_archive([str(desk.folder / "in")], ReadOptions(), start, EngineOptions(apart=False), sink, manifest=manifest)
    if not store.incidents.is_up_to_date():
        tell_incidents(store, "2020-01-01")
    export(store, "events", desk.folder / "events.jsonl")
    store.close()
    return bomb.passed if bomb is not None else 0


def _lay(bomb: Bomb) -> None:
    class Watched(sqlite3.Connection):
        def execute(self, sql, *values):
            return _around(bomb, sql, lambda: super(Watched, self).execute(sql, *values))

        def executemany(self, sql, values):
            return _around(bomb, sql, lambda: super(Watched, self).executemany(sql, values))

    connect = sqlite3.connect
    sqlite3.connect = lambda *args, **named: connect(*args, **{"factory": Watched, **named})
    for name, (module, function) in FUNCTIONS.items():
        setattr(module, function, _watched(bomb, name, getattr(module, function)))


def _around(bomb: Bomb, sql: str, work: Callable[[], object]) -> object:
    names = [name for name, start in STATEMENTS.items() if sql.lstrip().startswith(start)]
    for name in names:
        bomb.pass_by(f"before {name}")
    done = work()
    for name in names:
        bomb.pass_by(f"after {name}")
    return done


def _watched(bomb: Bomb, name: str, function: Callable[..., object]) -> Callable[..., object]:
    def watched(*args: object, **named: object) -> object:
        bomb.pass_by(f"before {name}")
        done = function(*args, **named)
        bomb.pass_by(f"after {name}")
        return done

    return watched


def forked(work: Callable[[], object]) -> int:
    """The process id of a fork that does the work and ends without any clearing up."""
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        sink = os.open(os.devnull, os.O_WRONLY)
        os.dup2(sink, 1)
        work()
        status = 0
    finally:
        os._exit(status)


def ended(pid: int) -> int:
    """How a fork ended: its exit status, or minus the signal that killed it."""
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def acknowledged(desk: Desk) -> set[str]:
    """The reports that the store holds."""
    if not desk.db.exists():
        return set()
    store = open_store(desk.db)
    try:
        return {r["id"] for r in store.reports(Filter(all_revisions=True))}
    finally:
        store.close()


def seconds_to_open(desk: Desk) -> float:
    """How long it takes to open the store and to ask it for its reports."""
    started = time.perf_counter()
    acknowledged(desk)
    return time.perf_counter() - started


def contents(desk: Desk) -> str:
    """A hash over all that a run leaves: every record of every report, the incidents, the inputs that were not read, the export.

    Raises AssertionError where the store is hurt.
    """
    store = open_store(desk.db)
    try:
        assert [*faults_of(store), *incident_faults(store)] == []
        told = [
            [[report_id, text, records] for report_id, text, records in store.records_by_report()],
            list(store.reports(Filter(all_revisions=True))),
            list(store.incidents.listed(Filter(all_revisions=True))),
            list(store.not_coded()),
            store.counts(),
        ]
    finally:
        store.close()
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode())
    digest.update((desk.folder / "events.jsonl").read_bytes())
    assert not (desk.folder / "x.db.shards").exists()
    return digest.hexdigest()


__all__ = ["POINTS", "Bomb", "Desk", "acknowledged", "contents", "ended", "forked", "run", "seconds_to_open"]
