"""Questions to the store: filters as parameters of SQL, never as text in it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are asked for; a field that is None does not narrow.

    `actor` is part of a name; `since`/`until` are ISO days that the event's days touch; `text` is a full-text query in plain
    words over the reports; `min_confidence` is in 0..1. Reports that a revision replaced are left out unless `all_revisions`.
    """

    actor: str | None = None
    event_type: str | None = None
    mode: str | None = None
    status: str | None = None
    country: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    report_id: str | None = None
    text: str | None = None
    min_confidence: float | None = None
    historical: bool | None = None
    all_revisions: bool = False

    def where(self) -> tuple[str, list[Any]]:
        """The condition over `event e JOIN report r`, and its parameters."""
        parts: list[str] = [] if self.all_revisions else ["r.superseded_by IS NULL"]
        values: list[Any] = []
        simple: tuple[tuple[str, Any], ...] = (
            ("e.event_type = ?", self.event_type and self.event_type.upper()),
            ("e.mode = ?", self.mode),
            ("e.status = ?", self.status),
            ("e.country = ?", self.country and self.country.upper()),
            ("e.place LIKE ? ESCAPE '\\'", self.place and f"%{escape_like(self.place)}%"),
            ("e.day_to >= ?", self.since),
            ("e.day_from <= ?", self.until),
            ("e.report_id = ?", self.report_id),
            ("e.confidence >= ?", self.min_confidence),
            ("e.historical = ?", None if self.historical is None else int(self.historical)),
        )
        for condition, value in simple:
            if value is not None:
                parts.append(condition)
                values.append(value)
        if self.actor:
            parts.append(
                "EXISTS (SELECT 1 FROM event_actor a WHERE a.report_id = e.report_id AND a.event_id = e.id "
                "AND a.name LIKE ? ESCAPE '\\')"
            )
            values.append(f"%{escape_like(self.actor)}%")
        if self.text:
            parts.append("e.report_id IN (SELECT report_id FROM report_text WHERE report_text MATCH ?)")
            values.append(match_query(self.text))
        return " AND ".join(parts) or "1", values


def escape_like(text: str) -> str:
    """The text with LIKE's own signs escaped by a backslash."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def match_query(text: str) -> str:
    """A full-text query that asks for every word of `text`, whatever signs it holds."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in text.split())
