"""What a large store does otherwise, tried on a small one: kept counts, cells of the map, counts that follow the page."""

import json
import threading

import pytest
from starlette.testclient import TestClient

from dateline.pages import memory
from dateline.query import EventQuery, Reader, Readers, count_of_events, facets_of_events, is_tallied
from dateline.query.events import page_of_events
from dateline.store import Filter, open_store

from .made import make_store

QUERIES = (
    EventQuery(), EventQuery(Filter(country="COD")), EventQuery(Filter(event_type="ASSAULT", status="occurred")),
    EventQuery(quad_class=4), EventQuery(Filter(historical=False)), EventQuery(Filter(actor="M23")),
    EventQuery(Filter(since="2013-01-01"), sort="killed"), EventQuery(actor_key="m23-cod"),
)  # fmt: skip


@pytest.fixture
def readers(place):
    made = Readers(make_store(place))
    yield made
    made.close()


def _counted(reader: Reader, query: EventQuery) -> int:
    where, values = query.where()
    return int(reader.rows(f"SELECT count(*) FROM event e WHERE {where}", values)[0][0])


def test_kept_numbers_are_those_of_the_events(readers: Readers) -> None:
    with readers.reading() as reader:
        for query in QUERIES:
            assert count_of_events(reader, query) == (_counted(reader, query), False), query
            types = [f.events for f in facets_of_events(reader, query) if f.name == "type"]
            assert sum(types) == _counted(reader, query), query
    assert [is_tallied(q) for q in QUERIES] == [True] * 5 + [False] * 3


def test_kept_numbers_follow_what_is_replaced_and_taken_out(readers: Readers) -> None:
    store = open_store(readers.path)
    with readers.reading() as reader:
        total = count_of_events(reader, EventQuery())[0]
    with store.database.transaction() as writing:
        (first, second) = (row[0] for row in writing.execute("SELECT id FROM report ORDER BY id LIMIT 2").fetchall())
        writing.execute("UPDATE report SET superseded_by = ? WHERE id = ?", (second, first))
    with readers.reading() as reader:
        assert all(count_of_events(reader, q)[0] == _counted(reader, q) for q in QUERIES)
        assert count_of_events(reader, EventQuery())[0] < total
    with store.database.transaction() as writing:
        writing.execute("UPDATE report SET superseded_by = NULL WHERE id = ?", (first,))
        writing.execute("DELETE FROM event WHERE report_id = ?", (second,))
    with readers.reading() as reader:
        assert all(count_of_events(reader, q)[0] == _counted(reader, q) for q in QUERIES)
        assert count_of_events(reader, EventQuery())[0] < total
    store.close()


@pytest.mark.parametrize("sort", ["day", "killed", "confidence", "type", "country"])
def test_a_page_is_the_same_by_whichever_way_its_rows_are_found(readers: Readers, sort: str) -> None:
    with readers.reading() as reader:
        for query in QUERIES:
            asked = EventQuery(query.filter, query.quad_class, query.actor_key, sort=sort)
            plain = [row.event["id"] for row in page_of_events(reader, asked).rows]
            for count in (count_of_events(reader, asked), (10_000, True)):
                assert [row.event["id"] for row in page_of_events(reader, asked, count=count).rows] == plain


def test_a_box_of_many_places_is_told_by_cells_that_hold_them_all(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in ("places", "incident-places"):
        single = client.get(f"/api/v1/{path}").json()
        assert single["cells"] is None
        with monkeypatch.context() as patch:
            patch.setattr("dateline.query.grid.MOST_SINGLE", 0)
            cells = client.get(f"/api/v1/{path}?min_confidence=0").json()  # asked otherwise: what is kept is not given
            assert cells["cells"] == 360 / 16
            small = client.get(f"/api/v1/{path}?box=28,-3,31,0").json()
        points = [f for f in single["features"] if f["properties"]["precision"] in {"point", "place"}]
        for field in ("number", "killed"):
            assert sum(f["properties"][field] for f in cells["features"]) == sum(
                f["properties"][field] for f in single["features"]
            )
        assert all(
            f["geometry"]["type"] == "Point"
            for f in cells["features"]
            if f["properties"]["precision"] in {"point", "place"}
        )
        areas = [f for f in cells["features"] if f["properties"]["precision"] not in {"point", "place"}]
        assert sorted(json.dumps(f["geometry"]) for f in areas) == sorted(
            json.dumps(f["geometry"]) for f in single["features"] if f not in points
        )
        names = {f["properties"]["name"] for f in small["features"]}
        assert names <= {f["properties"]["name"] for f in single["features"]} | {None} and small["cells"] < 1


def test_what_is_counted_long_follows_the_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_LARGE", 0)
    page = client.get("/?min_confidence=0.01").text
    assert "Being counted" in page and 'hx-get="/?min_confidence=0.01&amp;"' in page and 'hx-select="#dyads"' in page
    whole = client.get("/?min_confidence=0.01&wait=1").text
    assert "Being counted" not in whole and 'href="/dyad?' in whole
    assert 'hx-select="#as-table"' in client.get("/map?min_confidence=0.01").text


def test_what_was_counted_behind_is_there_when_the_page_asks_again(
    readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(memory, "_LARGE", 0)
    kept = memory.Memory(readers, clock=lambda: 0.0, rest=lambda _: None)
    with readers.reading() as reader:
        assert kept.later(reader, "n", lambda _: 7) is None
    for thread in [t for t in threading.enumerate() if t.name == "count"]:
        thread.join()
    with readers.reading() as reader:
        assert kept.later(reader, "n", lambda _: 7) == 7


def test_a_box_that_is_none_is_refused(client: TestClient) -> None:
    assert client.get("/api/v1/places?box=nan,0,1,1").status_code == 400
