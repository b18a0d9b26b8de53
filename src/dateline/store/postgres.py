"""PostgreSQL behind the seam: readers never wait for the one that writes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dateline.errors import StoreError

from .database import Row, Rows, Writing
from .place import PostgresUrl
from .words import snippet_of, vector_of

if TYPE_CHECKING:
    import psycopg

_WRITERS = 0x444C4E45
"""The advisory lock of those that write, and of those that migrate."""
_WAIT_MS = 30_000
_BATCH = 2_000
_NEWER = (15, "15")


class PostgresDatabase:
    """A connection to a PostgreSQL database; its errors come out as StoreError with the address, never with a password."""

    def __init__(self, connection: "psycopg.Connection[Any]", place: PostgresUrl) -> None:
        self._connection = connection
        self.place = place
        self._writing = _Statements(connection)

    @contextmanager
    def transaction(self) -> Iterator[Writing]:
        """What is written within goes in whole or not at all; others that write wait. Raises StoreError."""
        import psycopg

        try:
            self._connection.execute("BEGIN")
            self._connection.execute("SELECT pg_advisory_xact_lock(%s)", (_WRITERS,))
            yield self._writing
            self._connection.execute("COMMIT")
        except psycopg.errors.LockNotAvailable:
            self._undo()
            raise StoreError(
                f"{self.place}: another program has been writing to it for {_WAIT_MS // 1000} seconds. Try again when it is done."
            ) from None
        except psycopg.Error as error:
            self._undo()
            told = self.place.scrubbed(error)
            raise StoreError(f"{self.place}: cannot be written ({told}). What was coded before is kept.") from None
        except BaseException:
            self._undo()
            raise

    def _undo(self) -> None:
        """End a transaction without keeping anything; where the connection is gone, the server does."""
        import psycopg

        if (
            not self._connection.closed
            and self._connection.info.transaction_status != psycopg.pq.TransactionStatus.IDLE
        ):
            try:
                self._connection.execute("ROLLBACK")
            except psycopg.Error:
                self._connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is asked within is answered from one state of the database."""
        import psycopg

        try:
            self._connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        except psycopg.Error as error:
            raise StoreError(f"{self.place}: cannot be read ({self.place.scrubbed(error)}).") from None
        try:
            yield
        finally:
            self._undo()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a question. Raises StoreError where the store cannot be read."""
        import psycopg

        try:
            yield from self._writing.execute(sql, values).fetchall()
        except psycopg.Error as error:
            raise StoreError(f"{self.place}: cannot be read ({self.place.scrubbed(error)}).") from None

    def streamed(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """As `rows`, fetched a few thousand at a time from a cursor of the server's."""
        import psycopg

        is_alone = self._connection.info.transaction_status == psycopg.pq.TransactionStatus.IDLE
        self._streams = getattr(self, "_streams", 0) + 1
        try:
            with self._connection.cursor(f"dateline_{self._streams}", withhold=is_alone) as cursor:
                cursor.itersize = _BATCH
                cursor.execute(translated(sql), given(values))
                yield from cursor
        except psycopg.Error as error:
            raise StoreError(f"{self.place}: cannot be read ({self.place.scrubbed(error)}).") from None

    def close(self) -> None:
        self._connection.close()

    def answers(self) -> bool:
        try:
            return not self._connection.closed and next(self.rows("SELECT 1")) == (1,)
        except StoreError:
            return False

    def columns(self, table: str) -> list[str]:
        sql = (
            "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped "
            "AND attname != 'rowid' ORDER BY attnum"
        )
        return [str(r[0]) for r in self.rows(sql, (table,))]

    def tables(self) -> list[str]:
        sql = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace"
        return sorted({str(r[0]) for r in self.rows(sql)} - {"report_text", "dateline_store", "spatial_ref_sys"})

    def index_words(self, writing: Writing, report_id: str, title: str, text: str) -> None:
        writing.execute("INSERT INTO report_text VALUES (?, CAST(? AS tsvector))", (report_id, vector_of(title, text)))

    def snippet(self, report_id: str, words: str, marks: tuple[str, str]) -> str | None:
        sql = "SELECT json_extract(r.record, '$.text') FROM report r WHERE r.id = ? AND r.id IN (SELECT report_id FROM report_text(?))"
        row = next(self.rows(sql, (report_id, words)), None)
        return snippet_of(row[0], words, marks) if row else None

    def resume_numbers(self, writing: Writing) -> None:
        numbered = self.rows(
            "SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
            "WHERE c.relnamespace = current_schema()::regnamespace AND a.attidentity != '' ORDER BY 1"
        )
        for table, column in numbered:
            writing.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table} HAVING count(*) > 0"
            )

    def monday(self, day: str) -> str:
        return f"to_char(date_trunc('week', CAST(substr({day}, 1, 10) AS date)), 'YYYY-MM-DD')"

    def whole(self, number: str) -> str:
        return f"CAST(floor({number}) AS BIGINT)"

    def hint(self, index: str) -> str:
        return ""

    def run_script(self, sql: str) -> None:
        import psycopg

        try:
            self._connection.execute(sql.encode())
        except psycopg.Error as error:
            raise StoreError(f"{self.place}: cannot be written ({self.place.scrubbed(error)}).") from None

    def indexes(self) -> set[str]:
        return {str(r[0]) for r in self.rows("SELECT indexname FROM pg_indexes WHERE schemaname = current_schema()")}

    def damage(self) -> list[str]:
        sql = (
            "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE NOT i.indisvalid ORDER BY 1"
        )
        return [f"the index {row[0]} is not valid" for row in self.rows(sql)]


class _Statements:
    """The connection, asked in the statements that both kinds of store share."""

    def __init__(self, connection: "psycopg.Connection[Any]") -> None:
        self._connection = connection

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> Rows:
        cursor: Any = self._connection.execute(translated(sql), given(values))
        return _NO_ROWS(cursor) if cursor.description is None else cursor

    def executemany(self, sql: str, values: Iterable[Sequence[Any]], /) -> None:
        self._connection.cursor().executemany(translated(sql), [given(row) for row in values])


class _NO_ROWS:
    """What a statement gave that gives no rows."""

    def __init__(self, cursor: Any) -> None:
        self.rowcount: int = cursor.rowcount

    def fetchone(self) -> Any:
        return None

    def fetchall(self) -> list[Any]:
        return []

    def __iter__(self) -> Iterator[Any]:
        return iter(())


@lru_cache(4_096)
def translated(sql: str) -> Any:
    """The statement with PostgreSQL's marks for values. SQLite's LIKE takes no notice of case, as ILIKE does."""
    return re.sub(r"\bLIKE\b", "ILIKE", sql.replace("%", "%%").replace("?", "%s")).encode()


def given(values: Sequence[Any]) -> Sequence[Any]:
    """The values; a NUL, which PostgreSQL does not take in text, becomes the sign for what cannot be shown."""
    return [v.replace("\0", "\ufffd") if type(v) is str and "\0" in v else v for v in values]


def open_postgres(place: PostgresUrl, version: int, *, must_exist: bool) -> PostgresDatabase:
    """The database at that address, its tables made or migrated to the schema of that version where needed. Raises StoreError."""
    database = _connect(place)
    try:
        held = _version(database)
        if held is None and must_exist:
            raise StoreError(f"{place}: no Dateline store there yet. Make one: dateline code PATH --db '{place}'")
        if held is not None and held > version:
            raise StoreError(
                f"{place}: written by a newer Dateline (schema {held}; this one reads up to {version}). Update Dateline."
            )
        if held != version:
            _migrate(database, version)
        _add_points(database)
    except BaseException:
        database.close()
        raise
    return database


def _add_points(database: PostgresDatabase) -> None:
    """Make the layers of points where the database has PostGIS and lacks them; a user who may not make them goes without."""
    sql = "SELECT to_regtype('geometry') IS NOT NULL AND to_regclass('event_point') IS NULL"
    if next(database.rows(sql)) == (True,):
        with suppress(StoreError), database.transaction():
            database._connection.execute((files(__package__) / "postgis.sql").read_bytes())


def is_made_in_postgres(place: PostgresUrl) -> bool:
    """Whether the database at that address holds a store. Raises StoreError where there is no such database."""
    database = _connect(place)
    try:
        return _version(database) is not None
    finally:
        database.close()


def open_postgres_to_read(place: PostgresUrl) -> PostgresDatabase:
    """The database at that address, which this connection cannot change. Raises StoreError."""
    database = _connect(place)
    if _version(database) is None:
        database.close()
        raise StoreError(f"{place}: no Dateline store there yet. Make one: dateline code PATH --db '{place}'")
    database._connection.execute("SET default_transaction_read_only = on")
    return database


def _connect(place: PostgresUrl) -> PostgresDatabase:
    try:
        import psycopg
    except ImportError:
        raise StoreError(f"{place}: PostgreSQL needs psycopg. Install it: pip install 'dateline[postgres]'") from None
    try:
        given_ = psycopg.conninfo.conninfo_to_dict(place.secret)
        connection = psycopg.connect(
            place.secret, autocommit=True, connect_timeout=given_.get("connect_timeout") or 10,
            application_name=given_.get("application_name") or "dateline", client_encoding="utf8",
        )  # fmt: skip
        if connection.info.server_version < _NEWER[0] * 10_000:
            connection.close()
            raise StoreError(f"{place}: PostgreSQL {_NEWER[1]} or newer is needed.")
        connection.execute(f"SET lock_timeout = {_WAIT_MS}; SET jit = off; SET client_min_messages = warning")
    except psycopg.Error as error:
        raise StoreError(f"{place}: cannot be opened ({place.scrubbed(error)}).") from None
    connection.adapters.register_loader("numeric", _number_loader())
    return PostgresDatabase(connection, place)


@lru_cache(1)
def _number_loader() -> Any:
    """A loader that gives sums as Python's own numbers."""
    from psycopg.adapt import Loader

    class NumberLoader(Loader):
        def load(self, data: Any) -> int | float:
            text = bytes(data).decode()
            return float(text) if "." in text or text == "NaN" else int(text)

    return NumberLoader


def _version(database: PostgresDatabase) -> int | None:
    """The schema of the store there, None where there is none."""
    if not database.columns("dateline_store"):
        return None
    return int(next(database.rows("SELECT max(schema) FROM dateline_store"))[0])


def _migrate(database: PostgresDatabase, wanted: int) -> None:
    """Run what is missing, all of it or nothing; two that open at once wait for one another."""
    folder = files(__package__) / "migrations" / "postgres"
    found = sorted((int(f.name[:4]), f.read_text("utf-8")) for f in folder.iterdir() if f.name.endswith(".sql"))
    with database.transaction():
        held = _version(database)
        if held is None and {"report", "event", "incident", "person"} & set(database.tables()):
            raise StoreError(f"{database.place}: holds tables of another program. Name another database with --db.")
        for number, sql in found:
            if (held or 0) < number <= wanted:
                database._connection.execute(sql.encode())
        database._connection.execute("INSERT INTO dateline_store VALUES (%s)", (wanted,))
