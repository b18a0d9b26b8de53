"""Tasks over workers that may die: outcomes in the order of the tasks, each task tried again, then taken apart, then set aside."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from dateline.coders import Coder

from .work import Outcome, Task

ATTEMPTS = 3
"""How often the smallest task is tried before it is set aside: a worker may be killed from outside, which is no task's fault."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A task that a worker did not finish, and why."""

    reason: str


class Backend(Protocol):
    """Where tasks run. A task is run at least once; one whose worker dies comes back as `Lost`."""

    @property
    def room(self) -> int:
        """How many tasks may be under way at once."""
        ...

    def submit(self, number: int, task: Task) -> None:
        """Start a task under a number."""
        ...

    def finished(self) -> tuple[int, list[Outcome] | Lost]:
        """The number and the outcomes of a task that ended; waits for one."""
        ...

    def close(self) -> None:
        """End all workers."""
        ...


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: its outcomes, how often it or a part of it was tried, and why parts of it were set aside."""

    task: Task
    outcomes: list[Outcome]
    attempts: int = 1
    reasons: tuple[str, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A task or a part of one, under way."""

    task: Task
    attempts: int = 0
    outcomes: list[Outcome] | None = None
    reason: str | None = None
    parts: "list[_Piece]" = field(default_factory=list)

    def is_done(self) -> bool:
        return all(p.is_done() for p in self.parts) if self.parts else self.outcomes is not None

    def done(self) -> Done:
        if not self.parts:
            reasons = (self.reason,) if self.reason else ()
            return Done(self.task, self.outcomes or [], self.attempts, reasons)
        inner = [p.done() for p in self.parts]
        return Done(
            self.task,
            [o for d in inner for o in d.outcomes],
            self.attempts + max(d.attempts for d in inner),
            tuple(r for d in inner for r in d.reasons),
        )


def run_tasks(tasks: Iterable[Task], backend: Backend, coder: Coder) -> Iterator[Done]:
    """What became of each task, in the order of the tasks, whatever the order in which they end."""
    schedule = _Schedule(backend, coder)
    coming = iter(tasks)
    while True:
        while len(schedule.order) < backend.room and (task := next(coming, None)) is not None:
            schedule.start(task)
        if not schedule.order:
            return
        while schedule.order and schedule.order[0].is_done():
            yield schedule.order.popleft().done()
        if schedule.under_way:
            schedule.wait()


class _Schedule:
    """The tasks not yet handed on, in order, and the pieces of them that are with workers."""

    def __init__(self, backend: Backend, coder: Coder) -> None:
        self._backend, self._coder = backend, coder
        self.order: deque[_Piece] = deque()
        self.under_way: dict[int, _Piece] = {}
        self._waiting: deque[_Piece] = deque()
        self._count = 0

    def start(self, task: Task) -> None:
        piece = _Piece(task)
        self.order.append(piece)
        self._waiting.append(piece)
        self._fill()

    def wait(self) -> None:
        """Take one ended piece from the workers, and give them what waits."""
        number, outcome = self._backend.finished()
        piece = self.under_way.pop(number)
        if isinstance(outcome, Lost):
            self._again(piece, outcome.reason)
        else:
            piece.outcomes = outcome
        self._fill()

    def _fill(self) -> None:
        while self._waiting and len(self.under_way) < self._backend.room:
            piece = self._waiting.popleft()
            piece.attempts += 1
            self._count += 1
            self.under_way[self._count] = piece
            self._backend.submit(self._count, piece.task)

    def _again(self, piece: _Piece, reason: str) -> None:
        """Try a lost piece again: whole at first, then in its smallest parts, so that only the one to blame is set aside."""
        if piece.attempts < ATTEMPTS:
            self._waiting.appendleft(piece)
            return
        parts = piece.task.split()
        if len(parts) > 1:
            piece.parts = [_Piece(t) for t in parts]
            self._waiting.extendleft(reversed(piece.parts))
            return
        piece.reason = f"{reason} {piece.attempts} times in a row. Set aside."
        piece.outcomes = piece.task.set_aside(piece.reason, self._coder)
