"""Review in the pages and by the API: decide, undo, conflict, second coding, what comes of it."""

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from dateline.pages import build_app
from dateline.review import add_person, issue_token
from dateline.store import Place, Reviews, open_store

from .conftest import SECRET
from .made import make_store
from .visits import log_in, send

EVENT = "0000000000000001"


@pytest.fixture
def path(place: Place) -> Place:
    made = make_store(place)
    store = open_store(made)
    for name in ("Ana", "Ben"):
        add_person(store, name, SECRET, "coder", "2026-11-24")
    store.close()
    return made


@pytest.fixture
def people(path: Place) -> Iterator[tuple[TestClient, TestClient]]:
    app = build_app(path, now=lambda: 1_795_000_000.0)
    ana, ben = (TestClient(app, base_url="http://localhost") for _ in range(2))
    log_in(ana, "Ana", SECRET)
    log_in(ben, "Ben", SECRET)
    yield ana, ben


def _decide(client: TestClient, verdict: str, revision: int = 0, event: str = EVENT, **fields: str):
    page = f"/events/{event}/review"
    return send(client, page, page, verdict=verdict, revision=str(revision), **fields)


def test_queue_shows_an_event_with_its_reasons_and_counts_what_waits(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    page = ana.get("/review?q=Rutshuru").text
    assert "<strong>2</strong>" in page and "made by hand" in page and "80 %" in page
    assert 'data-key="a"' in page and 'data-key="r"' in page and 'data-key="n"' in page


def test_what_coders_differ_on_comes_first_and_says_why(path: Place, people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    store = open_store(path)
    doubted = {**store.event("0000000000000002"), "doubt": "the built-in coder says <b>ACCUSE</b>"}
    with store.database.transaction() as writing:
        writing.execute("UPDATE event SET record = ? WHERE id = ?", (json.dumps(doubted), doubted["id"]))
    store.close()
    page = ana.get("/review?by=doubt").text
    assert "/events/0000000000000002/review" in page
    assert "<dt>in doubt</dt><dd>the built-in coder says &lt;b&gt;ACCUSE&lt;/b&gt;</dd>" in page
    assert "in doubt" in ana.get("/events/0000000000000002").text
    assert "in doubt" not in ana.get(f"/events/{EVENT}").text


def test_accepted_event_leaves_the_queue_and_can_be_undone_from_it(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    answer = send(ana, f"/events/{EVENT}/review", "/review", verdict="accept", revision="0", next="/review?q=Rutshuru")
    assert answer.headers["location"] == f"/review?q=Rutshuru&done={EVENT}"
    page = ana.get(answer.headers["location"]).text
    assert "<strong>1</strong>" in page and "Accepted" in page and 'value="undo"' in page
    send(ana, f"/events/{EVENT}/review", "/review", verdict="undo", revision="1", next="/review")
    assert "<strong>2</strong>" in ana.get("/review?q=Rutshuru").text


def test_event_left_alone_is_skipped(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    first = ana.get("/review?q=Rutshuru").text
    second = ana.get(f"/review?q=Rutshuru&skip={EVENT}").text
    assert f'action="/events/{EVENT}/review"' in first and f'action="/events/{EVENT}/review"' not in second


def test_edit_is_shown_with_its_author_and_what_was_before(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    answer = _decide(ana, "edit", event_type="COERCE", mode="", note="the text says siege")
    assert answer.status_code == 303
    page = ana.get(f"/events/{EVENT}").text
    assert "Corrected by Ana" in page and "ASSAULT</span> → COERCE" in page and "the text says siege" in page
    record = ana.get(f"/api/v1/events/{EVENT}").json()
    assert record["event_type"] == "COERCE" and record["review"]["previous"]["event_type"] == "ASSAULT"
    assert EVENT in ana.get("/events?type=COERCE").text


def test_value_that_cannot_be_keeps_what_was_written_and_says_why(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    answer = _decide(ana, "edit", source="a ghost [COD REB]")
    assert answer.status_code == 400
    assert "does not stand in the report" in answer.text and "a ghost [COD REB]" in answer.text


def test_two_reviewers_of_one_record_get_a_conflict_and_no_edit_is_lost(people: tuple[TestClient, TestClient]) -> None:
    ana, ben = people
    assert _decide(ana, "edit", event_type="COERCE", mode="").status_code == 303
    late = _decide(ben, "edit", revision=0, event_type="ASSAULT", status="ongoing")
    assert late.status_code == 409
    assert "Ana changed this event after you opened it" in late.text
    assert "<td>COERCE</td>" in late.text and 'name="revision" value="1"' in late.text
    assert ana.get(f"/api/v1/events/{EVENT}").json()["event_type"] == "COERCE"
    assert _decide(ben, "edit", revision=1, event_type="COERCE", mode="", status="ongoing").status_code == 303
    held = ana.get(f"/api/v1/events/{EVENT}").json()
    assert (held["event_type"], held["status"]) == ("COERCE", "ongoing")


def test_rejected_event_is_gone_from_the_lists_and_told_as_deleted(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    _decide(ana, "reject")
    assert f"/events/{EVENT}" not in ana.get("/events?limit=500").text
    assert "took this out: no event" in ana.get(f"/events/{EVENT}").text
    assert EVENT in [row["id"] for row in ana.get("/api/v1/deleted").json()["deleted"]]
    _decide(ana, "undo", 1)
    assert EVENT not in [row["id"] for row in ana.get("/api/v1/deleted").json()["deleted"]]


def test_second_coder_sees_the_machines_record_and_changes_nothing(people: tuple[TestClient, TestClient]) -> None:
    ana, ben = people
    _decide(ana, "edit", event_type="COERCE", mode="")
    page = ben.get("/review?second=1").text
    assert f'action="/events/{EVENT}/review"' in page and "<option selected title" in page
    assert "Ana" not in page and "COERCE</option>" in page
    answer = send(
        ben,
        f"/events/{EVENT}/review",
        "/review?second=1",
        verdict="accept",
        revision="0",
        second="1",
        next="/review?second=1",
    )
    assert answer.status_code == 303
    assert ben.get(f"/api/v1/events/{EVENT}").json()["event_type"] == "COERCE"
    assert "Nobody else has judged" in ben.get("/review?second=1").text
    rows = ben.get("/review/agreement").text
    assert "event type" in rows and '<td class="num">1</td><td class="num">0</td>' in rows


def test_corrected_records_come_out_as_an_evaluation_set(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    _decide(ana, "edit", event_type="COERCE", mode="")
    _decide(ana, "reject", event="0000000000000002")
    (row,) = [json.loads(line) for line in ana.get("/review/gold.jsonl").text.splitlines()]
    assert row["is_complete"] and [g["event_type"] for g in row["gold"]] == ["COERCE"] and len(row["rejected"]) == 1
    trigger = row["gold"][0]["trigger"]
    assert row["text"][trigger["start"] : trigger["end"]] == trigger["text"] == "shelled"


def test_decision_by_the_api_is_kept_and_a_late_one_gets_a_conflict_with_what_holds(
    path: Place, people: tuple[TestClient, TestClient]
) -> None:
    ana, _ = people
    store = open_store(path)
    key = issue_token(store, "Ana", "script", "2026-11-24")
    store.close()
    headers = {"authorization": f"Bearer {key}"}
    address = f"/api/v1/events/{EVENT}/reviews"
    body = {"verdict": "edit", "revision": 0, "fields": {"status": "ongoing"}}
    assert ana.post(address, json=body, headers=headers).status_code == 201
    late = ana.post(address, json=body, headers=headers)
    assert late.status_code == 400 and "Nothing was changed" in late.json()["error"]
    late = ana.post(address, json={**body, "fields": {"status": "negated"}}, headers=headers)
    assert late.status_code == 409 and late.json()["event"]["status"] == "ongoing" and late.json()["revision"] == 1
    for wrong in (
        {"verdict": "maybe", "revision": 0},
        {"verdict": "accept"},
        {**body, "fields": {"id": "x"}},
        {**body, "more": 1},
        [],
    ):
        assert ana.post(address, json=wrong, headers=headers).status_code == 400
    log = ana.get(address).json()
    assert (log["state"], log["revision"], [r["reviewer"] for r in log["reviews"]]) == ("corrected", 1, ["Ana"])


def test_readers_read_while_another_writes(path: Place, people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    writer = open_store(path)
    with pytest.raises(KeyboardInterrupt), writer.database.transaction() as writing:
        writing.execute("DELETE FROM event")
        assert EVENT in ana.get("/events?limit=500").text
        assert writing.execute("SELECT count(*) FROM event").fetchone()[0] == 0
        raise KeyboardInterrupt
    assert Reviews(writer).find(EVENT) is None
    writer.close()


def test_changes_since_a_second_are_told_oldest_first(people: tuple[TestClient, TestClient]) -> None:
    ana, _ = people
    everything = ana.get("/api/v1/events?timestamp>=0&limit=500").json()["events"]
    stamps = [e["timestamp"] for e in everything]
    assert stamps == sorted(stamps) and len(everything) == 14
    after = max(stamps) + 1
    assert ana.get(f"/api/v1/events?timestamp>={after}").json()["events"] == []
    pages, cursor = [], None
    while True:
        page = ana.get(
            "/api/v1/events", params={"timestamp": 0, "limit": 4, **({"after": cursor} if cursor else {})}
        ).json()
        pages += [e["id"] for e in page["events"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert pages == [e["id"] for e in everything]


def test_a_second_coder_judges_what_the_first_took_out_and_agreement_counts_it(
    people: tuple[TestClient, TestClient],
) -> None:
    ana, ben = people
    other = "0000000000000002"
    _decide(ana, "reject")
    _decide(ana, "accept", event=other)
    waiting = "/review?second=1&q=Rutshuru"
    for _ in range(2):
        page = ben.get(waiting).text
        event = EVENT if f"/events/{EVENT}/review" in page else other
        assert f"/events/{event}/review" in page and "Taken out" not in page
        verdict = "reject" if event == EVENT else "accept"
        send(ben, f"/events/{event}/review", waiting, verdict=verdict, revision="1", second="1", next=waiting)
    assert "<strong>0</strong>" in ben.get(waiting).text
    row = ana.get("/review/agreement").text.split('<th scope="row">is an event</th>')[1].split("</tr>")[0]
    assert [cell in row for cell in (">2<", "1.000")] == [True, True]
