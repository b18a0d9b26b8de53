"""Which reports notices of agencies ended, told anew where a report came in near a notice."""

from bisect import bisect_left
from collections.abc import Collection, Mapping
from datetime import date

from dateline.incidents import NOTICE_DAYS, Sketch, find_notices
from dateline.records import ReportLife
from dateline.store import KnownReport

from .shelf import Shelf

Ending = tuple[str, str]  # the notice and its kind


def endings_of(
    known: Mapping[str, KnownReport], sketches: Mapping[str, Sketch], changed: Collection[str], shelf: Shelf
) -> dict[str, Ending]:
    """What ended each report that a notice ended. `changed` are the reports that came in, or stand otherwise than before.

    A notice is looked at again where a report changed that it may be about: one of its day or the fortnight before. What then
    ends otherwise may be what another notice is about, and so on.
    """
    standing = {i: r for i, r in known.items() if r.published and r.life.known_until is None}
    notices = {i: _day(r) for i, r in standing.items() if sketches[i].notice}
    held = {i: (r.ended_by, r.ended_as or "") for i, r in known.items() if r.ended_by is not None}
    found = {i: e for i, e in held.items() if e[0] in notices and i in standing}
    days = {_day(known[i]) for i in changed if known[i].published} | {
        _day(known[i]) for i in held.keys() - found.keys()
    }
    looked_at: set[str] = set()
    while (near := _near(notices, days)) - looked_at:
        looked_at |= near
        within = {d for n in looked_at for d in range(notices[n] - NOTICE_DAYS, notices[n] + 1)}
        others = {i: (known[n].published or "", n) for i, (n, _) in found.items() if n not in looked_at}
        told = find_notices(
            [shelf.report(i) for i, r in standing.items() if _day(r) in within],
            {i: r.life for i, r in standing.items()},
            only=looked_at,
            ended_by=others,
        )
        found = {i: e for i, e in found.items() if e[0] not in looked_at}
        found |= {i: (n.report_id, n.kind) for n in told for i in n.of}
        days |= {_day(known[i]) for i in held.keys() | found.keys() if held.get(i) != found.get(i)}
    return found


def lives_of(known: Mapping[str, KnownReport], endings: Mapping[str, Ending]) -> dict[str, ReportLife]:
    """From when to when each report stood, what notices ended too."""
    lives = {i: r.life for i, r in known.items()}
    for report_id, (notice, kind) in endings.items():
        day = known[notice].published
        lives[report_id] = ReportLife(lives[report_id].known_from, day[:10] if day else None, notice, kind)
    return lives


def _near(notices: Mapping[str, int], days: Collection[int]) -> set[str]:
    """The notices that may be about a report of one of the days."""
    ordered = sorted(days)
    first = {n: bisect_left(ordered, day - NOTICE_DAYS) for n, day in notices.items()}
    return {n for n, day in notices.items() if first[n] < len(ordered) and ordered[first[n]] <= day}


def _day(report: KnownReport) -> int:
    return date.fromisoformat((report.published or "")[:10]).toordinal()
