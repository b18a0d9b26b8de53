"""Resources loaded once a test session."""

from pathlib import Path

import pytest

from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.register import Register, load_register
from dateline.resources import Resources, load_resources
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
