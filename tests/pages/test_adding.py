"""A reviewer adds what the coder missed: it quotes the report, counts everywhere, survives recoding, and can be taken back."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from dateline.engine import incident_faults, tell_incidents
from dateline.errors import UsageError
from dateline.pages import build_app
from dateline.records import Report, to_plain
from dateline.review import add_person, added_record, gold_rows
from dateline.store import Place, Reviews, faults_of, open_store

from .conftest import SECRET
from .made import _shelling, make_store
from .visits import log_in, send

REPORT = "r-0000000000000001"
FORM = {
    "trigger": "killing four civilians", "event_type": "COERCE", "status": "occurred", "source": "M23 rebels = M23 [COD REB] #m23-cod",
    "target": "four civilians [COD CVL]", "when_words": "Tuesday", "when_from": "2022-10-25", "where_words": "Rutshuru",
    "where_country": "COD", "where_precision": "place", "where_lat": "-1.19", "where_lon": "29.45",
    "casualties": "killed 4 = four", "speaker": "the army [COD MIL]", "cue": "said", "note": "the deed told by its harm",
}  # fmt: skip


@pytest.fixture
def path(place: Place) -> Place:
    made = make_store(place)
    store = open_store(made)
    add_person(store, "Ana", SECRET, "coder", "2026-11-24")
    store.close()
    return made


@pytest.fixture
def ana(path: Place) -> Iterator[TestClient]:
    app = build_app(path, now=lambda: 1_795_000_000.0)
    client = TestClient(app, base_url="http://localhost")
    log_in(client, "Ana", SECRET)
    yield client


def _add(client: TestClient, **fields: str):
    page = f"/reports/{REPORT}/add"
    return send(client, page, page, **{**FORM, **fields})


def test_event_is_added_from_the_report_and_stands_everywhere(path: Place, ana: TestClient) -> None:
    assert f'href="/reports/{REPORT}/add"' in ana.get(f"/reports/{REPORT}").text
    answer = _add(ana)
    assert answer.status_code == 303, answer.text
    event_id = answer.headers["location"].rpartition("/")[2]
    page = ana.get(answer.headers["location"]).text
    assert "Added by Ana" in page and "added it: the coder had missed it" in page
    event = ana.get(f"/api/v1/events/{event_id}").json()
    text = ana.get(f"/api/v1/reports/{REPORT}").json()["report"]["text"]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in event["evidence"])
    assert {e["field"] for e in event["evidence"]} >= {"trigger", "source", "target", "when", "where", "attribution"}
    assert event["source"][0]["actor_id"] == "m23-cod" and event["attribution"][0]["speaker"]["text"] == "the army"
    assert event["sentence"] == {"start": 0, "end": len(text)} and event["review"]["state"] == "added"
    assert event_id in [e["id"] for e in ana.get("/api/v1/events?who=m23-cod&type=COERCE").json()["events"]]
    assert event_id not in ana.get("/review?type=COERCE").text
    store = open_store(path)
    (claim,) = [c for c in store.statements("claim", REPORT) if c["event_id"] == event_id and c["field"] == "killed"]
    assert (claim["low"], claim["high"], claim["claimant"]["text"]) == (4, 4, "the army")
    tell_incidents(store, "2026-11-24")
    assert store.incidents.of_event(REPORT, event_id)
    assert [*faults_of(store), *incident_faults(store)] == []
    (row,) = [r for r in gold_rows(store) if r["id"] == REPORT]
    assert row["gold"][0]["trigger"]["text"] == "killing four civilians" and row["reviewers"] == ["Ana"]
    store.close()


def test_what_was_added_survives_recoding_and_a_coder_that_finds_it_makes_no_second_one(
    path: Place, ana: TestClient
) -> None:
    event_id = _add(ana).headers["location"].rpartition("/")[2]
    store = open_store(path)
    coded = _shelling()
    store.add(replace(coded, coder_version="newer"))
    assert store.event(event_id)["review"]["state"] == "added"
    assert [c["event_id"] for c in store.statements("claim", REPORT)].count(event_id) >= 2
    added = store.event(event_id)
    trigger = next(e for e in added["evidence"] if e["field"] == "trigger")
    found = replace(
        coded.events[1],
        event_type="COERCE",
        evidence=(replace(coded.events[1].evidence[0], **{k: trigger[k] for k in ("text", "start", "end")}),),
    )
    store.add(replace(coded, events=(coded.events[0], found), coder_version="newest"))
    assert [e["id"] for e in store.events_of(REPORT)].count(found.id) == 0
    assert Reviews(store).find(event_id).machine["id"] == found.id
    assert [*faults_of(store)] == []
    store.close()


def test_addition_is_corrected_taken_back_and_added_again(path: Place, ana: TestClient) -> None:
    event_id = _add(ana).headers["location"].rpartition("/")[2]
    page = f"/events/{event_id}/review"
    assert send(ana, page, page, verdict="edit", revision="1", casualties="killed 3-4 = four").status_code == 303
    store = open_store(path)
    figures = [
        (c["low"], c["high"]) for c in store.statements("claim", REPORT) if c["event_id"] == event_id and c["low"]
    ]
    assert figures == [(3, 4)] and store.event(event_id)["review"]["state"] == "added"
    for revision in ("2", "3"):
        assert send(ana, page, page, verdict="undo", revision=revision).status_code == 303
    assert store.event(event_id) is None
    assert event_id not in [c["event_id"] for c in store.statements("claim", REPORT)]
    assert _add(ana).status_code == 303 and store.event(event_id)["casualties"][0]["low"] == 4
    assert "already" in _add(ana).text
    assert [*faults_of(store)] == []
    store.close()


def test_words_that_the_report_lacks_are_refused_and_nothing_typed_is_lost(ana: TestClient) -> None:
    for field, value in (
        ("trigger", "bombed"),
        ("trigger", ""),
        ("event_type", ""),
        ("source", "Troops"),
        ("cue", "warned"),
    ):
        answer = _add(ana, **{field: value})
        assert answer.status_code == 400 and f"{field}:" in answer.text, field
        assert "the deed told by its harm" not in answer.text and "M23 rebels" in answer.text
        assert 'role="alert"' in answer.text


def test_place_of_the_words_is_that_which_was_chosen() -> None:
    report = to_plain(
        Report(id="r", title=None, text="They met. Then they met again.", language="en", published="2022-10-26")
    )
    given = {"trigger": "met", "event_type": "CONSULT", "trigger_start": "20"}
    record = added_record(given, report)
    assert record["evidence"][0] == {"field": "trigger", "text": "met", "start": 20, "end": 23}
    assert record["sentence"] == {"start": 10, "end": 30}
    assert (
        added_record(given, report)["id"] == record["id"] != added_record({**given, "trigger_start": "5"}, report)["id"]
    )
    assert json.loads(json.dumps(record)) == record
    with pytest.raises(UsageError, match="trigger"):
        added_record({**given, "trigger": "meet"}, report)
