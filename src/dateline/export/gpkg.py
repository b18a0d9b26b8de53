"""Writing an OGC GeoPackage 1.3: one layer of points in a SQLite file (OGC 12-128r17)."""

import sqlite3
import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .cells import cell
from .columns import Column
from .profile import Row

_APPLICATION_ID = 0x47504B47
_VERSION = 10300
_WGS84 = 4326
_LAYER = "events"
_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "DOUBLE",
    "date": "DATE",
    "boolean": "BOOLEAN",
    "list": "TEXT",
}
_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
)
_SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
"""
_UNDEFINED = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
)


def write_gpkg(path: Path, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the layer `events`; the number of points. Its last change is the day of the newest report: no clock is read."""
    connection = sqlite3.connect(path)
    try:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {_VERSION}")
        connection.executescript(_SCHEMA)
        reference = ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _WGS84_WKT, "longitude/latitude, degrees")
        connection.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?,?,?,?,?,?)", (*_UNDEFINED, reference))
        told = ", ".join(f'"{c.name}" {_TYPES[c.type]}' for c in columns)
        connection.execute(
            f'CREATE TABLE "{_LAYER}" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT, {told})'
        )
        marks = ",".join("?" * (len(columns) + 1))
        names = ", ".join(["geom", *(f'"{c.name}"' for c in columns)])
        connection.executemany(
            f'INSERT INTO "{_LAYER}" ({names}) VALUES ({marks})', (_values(row, columns) for row in rows)
        )
        _register(connection)
        connection.commit()
        return int(connection.execute(f'SELECT count(*) FROM "{_LAYER}"').fetchone()[0])
    finally:
        connection.close()


def _register(connection: sqlite3.Connection) -> None:
    # The bounding box is read from the geometry blobs: x at byte 13, y at byte 21 of header and WKB point.
    points = [struct.unpack_from("<dd", blob, 13) for (blob,) in connection.execute(f'SELECT geom FROM "{_LAYER}"')]
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = (min(xs), min(ys), max(xs), max(ys)) if points else (None, None, None, None)
    newest = connection.execute(f'SELECT max(published) FROM "{_LAYER}"').fetchone()[0]
    changed = f"{newest or '1970-01-01'}T00:00:00.000Z"
    connection.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, 'Events coded by Dateline', ?, ?, ?, ?, ?, ?)",
        (_LAYER, _LAYER, changed, *box, _WGS84),
    )
    connection.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (_LAYER, _WGS84))


def _values(row: Row, columns: tuple[Column, ...]) -> list[Any]:
    return [point_blob(row["longitude"], row["latitude"])] + [
        cell(row.get(c.name)) if c.type == "list" else row.get(c.name) for c in columns
    ]


def point_blob(x: float, y: float) -> bytes:
    """A GeoPackage geometry blob of a point: header without envelope, little-endian, then WKB."""
    return b"GP" + struct.pack("<BBi", 0, 1, _WGS84) + struct.pack("<BIdd", 1, 1, x, y)
