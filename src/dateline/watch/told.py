"""How the ledger stands, as rows for a person, a page or a program."""

from datetime import UTC, datetime
from typing import Any

from .kept import Gap
from .ledger import Ledger


def moment(seconds: float | None) -> str | None:
    """A time as ISO day and time in UTC."""
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")


def status_rows(ledger: Ledger, now: float) -> list[dict[str, Any]]:
    """One row a source: when it was seen last, when it is due, what waits, what is wrong with it."""
    counts = ledger.counts()
    return [
        {
            "source": s.name,
            "address": s.address,
            "last_seen": moment(s.last_good),
            "last_tried": moment(s.last_try),
            "due": moment(s.next_due),
            "overdue_s": round(max(0.0, now - s.next_due)),
            "failures": s.failures,
            "fault": s.fault,
            **{state: counts.get(s.name, {}).get(state, 0) for state in ("waiting", "done", "left")},
        }
        for s in ledger.sources()
    ]


def gap_rows(ledger: Ledger, now: float) -> list[dict[str, Any]]:
    """One row a gap, those that last first, then the latest."""
    return [_gap_row(g) for g in ledger.gaps(now)]


def _gap_row(gap: Gap) -> dict[str, Any]:
    return {
        "source": gap.source,
        "since": moment(gap.since),
        "until": None if gap.is_open else moment(gap.until),
        "minutes": round((gap.until - gap.since) / 60, 1),
        "why": gap.why,
        "may_lack": gap.may_lack,
    }
