"""Opening a store: SQLite in WAL mode, brought to the present schema by the numbered migrations."""

import sqlite3
from importlib.resources import files
from pathlib import Path

from dateline.errors import StoreError

from .distance import add_functions
from .store import Store

_APPLICATION_ID = 0x444C4E45
_WAIT_MS = 30_000


def _migrations() -> list[tuple[int, str]]:
    """The migrations in order: `(number, sql)`."""
    folder = files(__package__) / "migrations"
    found = [f for f in folder.iterdir() if f.name.endswith(".sql")]
    return sorted((int(f.name[:4]), f.read_text(encoding="utf-8")) for f in found)


SCHEMA_VERSION = 10
"""The schema that this version writes: the number of the last migration."""


def open_store(path: Path, *, must_exist: bool = False) -> Store:
    """The store at `path`, made or migrated where needed.

    Raises StoreError where the file is missing (`must_exist`), cannot be opened, is no Dateline store or is of a newer version.
    """
    if must_exist and not path.is_file():
        raise StoreError(f"{path}: no such database. Make one: dateline code PATH --db {path}")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist. Make it, or name another with --db.")
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        add_functions(connection)
        _check(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        _migrate(connection)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: cannot be opened as a database ({error}). Name another file with --db.") from None
    return Store(connection, path)


def _check(connection: sqlite3.Connection, path: Path) -> None:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if application not in {0, _APPLICATION_ID} or (application == 0 and tables):
        connection.close()
        raise StoreError(f"{path}: a database of another program. Name another file with --db.")
    if version > SCHEMA_VERSION:
        connection.close()
        raise StoreError(
            f"{path}: written by a newer Dateline (schema {version}; this one reads up to {SCHEMA_VERSION}). Update Dateline."
        )


def _migrate(connection: sqlite3.Connection) -> None:
    """Run what is missing, each migration whole or not at all; two that open at once wait for one another."""
    if connection.execute("PRAGMA user_version").fetchone()[0] == SCHEMA_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, sql in _migrations():
            if number > version:
                for statement in _statements(sql):
                    connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.execute("COMMIT")
    except sqlite3.Error:
        connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> list[str]:
    """The statements of a migration; a line that ends in `;` closes one."""
    lines = (line.split("--")[0].rstrip() for line in sql.splitlines())
    return [s.strip() for s in "\n".join(line for line in lines if line).split(";\n") if s.strip(" ;\n")]
