"""Text from reports is hostile: whatever stands in it is shown as text, and runs nowhere."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from .made import PAYLOADS

ALLOWED_SCRIPTS = "/static/"


class _Found(HTMLParser):
    """What a browser would make of a page: scripts, event handlers, links, and frames."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"iframe", "object", "embed", "base", "math", "style", "img"}:
            self.bad.append(tag)
        if tag == "script" and not (given.get("src") or "").startswith(ALLOWED_SCRIPTS):
            self.bad.append("script")
        self.bad += [name for name in given if name.startswith("on") or name == "style" or name == "srcdoc"]
        for name in ("href", "src", "action", "formaction"):
            address = (given.get(name) or "").strip().lower()
            if address.startswith(("javascript:", "data:", "vbscript:")):
                self.bad.append(address)


def check(page: str) -> None:
    found = _Found()
    found.feed(page)
    assert not found.bad
    assert "49" not in page.split("7 * 7")[0][-3:]


@pytest.mark.parametrize("number", range(len(PAYLOADS)))
def test_hostile_records_are_shown_as_text(client: TestClient, number: int) -> None:
    payload = PAYLOADS[number]
    pages = (
        f"/events/{100 + number:016x}", f"/reports/r-bad{number:013x}", "/actors/" + quote("~" + payload, safe=""),
        "/actors/" + quote(payload, safe=""), "/events?limit=500&col=report&col=speaker&col=source&col=sentence", "/reports?limit=500",
        "/actors?limit=500", "/dyads", "/map", "/",
    )  # fmt: skip
    for path in pages:
        answer = client.get(path)
        assert answer.status_code == 200, path
        check(answer.text)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_addresses_are_shown_as_text(client: TestClient, payload: str) -> None:
    for path in ("/", "/events", "/reports", "/actors", "/dyads", "/map", "/dyad"):
        for name in ("q", "actor", "type", "since", "place", "country", "after", "a", "col"):
            check(client.get(path, params={name: payload}).text)
    check(client.get("/" + quote(payload, safe="")).text)
    check(client.post("/paste", data={"text": "", "published": payload}).text)


def test_only_web_addresses_become_links(client: TestClient) -> None:
    number = PAYLOADS.index("javascript:alert(1)")
    page = client.get(f"/reports/r-bad{number:013x}").text
    assert 'href="javascript:' not in page and "javascript:alert(1)" in page


def test_form_of_another_site_is_refused(client: TestClient) -> None:
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert client.post("/paste", data={"text": "x"}, headers=headers).status_code == 403
    assert client.post("/paste", data={"text": ""}, headers={"origin": "http://localhost"}).status_code == 400


def test_foreign_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_upload_beyond_the_limit_is_refused(client: TestClient) -> None:
    answer = client.post("/paste", files={"file": ("big.txt", b"x" * 5_000_000)})
    assert answer.status_code == 413
    assert client.post("/paste", data={"text": "x" * 250_000}).status_code == 400


def test_static_files_stay_in_their_folder(client: TestClient) -> None:
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"):
        assert client.get(path).status_code == 404
