"""Exports from the pages: each profile in each form, by the present filter, with what describes it."""

import csv
import io
import json
import zipfile

import pytest
from starlette.testclient import TestClient

from dateline.export import PROFILES
from dateline.pages import exporting, limits, site

FORMS = [(p.name, form) for p in PROFILES.values() for form in p.formats]


def unpacked(client: TestClient, address: str) -> zipfile.ZipFile:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.content))


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site._MOST, "export", 10_000)


@pytest.mark.parametrize(("profile", "form"), FORMS)
def test_every_profile_comes_with_what_describes_it(client: TestClient, profile: str, form: str) -> None:
    archive = unpacked(client, f"/export/{profile}/{form}")
    assert {"manifest.json", "datapackage.json", "codebook.md", "CITATION.cff"} < set(archive.namelist())
    manifest = json.loads(archive.read("manifest.json"))
    assert {f["path"] for f in manifest["files"]} < set(archive.namelist())


def test_the_events_page_leads_to_every_form_by_its_filter(client: TestClient) -> None:
    page = client.get("/events?type=ASSAULT").text
    for profile, form in FORMS:
        assert f"/export/{profile}/{form}?type=ASSAULT" in page


def test_the_filter_of_the_page_narrows_the_file(client: TestClient) -> None:
    def rows(address: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(unpacked(client, address).read("events.csv").decode())))

    everything, assaults = rows("/export/events/csv"), rows("/export/events/csv?type=ASSAULT")
    assert 0 < len(assaults) < len(everything)
    assert {r["event_type"] for r in assaults} == {"ASSAULT"}
    for asked in ("quad=1", "who=m23-cod", "deaths=1"):
        shown = client.get(f"/api/v1/events?limit=500&{asked}").json()["events"]
        found = rows(f"/export/events/csv?{asked}")
        assert {r["event_id"] for r in found} == {e["id"] for e in shown}
        assert 0 < len(found) < len(everything)


def test_the_same_store_gives_the_same_bytes(client: TestClient) -> None:
    assert client.get("/export/acled/csv").content == client.get("/export/acled/csv").content


@pytest.mark.parametrize(("asked", "is_guarded"), [("", True), ("?plain=1", False), ("?plain=0", True)])
def test_formulas_are_guarded_unless_plain_cells_are_asked_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, asked: str, is_guarded: bool
) -> None:
    given = []
    monkeypatch.setattr(exporting, "export", lambda *_, options, **__: given.append(options))
    unpacked(client, f"/export/acled/csv{asked}")
    assert [options.guard_formulas for options in given] == [is_guarded]


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/export/nothing/csv", 404, "No such export"),
        ("/export/acled/gpkg", 400, "cannot be written as gpkg"),
        ("/export/events/csv?type=WAR", 400, "no such event type"),
    ],
)
def test_what_cannot_be_exported_is_told(client: TestClient, address: str, status: int, told: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert told in answer.text


def test_exports_are_limited_for_each_address(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(site._MOST, "export", limits.EXPORT)
    answers = [client.get("/export/acled-deleted/csv").status_code for _ in range(limits.EXPORT + 1)]
    assert answers[-1] == 429
