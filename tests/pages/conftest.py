"""A client over a store made by hand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.places import KINDS, places

from dateline.pages import build_app
from dateline.review import add_person
from dateline.store import Place, open_store

from .made import make_store
from .visits import log_in

SECRET = "correct horse battery"
PROCESSES = Path(__file__).parent / "processes"


@pytest.fixture(scope="session", params=KINDS)
def store_path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with places(request.param, request, tmp_path_factory.mktemp("pages")) as new:
        yield _peopled(make_store(new()))


def _peopled(path: Place) -> Place:
    store = open_store(path)
    for role in ("viewer", "coder", "admin"):
        add_person(store, role, SECRET, role, "2026-11-24")
    store.close()
    return path


@pytest.fixture(scope="session")
def app(store_path: Place) -> Starlette:
    return build_app(store_path, processes=PROCESSES)


@pytest.fixture
def client(app: Starlette) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://localhost") as made:
        yield made


@pytest.fixture(scope="session")
def coder(app: Starlette) -> Iterator[TestClient]:
    """A client logged in as a coder."""
    with TestClient(app, base_url="http://localhost") as made:
        log_in(made, "coder", SECRET)
        yield made


@pytest.fixture(scope="session")
def admin(app: Starlette) -> Iterator[TestClient]:
    """A client logged in as an admin."""
    with TestClient(app, base_url="http://localhost") as made:
        log_in(made, "admin", SECRET)
        yield made
