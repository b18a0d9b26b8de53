"""A connection that can only read, each question of a page answered from one state of the store."""

import re
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from dateline.store import Database, Place, PostgresUrl, Store, open_store, open_to_read, place_of

Value = str | int | float | None
_INDEX = re.compile(r"CREATE INDEX IF NOT EXISTS (\w+)")
_MOST_CONNECTIONS = 8
"""Connections to a PostgreSQL server that one process keeps for its readers."""


class Reader:
    """An open read-only connection. `store` gives the store's own questions over the same connection."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.store = Store(database)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows. Raises StoreError where the store cannot be read."""
        return list(self.database.rows(sql, values))

    def one(self, sql: str, values: Sequence[Value] = ()) -> tuple[Any, ...] | None:
        """The first row, None where there is none."""
        return next(self.database.rows(sql, values), None)


class Readers:
    """Readers of one store. A page asks within `reading()` and sees one state of the store throughout.

    Over a file each thread has its own; over a server a few are handed round, and who comes when all are out waits.
    """

    def __init__(self, where: str | Path | PostgresUrl) -> None:
        self.path: Place = place_of(where)
        self._mine = threading.local()
        self._idle: list[Reader] = []
        self._free = threading.BoundedSemaphore(_MOST_CONNECTIONS)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A reader, within one read transaction."""
        if isinstance(self.path, PostgresUrl):
            with self._free:
                reader = self._taken()
                try:
                    with reader.database.snapshot():
                        yield reader
                finally:
                    self._idle.append(reader)
            return
        mine: Reader | None = getattr(self._mine, "reader", None)
        if mine is None:
            mine = self._mine.reader = Reader(open_to_read(self.path))
        with mine.database.snapshot():
            yield mine

    def _taken(self) -> Reader:
        """An idle reader whose server still answers, or a new one."""
        while self._idle:
            reader = self._idle.pop()
            if reader.database.answers():
                return reader
            reader.database.close()
        return Reader(open_to_read(self.path))

    def close(self) -> None:
        """Close what is idle."""
        while self._idle:
            self._idle.pop().database.close()


def prepare_reading(where: str | Path | PostgresUrl) -> None:
    """Make the indexes that reading uses where the store lacks them; quick where it has them. Raises StoreError."""
    name = "postgres_indexes.sql" if isinstance(place_of(where), PostgresUrl) else "indexes.sql"
    statements = (files(__package__) / name).read_text(encoding="utf-8")
    store = open_store(where)
    try:
        held = store.database.indexes()
        if any(index not in held for index in _INDEX.findall(statements)):
            store.database.run_script(statements)
    finally:
        store.close()
