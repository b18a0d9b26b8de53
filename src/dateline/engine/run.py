"""Reports in, coded reports out in the same order, whatever the number of workers; a broken report fails alone."""

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from dateline.pipeline import CODER_VERSION, code_report
from dateline.records import CodedReport, Report, Unreadable
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

    def add(self, outcome: Outcome) -> None:
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
) -> Iterator[Outcome]:
    """One outcome an input, in order. With one worker `resources` are used; with more, each worker loads its own by `loading`."""
    if workers <= 1:
        loaded = resources or load_resources(**(loading or {}))  # type: ignore[arg-type]
        for given in inputs:
            yield given if isinstance(given, Unreadable) else _code_safely(given, loaded)
    else:
        yield from _code_on_pool(inputs, workers, loading or {})


def _code_safely(report: Report, resources: Resources) -> CodedReport:
    """The coded report; an error in the coder becomes a failed report, so that the rest of the batch goes on."""
    try:
        return code_report(report, resources)
    except Exception as error:
        where = report.source_uri or report.id
        return _failed(report, f"{where}: the coder failed ({type(error).__name__}: {error}). Please report this.")


def _failed(report: Report, reason: str) -> CodedReport:
    return CodedReport(report, (), (), (), "failed", reason, CODER_VERSION)


_worker_resources: list[Resources] = []


def _start_worker(loading: dict[str, object]) -> None:
    _worker_resources[:] = [load_resources(**loading)]  # type: ignore[arg-type]


def _code_chunk(chunk: list[Report | Unreadable]) -> list[Outcome]:
    return [g if isinstance(g, Unreadable) else _code_safely(g, _worker_resources[0]) for g in chunk]


def _code_on_pool(inputs: Iterable[Report | Unreadable], workers: int, loading: dict[str, object]) -> Iterator[Outcome]:
    chunks = _chunks(inputs)
    pool = _pool(workers, loading)
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
                yield from _one_by_one(chunk, loading)
                pool = _pool(workers, loading)
                waiting = deque((c, pool.submit(_code_chunk, c)) for c, _ in waiting)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int, loading: dict[str, object]) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(loading,))


def _one_by_one(chunk: list[Report | Unreadable], loading: dict[str, object]) -> Iterator[Outcome]:
    """Code a chunk whose worker died, each report in a process of its own, so that only the one to blame is lost."""
    for given in chunk:
        if isinstance(given, Unreadable):
            yield given
            continue
        with _pool(1, loading) as pool:
            try:
                yield from pool.submit(_code_chunk, [given]).result()
            except BrokenProcessPool:
                where = given.source_uri or given.id
                yield _failed(given, f"{where}: the process that coded it died, twice.")


def _chunks(inputs: Iterable[Report | Unreadable]) -> Iterator[list[Report | Unreadable]]:
    chunk: list[Report | Unreadable] = []
    for given in inputs:
        chunk.append(given)
        if len(chunk) == _CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
