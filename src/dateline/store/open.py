"""Opening a store, whatever holds it, brought to the present schema by the numbered migrations."""

from pathlib import Path

from .database import Database
from .place import PostgresUrl, place_of
from .postgres import is_made_in_postgres, open_postgres, open_postgres_to_read
from .sqlite import open_sqlite, open_sqlite_to_read
from .store import Store

SCHEMA_VERSION = 14
"""The schema that this version writes: the number of the last migration."""


def open_store(where: str | Path | PostgresUrl, *, must_exist: bool = False) -> Store:
    """The store in a file, or in the database at `postgresql://user@host/name`, made or migrated where needed.

    Raises StoreError where it is missing (`must_exist`), cannot be opened, is no Dateline store or is of a newer version.
    """
    place = place_of(where)
    if isinstance(place, PostgresUrl):
        return Store(open_postgres(place, SCHEMA_VERSION, must_exist=must_exist))
    return Store(open_sqlite(place, SCHEMA_VERSION, must_exist=must_exist))


def is_made(where: str | Path | PostgresUrl) -> bool:
    """Whether there is a store: the file, or the tables in a server's database. Raises StoreError where the server does not answer."""
    place = place_of(where)
    return is_made_in_postgres(place) if isinstance(place, PostgresUrl) else place.exists()


def open_to_read(where: str | Path | PostgresUrl) -> Database:
    """The database of a store, over a connection that cannot change it. Raises StoreError."""
    place = place_of(where)
    return open_postgres_to_read(place) if isinstance(place, PostgresUrl) else open_sqlite_to_read(place)
