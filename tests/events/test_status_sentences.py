"""Status over the sixteen types: what was done, is under way, announced, wanted, supposed, did not happen, or is denied."""

import csv
from pathlib import Path

import pytest

from dateline.codebook import load_codebook
from dateline.evaluate.coding import code_row
from dateline.records import Event
from dateline.resources import Resources

ROWS = list(
    csv.DictReader(
        (Path(__file__).parent / "status_sentences.csv").read_text(encoding="utf-8").splitlines(), delimiter="|"
    )
)
"""`type` may name two types where PLOVER has it either way; `by` is who denies it, as the sentence names them."""

NOT_YET = {
    "The rebels denied having killed the mayor of Beni.": "a perfect participle is not yet read as the content of a quote"
}


def _holds(event: Event, row: dict[str, str]) -> bool:
    speakers = {name for a in event.attribution if a.speaker for name in (a.speaker.text, a.speaker.name)}
    is_told = not row["by"] or row["by"] in speakers
    return event.event_type in row["type"].split(",") and event.status == row["status"] and is_told


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"])
def test_status_is_that_of_a_careful_reader(row: dict[str, str], resources: Resources) -> None:
    if row["text"] in NOT_YET:
        pytest.xfail(NOT_YET[row["text"]])
    events = code_row(row["text"], resources).events
    assert any(_holds(e, row) for e in events), [(e.event_type, e.status) for e in events]


def test_sentences_cover_all_types_and_statuses() -> None:
    types = {t for row in ROWS for t in row["type"].split(",")}
    assert types == {t.name for t in load_codebook().types}
    assert {row["status"] for row in ROWS} == {"occurred", "ongoing", "future", "sought", "hypothetical", "negated"}


def test_denial_is_told_apart_from_what_did_not_happen(resources: Resources) -> None:
    """`X denied that it shelled Y` is negated by X; `X did not shell Y` is negated by the report."""
    denied = code_row("Israel denied that it shelled the camp in Rafah.", resources).events
    undone = code_row("Israel did not shell the camp in Rafah.", resources).events
    assert [len(e.attribution) for e in denied if e.event_type == "ASSAULT"] == [1]
    assert [len(e.attribution) for e in undone if e.event_type == "ASSAULT"] == [0]
