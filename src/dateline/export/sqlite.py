"""Writing SQLite files: one table, typed columns; lists as text parted by `; `."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from .cells import cell
from .columns import Column
from .profile import Profile, Row

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "date": "TEXT",
    "boolean": "INTEGER",
    "list": "TEXT",
}


def write_sqlite(path: Path, profile: Profile, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the rows into the table that bears the profile's name; the number of rows."""
    connection = sqlite3.connect(path)
    try:
        told = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in columns)
        connection.execute(f'CREATE TABLE "{profile.name}" ({told})')
        marks = ",".join("?" * len(columns))
        values = ([cell(r.get(c.name)) if c.type == "list" else r.get(c.name) for c in columns] for r in rows)
        connection.executemany(f'INSERT INTO "{profile.name}" VALUES ({marks})', values)
        connection.commit()
        return int(connection.execute(f'SELECT count(*) FROM "{profile.name}"').fetchone()[0])
    finally:
        connection.close()
