"""The page of an incident: every claim beside the others, as known on a day, split and merged."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.places import KINDS, places

from dateline.engine import tell_incidents
from dateline.pages import build_app
from dateline.pipeline import code_report
from dateline.reports import ReadOptions, read_reports
from dateline.resources import Resources
from dateline.review import add_person
from dateline.store import Place, open_store

from .conftest import SECRET
from .visits import log_in, send

REPORTS = Path(__file__).parent.parent.parent / "examples" / "reports" / "ethiopia"


@pytest.fixture(scope="module", params=KINDS)
def told(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, resources: Resources
) -> Iterator[Place]:
    """A store with an airstrike that two reports tell of, a day apart, with another toll."""
    with places(request.param, request, tmp_path_factory.mktemp("incidents")) as new:
        yield _filled(new(), resources)


def _filled(path: Place, resources: Resources) -> Place:
    store = open_store(path)
    names = [str(REPORTS / "2022-08-26-mekelle-airstrike.txt"), str(REPORTS / "2022-08-27-mekelle-toll.txt")]
    for report in read_reports(names, ReadOptions(), resources.gazetteer):
        store.add(code_report(report, resources))  # type: ignore[arg-type]
    tell_incidents(store, "2022-08-28")
    add_person(store, "Ana", SECRET, "coder", "2022-08-28")
    store.close()
    return path


@pytest.fixture
def ana(told: Place) -> Iterator[TestClient]:
    with TestClient(build_app(told), base_url="http://localhost") as client:
        log_in(client, "Ana", SECRET)
        yield client


def _joined(client: TestClient) -> dict:
    (found,) = [i for i in client.get("/api/v1/incidents").json()["incidents"] if len(i["reports"]) == 2]
    return found


def test_claims_stand_side_by_side_with_the_rule_and_their_words(ana: TestClient) -> None:
    page = ana.get(f"/incidents/{_joined(ana)['id']}").text
    assert "“at least four people”" in page and "“At least seven people”" in page
    assert "latest-independent-median" in page and ">outdated<" in page and ">counts<" in page
    assert "Why these reports were joined" in page and "toll raised" in page


def test_as_known_on_an_earlier_day_only_what_was_told_by_then_counts(ana: TestClient) -> None:
    address = f"/incidents/{_joined(ana)['id']}"
    then, now = ana.get(f"{address}?as_of=2022-08-26").text, ana.get(address).text
    assert "As known on 26 August 2022" in then and "seven people" not in then
    assert 'data-days="2022-08-26 2022-08-27"' in now
    before = ana.get(f"{address}?as_of=2022-08-25")
    assert before.status_code == 404 and "Nothing was known of this before 2022-08-26" in before.text


def test_list_is_as_known_on_a_day_too(ana: TestClient) -> None:
    def killed(query: str) -> list[int]:
        found = ana.get(f"/api/v1/incidents?{query}").json()["incidents"]
        return [t["best"] for i in found for t in i["casualties"] if t["harm"] == "killed"]

    assert killed("") == [7] and killed("as_of=2022-08-26") == [4]
    assert "4 <span" not in ana.get("/incidents").text


def test_figure_of_the_overview_leads_to_its_incidents(ana: TestClient) -> None:
    page = ana.get("/").text
    assert '<a href="/incidents?since=2022-08-26&amp;until=2022-08-26&amp;sort=killed">7</a>' in page
    assert _joined(ana)["id"] in ana.get("/incidents?since=2022-08-26&until=2022-08-26&sort=killed").text


def test_corrected_toll_reaches_the_incident_and_goes_with_the_undo(told: Place, ana: TestClient) -> None:
    def best(client: TestClient) -> int:
        store = open_store(told)
        tell_incidents(store, "2022-08-29")
        store.close()
        (toll,) = [t for t in _joined(client)["casualties"] if t["harm"] == "killed"]
        return int(toll["best"])

    assert best(ana) == 7
    bundle = ana.get(f"/api/v1/incidents/{_joined(ana)['id']}").json()
    event = next(e["id"] for e in bundle["events"] for c in e["casualties"] if c["best"] == 7)
    page = f"/events/{event}/review"
    answer = send(ana, page, page, verdict="edit", revision="0", casualties="killed 9 = At least seven people")
    assert answer.status_code == 303
    assert best(ana) == 9
    assert send(ana, page, page, verdict="undo", revision="1").status_code == 303
    assert best(ana) == 7


def test_split_parts_what_was_ticked_and_merge_joins_it_again(told: Place, ana: TestClient) -> None:
    incident = _joined(ana)
    address = f"/incidents/{incident['id']}"
    bundle = ana.get(f"/api/v1{address}").json()
    second = [e["id"] for e in bundle["events"] if e["report_id"] == bundle["reports"][1]["id"]]
    answer = send(ana, f"{address}/split", address, event=second, note="another strike")  # type: ignore[arg-type]
    assert answer.status_code == 303
    first = answer.headers["location"]
    assert len(ana.get(f"/api/v1{first}").json()["reports"]) == 1
    (apart,) = {ana.get(f"/api/v1/incidents?report={bundle['reports'][1]['id']}").json()["incidents"][0]["id"]}
    answer = send(ana, f"{first}/merge", first, other=f"http://localhost/incidents/{apart}")
    assert answer.status_code == 303
    assert len(ana.get(f"/api/v1{answer.headers['location']}").json()["reports"]) == 2
    store = open_store(told)
    notes = [d["note"] for d in store.incidents.decided()]
    store.close()
    assert "Ana: another strike" in notes and "Ana" in notes


def test_split_of_nothing_or_everything_is_refused_in_words(ana: TestClient) -> None:
    address = f"/incidents/{_joined(ana)['id']}"
    everything = [e["id"] for e in ana.get(f"/api/v1{address}").json()["events"]]
    for ticked in ([], everything, ["no such event"]):
        assert send(ana, f"{address}/split", address, event=ticked).status_code == 400  # type: ignore[arg-type]
    assert send(ana, f"{address}/merge", address, other="i-nothing").status_code == 400


def test_imprecise_places_of_an_incident_are_areas(ana: TestClient) -> None:
    features = ana.get(f"/api/v1/incidents/{_joined(ana)['id']}/places").json()["features"]
    assert features
    for feature in features:
        shape = (feature["geometry"] or {}).get("type")
        assert shape == {"place": "Point", "point": "Point", "admin1": "Polygon"}.get(
            feature["properties"]["precision"]
        )


def test_filters_of_incidents_narrow(ana: TestClient) -> None:
    total = ana.get("/api/v1/incidents").json()["total"]
    for query in ("quad=1", "type=AGREE", "deaths=1", "disputed=1", "claimant=hospital", "country=ETH", "who=~nobody"):
        assert ana.get(f"/api/v1/incidents?{query}").json()["total"] < total or query == "country=ETH"
        assert ana.get(f"/incidents?{query}").status_code == 200
    assert ana.get("/incidents?sort=beauty").status_code == 400
