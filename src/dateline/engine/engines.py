"""Engines by name: one interface over a pool of this machine, Ray and Dask."""

from dateline.errors import UsageError

from .pool import Inline, Pool
from .schedule import Backend
from .work import Start, worker_of

ENGINES = ("local", "ray", "dask")


def open_engine(name: str, workers: int, address: str | None, start: Start, *, apart: bool = True) -> Backend:
    """The engine of that name, its workers started or its cluster joined. With `apart` off, one local worker is this process.

    Raises UsageError for a name that is none, EngineError where the extra is not installed or the cluster cannot be reached.
    """
    if name == "local":
        if address is not None:
            raise UsageError("--address names a cluster: give --engine ray or --engine dask with it.")
        return Pool(workers, start) if apart or workers > 1 else Inline(worker_of(start))
    if name == "ray":
        from .ray import RayCluster

        return RayCluster(workers, address, start)
    if name == "dask":
        from .dask import DaskCluster

        return DaskCluster(workers, address, start)
    raise UsageError(f"--engine {name[:40]}: no such engine. Engines: {', '.join(ENGINES)}.")
