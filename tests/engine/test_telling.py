"""Incidents kept in a store: the same however the reports came in; revisions kept; what people decided sticks."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.engine import read_accounts, tell_incidents
from dateline.errors import StoreError
from dateline.records import Decision
from dateline.store import Filter, Near, open_store
from incidents.stories import ALL, FIRST, LAST, LATER, RAID, bombing, coded


def made(path, batches):
    store = open_store(path)
    for batch in batches:
        for one in batch:
            store.add(one, "2020-01-01")
        tell_incidents(store, "2020-01-01")
    return store


def kept(store):
    """All that is kept of incidents, less when it was learned."""
    return (
        list(store.incidents.listed()),
        [{k: v for k, v in r.items() if k != "entered_on"} for r in store.incidents.changes()],
        [store.incidents.versions(i["id"]) for i in store.incidents.listed()],
        [store.incidents.links(i["id"]) for i in store.incidents.listed()],
        list(store.claims()),
        [(r["id"], r["duplicate_of"]) for r in store.reports()],
    )


@pytest.fixture
def store(place):
    store = made(place, [ALL])
    yield store
    store.close()


def the_bombing(store, **asked):
    (found,) = (i for i in store.incidents.listed(Filter(**asked)) if i["where"]["name"] == "Charikar")
    return found


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ALL), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_any_order_and_batches_give_what_a_rebuild_gives(tmp_path_factory, order, sizes):
    folder = tmp_path_factory.mktemp("orders")
    batches, rest = [], list(order)
    for size in [*sizes, len(order)]:
        batches.append(rest[:size])
        rest = rest[size:]
    grown, whole = made(folder / "grown.db", batches), made(folder / "whole.db", [ALL])
    assert kept(grown) == kept(whole)
    grown.close(), whole.close()


def test_both_kinds_of_store_grow_to_what_a_rebuild_gives(new_place):
    grown, whole = made(new_place(), [ALL[:1:-1], ALL[1::-1]]), made(new_place(), [ALL])
    assert kept(grown) == kept(whole)
    grown.close(), whole.close()


def test_telling_again_changes_nothing(store):
    before = kept(store)
    assert tell_incidents(store, "2020-01-02")["same"] == 2
    assert kept(store) == before
    assert {r["entered_on"] for r in store.incidents.changes()} == {"2020-01-01"}


def test_incidents_are_found_as_known_on_a_day(store):
    tolls = {}
    for day in ("2019-09-17", "2019-09-19", "2019-09-20"):
        tolls[day] = the_bombing(store, as_of=day)["casualties"][0]["best"]
    assert tolls == {"2019-09-17": 24, "2019-09-19": 26, "2019-09-20": 30}
    assert not list(store.incidents.listed(Filter(as_of="2019-09-16")))
    assert the_bombing(store)["id"] == the_bombing(store, as_of="2019-09-17")["id"]


def test_what_was_known_on_a_day_is_what_a_store_of_that_day_told(store, new_place):
    early = made(new_place(), [(FIRST, RAID, LATER)])
    assert list(store.incidents.listed(Filter(as_of="2019-09-18"))) == list(early.incidents.listed())
    early.close()


def test_a_revision_names_its_report_and_reason(store):
    toll = [
        (c["value"], c["reason"], c["report_id"])
        for c in store.incidents.changes("2019-09-18")
        if c["field"] == "killed"
    ]
    assert ("26 (26 to 26)", "toll raised", "r-b") in toll and ("30 (30 to 30)", "toll raised", "r-c") in toll


def test_a_late_report_withdraws_entries_and_overwrites_none(new_place):
    store = made(new_place(), [(FIRST, LAST), (LATER,)])
    (incident,) = store.incidents.listed()
    history = store.incidents.history(incident["id"])
    assert [h["value"] for h in history if h["field"] == "killed" and h["withdrawn_on"]] == ["30 (30 to 30)"]
    assert [h["value"] for h in history if h["field"] == "killed" and not h["withdrawn_on"]] == [
        "26 (26 to 26)",
        "30 (30 to 30)",
    ]
    store.close()


def test_revisions_cannot_be_deleted_or_rewritten(store):
    for sql in ("DELETE FROM revision", "UPDATE revision SET value = '1'"):
        with pytest.raises(StoreError, match=r"are not rewritten|are kept"):
            store.database.run_script(sql)


def test_a_corrected_text_revises_and_its_first_text_stays_known_for_its_day(new_place):
    fixed = bombing("a2", 20, "2019-09-17", more=" This version corrects the toll.")
    fixed = replace(fixed, report=replace(fixed.report, source_uri=FIRST.report.source_uri))
    store = open_store(new_place())
    for one, day in ((FIRST, "2019-09-17"), (fixed, "2019-09-19")):
        store.add(one, day)
        tell_incidents(store, day)
    assert the_bombing(store)["casualties"][0]["best"] == 20
    assert the_bombing(store, as_of="2019-09-18")["casualties"][0]["best"] == 24
    assert the_bombing(store)["reports"] == ["r-a2"]
    assert [c["reason"] for c in store.incidents.changes("2019-09-19")] == ["toll lowered"]
    store.close()


def test_a_story_that_is_withdrawn_is_told_as_such_and_no_longer_listed(new_place):
    gone = coded(replace(FIRST.report, id="r-gone", text="This report has been removed.", published="2019-09-19"))
    store = made(new_place(), [(FIRST,), (gone,)])
    assert not list(store.incidents.listed())
    (withdrawn,) = store.incidents.listed(Filter(status="withdrawn"))
    assert (
        withdrawn["revisions"][-1]["reason"] == "story withdrawn"
        and withdrawn["revisions"][-1]["report_id"] == "r-gone"
    )
    assert the_bombing(store, as_of="2019-09-18")["status"] == "occurred"
    store.close()


def test_the_scores_say_why_reports_were_joined(store):
    links = store.incidents.links(the_bombing(store)["id"])
    assert {(k["first_report"], k["second_report"]) for k in links} == {("r-a", "r-b"), ("r-a", "r-c"), ("r-b", "r-c")}
    assert all(k["likelihood"] > 0.5 and {p["name"] for p in k["parts"]} >= {"bias", "text", "same_day"} for k in links)


def test_what_a_person_decided_sticks(store):
    one, two = FIRST.events[0].id, RAID.events[0].id
    store.incidents.decide([Decision("join", two, one)], "2020-01-02")
    tell_incidents(store, "2020-01-02")
    assert len(list(store.incidents.listed())) < 2 + 1
    joined = store.incidents.of_event("r-a", one)
    assert joined == store.incidents.of_event("r-d", two)
    store.add(bombing("f", 31, "2019-09-21", agency="Third Press"), "2020-01-03")
    tell_incidents(store, "2020-01-03")
    assert store.incidents.of_event("r-a", one) == store.incidents.of_event("r-d", two)
    store.incidents.decide([Decision("part", one, two)], "2020-01-04")
    tell_incidents(store, "2020-01-04")
    assert store.incidents.of_event("r-a", one) != store.incidents.of_event("r-d", two)
    assert store.incidents.decisions() == [Decision("part", *sorted((one, two)))]


def test_reprints_name_what_they_repeat_and_count_as_one_source(new_place):
    again = bombing("z", 24, "2019-09-18", agency="Daily Reprint")
    store = made(new_place(), [(again, FIRST)])
    assert {r["id"]: r["duplicate_of"] for r in store.reports()} == {"r-a": None, "r-z": "r-a"}
    (incident,) = store.incidents.listed()
    assert incident["reports"] == ["r-a", "r-z"]
    assert list(store.database.rows("SELECT sources FROM incident WHERE is_current = 1")) == [(1,)]
    store.close()


def test_claims_name_their_incident_and_what_outdated_them(store):
    claims = {c["report_id"]: c for c in store.claims()}
    assert {c["incident_id"] for r, c in claims.items() if r in "r-a r-b r-c"} == {the_bombing(store)["id"]}
    assert claims["r-a"]["superseded_by"] == claims["r-c"]["id"] and claims["r-c"]["superseded_by"] is None


def test_the_filters_of_incidents_narrow(store):
    def found(**asked):
        return {i["where"]["name"] for i in store.incidents.listed(Filter(**asked))}

    both = {"Charikar", "Sangin"}
    assert found() == found(actor="talib") == found(event_type="assault") == found(country="afg") == both
    assert found(dyad=("Taliban", "Afghan army")) == found(admin="helm") == found(place="Sang") == {"Sangin"}
    assert found(since="2019-09-18") == found(text="Sangin valley") == found(report_id="r-d") == {"Sangin"}
    assert found(until="2019-09-17") == found(claimant="health") == found(claimant_kind="official") == {"Charikar"}
    assert found(disputed=False) == both and found(disputed=True) == set()
    assert (
        found(min_confidence=0.95)
        == found(status="negated")
        == found(actor="100%")
        == found(dyad=("Taliban", "Taliban"))
        == set()
    )
    assert found(near=Near(0, 0, 20000)) == set()


def test_read_accounts_keeps_nothing(store):
    before = kept(store)
    assert [i.id for i in read_accounts(store, "2019-09-17").incidents] == [the_bombing(store)["id"]]
    assert kept(store) == before


def test_incidents_tell_whether_they_know_of_all_reports(store):
    assert store.incidents.is_up_to_date()
    store.add(bombing("g", 3, "2019-10-01"), "2020-01-02")
    assert not store.incidents.is_up_to_date()


def test_what_cannot_be_found_is_none_and_what_is_unclear_is_told(store):
    assert store.incidents.one("i-zz") is None
    with pytest.raises(StoreError, match="several incidents"):
        store.incidents.one("i-")
