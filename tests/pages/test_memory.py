"""Counts over a large store are kept, given as they were, and counted anew behind the page; a small store is always fresh."""

import threading
from collections.abc import Iterator

import pytest

from dateline.pages.memory import Memory
from dateline.query import Reader, Readers, prepare_reading
from dateline.records import Unreadable
from dateline.store import Place, open_store

from .made import make_store


class Clock:
    """Seconds that pass by `step` with every look."""

    def __init__(self, step: float) -> None:
        self.now, self.step = 0.0, step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


@pytest.fixture
def readers(place: Place) -> Iterator[Readers]:
    made = Readers(make_store(place))
    yield made
    made.close()


def _count(counted: list[int]):
    def count(reader: Reader) -> int:
        counted.append(1)
        return int((reader.one("SELECT count(*) FROM unread") or (0,))[0])

    return count


def test_quick_count_is_never_kept(readers: Readers) -> None:
    counted: list[int] = []
    memory = Memory(readers, Clock(0.001))
    with readers.reading() as reader:
        assert [memory.ask(reader, "n", _count(counted)) for _ in range(3)] == [1, 1, 1]
    assert len(counted) == 3


def test_slow_count_is_kept_while_the_store_stays_as_it_is(readers: Readers) -> None:
    counted: list[int] = []
    memory = Memory(readers, Clock(5))
    with readers.reading() as reader:
        assert [memory.ask(reader, "n", _count(counted)) for _ in range(3)] == [1, 1, 1]
        assert memory.ask(reader, "another", _count(counted)) == 1
    assert len(counted) == 2


def test_slow_count_is_given_as_it_was_and_made_anew_behind(readers: Readers) -> None:
    counted: list[int] = []
    memory = Memory(readers, Clock(0.3), lambda _: None)
    with readers.reading() as reader:
        assert memory.ask(reader, "n", _count(counted)) == 1
    store = open_store(readers.path)
    store.add_unread(Unreadable("new", "no text"))
    store.close()
    with readers.reading() as reader:
        assert memory.ask(reader, "n", _count(counted)) == 1
    for thread in [t for t in threading.enumerate() if t.name == "count"]:
        thread.join()
    with readers.reading() as reader:
        assert memory.ask(reader, "n", _count(counted)) == 2


def test_indexes_are_made_once_and_serve_the_lists(readers: Readers) -> None:
    prepare_reading(readers.path)
    prepare_reading(readers.path)
    with readers.reading() as reader:
        names = reader.database.indexes()
    assert {"read_type", "read_incident_band"} <= names
