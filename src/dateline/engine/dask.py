"""Dask behind the engine interface: tasks on the workers of a cluster, which keep their models from one task to the next."""

from typing import Any

from dateline.errors import EngineError

from .pool import attempt
from .schedule import Lost
from .work import Outcome, Start, Task, worker_of

_AHEAD = 2
"""Tasks taken on for each thread of the cluster."""
_SECONDS = 30
"""How long a cluster is waited for."""
_OURS = {
    "distributed.scheduler.allowed-failures": 0,
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.comm.timeouts.connect": f"{_SECONDS}s",
}
"""A task is not tried again by Dask, and waits with the scheduler, so that no worker takes others down with it."""


def _run(start: Start, task: Task) -> list[Outcome] | Lost:
    return attempt(task, worker_of(start))


class DaskCluster:
    """A backend on Dask: a cluster of this machine that nobody else reaches, or the one at `address`."""

    def __init__(self, workers: int, address: str | None, start: Start) -> None:
        try:
            import dask
            import distributed
        except ModuleNotFoundError:
            raise EngineError(
                "--engine dask: Dask is not installed. Install it: pip install 'dateline[dask]'"
            ) from None
        self._distributed: Any = distributed
        dask.config.set(_OURS)
        self._cluster: Any = None
        try:
            if address is None:
                self._cluster = distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address=None,
                    worker_dashboard_address=None,
                    silence_logs="CRITICAL",
                )
            self._client = distributed.Client(self._cluster or address, timeout=f"{_SECONDS}s")
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except Exception as error:
            where = address or "this machine"
            raise EngineError(f"--engine dask: no cluster at {where} ({type(error).__name__}: {error}).") from None
        threads = sum(self._client.nthreads().values())
        self.room = max(1, threads) * _AHEAD
        self._start = start
        self._numbers: dict[Any, int] = {}

    def submit(self, number: int, task: Task) -> None:
        self._numbers[self._client.submit(_run, self._start, task, pure=False, retries=0)] = number

    def finished(self) -> tuple[int, list[Outcome] | Lost]:
        ended = next(iter(self._distributed.wait(list(self._numbers), return_when="FIRST_COMPLETED").done))
        number = self._numbers.pop(ended)
        try:
            outcome: list[Outcome] | Lost = ended.result()
        except Exception as error:
            return number, Lost(f"the worker that had it was lost ({type(error).__name__})")
        return number, outcome

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
