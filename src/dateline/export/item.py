"""An event with what a row of it needs."""

from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]

TOLD = frozenset({"occurred", "ongoing"})


@dataclass(frozen=True, slots=True)
class Item:
    """An event with the report that tells it.

    Where it stands for an incident, `reports` are all that tell of it and `changed` is the day of its last change.
    """

    event: Record
    report: Record
    reports: tuple[Record, ...] = ()
    changed: str | None = None

    @property
    def sentence(self) -> str:
        """The sentence that tells the event, as it stands in the report."""
        span = self.event["sentence"]
        return str(self.report.get("text", ""))[span["start"] : span["end"]]

    @property
    def is_news(self) -> bool:
        """Told as having happened, as news and not in a reprint: what a table without those columns may hold."""
        event = self.event
        return event["status"] in TOLD and not event["historical"] and not self.report.get("duplicate_of")

    @property
    def tellers(self) -> tuple[Record, ...]:
        """The reports that tell it."""
        return self.reports or (self.report,)
