"""Corrected records come back as gold: the suite finds the coder's events by their triggers and compares each field."""

from dateline.evaluate.reviewed import evaluate
from dateline.pipeline import code_report
from dateline.records import to_plain
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
