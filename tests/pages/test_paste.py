"""A pasted text is coded beside its records, and nothing is stored."""

import pytest
from starlette.testclient import TestClient

from dateline.pages.paste import sample_text
from dateline.store import Place, open_store

pytestmark = pytest.mark.slow


def test_pasted_report_is_coded_beside_its_text(client: TestClient) -> None:
    page = client.post("/paste", data={"text": sample_text()}).text
    assert "ASSAULT" in page and "Rutshuru" in page and "Nothing was stored" in page and "26 October 2022" in page


def test_nothing_of_a_pasted_text_is_stored(client: TestClient, store_path: Place) -> None:
    before = open_store(store_path).counts()
    client.post(
        "/paste", data={"text": "KABUL, Sept 5 (Sample Wire) - Taliban fighters killed three soldiers, officials said."}
    )
    assert open_store(store_path).counts() == before


def test_file_is_read_by_its_kind(client: TestClient) -> None:
    page = b"<html><body><article><p>BOGOTA, May 3 2015 (Sample Wire) - FARC rebels killed two soldiers.</p></article></body></html>"
    answer = client.post("/paste", files={"file": ("story.html", page, "text/html")}, data={"text": ""})
    assert answer.status_code == 200 and "killed" in answer.text and "&lt;article" not in answer.text


def test_name_of_a_file_cannot_leave_the_folder(client: TestClient) -> None:
    for name in ("../../etc/passwd", "..\\x.txt", "a/b.txt", "x.t/xt", "\u202ex.txt", ".."):
        answer = client.post(
            "/paste", files={"file": (name, b"Rebels killed two soldiers in Goma on Monday.", "text/plain")}
        )
        assert answer.status_code in {200, 400}


def test_hostile_text_is_shown_as_text(client: TestClient) -> None:
    page = client.post(
        "/paste",
        data={"text": "<script>alert(1)</script> rebels killed </textarea><img src=x onerror=alert(1)> soldiers."},
    ).text
    assert "<script>alert" not in page and "<img" not in page


def test_day_that_is_none_is_refused_in_words(client: TestClient) -> None:
    answer = client.post("/paste", data={"text": "Rebels killed two soldiers.", "published": "Monday"})
    assert answer.status_code == 400 and "Write it as 2019-12-09" in answer.text and "Rebels killed" in answer.text
