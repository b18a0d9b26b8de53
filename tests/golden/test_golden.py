"""Five reports of different conflicts: every fact that a careful reader notes is coded, and nothing that did not happen."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources

from .matching import Record, is_met, misquoted, records_of

_HERE = Path(__file__).parent
_NAMES = sorted(p.stem for p in (_HERE / "facts").glob("*.json"))
_FACTS = {name: json.loads((_HERE / "facts" / f"{name}.json").read_text(encoding="utf-8"))["facts"] for name in _NAMES}


@pytest.fixture(scope="module")
def coded(resources: Resources) -> dict[str, dict[str, list[Record]]]:
    """The records of each report."""
    texts = {name: (_HERE / "reports" / f"{name}.txt").read_text(encoding="utf-8") for name in _NAMES}
    return {name: records_of(code_text(text, resources)) for name, text in texts.items()}


@pytest.mark.parametrize(("name", "fact"), [pytest.param(n, f, id=f"{n}-{f['id']}") for n in _NAMES for f in _FACTS[n]])
def test_fact_is_coded(
    coded: Mapping[str, Mapping[str, Sequence[Record]]], name: str, fact: Mapping[str, object]
) -> None:
    assert is_met(fact, coded[name]), fact["about"]


@pytest.mark.parametrize("name", _NAMES)
def test_every_span_quotes_the_report(coded: Mapping[str, Mapping[str, Sequence[Record]]], name: str) -> None:
    assert not misquoted(coded[name])


def test_a_report_has_events_so_that_silence_proves_nothing(
    coded: Mapping[str, Mapping[str, Sequence[Record]]],
) -> None:
    assert all(len(records["event"]) >= 15 for records in coded.values())
