"""A bound on how long one piece of work may take."""

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

T = TypeVar("T")

_AGAIN = 1.0
"""Seconds after which the alarm rings again, should a callee have swallowed it."""


class OutOfTimeError(Exception):
    """The work took longer than it may."""


class _Alarm(BaseException):
    """Rings through every `except Exception` of the work."""


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives. Raises OutOfTimeError where it takes more than `seconds` of processor time.

    Processor time, so that a busy machine fails no report that an idle one codes. An alarm of the system interrupts the work, so
    the bound holds in the main thread of a process only (where the command line and its workers read and code), and inside
    another bound that one holds.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return work()
    if signal.getitimer(signal.ITIMER_PROF)[0] > 0:
        return work()
    previous = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, _AGAIN)
    try:
        try:
            return work()
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except _Alarm:
        raise OutOfTimeError(f"took more than {seconds:g} seconds") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def _ring(number: int, frame: FrameType | None) -> None:
    raise _Alarm
