"""The stream suite on reports made up here."""

from dateline.evaluate.stream import score_coded
from dateline.records import CodedReport

from .test_matching import APART
from .test_revisions import BOMBED, CLAIMS, FIRST, LATER, ROSE

GOLD = {
    "1": {"incident": "1", "date": "2019-09-17", "state": "Parwan", "place": "Charikar", "killed": 26, "injured": 0},
    "2": {"incident": "2", "date": "2019-09-16", "state": "Kunduz", "place": "Imam Sahib", "killed": 1, "injured": 0},
}


def coded(report, events, claims=()):
    return CodedReport(report, tuple(events), (), (), "coded", None, "test", tuple(claims))


def test_clusters_tolls_places_and_dates_are_scored_by_incident():
    rows = [
        {"id": n, "published": r.published, "incident": i}
        for n, r, i in (("x", FIRST, "1"), ("y", LATER, "1"), ("z", APART[0], "2"))
    ]
    reports = [coded(FIRST, [BOMBED], CLAIMS[:1]), coded(LATER, [ROSE], CLAIMS[1:]), coded(*APART)]
    found = score_coded(rows, reports, GOLD)
    assert found.figures["b_cubed_f1"] == found.figures["pairwise_f1"] == 1.0
    assert found.figures["killed_accuracy"] == 0.5
    assert found.figures["state_accuracy"] == found.figures["place_accuracy"] == 1.0
    assert (found.figures["date_accuracy"], found.figures["date_within_1_day"]) == (0.5, 1.0)
    assert found.predictions[0]["cluster"] == found.predictions[1]["cluster"]
    assert found.predictions[0]["killed"] == 26


def test_rows_without_gold_are_predicted_and_not_scored():
    found = score_coded([{"id": "x", "published": "2019-09-17"}], [coded(FIRST, [BOMBED], CLAIMS[:1])], {})
    assert "b_cubed_f1" not in found.figures and found.predictions[0]["killed"] == 24
