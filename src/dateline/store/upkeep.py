"""Backups and checks of a store: a copy of its file that is whole, and what in a store is not as it should be."""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import StoreError

from .sqlite import SqliteDatabase
from .store import Store


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which record, and what."""

    record: str
    what: str


def back_up(store: Store, out: Path) -> None:
    """Copy a store to a new file, as it is at one moment, while others read and write it.

    The copy appears under its name only when it is whole. Raises StoreError where `out` exists or cannot be written, and for
    a store on a server, which has means of its own.
    """
    if not isinstance(store.database, SqliteDatabase):
        raise StoreError(
            f"{store.path}: a server's database is backed up by its own pg_dump: "
            f"pg_dump --format=custom --file={out} '{store.path}'. Or copy it into a file: dateline store copy '{store.path}' {out}"
        )
    if out.exists():
        raise StoreError(f"{out}: exists already. Name a new file.")
    if not out.parent.is_dir():
        raise StoreError(f"{out}: the folder {out.parent} does not exist.")
    part = out.with_name(out.name + ".part")
    try:
        part.unlink(missing_ok=True)
        target = sqlite3.connect(part)
        try:
            store.database.copy_to(target)
            (state,) = target.execute("PRAGMA integrity_check").fetchone()
            if state != "ok":
                raise StoreError(f"{store.path}: the copy is damaged ({state}); the store may be too: dateline check.")
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        os.replace(part, out)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{out}: cannot be written ({error}).") from None
    finally:
        part.unlink(missing_ok=True)


def faults_of(store: Store) -> Iterator[Fault]:
    """What is wrong in a store: damage of the file, records whose owner is gone, spans that do not quote their text."""
    yield from (Fault("file", what) for what in store.database.damage())
    yield from _orphans(store)
    for report_id, text, records in store.records_by_report():
        for record in records:
            yield from (
                Fault(f"report {report_id}, record {record.get('id')}", what) for what in _false_spans(record, text)
            )


_OWNERS = (
    ("event", "report_id", "report", "x.id = t.report_id"),
    ("statement", "report_id", "report", "x.id = t.report_id"),
    ("claim", "report_id", "report", "x.id = t.report_id"),
    ("claim", "id", "statement", "x.report_id = t.report_id AND x.kind = 'claim' AND x.id = t.id"),
    ("event_actor", "event_id", "event", "x.report_id = t.report_id AND x.id = t.event_id"),
    ("incident_actor", "incident_id", "incident", "x.id = t.incident_id AND x.version = t.version"),
    ("incident_event", "incident_id", "incident", "x.id = t.incident_id"),
    ("incident_report", "incident_id", "incident", "x.id = t.incident_id"),
    ("incident_report", "report_id", "report", "x.id = t.report_id"),
    ("match_link", "incident_id", "incident", "x.id = t.incident_id"),
    ("session", "person", "person", "lower(x.name) = lower(t.person)"),
    ("token", "person", "person", "lower(x.name) = lower(t.person)"),
)
"""Whose rows name whose: table, the column that names, table named, and when a row is the one named."""


def _orphans(store: Store) -> Iterator[Fault]:
    """Rows that name another that is not there."""
    for table, column, owner, same in _OWNERS:
        sql = f"SELECT t.{column}, count(*) FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM {owner} x WHERE {same}) GROUP BY 1 ORDER BY 1"
        for named, rows in store.database.rows(sql):
            yield Fault(table, f"{rows} rows name a {owner} that is not there: {named}")
    for column in ("previous", "superseded_by"):
        sql = (
            f"SELECT t.id, t.{column} FROM report t WHERE t.{column} IS NOT NULL AND NOT EXISTS "
            f"(SELECT 1 FROM report x WHERE x.id = t.{column}) ORDER BY 1"
        )
        for report_id, named in store.database.rows(sql):
            yield Fault(f"report {report_id}", f"names another in {column} that is not there: {named}")
    sql = "SELECT r.id FROM report r WHERE r.id NOT IN (SELECT t.report_id FROM report_text t) ORDER BY 1"
    for (report_id,) in store.database.rows(sql):
        yield Fault(f"report {report_id}", "its words are missing from the full-text search")
    yield from _miscounted(store)


def _miscounted(store: Store) -> Iterator[Fault]:
    """Where the kept numbers of events are not those of the events."""
    counted = (
        "SELECT coalesce(e.country, ''), e.event_type, e.status, e.historical, count(*) FROM event e JOIN report r ON r.id = e.report_id "
        "WHERE r.superseded_by IS NULL GROUP BY 1, 2, 3, 4"
    )
    there = {row[:4]: row[4] for row in store.database.rows(counted)}
    kept = {row[:4]: row[4] for row in store.database.rows("SELECT * FROM event_tally")}
    for key in sorted(there.keys() | kept.keys()):
        if there.get(key) != kept.get(key):
            what = f"{kept.get(key, 0)} events are kept as their number, {there.get(key, 0)} are there"
            yield Fault(f"count of {' '.join(map(str, key))}", what)


def _false_spans(value: Any, text: str) -> Iterator[str]:
    """Each span anywhere in a record whose words are not those of the text at its offsets."""
    if isinstance(value, list):
        for item in value:
            yield from _false_spans(item, text)
    if not isinstance(value, dict):
        return
    quoted, start, end = value.get("text"), value.get("start"), value.get("end")
    if isinstance(quoted, str) and isinstance(start, int) and isinstance(end, int) and text[start:end] != quoted:
        yield f"{json.dumps(quoted, ensure_ascii=False)[:80]} does not stand at {start}-{end}"
    for item in value.values():
        yield from _false_spans(item, text)
