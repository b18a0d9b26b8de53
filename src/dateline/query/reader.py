"""A connection that can only read, one a thread, each question of a page answered from one state of the store."""

import re
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline.errors import StoreError
from dateline.store import Store, add_functions

Value = str | int | float | None
_INDEX = re.compile(r"CREATE INDEX IF NOT EXISTS (\w+)")


class Reader:
    """An open read-only connection. `store` gives the store's own questions over the same connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path
        self.store = Store(connection, path)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[tuple[Any, ...]]:
        """All rows. Raises StoreError where the store cannot be read."""
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be read ({error}).") from None

    def one(self, sql: str, values: Sequence[Value] = ()) -> tuple[Any, ...] | None:
        """The first row, None where there is none."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def has_table(self, name: str) -> bool:
        """Whether the store has that table."""
        return self.one("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)) is not None


class Readers:
    """One Reader a thread, for one store file. A page asks within `reading()` and sees one state of the store throughout."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mine = threading.local()

    def _reader(self) -> Reader:
        reader: Reader | None = getattr(self._mine, "reader", None)
        if reader is None:
            reader = Reader(_connect(self.path), self.path)
            self._mine.reader = reader
        return reader

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """The thread's reader, within one read transaction."""
        reader = self._reader()
        connection = reader._connection
        connection.execute("BEGIN")
        try:
            yield reader
        finally:
            connection.execute("ROLLBACK")


def prepare_reading(path: Path) -> None:
    """Make the indexes that reading uses where the store lacks them; quick where it has them. Raises StoreError."""
    statements = (files(__package__) / "indexes.sql").read_text(encoding="utf-8")
    try:
        with closing(sqlite3.connect(path, timeout=30)) as connection:
            held = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
            if any(name not in held for name in _INDEX.findall(statements)):
                connection.executescript(statements)
                connection.execute("PRAGMA optimize = 0x10002")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: the indexes for reading cannot be made ({error}).") from None


def _connect(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise StoreError(f"{path}: no such database. Make one: dateline code PATH --db {path}")
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, isolation_level=None)
        add_functions(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA mmap_size = 268435456")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened as a database ({error}).") from None
    return connection
