"""Writing Parquet, through DuckDB in memory, and DuckDB's own files."""

import json
import struct
from collections.abc import Iterable
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from .columns import Column
from .profile import Profile, Row

_TYPES = {
    "string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN",
    "list": "VARCHAR[]", "blob": "BLOB",
}  # fmt: skip
_BATCH = 10_000
_OFFLINE: dict[str, str | bool | int | float | list[str]] = {"autoinstall_known_extensions": "false"}
"""DuckDB fetches no extension from its maker's host."""


def write_parquet(
    path: Path, columns: tuple[Column, ...], rows: Iterable[Row], *, metadata: dict[str, str] | None = None
) -> int:
    """Write the rows with the columns' types, zstd-compressed, in order; the number of rows."""
    connection = duckdb.connect(":memory:", config=_OFFLINE)
    try:
        count = _fill(connection, "rows", columns, rows)
        target = str(path).replace("'", "''")
        pairs = ", ".join(f"{key}: '{value}'" for key, value in (metadata or {}).items())
        beside = f", KV_METADATA {{{pairs}}}" if pairs else ""
        connection.execute(f"COPY rows TO '{target}' (FORMAT parquet, COMPRESSION zstd{beside})")
    finally:
        connection.close()
    return count


def write_duckdb(path: Path, profile: Profile, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the rows into the table that bears the profile's name, of a DuckDB file; the number of rows."""
    connection = duckdb.connect(str(path), config=_OFFLINE)
    try:
        return _fill(connection, profile.name, columns, rows)
    finally:
        connection.close()


def _fill(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Make the table with the columns' types and put the rows in, in order; their number."""
    told = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in columns)
    connection.execute(f'CREATE TABLE "{table}" ({told})')
    appender = connection.appender(table)
    pending, count = iter(rows), 0
    while batch := [_values(row, columns) for row in islice(pending, _BATCH)]:
        appender.append_rows(batch)
        count += len(batch)
    appender.flush()
    return count


def write_geoparquet(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write points as GeoParquet 1.1: the columns, and `geometry` as WKB in longitude and latitude (OGC:CRS84)."""
    told = [*columns, Column("geometry", "blob", True, "", "")]
    points = ({**row, "geometry": struct.pack("<BIdd", 1, 1, row["longitude"], row["latitude"])} for row in rows)
    geometry = {"encoding": "WKB", "geometry_types": ["Point"]}
    geo = json.dumps({"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": geometry}})
    return write_parquet(path, tuple(told), points, metadata={"geo": geo})


def _values(row: Row, columns: tuple[Column, ...]) -> list[Any]:
    """The cells; empty text is none, and so is what stands for a day and is none: one bad cell does not cost the table."""
    return [_day(row.get(c.name)) if c.type == "date" else _told(row.get(c.name)) for c in columns]


def _told(value: Any) -> Any:
    return None if value == "" else value


def _day(value: Any) -> Any:
    try:
        return date.fromisoformat(value) if isinstance(value, str) and value else value or None
    except ValueError:
        return None
