"""The API gives the contract's records, its description tells its routes, and nothing is sent twice."""

import csv
import io

import pytest
from starlette.testclient import TestClient

from dateline.pages.api import API, POSTS

from .made import SHELLING

EXAMPLES = {
    "event_id": "0000000000000001",
    "report_id": "r-0000000000000001",
    "key": "m23-cod",
    "incident_id": SHELLING,
    "process_id": "tigers",
}


def address_of(path: str) -> str:
    for name, value in EXAMPLES.items():
        path = path.replace(f"{{{name}}}", value)
    return f"/api/v1{path}"


def test_description_tells_every_route_and_no_other(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert list(told["paths"]) == [r.path.replace(":anything", "") for r in API]
    assert [path for path, methods in told["paths"].items() if "post" in methods] == [row[0] for row in POSTS]
    for path in (row[0] for row in POSTS):
        assert client.post(address_of(path), json={}).status_code == 401, path


def test_every_described_address_answers_as_described(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    for path, methods in told["paths"].items():
        operation = methods["get"]
        answer = client.get(address_of(path))
        assert answer.status_code == 200, path
        reference = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"]
        schema = told["components"]["schemas"][reference.rpartition("/")[2]]
        assert set(schema["required"]) <= set(answer.json()), path


def test_every_described_parameter_is_taken_and_others_are_refused(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    for path, methods in told["paths"].items():
        for parameter in methods["get"]["parameters"]:
            if parameter["in"] == "query":
                answer = client.get(address_of(path), params={parameter["name"]: ""})
                assert "no such parameter" not in answer.text, (path, parameter["name"])
        assert client.get(address_of(path), params={"bogus": "1"}).status_code == 400


def test_event_is_the_record_of_the_contract(client: TestClient) -> None:
    event = client.get("/api/v1/events/0000000000000001").json()
    assert event["kind"] == "event" and event["event_type"] == "ASSAULT" and event["source"][0]["actor_id"] == "m23-cod"
    assert {"when", "where", "casualties", "attribution", "evidence", "sentence", "confidence"} <= set(event)


def test_answer_that_the_client_holds_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/events?country=COD")
    again = client.get("/api/v1/events?country=COD", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304 and not again.content
    assert client.get("/api/v1/events", headers={"if-none-match": first.headers["etag"]}).status_code == 200


def test_long_answers_are_packed(client: TestClient) -> None:
    answer = client.get("/api/v1/events", headers={"accept-encoding": "gzip"})
    assert answer.headers["content-encoding"] == "gzip"


def test_events_come_as_csv_when_asked(client: TestClient) -> None:
    answer = client.get("/api/v1/events?quad=4", headers={"accept": "text/csv"})
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(rows) == 12 and {"id", "source", "killed_low", "sentence"} <= set(rows[0])
    assert client.get("/api/v1/events?quad=4&format=csv").text == answer.text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_cell_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    from dateline.pages.eventcsv import guarded

    assert guarded(cell) == "'" + cell
    assert guarded("1+1") == "1+1" and guarded(-4.5) == -4.5


def test_places_have_a_position_only_where_the_words_allow_one(client: TestClient) -> None:
    found = {
        f["properties"]["precision"]: f["geometry"]
        for f in client.get("/api/v1/places?since=2022-01-01").json()["features"]
    }
    assert found["place"]["type"] == "Point" and found["admin1"]["type"] == "Polygon"
    country = client.get("/api/v1/places?type=CONSULT").json()["features"]
    assert [f["geometry"] for f in country] == [None]


def test_places_are_cut_to_a_box(client: TestClient) -> None:
    names = [f["properties"]["name"] for f in client.get("/api/v1/places?box=28,-3,31,0").json()["features"]]
    assert names == ["North Kivu", "Rutshuru"] or names == ["Rutshuru", "North Kivu"]
    assert client.get("/api/v1/places?box=here").status_code == 400


def test_series_counts_only_what_is_told_as_fact(client: TestClient) -> None:
    points = client.get("/api/v1/series?country=COD").json()["points"]
    assert [p["by_quad"] for p in points] == [[0, 0, 0, 1]]
    assert (points[0]["killed_low"], points[0]["killed_best"], points[0]["killed_high"]) == (4, 4, 6)


def test_errors_are_told_as_json(client: TestClient) -> None:
    for path, status in (("/api/v1/events/zzz", 404), ("/api/v1/nothing", 404), ("/api/v1/events?since=x", 400)):
        answer = client.get(path)
        assert answer.status_code == status and set(answer.json()) == {"error"}
