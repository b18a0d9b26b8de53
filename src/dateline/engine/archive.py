"""An archive coded shard by shard on an engine, its records kept in order; a run that was stopped goes on where it was."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Protocol

from dateline.records import Unreadable
from dateline.reports import ReadOptions
from dateline.store import Store

from .engines import open_engine
from .manifest import DONE, SET_ASIDE, Entry, Manifest, forget
from .run import Tally
from .schedule import Done, run_tasks
from .shards import Shard, shards_of
from .spool import Spool
from .work import Outcome, Start


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """Where shards are coded: `local`, `ray` or `dask`; how many workers; the address of a cluster that runs already.

    A local worker is a process of its own, also where there is only one, so that a report that kills it costs no other. With
    `apart` off one worker works in this process, and dies with it.
    """

    name: str = "local"
    workers: int = 1
    address: str | None = None
    apart: bool = True


@dataclass(frozen=True, slots=True)
class Sink:
    """Where outcomes go: the store, the spool, or both. `day` is the one on which the store learns of a change."""

    store: Store | None
    spool: Spool | None
    day: str | None

    def keep(self, outcome: Outcome) -> None:
        """Write one outcome down. The store knows a report by the hash of its bytes, so that one kept twice is kept once."""
        if isinstance(outcome, Unreadable):
            if self.store is not None:
                self.store.add_unread(outcome)
            return
        if self.store is not None:
            self.store.add(outcome, self.day)
        if self.spool is not None:
            self.spool.add(outcome)


class Watching(Protocol):
    """Told of progress: how many outcomes a shard that came in has, and how many shards came in so far."""

    def __call__(self, outcomes: int, done: int) -> None: ...


def code_archive(
    paths: Sequence[str],
    options: ReadOptions,
    start: Start,
    engine: EngineOptions,
    sink: Sink,
    *,
    manifest: Path | None = None,
    watching: Watching | None = None,
) -> Tally:
    """Code files and folders, keep their records in the order of the files, and say what came of them.

    With `manifest`, what is done is noted there, a run of the same inputs leaves it out, and the file is gone when all is done
    and nothing was set aside. Raises EngineError and StoreError; what was kept before stays.
    """
    noted = Manifest(manifest, _key(paths, options, start)) if manifest is not None else None
    tally = Tally()
    run = _Run(tally, sink, noted, watching)
    try:
        waiting = (s for s in shards_of(paths, options) if not run.is_done(s))
        first = list(islice(waiting, engine.workers))
        if first:
            # Two at least where more than one was asked for: this process must outlive what kills.
            workers = min(engine.workers, max(2, len(first)))
            backend = open_engine(engine.name, workers, engine.address, start, apart=engine.apart)
            try:
                for done in run_tasks(chain(first, waiting), backend, start.coder):
                    run.keep(done)
            finally:
                backend.close()
    finally:
        if noted is not None:
            noted.close()
    if manifest is not None and not run.set_aside:
        forget(manifest)
    return tally


class _Run:
    """What is counted and written down while shards come in."""

    def __init__(self, tally: Tally, sink: Sink, noted: Manifest | None, watching: Watching | None) -> None:
        self._tally, self._sink, self._noted, self._watching = tally, sink, noted, watching
        self._done = 0
        self.set_aside = False

    def is_done(self, shard: Shard) -> bool:
        """Whether an earlier run did the shard; what it found is counted."""
        entry = self._noted.done(shard.id) if self._noted is not None else None
        if entry is None:
            return False
        self._tally.add_counts(entry.counts)
        self._tally.add_usage(entry.usage)
        self._told(sum(n for name, n in entry.counts.items() if name != "events"))
        return True

    def keep(self, done: Done) -> None:
        """Write down what a shard gave, then that it is done: a stop between the two costs only doing it again."""
        own = Tally()
        for outcome in done.outcomes:
            own.add(outcome)
            self._sink.keep(outcome)
        self._tally.add_tally(own)
        self.set_aside = self.set_aside or bool(done.reasons)
        if self._noted is not None and isinstance(done.task, Shard):
            state, reason = (SET_ASIDE, " ".join(done.reasons)) if done.reasons else (DONE, None)
            self._noted.note(
                Entry(done.task.id, done.task.holds, state, done.attempts, reason, own.counts(), own.usage)
            )
        self._told(len(done.outcomes))

    def _told(self, outcomes: int) -> None:
        self._done += 1
        if self._watching is not None:
            self._watching(outcomes, self._done)


def _key(paths: Sequence[str], options: ReadOptions, start: Start) -> str:
    """What makes two runs the same: inputs, how they are read, how and by whom they are coded."""
    told = repr((list(paths), options, sorted(start.loading.items(), key=lambda i: i[0]), start.coder.version))
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()
