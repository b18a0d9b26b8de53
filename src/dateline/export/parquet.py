"""Writing Parquet, through DuckDB in memory."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from .columns import Column
from .profile import Row

_TYPES = {
    "string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
}  # fmt: skip
_BATCH = 10_000


def write_parquet(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the rows with the columns' types, zstd-compressed, in order; the number of rows."""
    connection = duckdb.connect(":memory:")
    try:
        told = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in columns)
        connection.execute(f"CREATE TABLE rows ({told})")
        appender = connection.appender("rows")
        pending, count = iter(rows), 0
        while batch := [_values(row, columns) for row in islice(pending, _BATCH)]:
            appender.append_rows(batch)
            count += len(batch)
        appender.flush()
        target = str(path).replace("'", "''")
        connection.execute(f"COPY rows TO '{target}' (FORMAT parquet, COMPRESSION zstd)")
    finally:
        connection.close()
    return count


def _values(row: Row, columns: tuple[Column, ...]) -> list[Any]:
    return [None if row.get(c.name) == "" else row.get(c.name) for c in columns]
