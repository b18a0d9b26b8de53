"""The incidents of the sample reports against what a person reads in them; see incidents.toml."""

import tomllib
from pathlib import Path

import pytest

from dateline.engine import code_many, tell_incidents
from dateline.evaluate.metrics import b_cubed, pairwise
from dateline.gazetteer import open_gazetteer
from dateline.reports import ReadOptions, read_reports
from dateline.store import Filter, open_store

SAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports"
GOLD = tomllib.loads(Path(__file__).with_name("incidents.toml").read_text("utf-8"))
DISPUTED = {i["what"] for i in GOLD["incident"] if i.get("disputed")}


@pytest.fixture(scope="module")
def store(tmp_path_factory, resources):
    store = open_store(tmp_path_factory.mktemp("samples") / "samples.db")
    inputs = read_reports([str(SAMPLES)], ReadOptions(), open_gazetteer())
    for coded in code_many(inputs, resources):
        if hasattr(coded, "report"):
            store.add(coded, "2023-02-01")
    tell_incidents(store, "2023-02-01")
    yield store
    store.close()


@pytest.fixture(scope="module")
def reports(store):
    return {Path(r["source_uri"]).stem: r for r in store.reports()}


def incident_of(store, report, words):
    """The incident of the event that the words tell: one whose trigger lies in them, else one of their sentence."""
    at = report["text"].index(words)
    events = [
        e for e in store.events(Filter(report_id=report["id"]))
        if e["sentence"]["start"] <= at < e["sentence"]["end"] and e["status"] != "negated"
    ]  # fmt: skip
    inside = [e for e in events if at <= e["evidence"][0]["start"] < at + len(words)]
    for event in sorted(inside or events, key=lambda e: (not e["casualties"], e["evidence"][0]["start"])):
        found = store.incidents.of_event(report["id"], event["id"])
        if found:
            return found
    return f"none: {words}"


@pytest.fixture(scope="module")
def found(store, reports):
    """For each item of the list its incident as read and as told."""
    return [
        (n, incident_of(store, reports[name], words))
        for n, incident in enumerate(GOLD["incident"])
        for name, words in incident["told"]
    ]


def test_the_list_quotes_the_reports(reports):
    assert all(words in reports[name]["text"] for i in GOLD["incident"] for name, words in i["told"])
    assert {name for i in GOLD["incident"] for name, _ in i["told"]} <= set(reports)


def test_incidents_are_those_that_the_samples_were_written_from(found):
    wanted, got = [n for n, _ in found], [i for _, i in found]
    assert pairwise(wanted, got) >= 0.90, [x for x in found if sum(x[0] == n for n in wanted) > 1]
    assert b_cubed(wanted, got) >= 0.92


def test_planted_reprints_name_what_they_repeat(store, reports):
    wanted = {reports[r["report"]]["id"]: reports[r["of"]]["id"] for r in GOLD["reprint"]}
    assert {r["id"]: r["duplicate_of"] for r in store.reports() if r["duplicate_of"]} == wanted


def test_planted_contradictions_are_disputed_and_no_others(store, found):
    told = {i: GOLD["incident"][n]["what"] for n, i in found}
    disputed = {told.get(i["id"], i["id"]) for i in store.incidents.listed(Filter(disputed=True))}
    assert disputed == DISPUTED


@pytest.mark.parametrize("incident", [i for i in GOLD["incident"] if "tolls" in i], ids=lambda i: i["what"])
def test_tolls_are_as_known_on_each_day(store, reports, incident):
    name, words = incident["told"][0]
    held = incident_of(store, reports[name], words)
    for harm, days in incident["tolls"].items():
        for day, number in days.items():
            known = store.incidents.one(held, day)
            assert {t["harm"]: t["best"] for t in known["casualties"]}.get(harm) == number, (harm, day)
