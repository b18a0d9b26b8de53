"""One request a host at a time, with a pause between two; a host that asks to be left alone is left alone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep

_SLICE = 0.2
_MANY = 10_000
"""Hosts from which on those that may be asked again are forgotten."""


class Turns:
    """Whose turn it is, by host; safe to use from several threads. `now` counts seconds and never goes back."""

    def __init__(self, now: Callable[[], float] = monotonic, pause: Callable[[float], None] = sleep) -> None:
        self._now, self._pause = now, pause
        self._locks: defaultdict[str, Lock] = defaultdict(Lock)
        self._free_at: dict[str, float] = {}
        self._guard = Lock()

    def wait(self, host: str) -> float:
        """How many seconds it is until the host may be asked again; 0 where it may be now."""
        return max(0.0, self._free_at.get(host, 0.0) - self._now())

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, or longer where that was asked before."""
        with self._guard:
            now = self._now()
            self._free_at[host] = max(self._free_at.get(host, 0.0), now + seconds)
            if len(self._free_at) > _MANY:
                self._free_at = {h: at for h, at in self._free_at.items() if at > now}
                self._locks = defaultdict(Lock, {h: k for h, k in self._locks.items() if k.locked()})

    @contextmanager
    def of(self, host: str, delay: float, check: Callable[[], object]) -> Iterator[None]:
        """The turn of one request to `host`, followed by a pause of `delay`; `check` is called while waiting and may raise."""
        with self._guard:
            lock = self._locks[host]
        while not lock.acquire(timeout=_SLICE):
            check()
        try:
            while left := self.wait(host):
                check()
                self._pause(min(left, _SLICE))
            yield
        finally:
            self.hold(host, delay)
            lock.release()
