"""Corrected records come back as gold: the suite finds the coder's events by their triggers and compares each field."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.evaluate import run_suite
from dateline.evaluate.reviewed import evaluate
from dateline.pipeline import code_report
from dateline.records import CodedReport, Report, to_plain
from dateline.reports import report_from_text
from dateline.resources import Resources

TEXT = "MANILA, May 4, 2014 (Sample Wire) - Abu Sayyaf gunmen attacked an army post in Basilan on Saturday, killing three soldiers."


def _row(resources: Resources) -> dict:
    report = report_from_text(TEXT, gazetteer=resources.gazetteer)
    events = code_report(report, resources).events
    assert events
    gold = []
    for event in map(to_plain, events):
        trigger = next(e for e in event["evidence"] if e["field"] == "trigger")
        gold.append({**event, "trigger": trigger})
    return {
        "id": report.id,
        "text": report.text,
        "published": report.published,
        "dateline_place": to_plain(report.dateline_place),
        "is_complete": True,
        "gold": gold,
        "rejected": [],
    }


def test_unchanged_records_are_all_right(resources: Resources) -> None:
    figures = evaluate([_row(resources)], resources).figures
    assert figures["f1"] == figures["found"] == figures["event_type_accuracy"] == figures["killed_accuracy"] == 1.0


def test_corrected_field_counts_as_a_mistake_of_the_coder(resources: Resources) -> None:
    row = _row(resources)
    row["gold"] = [{**e, "event_type": "AID", "status": "negated"} for e in row["gold"]]
    result = evaluate([row], resources)
    assert result.figures["event_type_accuracy"] == 0.0 and result.figures["source_accuracy"] == 1.0
    assert {e["kind"] for e in result.errors} == {"event_type", "status"}


def test_rejected_event_that_is_found_again_is_told(resources: Resources) -> None:
    row = _row(resources)
    row = {**row, "gold": [], "rejected": row["gold"]}
    figures = evaluate([row], resources).figures
    assert figures["rejected_again"] == 1.0 and figures["precision"] == 0.0


def test_places_are_resolved_from_the_dateline_that_the_report_had(resources: Resources) -> None:
    text = "VALENCIA, Venezuela, May 4, 2014 (Sample Wire) - Gunmen killed two policemen in Trujillo on Saturday."
    report = report_from_text(text, gazetteer=resources.gazetteer)
    (event,) = map(to_plain, code_report(report, resources).events)
    assert event["where"]["country"] == "VEN"
    gold = [{**event, "trigger": next(e for e in event["evidence"] if e["field"] == "trigger")}]
    row = {"text": report.text, "published": report.published, "gold": gold, "is_complete": True}
    with_place = {**row, "dateline_place": to_plain(report.dateline_place)}
    assert evaluate([with_place], resources).figures["where_accuracy"] == 1.0
    assert evaluate([row], resources).figures["where_accuracy"] == 0.0


@dataclass(frozen=True)
class FindsNothing:
    version: str = "nothing 1"

    def code(self, report: Report, resources: Resources) -> CodedReport:
        return CodedReport(report, (), (), (), "failed", "nobody answers", self.version)


def test_another_coder_is_measured_and_its_failures_are_counted(resources: Resources) -> None:
    figures = evaluate([_row(resources)], resources, FindsNothing()).figures
    assert (figures["failed"], figures["recall"]) == (1, 0.0)
    assert evaluate([_row(resources)], resources).figures["failed"] == 0


def test_another_coder_is_measured_by_reviewed_events_only(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the suite dates measures the built-in coder"):
        run_suite("dates", tmp_path / "x.jsonl", None, None, FindsNothing())
