"""Writing and reading records. One report goes in whole or not at all."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dateline.errors import StoreError
from dateline.records import Claim, CodedReport, Quote, Relation, Report, Unreadable, on_one_line, to_json, writable

from .database import Database, Writing
from .filters import ALL, Filter
from .held import hold_reviews
from .incidents import Incidents, mark_stale
from .matching import Matching, mark_unseen
from .place import Place
from .rows import EVENT_COLUMNS, actor_rows, claim_row, event_row, origin_of, report_record

_REPORT = (
    "id, origin, source_uri, title, published, agency, country, outcome, reason, coder_version, revision, previous, changed_on, "
    "record, known_from, duplicate_of"
)


class Store:
    """An open store. Records come out as plain dicts with the contract's fields, in a stated order."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.incidents = Incidents(database)
        self.matching = Matching(database)

    @property
    def path(self) -> Place:
        """Where it stands: the path of its file, or the address of its database."""
        return self.database.place

    def close(self) -> None:
        self.database.close()

    def coder_version(self, report_id: str) -> str | None:
        """The version that coded the report, None where the report is not in the store or failed."""
        sql = "SELECT coder_version FROM report WHERE id = ? AND outcome != 'failed'"
        row = next(self.database.rows(sql, (report_id,)), None)
        return str(row[0]) if row else None

    def add(self, coded: CodedReport, changed_on: str | None = None) -> str:
        """Keep one coded report; what became of it: `new`, `same`, `recoded` or `revision`.

        The same report coded by the same version changes nothing. A report from the same file or address with another text
        is a revision: the old one stays, marked as superseded. `changed_on` is the ISO day of that change. Raises StoreError.
        """
        report = coded.report
        with self.database.transaction() as writing:
            known = writing.execute("SELECT coder_version, outcome FROM report WHERE id = ?", (report.id,)).fetchone()
            if known and known[0] == coded.coder_version and known[1] == coded.outcome:
                return "same"
            if known:
                self._replace(writing, coded)
                mark_stale(writing)
                return "recoded"
            previous = self._previous(writing, report.source_uri)
            self._insert(writing, coded, previous, changed_on)
            mark_stale(writing)
            return "revision" if previous else "new"

    def _previous(self, writing: Writing, source_uri: str | None) -> tuple[str, int] | None:
        origin = origin_of(source_uri)
        if origin is None:
            return None
        row = writing.execute(
            "SELECT id, revision FROM report WHERE origin = ? ORDER BY revision DESC LIMIT 1", (origin,)
        ).fetchone()
        return (str(row[0]), int(row[1])) if row else None

    def _insert(
        self, writing: Writing, coded: CodedReport, previous: tuple[str, int] | None, changed_on: str | None
    ) -> None:
        report = coded.report
        country = report.dateline_place.country if report.dateline_place else None
        known_from = self._known_from(writing, report, previous[0] if previous else None, changed_on)
        writing.execute(
            f"INSERT INTO report ({_REPORT}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                report.id, origin_of(report.source_uri), report.source_uri, report.title, report.published, report.agency,
                country, coded.outcome, coded.reason, coded.coder_version, previous[1] + 1 if previous else 1,
                previous[0] if previous else None, changed_on if previous else None, to_json(report),
                known_from, report.duplicate_of,
            ),
        )  # fmt: skip
        self.database.index_words(writing, report.id, report.title or "", report.text)
        if previous:
            writing.execute(
                "UPDATE report SET superseded_by = ?, known_until = ?, ended_as = NULL WHERE id = ?",
                (report.id, known_from, previous[0]),
            )
        if report.source_uri:
            writing.execute("DELETE FROM unread WHERE source_uri = ?", (report.source_uri,))
        self._insert_records(writing, coded)

    def _known_from(self, writing: Writing, report: Report, previous: str | None, changed_on: str | None) -> str | None:
        """The day from which a text was known: that of publication; where an earlier text bears the same day, that of the change."""
        published = report.published[:10] if report.published else None
        if previous is None:
            return published
        row = writing.execute("SELECT known_from FROM report WHERE id = ?", (previous,)).fetchone()
        if changed_on and row and row[0]:
            changed_on = max(changed_on, row[0])  # the clock may have gone back since
        is_later = bool(published and row and row[0] and published > row[0])
        return published if is_later else changed_on or published

    def _replace(self, writing: Writing, coded: CodedReport) -> None:
        """Put new records in the place of those that an older version coded; what reviewers decided stays."""
        report = coded.report
        writing.execute("DELETE FROM event WHERE report_id = ?", (report.id,))
        writing.execute("DELETE FROM statement WHERE report_id = ?", (report.id,))
        writing.execute("DELETE FROM claim WHERE report_id = ?", (report.id,))
        writing.execute(
            "UPDATE report SET outcome = ?, reason = ?, coder_version = ? WHERE id = ?",
            (coded.outcome, coded.reason, coded.coder_version, report.id),
        )
        self._insert_records(writing, coded)
        mark_unseen(writing, report.id)
        hold_reviews(writing, report.id)

    def _insert_records(self, writing: Writing, coded: CodedReport) -> None:
        report_id = coded.report.id
        for position, event in enumerate(coded.events):
            writing.execute(
                f"INSERT INTO event ({EVENT_COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                event_row(event, position),
            )
            writing.executemany("INSERT INTO event_actor VALUES (?,?,?,?,?,?,?)", actor_rows(event))
        kinds: tuple[tuple[str, tuple[Quote | Relation | Claim, ...]], ...] = (
            ("quote", coded.quotes),
            ("relation", coded.relations),
            ("claim", coded.claims),
        )
        writing.executemany(
            "INSERT INTO statement VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING",
            [(r.id, report_id, kind, n, to_json(r)) for kind, records in kinds for n, r in enumerate(records)],
        )
        writing.executemany(
            "INSERT INTO statement VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING",
            [(f"{r.role}-{r.start}-{r.end}", report_id, "role", n, to_json(r)) for n, r in enumerate(coded.roles)],
        )

        writing.executemany(
            "INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING",
            [claim_row(c) for c in coded.claims],
        )

    def add_unread(self, unread: Unreadable) -> None:
        """Keep an input that gave no report, with its reason."""
        where, reason = writable(unread.source_uri), writable(on_one_line(unread.reason))
        with self.database.transaction() as writing:
            writing.execute("DELETE FROM unread WHERE source_uri = ?", (where,))
            writing.execute("INSERT INTO unread VALUES (?,?,?)", (where, reason, int(unread.is_skipped)))

    def events(self, asked: Filter | None = None, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """The events that the filter asks for, by day, then report, then place in the text."""
        where, values = (asked or Filter()).where()
        sql = (
            f"SELECT e.record FROM event e JOIN report r ON r.id = e.report_id WHERE {where} "
            "ORDER BY coalesce(e.day_from, r.published, ''), r.published NULLS FIRST, e.report_id, e.position LIMIT ?"
        )
        for (record,) in self.database.streamed(sql, [*values, ALL if limit is None else limit]):
            yield json.loads(record)

    def event(self, event_id: str) -> dict[str, Any] | None:
        """The event of that id, or of the only id that begins so; None where there is none.

        Raises StoreError where several ids begin so.
        """
        rows = list(
            self.database.rows(
                "SELECT DISTINCT id, record FROM event WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT 4",
                (event_id, event_id),
            )
        )
        if len({r[0] for r in rows}) > 1:
            raise StoreError(
                f"{event_id}: several events begin so: {', '.join(r[0] for r in rows)}. Give more of the id."
            )
        return json.loads(rows[0][1]) if rows else None

    def events_of(self, report_id: str) -> Iterator[dict[str, Any]]:
        """The events of one report in text order."""
        sql = "SELECT record FROM event WHERE report_id = ? ORDER BY position"
        for (record,) in self.database.rows(sql, (report_id,)):
            yield json.loads(record)

    def report(self, report_id: str) -> dict[str, Any] | None:
        """The report of that id, with its outcome and revision."""
        row = next(
            self.database.rows(
                "SELECT record, outcome, reason, revision, previous, changed_on, superseded_by FROM report WHERE id = ?",
                (report_id,),
            ),
            None,
        )
        return report_record(row) if row else None

    def reports(self, asked: Filter | None = None, *, all_revisions: bool = False) -> Iterator[dict[str, Any]]:
        """The reports by day of publication and id, each with outcome and number of events.

        Those that hold an event asked for; `text` asks of the report itself.
        """
        where, values = replace(
            asked or Filter(), all_revisions=all_revisions or bool(asked and asked.all_revisions)
        ).reports_where()
        sql = (
            "SELECT r.record, r.outcome, r.reason, r.revision, r.previous, r.changed_on, r.superseded_by, "
            "(SELECT count(*) FROM event e WHERE e.report_id = r.id) "
            f"FROM report r WHERE {where} ORDER BY r.published NULLS FIRST, r.id"
        )
        for row in self.database.streamed(sql, values):
            yield {**report_record(row[:7]), "events": row[7]}

    def report_ids(self, asked: Sequence[Filter], countries: Sequence[str], days: tuple[str, str]) -> list[str]:
        """The ids of the reports that any of the filters asks for, that are dated from one of the countries or tell of an actor of it.

        Only those published, or telling of something, between two days, and those whose day of publication nobody knows; by id.
        """
        where = [f.reports_where() for f in asked]
        marks = ",".join("?" * len(countries))
        if countries:
            actors = f"SELECT a.report_id FROM event_actor a WHERE a.country IN ({marks})"
            where.append((f"r.country IN ({marks}) OR r.id IN ({actors})", [*countries, *countries]))
        known, values = asked[0].known("r") if asked else Filter().known("r")
        told = "SELECT e.report_id FROM event e WHERE e.day_to >= ? AND e.day_from <= ?"
        sql = (
            f"SELECT r.id FROM report r WHERE {' AND '.join([*known, 'TRUE'])} AND ({' OR '.join(f'({w})' for w, _ in where) or 'FALSE'}) "
            f"AND (r.published IS NULL OR r.published BETWEEN ? AND ? OR r.id IN ({told})) ORDER BY r.id"
        )
        given = [*values, *(v for _, own in where for v in own), days[0], f"{days[1]}~", *days]
        return [str(row[0]) for row in self.database.rows(sql, given)]

    def claims(self, asked: Filter | None = None, limit: int | None = None) -> Iterator[dict[str, Any]]:
        """The claims of events asked for, by day of saying, report and place in the text, each with its incident."""
        where, values = (asked or Filter()).claims_where()
        sql = (
            "SELECT s.record FROM claim c JOIN event e ON e.report_id = c.report_id AND e.id = c.event_id "
            "JOIN report r ON r.id = c.report_id JOIN statement s ON s.report_id = c.report_id AND s.kind = 'claim' AND s.id = c.id "
            f"WHERE {where} ORDER BY c.said_on NULLS FIRST, c.report_id, s.position LIMIT ?"
        )
        for (record,) in self.database.streamed(sql, [*values, ALL if limit is None else limit]):
            yield json.loads(record)

    def statements(self, kind: str, report_id: str | None = None) -> Iterator[dict[str, Any]]:
        """The quotes, relations, claims or roles (`kind`, singular) of one report, or of all, in text order."""
        sql = (
            "SELECT record FROM statement WHERE kind = ? AND (cast(? AS TEXT) IS NULL OR report_id = ?) "
            "ORDER BY report_id, position, id"
        )
        for (record,) in self.database.streamed(sql, (kind, report_id, report_id)):
            yield json.loads(record)

    def not_coded(self) -> Iterator[dict[str, str]]:
        """Every input that gave no event: `outcome` is no_event, failed or skipped, with the reason."""
        sql = (
            "SELECT source_uri, outcome, reason FROM report WHERE outcome != 'coded' AND superseded_by IS NULL "
            "UNION ALL SELECT source_uri, CASE is_skipped WHEN 1 THEN 'skipped' ELSE 'failed' END, reason FROM unread "
            "ORDER BY 1 NULLS FIRST, 2"
        )
        for uri, outcome, reason in self.database.rows(sql):
            yield {"source_uri": uri or "", "outcome": outcome, "reason": reason or ""}

    def counts(self) -> dict[str, int]:
        """How many records of each kind the store holds."""
        found = {
            name: int(next(self.database.rows(f"SELECT count(*) FROM {name}"))[0])
            for name in ("report", "event", "statement", "unread")
        }
        return found

    def records_by_report(self) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
        """For each report, of all revisions, its id, its text and all records coded from it."""
        for report_id, record in self.database.streamed("SELECT id, record FROM report ORDER BY id"):
            rows = self.database.rows(
                "SELECT record FROM event WHERE report_id = ? UNION ALL SELECT record FROM statement WHERE report_id = ?",
                (report_id, report_id),
            )
            yield report_id, json.loads(record)["text"], [json.loads(row[0]) for row in rows]
