"""Writing and reading records. One report goes in whole or not at all."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dateline.errors import StoreError
from dateline.records import Claim, CodedReport, Event, Quote, Relation, Unreadable, to_json

from .read import EventFilter, match_query


class Store:
    """An open store. Records come out as plain dicts with the contract's fields, in a stated order."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self.path = path

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield self._connection
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise StoreError(f"{self.path}: cannot be written ({error}). What was coded before is kept.") from None
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    def coder_version(self, report_id: str) -> str | None:
        """The version that coded the report, None where the report is not in the store or failed."""
        row = self._connection.execute(
            "SELECT coder_version FROM report WHERE id = ? AND outcome != 'failed'", (report_id,)
        ).fetchone()
        return str(row[0]) if row else None

    def add(self, coded: CodedReport, changed_on: str | None = None) -> str:
        """Keep one coded report; what became of it: `new`, `same`, `recoded` or `revision`.

        The same report coded by the same version changes nothing. A report from the same file or address with another text
        is a revision: the old one stays, marked as superseded. `changed_on` is the ISO day of that change. Raises StoreError.
        """
        report = coded.report
        with self._transaction() as connection:
            known = connection.execute(
                "SELECT coder_version, outcome FROM report WHERE id = ?", (report.id,)
            ).fetchone()
            if known and known[0] == coded.coder_version and known[1] == coded.outcome:
                return "same"
            if known:
                self._replace(coded)
                return "recoded"
            previous = self._previous(report.source_uri)
            self._insert(coded, previous, changed_on)
            return "revision" if previous else "new"

    def _previous(self, source_uri: str | None) -> tuple[str, int] | None:
        origin = _origin(source_uri)
        if origin is None:
            return None
        row = self._connection.execute(
            "SELECT id, revision FROM report WHERE origin = ? ORDER BY revision DESC LIMIT 1", (origin,)
        ).fetchone()
        return (str(row[0]), int(row[1])) if row else None

    def _insert(self, coded: CodedReport, previous: tuple[str, int] | None, changed_on: str | None) -> None:
        report, connection = coded.report, self._connection
        country = report.dateline_place.country if report.dateline_place else None
        connection.execute(
            "INSERT INTO report VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,NULL,?)",
            (
                report.id, _origin(report.source_uri), report.source_uri, report.title, report.published, report.agency,
                country, coded.outcome, coded.reason, coded.coder_version, previous[1] + 1 if previous else 1,
                previous[0] if previous else None, changed_on if previous else None, to_json(report),
            ),
        )  # fmt: skip
        connection.execute("INSERT INTO report_text VALUES (?,?,?)", (report.title or "", report.text, report.id))
        if previous:
            connection.execute("UPDATE report SET superseded_by = ? WHERE id = ?", (report.id, previous[0]))
        if report.source_uri:
            connection.execute("DELETE FROM unread WHERE source_uri = ?", (report.source_uri,))
        self._insert_records(coded)

    def _replace(self, coded: CodedReport) -> None:
        """Put new records in the place of those that an older version coded."""
        report, connection = coded.report, self._connection
        connection.execute("DELETE FROM event WHERE report_id = ?", (report.id,))
        connection.execute("DELETE FROM statement WHERE report_id = ?", (report.id,))
        connection.execute(
            "UPDATE report SET outcome = ?, reason = ?, coder_version = ? WHERE id = ?",
            (coded.outcome, coded.reason, coded.coder_version, report.id),
        )
        self._insert_records(coded)

    def _insert_records(self, coded: CodedReport) -> None:
        connection, report_id = self._connection, coded.report.id
        for position, event in enumerate(coded.events):
            connection.execute(
                "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)", _event_row(event, position)
            )
            connection.executemany("INSERT INTO event_actor VALUES (?,?,?,?,?,?,?)", _actor_rows(event))
        kinds: tuple[tuple[str, tuple[Quote | Relation | Claim, ...]], ...] = (
            ("quote", coded.quotes),
            ("relation", coded.relations),
            ("claim", coded.claims),
        )
        connection.executemany(
            "INSERT OR IGNORE INTO statement VALUES (?,?,?,?,?)",
            [(r.id, report_id, kind, n, to_json(r)) for kind, records in kinds for n, r in enumerate(records)],
        )

    def add_unread(self, unread: Unreadable) -> None:
        """Keep an input that gave no report, with its reason."""
        with self._transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO unread VALUES (?,?,?)",
                (unread.source_uri, unread.reason, int(unread.is_skipped)),
            )

    def _rows(self, sql: str, values: list[Any] | tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
        try:
            yield from self._connection.execute(sql, values)
        except sqlite3.Error as error:
            raise StoreError(f"{self.path}: cannot be read ({error}).") from None

    def events(self, asked: EventFilter | None = None, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """The events that the filter asks for, by day, then report, then place in the text."""
        where, values = (asked or EventFilter()).where()
        sql = (
            f"SELECT e.record FROM event e JOIN report r ON r.id = e.report_id WHERE {where} "
            "ORDER BY coalesce(e.day_from, r.published, ''), r.published, e.report_id, e.position LIMIT ?"
        )
        for (record,) in self._rows(sql, [*values, -1 if limit is None else limit]):
            yield json.loads(record)

    def event(self, event_id: str) -> dict[str, Any] | None:
        """The event of that id, or of the only id that begins so; None where there is none.

        Raises StoreError where several ids begin so.
        """
        rows = list(
            self._rows(
                "SELECT DISTINCT id, record FROM event WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT 4",
                (event_id, event_id),
            )
        )
        if len({r[0] for r in rows}) > 1:
            raise StoreError(
                f"{event_id}: several events begin so: {', '.join(r[0] for r in rows)}. Give more of the id."
            )
        return json.loads(rows[0][1]) if rows else None

    def report(self, report_id: str) -> dict[str, Any] | None:
        """The report of that id, with its outcome and revision."""
        row = next(
            self._rows(
                "SELECT record, outcome, reason, revision, previous, changed_on, superseded_by FROM report WHERE id = ?",
                (report_id,),
            ),
            None,
        )
        return _report_record(row) if row else None

    def reports(self, text: str | None = None, *, all_revisions: bool = False) -> Iterator[dict[str, Any]]:
        """The reports by day of publication and id, each with outcome and number of events; `text` asks for words in them."""
        where = "1" if all_revisions else "r.superseded_by IS NULL"
        values: list[Any] = []
        if text:
            where += " AND r.id IN (SELECT report_id FROM report_text WHERE report_text MATCH ?)"
            values.append(match_query(text))
        sql = (
            "SELECT r.record, r.outcome, r.reason, r.revision, r.previous, r.changed_on, r.superseded_by, "
            "(SELECT count(*) FROM event e WHERE e.report_id = r.id) "
            f"FROM report r WHERE {where} ORDER BY r.published, r.id"
        )
        for row in self._rows(sql, values):
            yield {**_report_record(row[:7]), "events": row[7]}

    def statements(self, kind: str, report_id: str | None = None) -> Iterator[dict[str, Any]]:
        """The quotes, relations or claims of one report, or of all, in text order."""
        sql = (
            "SELECT record FROM statement WHERE kind = ? AND (? IS NULL OR report_id = ?) ORDER BY report_id, position"
        )
        for (record,) in self._rows(sql, (kind, report_id, report_id)):
            yield json.loads(record)

    def not_coded(self) -> Iterator[dict[str, str]]:
        """Every input that gave no event: `outcome` is no_event, failed or skipped, with the reason."""
        sql = (
            "SELECT source_uri, outcome, reason FROM report WHERE outcome != 'coded' AND superseded_by IS NULL "
            "UNION ALL SELECT source_uri, CASE is_skipped WHEN 1 THEN 'skipped' ELSE 'failed' END, reason FROM unread ORDER BY 1, 2"
        )
        for uri, outcome, reason in self._rows(sql):
            yield {"source_uri": uri or "", "outcome": outcome, "reason": reason or ""}

    def counts(self) -> dict[str, int]:
        """How many records of each kind the store holds."""
        found = {
            name: int(next(self._rows(f"SELECT count(*) FROM {name}"))[0])
            for name in ("report", "event", "statement", "unread")
        }
        return found


def _report_record(row: tuple[Any, ...]) -> dict[str, Any]:
    names = ("outcome", "reason", "revision", "previous", "changed_on", "superseded_by")
    return {**json.loads(row[0]), **dict(zip(names, row[1:7], strict=True))}


def _origin(source_uri: str | None) -> str | None:
    """The address or absolute path that tells revisions of one report; None for standard input and rows of a table."""
    if not source_uri or source_uri in {"standard input", "text"}:
        return None
    if "://" in source_uri:
        return source_uri
    if source_uri.rpartition(":")[2].isdigit() and not os.path.exists(source_uri):
        return None
    return os.path.abspath(source_uri)


def _event_row(event: Event, position: int) -> tuple[Any, ...]:
    when, where = event.when, event.where
    killed = [c.best for c in event.casualties if c.harm == "killed" and not c.is_subtotal and c.best is not None]
    return (
        event.id, event.report_id, position, event.event_type, event.mode, event.status, int(event.historical),
        when.from_ if when else None, when.to if when else None, where.country if where else None,
        where.name if where else None, where.lat if where else None, where.lon if where else None,
        max(killed) if killed else None, event.confidence, to_json(event),
    )  # fmt: skip


def _actor_rows(event: Event) -> list[tuple[Any, ...]]:
    sides = (("source", event.source), ("target", event.target), ("mediator", event.mediator))
    return [
        (event.report_id, event.id, side, a.actor_id, a.name or a.text, a.country, " ".join(a.sectors))
        for side, refs in sides
        for a in refs
    ]
