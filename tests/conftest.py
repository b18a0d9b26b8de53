"""Resources loaded once a test session."""

import pytest

from dateline.gazetteer import Gazetteer, open_gazetteer
from dateline.register import Register, load_register
from dateline.text import Parser, load_parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return load_parser("spacy")


@pytest.fixture(scope="session")
def register() -> Register:
    return load_register()


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return open_gazetteer()
