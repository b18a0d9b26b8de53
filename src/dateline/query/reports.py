"""Reports by filter, newest first, and one report with all that was read from it and what stands beside it."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateline.store import Filter

from .cursor import Page, cut, key_of_cursor, make_cursor
from .reader import Reader, Value

START_MARK, END_MARK = "\x02", "\x03"
"""What stands around a found word in a snippet; pages escape first, then turn these into markup."""


@dataclass(frozen=True, slots=True)
class ReportQuery:
    """Which reports are asked for; `text` asks for every word; `since`/`until` are days of publication."""

    text: str | None = None
    outcome: str | None = None
    country: str | None = None
    agency: str | None = None
    since: str | None = None
    until: str | None = None
    all_revisions: bool = False

    def where(self) -> tuple[str, list[Value]]:
        """The condition over `report r`, and its parameters."""
        parts = ["TRUE"] if self.all_revisions else ["r.superseded_by IS NULL"]
        values: list[Value] = []
        simple = (
            ("r.outcome = ?", self.outcome),
            ("r.country = ?", self.country and self.country.upper()),
            ("r.agency = ?", self.agency),
            ("r.published >= ?", self.since),
            ("r.published <= ?", self.until),
        )
        for condition, value in simple:
            if value:
                parts.append(condition)
                values.append(value)
        if self.text:
            parts.append("r.id IN (SELECT report_id FROM report_text(?))")
            values.append(_words(self.text))
        return " AND ".join(parts), values


def _words(text: str) -> str:
    """A full-text query for every word, as the store itself asks it."""
    return str(Filter(text=text).where()[1][-1])


def page_of_reports(
    reader: Reader, query: ReportQuery, *, after: str | None = None, limit: int = 50
) -> Page[dict[str, Any]]:
    """A page of reports, newest first, each with its outcome, its number of events, and `snippet` or the first words."""
    where, values = query.where()
    if after is not None:
        where += " AND (coalesce(r.published, ''), r.id) < (?, ?)"
        values += key_of_cursor(after, (str, str))
    sql = (
        "SELECT r.record, r.outcome, r.reason, r.revision, r.previous, r.changed_on, r.superseded_by, "
        "(SELECT count(*) FROM event e WHERE e.report_id = r.id) "
        f"FROM report r WHERE {where} ORDER BY coalesce(r.published, '') DESC, r.id DESC LIMIT ?"
    )
    rows, has_more = cut(reader.rows(sql, [*values, limit + 1]), limit)
    records = tuple(_with_snippet(reader, _record(r), query.text) for r in rows)
    last = records[-1] if records and has_more else None
    return Page(records, make_cursor([last["published"] or "", last["id"]]) if last else None)


def _record(row: tuple[Any, ...]) -> dict[str, Any]:
    names = ("outcome", "reason", "revision", "previous", "changed_on", "superseded_by", "events")
    return {**json.loads(row[0]), **dict(zip(names, row[1:], strict=True))}


def _with_snippet(reader: Reader, record: dict[str, Any], text: str | None) -> dict[str, Any]:
    if not text:
        return record
    found = reader.database.snippet(record["id"], _words(text), (START_MARK, END_MARK))
    return {**record, "snippet": found}


def report_bundle(reader: Reader, report_id: str) -> dict[str, Any] | None:
    """One report with `events` in text order, `quotes`, `relations`, `claims`, and `neighbours`; None where there is none."""
    report = reader.store.report(report_id)
    if report is None:
        return None
    rows = reader.rows("SELECT record FROM event WHERE report_id = ? ORDER BY position", (report_id,))
    return {
        "report": report,
        "events": [json.loads(r[0]) for r in rows],
        "quotes": list(reader.store.statements("quote", report_id)),
        "relations": list(reader.store.statements("relation", report_id)),
        "claims": list(reader.store.statements("claim", report_id)),
        "neighbours": _neighbours(reader, report),
    }


def _neighbours(reader: Reader, report: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Reprints of the same story, other revisions, and the reports before and after it in time, each with id, title, day."""
    first = report["duplicate_of"] or report["id"]
    revisions = [v for v in (report["previous"], report["superseded_by"]) if v]
    return {
        "revisions": [found for v in revisions if (found := _headline(reader, v))],
        "reprints": _reprints(reader, report["id"], first),
        "around": _around(reader, report),
    }


_HEADLINE = (
    "SELECT r.id, r.title, r.published, r.agency, substr(json_extract(r.record, '$.text'), 1, 140) FROM report r "
)


def _headlines(rows: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    return [dict(zip(("id", "title", "published", "agency", "text"), r, strict=True)) for r in rows]


def _headline(reader: Reader, report_id: str) -> dict[str, Any] | None:
    found = _headlines(reader.rows(_HEADLINE + "WHERE r.id = ?", (report_id,)))
    return found[0] if found else None


def _reprints(reader: Reader, report_id: str, first: str) -> list[dict[str, Any]]:
    """Reports that name the same first printing; where the store knows none, nothing."""
    sql = (
        _HEADLINE
        + "WHERE r.published BETWEEN ? AND ? AND r.id != ? AND (r.id = ? OR r.duplicate_of = ?) ORDER BY r.published, r.id LIMIT 20"
    )
    row = reader.one("SELECT published FROM report WHERE id = ?", (first,))
    if row is None or row[0] is None:
        return []
    day = date.fromisoformat(row[0][:10])
    fortnight = timedelta(days=14)
    days = ((day - fortnight).isoformat(), (day + fortnight).isoformat())
    return _headlines(reader.rows(sql, (*days, report_id, first, first)))


def _around(reader: Reader, report: dict[str, Any]) -> list[dict[str, Any]]:
    day, key = report["published"], report["id"]
    if not day:
        return []
    before = reader.rows(
        _HEADLINE
        + "WHERE r.superseded_by IS NULL AND (r.published, r.id) < (?, ?) ORDER BY r.published DESC, r.id DESC LIMIT 1",
        (day, key),
    )
    following = reader.rows(
        _HEADLINE + "WHERE r.superseded_by IS NULL AND (r.published, r.id) > (?, ?) ORDER BY r.published, r.id LIMIT 1",
        (day, key),
    )
    return _headlines([*before, *following])
