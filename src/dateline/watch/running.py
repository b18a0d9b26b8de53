"""Running until told to stop: work goes on beside, so that a signal is heard at once and acted on within five seconds."""

import os
import signal
import sys
from collections.abc import Callable
from threading import Event, Thread
from types import FrameType
from typing import NoReturn

PATIENCE = 3.0
"""Seconds that the work under way is given to end by itself; what it had not kept by then is done again after the next start."""


def run(work: Callable[[], int], stopping: Event) -> int:
    """Do `work` until it ends or SIGTERM or SIGINT comes; its exit status. It must end soon after `stopping` is set.

    Work that does not is left behind and the process ended: whatever it had begun to write, the databases undo. Raises what work raises.
    """
    status: list[int] = []
    faults: list[BaseException] = []

    def do() -> None:
        try:
            status.append(work())
        except BaseException as error:
            faults.append(error)

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()

    before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
    worker = Thread(target=do, name="watch", daemon=True)
    worker.start()
    try:
        while worker.is_alive() and not stopping.is_set():
            worker.join(0.2)
        worker.join(PATIENCE)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if worker.is_alive():
        leave(0)
    if faults:
        raise faults[0]
    return status[0]


def leave(status: int) -> NoReturn:
    """End the process now: what is open is closed by the system, without the seconds that libraries take to be torn down."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
