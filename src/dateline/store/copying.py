"""A whole store copied into another, of whichever kind, and a checksum that tells that nothing was lost or changed on the way."""

import hashlib
import json
from itertools import islice

from dateline.errors import StoreError

from .database import Database, Writing
from .store import Store

TABLES: dict[str, str] = {
    "report": "id",
    "event": "report_id, id",
    "event_actor": "report_id, event_id, rowid",
    "statement": "report_id, kind, id",
    "unread": "source_uri",
    "claim": "report_id, id",
    "incident": "id, version",
    "incident_actor": "incident_id, version, rowid",
    "incident_event": "report_id, event_id",
    "incident_report": "incident_id, report_id",
    "match_link": "incident_id, first_report, coalesce(first_event, ''), second_report, coalesce(second_event, ''), likelihood, parts",
    "revision": "entry",
    "decision": "entry",
    "telling": "entry",
    "person": "lower(name)",
    "session": "digest",
    "token": "digest",
    "review": "entry",
    "reviewed": "event_id",
    "event_change": "event_id",
    "event_tally": "country, event_type, status, historical",
    "sketch": "report_id",
    "proposal": "telling, other",
    "compared": "first, second",
}
"""Every table, none before what its rows name, with the order in which the rows of both kinds of store are the same."""

_BY_COMING = ("report", "event", "event_actor", "incident_actor")
"""The tables whose order of coming is asked for; it is kept."""
_BY_EVENTS = ("event_change", "event_tally")
"""The tables that a store keeps by itself while events come."""
_BATCH = 1_000


def copy_store(source: Store, target: Store) -> str:
    """Copy everything that a store holds into an empty one, all of it or nothing; the checksum of both.

    What is copied is the source at one moment, whoever writes to it meanwhile. Raises StoreError where the target holds
    anything, and where the copy is not the source in every value.
    """
    tables = _tables(source.database)
    filled = [t for t in tables if list(target.database.rows(f"SELECT 1 FROM {t} LIMIT 1"))]
    if filled:
        raise StoreError(
            f"{target.path}: holds records already ({', '.join(filled)}). Name an empty store, or a new one."
        )
    with source.database.snapshot(), target.database.transaction() as writing:
        for table in tables:
            _copy_table(source.database, target.database, writing, table)
        _index_words(target.database, writing)
        target.database.resume_numbers(writing)
        wanted, found = _checksum(source.database), _checksum(target.database)
        if wanted != found:
            raise StoreError(
                f"{target.path}: the copy is not the same as {source.path} ({found}, not {wanted}). Nothing was kept."
            )
    return wanted


def checksum_of(store: Store) -> str:
    """A hash of every value in every table, the same for both kinds of store."""
    with store.database.snapshot():
        return _checksum(store.database)


def _tables(database: Database) -> list[str]:
    """The tables that a store of this schema has, in the order of copying."""
    held = set(database.tables())
    return [table for table in TABLES if table in held]


def _copy_table(source: Database, target: Database, writing: Writing, table: str) -> None:
    columns = source.columns(table)
    if sorted(columns) != sorted(target.columns(table)):
        raise StoreError(f"{table}: the columns of {source.place} are not those of {target.place}.")
    if table in _BY_EVENTS:  # what the events told while they were copied
        writing.execute(f"DELETE FROM {table}")
    marks = ",".join("?" * len(columns))
    insert = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"
    order = "rowid" if table in _BY_COMING else TABLES[table]
    rows = source.streamed(f"SELECT {', '.join(columns)} FROM {table} ORDER BY {order}")
    while batch := list(islice(rows, _BATCH)):
        writing.executemany(insert, batch)


def _index_words(target: Database, writing: Writing) -> None:
    for (record,) in target.streamed("SELECT record FROM report ORDER BY rowid"):
        report = json.loads(record)
        target.index_words(writing, report["id"], report["title"] or "", report["text"])


def _checksum(database: Database) -> str:
    digest = hashlib.sha256()
    for table in sorted(_tables(database)):
        columns = sorted(database.columns(table))
        digest.update(f"{table} {columns}\n".encode())
        sql = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {TABLES[table]}"
        for row in database.streamed(sql):
            values = [v.replace("\0", "\ufffd") if isinstance(v, str) else v for v in row]  # as PostgreSQL keeps a NUL
            digest.update(json.dumps(values, ensure_ascii=False).encode() + b"\n")
    return f"sha256:{digest.hexdigest()}"
