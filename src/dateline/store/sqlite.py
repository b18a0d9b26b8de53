"""SQLite behind the seam: a file in WAL mode, which readers read while one writes."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dateline.errors import StoreError

from .database import Row, Writing
from .distance import km_between

APPLICATION_ID = 0x444C4E45
_WAIT_MS = 30_000
_READ_WAIT_MS = 10_000


class SqliteDatabase:
    """An open SQLite database; errors of SQLite come out as StoreError with the file's name."""

    def __init__(self, connection: sqlite3.Connection, place: Path) -> None:
        self._connection = connection
        self.place = place

    @contextmanager
    def transaction(self) -> Iterator[Writing]:
        """What is written within goes in whole or not at all. Raises StoreError."""
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                raise StoreError(
                    f"{self.place}: another program has been writing to it for {_WAIT_MS // 1000} seconds. Try again when it is done."
                ) from None
            raise StoreError(f"{self.place}: cannot be written ({error}). What was coded before is kept.") from None
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is asked within is answered from one state of the file."""
        self._connection.execute("BEGIN")
        try:
            yield
        finally:
            self._connection.execute("ROLLBACK")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a question. Raises StoreError where the store cannot be read."""
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise StoreError(f"{self.place}: cannot be read ({error}).") from None

    streamed = rows

    def close(self) -> None:
        self._connection.close()

    def answers(self) -> bool:
        return True

    def columns(self, table: str) -> list[str]:
        return [str(r[0]) for r in self.rows("SELECT name FROM pragma_table_info(?) ORDER BY cid", (table,))]

    def tables(self) -> list[str]:
        sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'report_text*' AND name NOT GLOB 'sqlite_*'"
        return sorted(str(r[0]) for r in self.rows(sql))

    def index_words(self, writing: Writing, report_id: str, title: str, text: str) -> None:
        writing.execute("INSERT INTO report_text VALUES (?,?,?)", (title, text, report_id))

    def snippet(self, report_id: str, words: str, marks: tuple[str, str]) -> str | None:
        sql = "SELECT snippet(report_text, 1, ?, ?, ' … ', 40) FROM report_text WHERE report_text MATCH ? AND report_id = ?"
        row = next(self.rows(sql, (*marks, words, report_id)), None)
        return str(row[0]) if row else None

    def resume_numbers(self, writing: Writing) -> None:
        """Nothing: SQLite looks for the highest number each time."""

    def monday(self, day: str) -> str:
        return f"date({day}, 'weekday 0', '-6 days')"

    def whole(self, number: str) -> str:
        return f"CAST({number} AS INTEGER)"

    def hint(self, index: str) -> str:
        return f"INDEXED BY {index}" if index in self.indexes() else ""

    def run_script(self, sql: str) -> None:
        try:
            self._connection.executescript(sql)
            self._connection.execute("PRAGMA optimize = 0x10002")
        except sqlite3.Error as error:
            raise StoreError(f"{self.place}: cannot be written ({error}).") from None

    def indexes(self) -> set[str]:
        return {str(r[0]) for r in self.rows("SELECT name FROM sqlite_master WHERE type = 'index'")}

    def damage(self) -> list[str]:
        return [str(row[0]) for row in self.rows("PRAGMA integrity_check") if row[0] != "ok"]

    def copy_to(self, target: sqlite3.Connection) -> None:
        """Copy the whole file, as it is at one moment, into another connection's database."""
        self._connection.backup(target, pages=4_096)


def _missing(path: Path) -> StoreError:
    if path.exists():
        return StoreError(f"{path}: a {'folder' if path.is_dir() else 'device'}, no database. Name a file with --db.")
    return StoreError(f"{path}: no such database. Make one: dateline code PATH --db {path}")


def open_sqlite(path: Path, version: int, *, must_exist: bool) -> SqliteDatabase:
    """The database at `path`, made or migrated to the schema of that version where needed. Raises StoreError."""
    if must_exist and not path.is_file():
        raise _missing(path)
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist. Make it, or name another with --db.")
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened as a database ({error}). Name another file with --db.") from None
    try:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        add_functions(connection)
        _check(connection, path, version)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection, version)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(f"{path}: cannot be opened as a database ({error}). Name another file with --db.") from None
    except StoreError:
        connection.close()
        raise
    return SqliteDatabase(connection, path)


def open_sqlite_to_read(path: Path) -> SqliteDatabase:
    """The database at `path`, which this connection cannot change. Raises StoreError."""
    if not path.is_file():
        raise _missing(path)
    try:
        connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, isolation_level=None)
        add_functions(connection)
        connection.execute("PRAGMA query_only = ON")
        connection.execute(f"PRAGMA busy_timeout = {_READ_WAIT_MS}")
        connection.execute("PRAGMA mmap_size = 268435456")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened as a database ({error}).") from None
    return SqliteDatabase(connection, path)


def add_functions(connection: sqlite3.Connection) -> None:
    """Make `km_between` known to a connection."""
    connection.create_function("km_between", 4, km_between, deterministic=True)


def migrations() -> list[tuple[int, str]]:
    """The migrations in order: `(number, sql)`."""
    folder = files(__package__) / "migrations"
    found = [f for f in folder.iterdir() if f.name.endswith(".sql")]
    return sorted((int(f.name[:4]), f.read_text(encoding="utf-8")) for f in found)


def _check(connection: sqlite3.Connection, path: Path, known: int) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application not in {0, APPLICATION_ID} or (application == 0 and tables):
        raise StoreError(f"{path}: a database of another program. Name another file with --db.")
    if version > known:
        raise StoreError(
            f"{path}: written by a newer Dateline (schema {version}; this one reads up to {known}). Update Dateline."
        )


def _migrate(connection: sqlite3.Connection, wanted: int) -> None:
    """Run what is missing, each migration whole or not at all; two that open at once wait for one another."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == wanted:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, sql in migrations():
            if version < number <= wanted:
                for statement in statements_of(sql):
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {wanted}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements_of(sql: str) -> list[str]:
    """The statements of a migration; a line that ends in `;` closes one."""
    lines = (line.split("--")[0].rstrip() for line in sql.splitlines())
    return [s.strip() for s in "\n".join(line for line in lines if line).split(";\n") if s.strip(" ;\n")]
