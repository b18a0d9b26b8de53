"""What a worker does: resources loaded once, tasks in, outcomes out. A broken report fails alone."""

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from dateline.coders import BatchCoder, Coder, built_in
from dateline.records import CodedReport, Report, Unreadable
from dateline.reports import Unpacking
from dateline.resources import Resources, load_resources

Outcome = CodedReport | Unreadable

_TOGETHER = 32
_TOGETHER_CHARACTERS = 100_000
"""Reports coded in one batch: enough to fill the parser's, few enough that workers share the work."""


@dataclass(frozen=True, slots=True)
class Start:
    """What a worker starts with: what loads its resources, with which arguments, and the coder. Picklable."""

    loading: dict[str, object] = field(default_factory=dict)
    coder: Coder = field(default_factory=built_in)
    load: Callable[..., Resources] = load_resources


@dataclass(frozen=True, slots=True)
class Worker:
    """Loaded resources and a coder, and the packed file that is being read."""

    resources: Resources
    coder: Coder
    unpacking: Unpacking = field(default_factory=Unpacking)

    def code(self, given: Sequence[Report | Unreadable]) -> list[Outcome]:
        """One outcome an input, in order; those that can be are coded in one batch."""
        reports = [g for g in given if isinstance(g, Report)]
        coded = iter(self._code_batch(reports))
        return [g if isinstance(g, Unreadable) else next(coded) for g in given]

    def _code_batch(self, reports: Sequence[Report]) -> list[CodedReport]:
        if isinstance(self.coder, BatchCoder) and len(reports) > 1:
            with suppress(Exception):  # whichever report breaks it will be named below
                return self.coder.code_batch(reports, self.resources)
        return [self._code_safely(r) for r in reports]

    def _code_safely(self, report: Report) -> CodedReport:
        """The coded report; an error in the coder becomes a failed report, so that the rest goes on."""
        try:
            return self.coder.code(report, self.resources)
        except Exception as error:
            reason = f"the coder failed ({type(error).__name__}: {error}). Please report this."
            return failed(report, reason, self.coder)


def failed(report: Report, reason: str, coder: Coder) -> CodedReport:
    """A report that came to no end, with where it lay and why."""
    where = report.source_uri or report.id
    return CodedReport(report, (), (), (), "failed", f"{where}: {reason}", coder.version)


class Task(Protocol):
    """A piece of work that a worker does whole or not at all; doing it twice gives the same outcomes. Picklable."""

    def run(self, worker: Worker) -> list[Outcome]:
        """The outcomes, in order."""
        ...

    def split(self) -> "Sequence[Task]":
        """The same work in the smallest tasks there are, in order; only itself where it is one."""
        ...

    def set_aside(self, reason: str, coder: Coder) -> list[Outcome]:
        """The outcomes of a task that could not be done."""
        ...


@dataclass(frozen=True, slots=True)
class ReportTask:
    """Reports that are coded together."""

    reports: tuple[Report | Unreadable, ...]

    def run(self, worker: Worker) -> list[Outcome]:
        return worker.code(self.reports)

    def split(self) -> "Sequence[Task]":
        return [ReportTask((r,)) for r in self.reports]

    def set_aside(self, reason: str, coder: Coder) -> list[Outcome]:
        return [r if isinstance(r, Unreadable) else failed(r, reason, coder) for r in self.reports]


def batches(inputs: Iterable[Report | Unreadable]) -> Iterator[tuple[Report | Unreadable, ...]]:
    """The inputs in batches that are coded together."""
    batch: list[Report | Unreadable] = []
    size = 0
    for given in inputs:
        batch.append(given)
        size += len(given.text) if isinstance(given, Report) else 0
        if len(batch) == _TOGETHER or size >= _TOGETHER_CHARACTERS:
            yield tuple(batch)
            batch, size = [], 0
    if batch:
        yield tuple(batch)


_loaded = threading.local()
"""Of each thread its own, since a parser and a database are used by one thread only."""


def worker_of(start: Start) -> Worker:
    """The worker that starts so, its models loaded on the first call in a thread and kept."""
    key = pickle.dumps(start)
    if getattr(_loaded, "key", None) != key:
        _loaded.worker = Worker(start.load(**start.loading), start.coder)
        _loaded.key = key
    worker: Worker = _loaded.worker
    return worker
