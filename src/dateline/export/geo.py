"""Events as points: GeoJSON and GeoPackage. A point of an area is its centre; `where_prec` and `radius_km` say so."""

from collections.abc import Iterator

from .columns import Column, columns_of
from .own import event_rows
from .profile import Profile, Row
from .source import Source

_LEFT_OUT = frozenset({"char_start", "char_end", "latitude", "longitude"})


def point_columns() -> tuple[Column, ...]:
    """The properties of a point: our event columns, less the coordinates."""
    return tuple(c for c in columns_of("events") if c.name not in _LEFT_OUT)


def point_rows(source: Source) -> Iterator[Row]:
    """The events with coordinates."""
    return (row for row in event_rows(source) if row["latitude"] is not None and row["longitude"] is not None)


GEOJSON = Profile("geojson", "Events as GeoJSON points (RFC 7946)", ("geojson",), point_rows)
GEOPARQUET = Profile("geoparquet", "Events as points of GeoParquet 1.1", ("parquet",), point_rows)
GPKG = Profile("gpkg", "Events as points of an OGC GeoPackage", ("gpkg",), point_rows)
