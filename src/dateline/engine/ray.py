"""Ray behind the engine interface: tasks on the workers of a cluster, which keep their models from one task to the next."""

import os
import sys
from contextlib import redirect_stdout
from typing import Any

from dateline.errors import EngineError

from .pool import attempt
from .schedule import Lost
from .work import Outcome, Start, Task, worker_of

_AHEAD = 2
"""Tasks taken on for each processor of the cluster."""
_LOOPBACK = ("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
"""What makes Ray listen on 127.0.0.1 only: it asks this when it is imported, on Linux too, in spite of the name."""


def _run(start: Start, task: Task) -> list[Outcome] | Lost:
    return attempt(task, worker_of(start))


class RayCluster:
    """A backend on Ray: a cluster of this machine that nobody else reaches, or the one at `address`.

    Ray itself retries nothing: which task is tried again, and how often, is decided in one place for all engines. It tells of workers
    that died on standard output, among the records that go there: until `close`, what is printed goes to standard error.
    """

    def __init__(self, workers: int, address: str | None, start: Start) -> None:
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        if address is None:
            os.environ.setdefault(*_LOOPBACK)
        try:
            import ray
        except ModuleNotFoundError:
            raise EngineError("--engine ray: Ray is not installed. Install it: pip install 'dateline[ray]'") from None
        self._ray: Any = ray
        own: dict[str, object] = {
            "num_cpus": workers,
            "include_dashboard": False,
        }
        self._printing = redirect_stdout(sys.stderr)
        self._printing.__enter__()
        try:
            ray.init(
                address=address or "local",
                log_to_driver=False,
                logging_level="ERROR",
                **({} if address else own),
            )
        except Exception as error:
            self._printing.__exit__(None, None, None)
            where = address or "this machine"
            raise EngineError(f"--engine ray: no cluster at {where} ({type(error).__name__}: {error}).") from None
        processors = int(ray.cluster_resources().get("CPU", 1))
        self.room = max(1, processors) * _AHEAD
        self._start = ray.put(start)
        self._remote = ray.remote(num_cpus=1, max_retries=0)(_run)
        self._numbers: dict[Any, int] = {}

    def submit(self, number: int, task: Task) -> None:
        self._numbers[self._remote.remote(self._start, task)] = number

    def finished(self) -> tuple[int, list[Outcome] | Lost]:
        ended, _ = self._ray.wait(list(self._numbers), num_returns=1)
        number = self._numbers.pop(ended[0])
        try:
            outcome: list[Outcome] | Lost = self._ray.get(ended[0])
        except self._ray.exceptions.RayError as error:
            return number, Lost(f"the worker that had it was lost ({type(error).__name__})")
        return number, outcome

    def close(self) -> None:
        self._ray.shutdown()
        self._printing.__exit__(None, None, None)
