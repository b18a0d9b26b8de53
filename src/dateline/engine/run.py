"""Reports in, coded reports out in the same order, whatever the number of workers; a broken report fails alone."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from dateline.coders import Coder, built_in
from dateline.records import CodedReport, CoderUsage, Report, Unreadable
from dateline.resources import Resources, load_resources

_CHUNK = 4
_AHEAD = 4

Outcome = CodedReport | Unreadable


@dataclass(slots=True)
class Tally:
    """How many inputs came to which end; their sum is the number of inputs."""

    coded: int = 0
    no_event: int = 0
    failed: int = 0
    skipped: int = 0
    events: int = 0
    reasons: list[str] = field(default_factory=list)
    usage: CoderUsage | None = None

    def add(self, outcome: Outcome) -> None:
        if isinstance(outcome, CodedReport) and outcome.usage is not None:
            self.usage = outcome.usage if self.usage is None else self.usage + outcome.usage
        if isinstance(outcome, Unreadable):
            if outcome.is_skipped:
                self.skipped += 1
            else:
                self.failed += 1
                self.reasons.append(outcome.reason)
        elif outcome.outcome == "failed":
            self.failed += 1
            self.reasons.append(outcome.reason or "failed")
        elif outcome.outcome == "coded":
            self.coded += 1
            self.events += len(outcome.events)
        else:
            self.no_event += 1


def code_many(
    inputs: Iterable[Report | Unreadable],
    resources: Resources | None = None,
    *,
    workers: int = 1,
    loading: dict[str, object] | None = None,
    coder: Coder | None = None,
) -> Iterator[Outcome]:
    """One outcome an input, in order. With one worker `resources` are used; with more, each worker loads its own by `loading`.

    `coder` is the built-in one unless given; it is sent to each worker, so it must be picklable.
    """
    coder = coder or built_in()
    if workers <= 1:
        loaded = resources or load_resources(**(loading or {}))  # type: ignore[arg-type]
        for given in inputs:
            yield given if isinstance(given, Unreadable) else _code_safely(given, loaded, coder)
    else:
        yield from _code_on_pool(inputs, workers, _Start(loading or {}, coder))


def _code_safely(report: Report, resources: Resources, coder: Coder) -> CodedReport:
    """The coded report; an error in the coder becomes a failed report, so that the rest of the batch goes on."""
    try:
        return coder.code(report, resources)
    except Exception as error:
        where = report.source_uri or report.id
        reason = f"{where}: the coder failed ({type(error).__name__}: {error}). Please report this."
        return _failed(report, reason, coder)


def _failed(report: Report, reason: str, coder: Coder) -> CodedReport:
    return CodedReport(report, (), (), (), "failed", reason, coder.version)


@dataclass(frozen=True, slots=True)
class _Start:
    """What a worker starts with: how it loads its resources, and the coder."""

    loading: dict[str, object]
    coder: Coder


_worker: list[tuple[Resources, Coder]] = []


def _start_worker(start: _Start) -> None:
    _worker[:] = [(load_resources(**start.loading), start.coder)]  # type: ignore[arg-type]


def _code_chunk(chunk: list[Report | Unreadable]) -> list[Outcome]:
    return [g if isinstance(g, Unreadable) else _code_safely(g, *_worker[0]) for g in chunk]


def _code_on_pool(inputs: Iterable[Report | Unreadable], workers: int, start: _Start) -> Iterator[Outcome]:
    chunks = _chunks(inputs)
    pool = _pool(workers, start)
    waiting: deque[tuple[list[Report | Unreadable], Future[list[Outcome]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := next(chunks, None)):
                waiting.append((chunk, pool.submit(_code_chunk, chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(chunk, start)
                pool = _pool(workers, start)
                waiting = deque((c, pool.submit(_code_chunk, c)) for c, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int, start: _Start) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(start,))


def _one_by_one(chunk: list[Report | Unreadable], start: _Start) -> Iterator[Outcome]:
    """Code a chunk whose worker died, each report in a process of its own, so that only the one to blame is lost."""
    for given in chunk:
        if isinstance(given, Unreadable):
            yield given
            continue
        with _pool(1, start) as pool:
            try:
                yield from pool.submit(_code_chunk, [given]).result()
            except BrokenProcessPool:
                where = given.source_uri or given.id
                yield _failed(given, f"{where}: the process that coded it died, twice.", start.coder)


def _chunks(inputs: Iterable[Report | Unreadable]) -> Iterator[list[Report | Unreadable]]:
    chunk: list[Report | Unreadable] = []
    for given in inputs:
        chunk.append(given)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
