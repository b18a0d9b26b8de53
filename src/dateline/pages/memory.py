"""Counts over a large store, kept for a while: no reader waits for what was counted before, and small stores are always fresh."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar

from dateline.query import EventQuery, Reader, Readers, count_of_events

T = TypeVar("T")

_MOST_KEPT = 2_000
_QUICK = 0.02
"""Seconds of counting up to which nothing is kept: what a small store is asked is always counted."""

_SLOW = 0.1
"""Seconds of counting from which an old answer is better than to wait for a new one."""


_REST = 5
"""So many times as long as a count took, none is made anew: what changes all the time takes a sixth of one core at most."""

_LARGE = 50_000
"""Events from which a page does not wait for what must be counted: it comes with the rest, and asks for the count then."""


@dataclass(frozen=True, slots=True)
class _Kept:
    state: tuple[Any, ...]
    seconds: float
    value: Any


class Memory:
    """Answers by question. What took long is given as it was, and counted anew behind the page where the store has changed."""

    def __init__(
        self,
        readers: Readers,
        clock: Callable[[], float] = time.perf_counter,
        rest: Callable[[float], None] = time.sleep,
    ) -> None:
        self._readers, self._clock, self._rest = readers, clock, rest
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._counting: set[Hashable] = set()
        self._asking: dict[Hashable, threading.Lock] = {}
        self._lock = threading.Lock()

    def ask(self, reader: Reader, question: Hashable, count: Callable[[Reader], T]) -> T:
        """The answer to a question, from `count` where it is not known or the store has changed since and counting is quick."""
        state = _state(reader)
        kept = self._kept.get(question)
        if kept is not None and kept.state == state:
            value: T = kept.value
            return value
        if kept is not None and kept.seconds > _SLOW:
            self._count_behind(question, count)
            value = kept.value
            return value
        return self._first(reader, question, count, state)

    def later(self, reader: Reader, question: Hashable, count: Callable[[Reader], T]) -> T | None:
        """As `ask`, but None where the store is large and the answer is not known yet: it is counted behind, the page asks again."""
        if question not in self._kept and count_of_events(reader, EventQuery())[0] > _LARGE:
            self._count_behind(question, count)
            return None
        return self.ask(reader, question, count)

    def _first(self, reader: Reader, question: Hashable, count: Callable[[Reader], T], state: tuple[Any, ...]) -> T:
        """The first answer: one reader counts, those that ask the same meanwhile wait for it."""
        with self._lock:
            asking = self._asking.setdefault(question, threading.Lock())
        with asking:
            kept = self._kept.get(question)
            if kept is not None and kept.state == state:
                value: T = kept.value
                return value
            try:
                return self._count(reader, question, count, state)
            finally:
                with self._lock:
                    self._asking.pop(question, None)

    def _count(
        self,
        reader: Reader,
        question: Hashable,
        count: Callable[[Reader], T],
        state: tuple[Any, ...],
        least: float = _QUICK,
    ) -> T:
        started = self._clock()
        value = count(reader)
        seconds = self._clock() - started
        if seconds <= least:
            return value
        with self._lock:
            self._kept[question] = _Kept(state, seconds, value)
            self._kept.move_to_end(question)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return value

    def _count_behind(self, question: Hashable, count: Callable[[Reader], Any]) -> None:
        """Count anew in a thread of its own, one at a time for the whole store."""
        with self._lock:
            if self._counting:
                return
            self._counting.add(question)

        def work() -> None:
            try:
                with self._readers.reading() as reader:
                    self._count(
                        reader, question, count, _state(reader), -1.0
                    )  # kept however quick: the page waits for it
                kept = self._kept.get(question)
                self._rest(_REST * kept.seconds if kept else 0)
            finally:
                with self._lock:
                    self._counting.discard(question)

        threading.Thread(target=work, daemon=True, name="count").start()


def _state(reader: Reader) -> tuple[Any, ...]:
    """What changes whenever something is written that counts rest on."""
    row = reader.one(
        "SELECT (SELECT max(rowid) FROM report), (SELECT max(entry) FROM telling), (SELECT max(entry) FROM review), "
        "(SELECT max(at) FROM event_change WHERE is_deleted = 0), (SELECT max(at) FROM event_change WHERE is_deleted = 1), "
        "(SELECT count(*) FROM unread)"
    )
    return row or ()
