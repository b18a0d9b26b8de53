"""Who may what: every address names what it needs, and nobody else is answered."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from dateline.pages import build_app
from dateline.pages.access import Guarded, key_beside, unguarded
from dateline.review import issue_token
from dateline.store import Place, open_store

from .conftest import PROCESSES, SECRET
from .made import SHELLING
from .visits import log_in, seal_on, send

NEEDS = {
    "anybody": ["GET /login", "POST /login"],
    "reader": [
        "GET /", "GET /map", "GET /processes", "GET /processes/{process_id}",
        "GET /processes/{process_id}/timeline.svg", "GET /api/v1/processes", "GET /api/v1/processes/{process_id}",
        "GET /basemap.json", "GET /events", "GET /events/{event_id}", "GET /export/{profile}/{form}",
        "GET /incidents", "GET /incidents/{incident_id}", "GET /api/v1/incidents", "GET /api/v1/incidents/{incident_id}",
        "GET /api/v1/incidents/{incident_id}/places", "GET /api/v1/incident-places",
        "GET /reports", "GET /reports/{report_id}", "GET /actors",
        "GET /actors/{key:anything}", "GET /dyads", "GET /dyad", "GET /paste", "GET /codebook", "GET /accuracy", "GET /about",
        "POST /paste", "GET /api/v1/events", "GET /api/v1/events/{event_id}", "GET /api/v1/events/{event_id}/reviews",
        "GET /api/v1/deleted", "GET /api/v1/reports", "GET /api/v1/reports/{report_id}", "GET /api/v1/actors",
        "GET /api/v1/actors/{key:anything}", "GET /api/v1/statements", "GET /api/v1/dyads", "GET /api/v1/series",
        "GET /api/v1/places", "GET /api/v1/outcomes", "GET /api/v1/openapi.json",
    ],
    "viewer": ["GET /account", "POST /account", "POST /logout"],
    "coder": [
        "GET /review", "GET /review/log", "GET /review/agreement", "GET /review/gold.jsonl", "GET /events/{event_id}/review",
        "POST /incidents/{incident_id}/split", "POST /incidents/{incident_id}/merge",
        "GET /reports/{report_id}/add", "POST /reports/{report_id}/add",
        "POST /events/{event_id}/review", "POST /paste/keep", "POST /api/v1/events/{event_id}/reviews",
    ],
    "admin": ["GET /people", "POST /people"],
}  # fmt: skip
"""Every address there is. A new one is written down here with who may use it."""


def _guarded(app: Starlette) -> Iterator[tuple[str, str]]:
    for route in app.routes:
        inner = route.routes if isinstance(route, Mount) and route.routes else [route]
        prefix = route.path if isinstance(route, Mount) and route.routes else ""
        for one in inner:
            if isinstance(one, Guarded):
                method = "POST" if "POST" in (one.methods or ()) else "GET"
                yield one.needs, f"{method} {prefix}{one.path}"


def test_every_address_is_listed_with_what_it_needs(app: Starlette) -> None:
    found: dict[str, set[str]] = {}
    for needs, address in _guarded(app):
        found.setdefault(needs, set()).add(address)
    assert found == {needs: set(addresses) for needs, addresses in NEEDS.items()}


def test_address_that_names_no_need_is_found_out(app: Starlette) -> None:
    def endpoint(_: object) -> PlainTextResponse:
        return PlainTextResponse("hello")

    assert unguarded([Route("/open", endpoint), Mount("/in", routes=[Route("/side", endpoint)])]) == ["/open", "/side"]
    assert unguarded(app.routes) == []


def _example(address: str) -> str:
    path = address.split(" ")[1]
    for name, value in (
        ("{event_id}", "0000000000000001"),
        ("{incident_id}", SHELLING),
        ("{process_id}", "tigers"),
        ("{report_id}", "r-0000000000000001"),
        ("{key:anything}", "m23-cod"),
        ("{profile}/{form}", "acled/csv"),
    ):
        path = path.replace(name, value)
    return path + ("?a=m23-cod&b=~four%20civilians" if path == "/dyad" else "")


RANKS = ("reader", "viewer", "coder", "admin")


@pytest.fixture(scope="module")
def visitors(store_path: Place) -> dict[str, TestClient]:
    """Over a store that only people with an account may read: nobody, and one of each role."""
    app = build_app(store_path, is_open=False, processes=PROCESSES)
    found = {"nobody": TestClient(app, base_url="http://localhost")}
    for role in ("viewer", "coder", "admin"):
        found[role] = TestClient(app, base_url="http://localhost")
        assert log_in(found[role], role, SECRET).status_code == 303
    return found


@pytest.mark.parametrize("role", ["nobody", "viewer", "coder", "admin"])
def test_role_opens_its_addresses_and_no_others(visitors: dict[str, TestClient], role: str) -> None:
    client = visitors[role]
    for needs, addresses in NEEDS.items():
        may = needs == "anybody" or (role != "nobody" and RANKS.index(role) >= RANKS.index(needs))
        for address in addresses:
            method, path = address.split(" ")[0], _example(address)
            if method == "POST" and may:
                continue
            answer = client.request(method, path, follow_redirects=False)
            if may:
                if path == "/basemap.json":
                    continue
                assert answer.status_code == 200, (role, address, answer.text[:200])
            elif role == "nobody":
                is_page = method == "GET" and "/api/" not in path
                assert answer.status_code == (303 if is_page else 401), (role, address)
                assert not is_page or answer.headers["location"].startswith("/login?next=")
            else:
                assert answer.status_code == 403, (role, address)


DEEDS = [
    "/login",
    "/logout",
    "/account",
    "/people",
    "/paste/keep",
    f"/incidents/{SHELLING}/split",
    f"/incidents/{SHELLING}/merge",
    "/events/0000000000000001/review",
    "/api/v1/events/0000000000000001/reviews",
]


@pytest.mark.parametrize("path", DEEDS)
def test_form_without_the_seal_of_its_visit_changes_nothing(admin: TestClient, client: TestClient, path: str) -> None:
    foreign = seal_on(client, "/login")
    valid = {
        "verdict": "reject",
        "what": "add",
        "name": "intruder",
        "password": "a long secret",
        "role": "admin",
        "text": "x",
    }
    for seal in ({}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": foreign}):
        body = {"json": {"verdict": "reject", "revision": 0}} if "/api/" in path else {"data": {**valid, **seal}}
        answer = admin.post(
            path, headers={"x-csrf": seal["csrf"]} if seal and "/api/" in path else {}, follow_redirects=False, **body
        )
        assert answer.status_code == 403, (path, seal)
    assert "intruder" not in admin.get("/people").text
    assert admin.get("/api/v1/events/0000000000000001/reviews").json()["state"] == "open"


@pytest.mark.parametrize("path", DEEDS)
def test_form_of_another_site_is_refused_even_with_a_login(admin: TestClient, path: str) -> None:
    for headers in (
        {"origin": "http://evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ):
        assert admin.post(path, headers=headers, data={"csrf": seal_on(admin, "/people")}).status_code == 403


def test_login_gives_the_visit_a_new_name(app: Starlette) -> None:
    with TestClient(app, base_url="http://localhost") as fresh:
        fresh.get("/login")
        before = fresh.cookies["dateline"]
        log_in(fresh, "viewer", SECRET)
        after = fresh.cookies["dateline"]
        assert before != after
        with TestClient(app, base_url="http://localhost") as thief:
            stolen = {"cookie": f"dateline={before}"}
            assert thief.get("/account", headers=stolen, follow_redirects=False).status_code == 303


def test_cookie_is_kept_from_scripts_and_other_sites(client: TestClient) -> None:
    told = client.get("/login").headers["set-cookie"]
    assert "HttpOnly" in told and "SameSite=Lax" in told and "Path=/" in told
    assert "set-cookie" not in client.get("/codebook").headers


def test_cookie_that_was_changed_is_worth_nothing(admin: TestClient, app: Starlette) -> None:
    cookie = admin.cookies["dateline"]
    with TestClient(app, base_url="http://localhost") as other:
        for forged in (cookie[:-2] + "xx", "x" + cookie[1:], cookie.split(".")[0]):
            assert (
                other.get("/account", headers={"cookie": f"dateline={forged}"}, follow_redirects=False).status_code
                == 303
            )
        assert other.get("/account", headers={"cookie": f"dateline={cookie}"}).status_code == 200


def test_logout_ends_the_session_for_a_copied_cookie_too(app: Starlette) -> None:
    with TestClient(app, base_url="http://localhost") as fresh:
        log_in(fresh, "viewer", SECRET)
        cookie = fresh.cookies["dateline"]
        assert send(fresh, "/logout", "/account").status_code == 303
        assert (
            fresh.get("/account", headers={"cookie": f"dateline={cookie}"}, follow_redirects=False).status_code == 303
        )


def test_wrong_passwords_are_few_a_minute(store_path: Place) -> None:
    seconds = [1_000_000.0]
    app = build_app(store_path, now=lambda: seconds[0], key=b"x" * 32)
    with TestClient(app, base_url="http://localhost") as client:
        told = [log_in(client, "admin", f"guess number {n}").status_code for n in range(7)]
        assert told == [403] * 5 + [429] * 2
        assert log_in(client, "admin", SECRET).status_code == 429
        seconds[0] += 60
        assert log_in(client, "admin", SECRET).status_code == 303


def test_unknown_name_and_wrong_password_read_the_same(store_path: Place) -> None:
    with TestClient(build_app(store_path), base_url="http://localhost") as client:
        pages = [log_in(client, name, "a wrong secret").text for name in ("admin", "nobody here")]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "evil"]
)
def test_login_leads_to_this_site_only(store_path: Place, address: str) -> None:
    with TestClient(build_app(store_path), base_url="http://localhost") as client:
        answer = send(client, "/login", "/login", name="viewer", password=SECRET, next=address)
    assert answer.headers["location"] == "/"


def test_token_opens_the_api_with_its_persons_role_and_needs_no_seal(store_path: Place, app: Starlette) -> None:
    store = open_store(store_path)
    keys = {name: issue_token(store, name, "test", "2026-11-24") for name in ("viewer", "coder")}
    store.close()
    path = "/api/v1/events/0000000000000003/reviews"
    with TestClient(app, base_url="http://localhost") as client:
        body = {"verdict": "accept", "revision": 0}
        assert client.post(path, json=body).status_code == 401
        assert client.post(path, json=body, headers={"authorization": f"Bearer {keys['viewer']}"}).status_code == 403
        assert client.post(path, json=body, headers={"authorization": "Bearer dl_guess"}).status_code == 401
        assert client.get("/api/v1/events", headers={"authorization": "Bearer dl_guess"}).status_code == 401
        answer = client.post(path, json=body, headers={"authorization": f"Bearer {keys['coder']}"})
        assert (answer.status_code, answer.json()["revision"]) == (201, 1)
        undone = client.post(
            path, json={"verdict": "undo", "revision": 1}, headers={"authorization": f"Bearer {keys['coder']}"}
        )
        assert undone.status_code == 201


def test_key_of_a_store_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    first = key_beside(tmp_path / "some.db")
    assert key_beside(tmp_path / "some.db") == first and len(first) > 30
    assert (tmp_path / "some.db-key").stat().st_mode & 0o077 == 0


def test_last_admin_cannot_be_taken_away_by_a_form(admin: TestClient) -> None:
    answer = send(admin, "/people", "/people", what="close", name="admin")
    assert answer.status_code == 400 and "only admin" in answer.text
    assert admin.get("/people").status_code == 200


def test_person_made_by_a_form_may_log_in(admin: TestClient, store_path: Place) -> None:
    assert (
        send(admin, "/people", "/people", what="add", name="Nilar", password="a long secret", role="viewer").status_code
        == 303
    )
    with TestClient(build_app(store_path), base_url="http://localhost") as client:
        assert log_in(client, "nilar", "a long secret").status_code == 303
        assert client.get("/account").status_code == 200


def test_password_that_a_proxy_asked_for_is_not_taken_for_a_token(client: TestClient) -> None:
    assert client.get("/", headers={"authorization": "Basic cHJveHk6cGFzcw=="}).status_code == 200
