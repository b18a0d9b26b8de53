"""A bound on work: it ends it, rings through handlers that swallow, and leaves no alarm behind."""

import signal
import threading

import pytest

from dateline.deadline import OutOfTimeError, within


def busy() -> None:
    while True:
        pass


def test_work_in_time_gives_its_value() -> None:
    assert within(5, lambda: 42) == 42
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def test_work_out_of_time_is_ended_and_the_alarm_is_off_again() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with pytest.raises(OutOfTimeError, match=r"more than 0\.05 seconds"):
        within(0.05, busy)
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0) and signal.getsignal(signal.SIGPROF) is before


def test_a_handler_that_swallows_every_exception_does_not_swallow_the_alarm() -> None:
    def stubborn() -> None:
        while True:
            try:
                busy()
            except Exception:
                continue

    with pytest.raises(OutOfTimeError):
        within(0.05, stubborn)


def test_a_regular_expression_that_backtracks_without_end_is_ended() -> None:
    import re

    with pytest.raises(OutOfTimeError):
        within(0.05, lambda: re.match(r"(a+)+$", "a" * 60 + "b"))


def test_an_error_of_the_work_is_its_own_and_the_inner_bound_lies_within_the_outer() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)
    with pytest.raises(OutOfTimeError, match=r"0\.05"):
        within(0.05, lambda: within(50, busy))


def test_in_another_thread_the_work_is_done_without_a_bound() -> None:
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(within(5, lambda: 7)))
    thread.start()
    thread.join()
    assert found == [7]
