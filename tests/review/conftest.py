"""A store of two coded reports, one of them not yet reviewed."""

from pathlib import Path

import pytest

from dateline.records import CodedReport
from dateline.store import Store, open_store

from .made import coded_report


@pytest.fixture
def coded() -> CodedReport:
    return coded_report()


@pytest.fixture
def store(tmp_path: Path, coded: CodedReport) -> Store:
    made = open_store(tmp_path / "review.db")
    made.add(coded)
    return made
