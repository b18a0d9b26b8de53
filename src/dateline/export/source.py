"""What profiles read: the store's events, each with its report, by one filter."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.store import EventFilter, Store

_TOLD = frozenset({"occurred", "ongoing"})
_KEPT_REPORTS = 2048

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """An event with the report that tells it."""

    event: Record
    report: Record

    @property
    def sentence(self) -> str:
        """The sentence that tells the event, as it stands in the report."""
        span = self.event["sentence"]
        return str(self.report.get("text", ""))[span["start"] : span["end"]]

    @property
    def is_news(self) -> bool:
        """Told as having happened, as news and not in a reprint: what a table without those columns may hold."""
        event = self.event
        return event["status"] in _TOLD and not event["historical"] and not self.report.get("duplicate_of")


@dataclass(frozen=True, slots=True)
class Options:
    """How cells are written: actor kinds as numbers (ACLED), and cells that a spreadsheet would run kept from running."""

    inter_numeric: bool = False
    guard_formulas: bool = False


class Source:
    """The store's records that the filter asks for."""

    def __init__(self, store: Store, asked: EventFilter | None = None, options: Options | None = None) -> None:
        self._store = store
        self.asked = asked or EventFilter()
        self.options = options or Options()
        self._report = lru_cache(maxsize=_KEPT_REPORTS)(self._read_report)
        self._claim_counts = lru_cache(maxsize=_KEPT_REPORTS)(self._count_claims)

    def items(self) -> Iterator[Item]:
        """The events with their reports, by day."""
        for event in self._store.events(self.asked):
            yield Item(event, self._report(event["report_id"]))

    def news(self) -> Iterator[Item]:
        """The events that are told as having happened, as news, each story once."""
        return (item for item in self.items() if item.is_news)

    def reports(self) -> Iterator[Record]:
        """The reports that hold an event asked for; all of them where nothing narrows."""
        wanted = self._wanted()
        reports = self._store.reports(all_revisions=self.asked.all_revisions)
        return (r for r in reports if wanted is None or r["id"] in wanted)

    def claims(self) -> Iterator[tuple[Record, Record]]:
        """The claims about events asked for, each with its report."""
        wanted = self._wanted()
        for report in self.reports():
            for claim in self._store.statements("claim", report["id"]):
                if wanted is None or claim["event_id"] in wanted[report["id"]]:
                    yield claim, report

    def claim_count(self, event: Record) -> int:
        """How many claims the store keeps of an event."""
        return self._claim_counts(event["report_id"]).get(event["id"], 0)

    def _wanted(self) -> dict[str, set[str]] | None:
        if self.asked == EventFilter(all_revisions=self.asked.all_revisions):
            return None
        found: dict[str, set[str]] = {}
        for event in self._store.events(self.asked):
            found.setdefault(event["report_id"], set()).add(event["id"])
        return found

    def _read_report(self, report_id: str) -> Record:
        return self._store.report(report_id) or {"id": report_id}

    def _count_claims(self, report_id: str) -> dict[str, int]:
        counts: dict[str, int] = {}
        for claim in self._store.statements("claim", report_id):
            counts[claim["event_id"]] = counts.get(claim["event_id"], 0) + 1
        return counts
