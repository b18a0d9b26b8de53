"""Many reports a day to one incident each: clusters of reports, and each incident's toll, state and date."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import InputError
from dateline.incidents import Accounts, account
from dateline.pipeline import code_report
from dateline.records import CodedReport, Incident, Report
from dateline.reports import report_from_text
from dateline.resources import Resources

from .metrics import b_cubed, pairwise
from .rows import read_rows
from .suite import SuiteResult

_FIGURES = (
    "killed_accuracy",
    "injured_accuracy",
    "state_accuracy",
    "place_accuracy",
    "date_accuracy",
    "date_within_1_day",
)


def evaluate(rows: list[dict[str, Any]], resources: Resources, path: Path) -> SuiteResult:
    """The figures over all rows of a gold file; the incidents lie beside it (`dev.jsonl.gz`: `dev-incidents.jsonl`).

    All rows go in as reports, their incident hidden. Reports joined by at least one incident form a cluster. A row's headline is
    read as its first sentence.
    """
    return score_coded(rows, [_code(row, resources) for row in rows], _gold_incidents(path))


def _code(row: dict[str, Any], resources: Resources) -> CodedReport | None:
    """The row coded, its headline set before the body as the first sentence; None where nothing could be read."""
    title = _LABEL.sub("", _OUTLET.sub("", (row.get("title") or "").strip()))
    headline = f"{title.rstrip('. ')}.\n\n" if title else ""
    try:
        report = _read(row, str(row["text"]), resources)
    except InputError:
        try:
            return code_report(_read(row, headline + row["text"], resources), resources)
        except InputError:
            return None
    return code_report(replace(report, text=headline + report.text), resources)


_OUTLET = re.compile(r"\s+(?:[-–—|:])\s+(?=[^-–—|]*(?:\bNews\b|\.com|\bTV\b|\b[KW][A-Z]{2,4}\b|Online\b)).*$")
"""The outlet's name behind a headline: `Two held in raid - KXYZ.com | News and Weather`."""


_LABEL = re.compile(r"^[A-Z][\w’']*(?: [\w’']+)?: ")
"""Who speaks or what kind of item it is, before a headline: `Police: two held`, `UPDATE: …`."""


def _read(row: dict[str, Any], text: str, resources: Resources) -> Report:
    return report_from_text(
        text,
        gazetteer=resources.gazetteer,
        title=row.get("title"),
        published=row.get("published"),
        source_uri=str(row["id"]),
        publisher=outlet[0].strip(" -–—|:") if (outlet := _OUTLET.search(row.get("title") or "")) else None,
    )


def _gold_incidents(path: Path) -> dict[str, dict[str, Any]]:
    beside = path.with_name(path.name.removesuffix(".gz").removesuffix(".jsonl") + "-incidents.jsonl")
    return {str(row["incident"]): row for row in read_rows(beside)} if beside.is_file() else {}


def score_coded(
    rows: Sequence[dict[str, Any]], coded: Sequence[CodedReport | None], gold: dict[str, dict[str, Any]]
) -> SuiteResult:
    """The figures of reports that are coded already, one for each row; None where a row could not be read."""
    read = [c for c in coded if c is not None]
    known = account([e for c in read for e in c.events], [k for c in read for k in c.claims], [c.report for c in read])
    ids = [c.report.id if c is not None else f"row {i}" for i, c in enumerate(coded)]
    clusters = _clusters(ids, known)
    main = _main_incidents(known)
    by_report = {c.report.id: c for c in read}
    predictions = [
        _told(str(r["id"]), clusters[i], main.get(i), r.get("published"), [by_report[i]] if i in by_report else [])
        for r, i in zip(rows, ids, strict=True)
    ]
    if not rows or "incident" not in rows[0]:
        return SuiteResult({"reports": len(rows)}, [], predictions)
    wanted = [str(r["incident"]) for r in rows]
    got = [clusters[i] for i in ids]
    figures: dict[str, Any] = {
        "b_cubed_f1": round(b_cubed(wanted, got), 4),
        "pairwise_f1": round(pairwise(wanted, got), 4),
        "reports": len(rows),
        "incidents": len(set(wanted)),
        "clusters": len(set(got)),
    }
    reports_of: dict[str, list[str]] = defaultdict(list)
    for incident, report_id in zip(wanted, ids, strict=True):
        reports_of[incident].append(report_id)
    published = {i: r.get("published") for r, i in zip(rows, ids, strict=True)}
    answers = {}
    for key, reports in sorted(reports_of.items()):
        first = min((day for i in reports if (day := published[i])), default=None)
        own = [by_report[i] for i in reports if i in by_report]
        answers[key] = _told(key, clusters[reports[0]], _best(reports, main), _day(own, first), own)
    checks, errors = _check(answers, gold)
    figures |= {name: round(right / max(total, 1), 4) for name, (right, total) in checks.items()}
    return SuiteResult(figures, errors, predictions)


def _clusters(ids: Sequence[str], known: Accounts) -> dict[str, str]:
    """The cluster of every report: the smallest id of those that incidents join it with, over any number of steps."""
    root = {i: i for i in ids}

    def find(member: str) -> str:
        while root[member] != member:
            root[member] = root[root[member]]
            member = root[member]
        return member

    for incident in known.incidents:
        first = find(incident.reports[0])
        for other in incident.reports[1:]:
            second = find(other)
            first, second = min(first, second), max(first, second)
            root[second] = first
    return {i: find(i) for i in ids}


def _main_incidents(known: Accounts) -> dict[str, Incident]:
    """The incident that each report is mainly about."""
    by_id = {i.id: i for i in known.incidents}
    return {t.report_id: by_id[k] for k, tellings in known.tellings.items() for t in tellings if t.is_main}


def _best(reports: Sequence[str], main: dict[str, Incident]) -> Incident | None:
    """The incident that most of the reports are about."""
    counts = Counter(main[r].id for r in reports if r in main)
    if not counts:
        return None
    chosen = min(counts, key=lambda i: (-counts[i], i))
    return next(main[r] for r in reports if r in main and main[r].id == chosen)


def figure(incident: Incident | None, harm: str) -> int:
    """The best figure of a harm, 0 where none is told."""
    tolls = incident.casualties if incident is not None else ()
    return next((t.best for t in tolls if t.harm == harm), 0)


def _told(
    row_id: str, cluster: str, incident: Incident | None, day: str | None, coded: Sequence[CodedReport]
) -> dict[str, Any]:
    """What is predicted; where the incident tells no day or area, `day` and that of the coded reports stand in."""
    when, where = (incident.when, incident.where) if incident is not None else (None, None)
    return {
        "id": row_id,
        "cluster": cluster,
        "incident": incident.id if incident is not None else None,
        "date": (when.from_ if when is not None else None) or day,
        "state": (where.admin1 if where is not None else None) or _area(coded),
        "place": where.name if where is not None else None,
        "killed": figure(incident, "killed"),
        "injured": figure(incident, "injured"),
    }


def _day(coded: Iterable[CodedReport], first_told: str | None) -> str | None:
    """The day that most events of some reports are told for, of the week before the first report; else that report's."""
    if first_told is None:
        return None
    votes: Counter[str] = Counter()
    for event in (e for report in coded for e in report.events):
        day = event.when.from_ if event.when is not None and event.when.precision == "day" else None
        if day is not None and day <= first_told[:10] and (_days_apart(day, first_told[:10]) or 0) <= 7:
            votes[day] += 1
    return min(votes, key=lambda d: (-votes[d], d)) if votes else first_told


def _area(coded: Iterable[CodedReport]) -> str | None:
    """The area that most events and datelines of some reports name, or that the reports are set in."""
    votes: Counter[str] = Counter()
    for report in coded:
        votes.update(e.where.admin1 for e in report.events if e.where is not None and e.where.admin1)
        place = report.report.dateline_place
        if place is not None and place.admin1:
            votes[place.admin1] += 1
        if report.setting is not None and report.setting.admin1:
            votes[report.setting.admin1] += 1
    return min(votes, key=lambda v: (-votes[v], v)) if votes else None


def _check(
    answers: dict[str, dict[str, Any]], gold: dict[str, dict[str, Any]]
) -> tuple[dict[str, tuple[int, int]], list[dict[str, Any]]]:
    """Right and all incidents of each figure, and the mistakes."""
    counts: Counter[str] = Counter()
    errors = []
    known = [k for k in answers if k in gold]
    for key in known:
        got, wanted = answers[key], gold[key]
        apart = _days_apart(got["date"], wanted["date"])
        right = {f"{name}_accuracy": got[name] == wanted[name] for name in ("killed", "injured", "state", "place")}
        right |= {"date_accuracy": apart == 0, "date_within_1_day": apart is not None and apart <= 1}
        counts.update(name for name, is_right in right.items() if is_right)
        errors += [{"kind": n, "text": key, "gold": wanted, "got": got} for n, ok in right.items() if not ok]
    return {name: (counts[name], len(known)) for name in _FIGURES}, errors


def _days_apart(got: str | None, wanted: str) -> int | None:
    return abs((date.fromisoformat(got[:10]) - date.fromisoformat(wanted)).days) if got else None
