"""Each page answers, says what it holds, and keeps its filters in the address."""

from pathlib import Path

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from dateline.pages import build_app
from dateline.pages.app import ROUTES

from .made import SHELLING

EXAMPLES = {
    "/": "/",
    "/map": "/map?country=COD",
    "/events": "/events",
    "/events/{event_id}": "/events/0000000000000001",
    "/incidents": "/incidents",
    "/incidents/{incident_id}": f"/incidents/{SHELLING}",
    "/processes": "/processes",
    "/processes/{process_id}": "/processes/tigers",
    "/reports": "/reports",
    "/reports/{report_id}": "/reports/r-0000000000000001",
    "/actors": "/actors",
    "/actors/{key:anything}": "/actors/m23-cod",
    "/dyads": "/dyads",
    "/dyad": "/dyad?a=m23-cod&b=~four%20civilians",
    "/review": "/review",
    "/review/log": "/review/log",
    "/review/agreement": "/review/agreement",
    "/events/{event_id}/review": "/events/0000000000000001/review",
    "/reports/{report_id}/add": "/reports/r-0000000000000001/add",
    "/login": "/login",
    "/account": "/account",
    "/people": "/people",
    "/paste": "/paste",
    "/codebook": "/codebook",
    "/accuracy": "/accuracy",
    "/about": "/about",
}


PAGES = [route for route in ROUTES if not route.path.endswith((".jsonl", ".json", ".svg", "{form}"))]


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.path)
def test_every_route_answers_with_a_page_of_its_own(admin: TestClient, route: Route) -> None:
    answer = admin.get(EXAMPLES[route.path])
    assert answer.status_code == 200, answer.text[:400]
    assert answer.headers["content-type"].startswith("text/html")
    assert "<h1" in answer.text and '<main id="main"' in answer.text


@pytest.mark.parametrize("route", PAGES, ids=lambda r: r.path)
def test_every_page_keeps_foreign_code_out(admin: TestClient, route: Route) -> None:
    answer = admin.get(EXAMPLES[route.path])
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy and "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert " style=" not in answer.text and "<style" not in answer.text and " onclick=" not in answer.text
    for part in answer.text.split("<script")[1:]:
        assert part.lstrip().startswith('src="/static/'), "a script that stands in the page itself"
    for part in answer.text.split('src="')[1:]:
        assert part.startswith("/static/")


def test_every_reading_route_answers_head_too_and_no_other_method(client: TestClient) -> None:
    for path in ("/", "/events", "/reports", "/api/v1/events"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405
        assert client.delete(path).status_code == 405


def test_overview_counts_reports_and_leads_to_events(client: TestClient) -> None:
    page = client.get("/").text
    assert "<strong>13</strong> reports" in page and "1 without an event" in page and "1 failed" in page
    assert f'href="/incidents/{SHELLING}"' in page and "All 4 incidents" in page


def test_overview_tells_what_is_new_since_the_last_visit(client: TestClient) -> None:
    assert "since your last visit" not in client.get("/").text
    assert "Nothing new since your last visit" in client.get("/").text
    client.cookies.clear()
    page = client.get("/", headers={"cookie": "dateline_seen=3"}).text
    assert "10 reports new since your last visit" in page


def test_empty_store_sends_to_the_paste_page(tmp_path: Path) -> None:
    with TestClient(build_app(tmp_path / "empty.db"), base_url="http://localhost") as client:
        answer = client.get("/")
        assert answer.url.path == "/paste" and "Try our sample" in answer.text
        for path in ("/map", "/events", "/reports", "/actors", "/dyads"):
            assert client.get(path).status_code == 200, path


def test_events_are_filtered_by_the_address(client: TestClient) -> None:
    assert "<strong>1</strong> event" in client.get("/events?type=CONSULT").text
    assert "<strong>2</strong> events" in client.get("/events?actor=M23").text
    assert "<strong>1</strong> event" in client.get("/events?country=COD&status=negated").text
    assert "<strong>1</strong> event" in client.get("/events?until=2002-12-31&q=Tamil").text
    assert "No event answers these filters" in client.get("/events?country=ISL").text


def test_status_is_told_in_words(client: TestClient) -> None:
    page = client.get("/events?country=COD").text
    assert ">denied<" in page and "The text says that it did not happen." in page
    assert ">planned<" in client.get("/events?type=AGREE").text


def test_events_are_paged_by_key_without_loss(client: TestClient) -> None:
    seen, address = [], "/api/v1/events?limit=3&sort=killed"
    while address:
        answer = client.get(address).json()
        seen += [e["id"] for e in answer["events"]]
        address = answer["next"] and f"/api/v1/events?limit=3&sort=killed&after={answer['next']}"
    assert len(seen) == len(set(seen)) == 14


def test_next_page_of_the_table_keeps_filter_order_and_columns(client: TestClient) -> None:
    page = client.get("/events?quad=4&sort=killed&order=asc&limit=5&col=when&col=report").text
    link = page.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "quad=4" in link and "sort=killed" in link and "order=asc" in link and "col=report" in link
    assert client.get(link).status_code == 200


def test_event_page_shows_fields_beside_their_words(client: TestClient) -> None:
    page = client.get("/events/0000000000000001").text
    assert 'class="m k-trigger q4" id="c11"' in page
    assert 'data-spans="0-10"' in page and 'data-spans="11-18"' in page
    assert "the army" in page and "4 to 6 killed" in page
    assert "a party to the conflict" in page


def test_report_reader_shows_the_text_as_it_was(client: TestClient) -> None:
    page = client.get("/reports/r-0000000000000001").text
    story = page.split('<div class="story"')[1].split("</div>")[0].split(">", 1)[1]
    plain = "".join(part.split(">", 1)[-1] for part in ("x>" + story).split("<"))
    assert plain == "M23 rebels shelled Rutshuru on Tuesday, killing four civilians, the army said."
    assert 'id="e-0000000000000001"' in page and 'href="https://news.example/1"' in page


def test_unknown_records_are_told_as_missing(client: TestClient) -> None:
    for path in ("/events/zzz", "/reports/zzz", "/actors/zzz", "/dyad?a=x&b=y", "/no-such-page"):
        answer = client.get(path)
        assert answer.status_code == 404 and "<h1>Not here</h1>" in answer.text


@pytest.mark.parametrize(
    "address",
    ["/events?since=soon", "/events?type=WAR", "/events?quad=7", "/events?limit=100000", "/events?after=%25", "/events?after=W10",
     "/events?sort=record", "/events?min_confidence=two", "/dyad", "/reports?since=2020-13-01", "/actors?after=eyJ4IjoxfQ"],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_words(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 400 and "<h1>That cannot be asked</h1>" in answer.text


@pytest.mark.parametrize("words", ['"', "'", "a AND", "NEAR(", "*", "title:", "\x00", "%", "_", "-", "((((", "é" * 150])
def test_any_words_can_be_searched_for(client: TestClient, words: str) -> None:
    for path in ("/events", "/reports", "/actors"):
        assert client.get(path, params={"q": words, "actor": words, "place": words}).status_code == 200


def test_search_marks_the_words_found(client: TestClient) -> None:
    page = client.get("/reports?q=rutshuru").text
    assert "<mark>Rutshuru</mark>" in page


def test_actor_page_tells_codes_with_evidence_and_counterparts(client: TestClient) -> None:
    page = client.get("/actors/m23-cod").text
    assert "COD REB" in page and "25 October 2022" in page and "four civilians" in page
    page = client.get("/actors/~the%20army").text
    assert client.get("/actors/~the%20army").status_code == 404 or "the army" in page


def test_codebook_explains_every_type_and_sector(client: TestClient) -> None:
    page = client.get("/codebook").text
    for anchor in ('id="ASSAULT"', 'id="ASSAULT-aerial"', 'id="sector-REB"', "Deliberate physical harm"):
        assert anchor in page


def test_filters_go_along_to_the_map(client: TestClient) -> None:
    page = client.get("/events?country=COD").text
    assert 'href="/map?country=COD"' in page


def test_actor_whose_name_goes_over_the_end_of_a_line_has_an_address(client: TestClient) -> None:
    answer = client.get("/actors/~the%0Arebels")
    assert answer.status_code == 404 and "No event in the store names this actor" in answer.text
