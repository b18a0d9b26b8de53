"""Resources loaded once a test session, and places for stores of both kinds."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.places import KINDS, NewPlace, places
from tests.server import Server, binaries, running

from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.register import Register, load_register
from dateline.resources import Resources, load_resources
from dateline.store import Place
from dateline.text import Parser

SAMPLES = Path(__file__).parent.parent / "examples" / "reports"


@pytest.fixture(scope="session")
def resources() -> Resources:
    return load_resources()


@pytest.fixture(scope="session")
def parser(resources: Resources) -> Parser:
    return resources.parser


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()


@pytest.fixture
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server; skipped where its programs are not installed, but not in CI."""
    if binaries() is None and not os.environ.get("CI"):
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    with running() as made:
        yield made


@pytest.fixture(params=KINDS)
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewPlace]:
    """A new place for a store, each time it is called; the test runs once for SQLite and once for PostgreSQL."""
    with places(request.param, request, tmp_path) as new:
        yield new


@pytest.fixture
def place(new_place: NewPlace) -> Place:
    """A place for a store; the test runs once for SQLite and once for PostgreSQL."""
    return new_place()
