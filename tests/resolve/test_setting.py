"""Where a report is set. All reports are ours."""

from dateline.pipeline import code_report, code_text
from dateline.reports import report_from_text
from dateline.resources import Resources


def test_a_street_lies_in_the_state_of_the_local_police(resources: Resources) -> None:
    text = "A man was shot in the 300 block of Elm Street on Monday, Tulsa police said. Tulsa detectives seek two men."
    events = code_text(text, resources, published="2018-03-14").events
    assert {(e.where.admin1, e.where.precision) for e in events if e.event_type == "ASSAULT" and e.where} == {
        ("Oklahoma", "admin1")
    }


def test_a_quarter_is_no_far_namesake(resources: Resources) -> None:
    text = "CHICAGO (AP) — A boy was killed in the Austin neighborhood on Monday, Chicago police said."
    (event,) = [e for e in code_text(text, resources, published="2018-03-14").events if e.event_type == "ASSAULT"]
    assert event.where is not None
    assert event.where.admin1 == "Illinois"


def test_a_capital_tells_no_setting(resources: Resources) -> None:
    text = "KABUL, Afghanistan (AP) — Gunmen killed four traders on Monday, officials said."
    (event,) = [e for e in code_text(text, resources, published="2018-03-14").events if e.event_type == "ASSAULT"]
    assert event.where is None


def test_a_town_named_once_is_no_setting(resources: Resources) -> None:
    text = "Rebels attacked a post at Xarabi on Monday. A police station in Berlin was raided."
    where = [e.where for e in code_text(text, resources, published="2018-03-14").events if e.where]
    assert all(w.country != "DEU" or w.name == "Berlin" for w in where)


def test_the_publishers_town_tells_the_setting(resources: Resources) -> None:
    report = report_from_text(
        "A guard was shot dead outside a shop on Quarry Lane on Monday evening, and two men fled on foot.",
        gazetteer=resources.gazetteer,
        published="2018-03-14",
        publisher="Radio Uplands, Odessa, Texas",
    )
    where = [e.where for e in code_report(report, resources).events if e.event_type == "ASSAULT"]
    assert [w.admin1 for w in where if w] == ["Texas"] * len(where)
    assert where


def test_a_datelines_namesake_is_chosen_by_the_report(resources: Resources) -> None:
    text = (
        "BRISTOL (WXYZ) — A man was shot on Monday. The Tennessee Highway Patrol closed the road to Johnson City, Tennessee, "
        "and to Kingsport, Tennessee."
    )
    place = code_text(text, resources, published="2018-03-14").report.dateline_place
    assert place is not None
    assert place.admin1 == "Tennessee"


def test_a_quarter_told_often_bears_no_city_s_name(resources: Resources) -> None:
    report = report_from_text(
        "Five people were shot in Austin. The men stood in the Austin neighborhood, Chicago police said. Chicago medics came. "
        "Austin has seen two shootings.",
        gazetteer=resources.gazetteer,
        published="2024-05-15",
    )
    areas = {e.where.admin1 for e in code_report(report, resources).events if e.where is not None}
    assert areas == {"Illinois"}
