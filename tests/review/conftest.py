"""A store of two coded reports, one of them not yet reviewed."""

from collections.abc import Iterator

import pytest

from dateline.records import CodedReport
from dateline.store import Place, Store, open_store

from .made import coded_report


@pytest.fixture
def coded() -> CodedReport:
    return coded_report()


@pytest.fixture
def store(place: Place, coded: CodedReport) -> Iterator[Store]:
    made = open_store(place)
    made.add(coded)
    yield made
    made.close()
