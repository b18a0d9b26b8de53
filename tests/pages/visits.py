"""What a browser does with forms: take the seal from a page, and send it with what was filled in."""

import re

from httpx import Response
from starlette.testclient import TestClient


def seal_on(client: TestClient, path: str) -> str:
    """The seal of the forms on a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', client.get(path).text)
    assert found, f"no form on {path}"
    return found[1]


def send(client: TestClient, path: str, page: str, **fields: str) -> Response:
    """The answer to a form of `page` sent to `path`, redirects not followed."""
    return client.post(path, data={"csrf": seal_on(client, page), **fields}, follow_redirects=False)


def log_in(client: TestClient, name: str, password: str) -> Response:
    return send(client, "/login", "/login", name=name, password=password, next="/")
