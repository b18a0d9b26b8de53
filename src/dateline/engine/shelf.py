"""The reports of a store read when they are asked for, and the last ones kept at hand."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from dateline.errors import StoreError
from dateline.incidents import MatchOptions, Sketch, Telling, counted_events, notice_kind, sketch_of, tellings_of
from dateline.records import Claim, Event, Report, from_plain
from dateline.store import Store

_AT_HAND = 20_000


class Shelf:
    """Reports with what was coded from them that counts, and their tellings."""

    def __init__(self, store: Store, options: MatchOptions) -> None:
        self._store, self._options = store, options
        self.report = lru_cache(maxsize=_AT_HAND)(self._read_report)
        self.events = lru_cache(maxsize=_AT_HAND)(self._read_events)
        self.tellings = lru_cache(maxsize=_AT_HAND)(self._make_tellings)

    def text(self, report_id: str) -> str:
        """The text of a report."""
        return self.report(report_id).text

    def claims(self, report_id: str) -> list[Claim]:
        """The claims of a report."""
        return [from_plain(Claim, c) for c in self._store.statements("claim", report_id)]

    def sketch(self, report_id: str) -> Sketch:
        """The sketch of a report as it is now."""
        return sketch_of(self.report(report_id), list(self.tellings(report_id).values()))

    def _read_report(self, report_id: str) -> Report:
        found = self._store.report(report_id)
        if found is None:
            raise StoreError(
                f"report {report_id}: gone while the incidents were told. Tell them again: dateline rejoin"
            )
        return replace(from_plain(Report, found), id=report_id)

    def _read_events(self, report_id: str) -> Sequence[Event]:
        report = self.report(report_id)
        coded = (from_plain(Event, e) for e in self._store.events_of(report_id))
        return tuple(counted_events(report, coded, notice_kind(report)))

    def _make_tellings(self, report_id: str) -> dict[str, Telling]:
        report = self.report(report_id)
        if notice_kind(report) == "withdrawn":
            return {}
        return {t.id: t for t in tellings_of(report, self.events(report_id), self._options)}
