"""Copies and checks of a store: a backup that is whole, and what in a store is not as it should be."""

import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import StoreError

from .store import Store


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: in which record, and what."""

    record: str
    what: str


def back_up(store: Store, out: Path) -> None:
    """Copy a store to a new file, as it is at one moment, while others read and write it.

    The copy appears under its name only when it is whole. Raises StoreError where `out` exists or cannot be written.
    """
    if out.exists():
        raise StoreError(f"{out}: exists already. Name a new file.")
    if not out.parent.is_dir():
        raise StoreError(f"{out}: the folder {out.parent} does not exist.")
    part = out.with_name(out.name + ".part")
    try:
        part.unlink(missing_ok=True)
        target = sqlite3.connect(part)
        try:
            store.copy_to(target)
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
    yield from (Fault("file", what) for what in store.damage())
    yield from (Fault(table, f"row {row} names a {parent} that is not there") for table, row, parent in store.orphans())
    for report_id, text, records in store.records_by_report():
        for record in records:
            yield from (
                Fault(f"report {report_id}, record {record.get('id')}", what) for what in _false_spans(record, text)
            )


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
