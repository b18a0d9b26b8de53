"""Workers of this machine: a pool of processes that outlives the death of any of them, or one in this process."""

import multiprocessing
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from dateline.errors import EngineError

from .schedule import Lost
from .work import Outcome, Start, Task, Worker, worker_of

_AHEAD = 3
"""Tasks taken on for each worker, so that none waits while outcomes are written down."""
_STARTS = 3
_KILLED_STARTS = 20
"""Workers in a row that may end by themselves, or be killed, before they are ready."""


class Inline:
    """A backend without other processes: each task runs when its outcome is asked for."""

    room = 1

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._waiting: deque[tuple[int, Task]] = deque()

    def submit(self, number: int, task: Task) -> None:
        self._waiting.append((number, task))

    def finished(self) -> tuple[int, list[Outcome] | Lost]:
        number, task = self._waiting.popleft()
        return number, attempt(task, self._worker)

    def close(self) -> None:
        self._waiting.clear()


def attempt(task: Task, worker: Worker) -> list[Outcome] | Lost:
    """The outcomes of a task; an error that is no single report's becomes a loss."""
    try:
        return task.run(worker)
    except Exception as error:
        return Lost(f"coding failed ({type(error).__name__}: {error})")


@dataclass(slots=True)
class _Process:
    """A worker process, the pipe to it, and the task that it has; it has said that it is ready or not."""

    process: BaseProcess
    pipe: Connection
    number: int | None = None
    is_ready: bool = False


class Pool:
    """A backend of processes, each with its own models. A task is lost only with the very process that had it."""

    def __init__(self, workers: int, start: Start) -> None:
        self._start = start
        self._context = multiprocessing.get_context("spawn")
        self._waiting: deque[tuple[int, Task]] = deque()
        self._tasks: dict[int, Task] = {}
        self._failed_starts = 0
        self.room = workers * _AHEAD
        self._processes = [self._begin() for _ in range(workers)]

    @property
    def pids(self) -> list[int]:
        """The ids of the worker processes."""
        return [p.process.pid for p in self._processes if p.process.pid is not None]

    def submit(self, number: int, task: Task) -> None:
        self._waiting.append((number, task))
        self._hand_out()

    def finished(self) -> tuple[int, list[Outcome] | Lost]:
        while True:
            for ready in wait([p.pipe for p in self._processes]):
                worker = next(p for p in self._processes if p.pipe is ready)
                try:
                    outcome = worker.pipe.recv()
                except (EOFError, OSError):
                    lost = self._replace(worker)
                    if lost is not None:
                        return lost, Lost("the process that coded it died")
                    continue
                if not worker.is_ready:
                    worker.is_ready, self._failed_starts = True, 0
                    self._hand_out()
                    continue
                number = worker.number
                worker.number = None
                self._hand_out()
                if number is not None:
                    return number, outcome

    def close(self) -> None:
        for worker in self._processes:
            worker.pipe.close()
            worker.process.terminate()
        for worker in self._processes:
            worker.process.join(5)
        self._processes.clear()

    def _begin(self) -> _Process:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=_serve, args=(theirs, self._start), daemon=True)
        process.start()
        theirs.close()
        return _Process(process, ours)

    def _replace(self, worker: _Process) -> int | None:
        """Start another process in the place of a dead one; the number of the task that died with it. Raises EngineError."""
        worker.pipe.close()
        worker.process.join(5)
        if not worker.is_ready:
            self._failed_starts += 1
            status = worker.process.exitcode
            if self._failed_starts >= (_KILLED_STARTS if status is None or status < 0 else _STARTS):
                raise EngineError(
                    f"{self._failed_starts} worker processes in a row ended before they were ready (exit status "
                    f"{status}): is there memory for so many? Use fewer with --workers."
                )
        self._processes[self._processes.index(worker)] = self._begin()
        return worker.number

    def _hand_out(self) -> None:
        for worker in self._processes:
            if not self._waiting:
                return
            if worker.is_ready and worker.number is None:
                worker.number, task = self._waiting.popleft()
                with suppress(OSError):  # it died: told when its pipe is read
                    worker.pipe.send(task)


def _serve(pipe: Connection, start: Start) -> None:
    """A worker process: load, say so, then run tasks until the pipe closes."""
    worker = worker_of(start)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        pipe.send(None)
        while True:
            pipe.send(attempt(pipe.recv(), worker))
