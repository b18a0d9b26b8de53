"""What profiles read: the store's records, by one filter."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.store import Filter, Store

from .happenings import happenings_of
from .item import Item, Record

_KEPT_REPORTS = 2048

__all__ = ["Item", "Options", "Record", "Source"]


@dataclass(frozen=True, slots=True)
class Options:
    """How cells are written: actor kinds as numbers (ACLED), and cells that a spreadsheet would run kept from running."""

    inter_numeric: bool = False
    guard_formulas: bool = False


class Source:
    """The store's records that the filter asks for."""

    def __init__(self, store: Store, asked: Filter | None = None, options: Options | None = None) -> None:
        self._store = store
        self.asked = asked or Filter()
        self.options = options or Options()
        self.report = lru_cache(maxsize=_KEPT_REPORTS)(self._read_report)
        self._claim_counts = lru_cache(maxsize=_KEPT_REPORTS)(self._count_claims)

    def items(self) -> Iterator[Item]:
        """The events with their reports, by day."""
        for event in self._store.events(self.asked):
            yield Item(event, self.report(event["report_id"]))

    def news(self) -> Iterator[Item]:
        """The events that are told as having happened, as news, each story once."""
        return (item for item in self.items() if item.is_news)

    def happenings(self) -> Iterator[Item]:
        """What happened, once each: incidents where the store has told them, else the events that are news."""
        if self._store.incidents.is_up_to_date():
            return happenings_of(self._store, self.asked, self.report)
        return self.news()

    def incidents(self) -> Iterator[Record]:
        """The incidents asked for, by day."""
        return self._store.incidents.listed(self.asked)

    def links(self) -> Iterator[tuple[Record, Record]]:
        """Why reports were joined: each pair with its incident."""
        return ((i, link) for i in self.incidents() for link in self._store.incidents.links(i["id"]))

    def revisions(self) -> Iterator[Record]:
        """The revisions of the incidents asked for that stand, oldest first."""
        return self._store.incidents.changes(asked=self.asked)

    def gone(self) -> Iterator[tuple[str, str | None, tuple[str, ...]]]:
        """The incidents that are no more: id, day of going, countries that they may have stood under."""
        return self._store.incidents.gone()

    def reports(self) -> Iterator[Record]:
        """The reports that hold an event asked for; all of them where nothing narrows."""
        return self._store.reports(self.asked)

    def claims(self) -> Iterator[tuple[Record, Record]]:
        """The claims about events asked for, each with its report."""
        return ((claim, self.report(claim["report_id"])) for claim in self._store.claims(self.asked))

    def incident_of(self, event: Record) -> str | None:
        """The id of the incident that an event is part of, None where none is told."""
        return self._store.incidents.of_event(event["report_id"], event["id"])

    def claim_count(self, event: Record) -> int:
        """How many claims the store keeps of an event."""
        return self._claim_counts(event["report_id"]).get(event["id"], 0)

    def _read_report(self, report_id: str) -> Record:
        return self._store.report(report_id) or {"id": report_id}

    def _count_claims(self, report_id: str) -> dict[str, int]:
        counts: dict[str, int] = {}
        for claim in self._store.statements("claim", report_id):
            counts[claim["event_id"]] = counts.get(claim["event_id"], 0) + 1
        return counts
