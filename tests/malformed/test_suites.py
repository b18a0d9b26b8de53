"""Corpora made by rule: JSON on and off its grammar, and strings that trip programs, through reader, coder, store and export."""

import csv
import json
from pathlib import Path

import pytest

from dateline.engine import code_many
from dateline.export import export
from dateline.records import CodedReport, Report, Unreadable
from dateline.reports import ReadOptions, read_reports
from dateline.resources import Resources
from dateline.store import faults_of, open_store

from .files import STORY
from .json_pieces import invalid, valid
from .strings import strings
from .test_files import check_spans

VALID, INVALID, STRINGS = list(valid()), list(invalid()), list(strings())


def test_the_corpora_are_large() -> None:
    assert len(VALID) >= 90 and len(INVALID) >= 140 and len(STRINGS) >= 480


def rows(path: Path, pieces: list[str], resources: Resources) -> list[Report | Unreadable]:
    lines = [f'{{"text": {json.dumps(STORY)}, "title": "row {n}", "x": {piece}}}' for n, piece in enumerate(pieces)]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    return list(read_reports([str(path)], ReadOptions(), resources.gazetteer))


def test_every_row_of_valid_json_is_a_report(tmp_path: Path, resources: Resources) -> None:
    found = rows(tmp_path / "valid.jsonl", VALID, resources)
    assert [f.reason for f in found if isinstance(f, Unreadable)] == []
    assert len(found) == len(VALID)


@pytest.mark.parametrize("piece", INVALID)
def test_a_row_of_invalid_json_is_told_and_its_neighbours_are_read(
    tmp_path: Path, resources: Resources, piece: str
) -> None:
    if "\n" in piece or "\r" in piece:
        piece = piece.replace("\n", "\x01").replace("\r", "\x02")
    found = rows(tmp_path / "invalid.jsonl", ["1", piece, "2"], resources)
    titles = [f.title for f in found if isinstance(f, Report)]
    told = [f for f in found if isinstance(f, Unreadable)]
    assert "row 0" in titles and "row 2" in titles and len(found) == 3
    lenient = "row 1" in titles
    assert lenient or (told and told[0].source_uri.endswith(":2") and "no JSON" in told[0].reason)
    assert not lenient or any(ord(c) < 32 for c in piece), "control signs are blanks to us; all else is refused"


def test_a_document_of_either_kind_comes_to_an_end(tmp_path: Path, resources: Resources) -> None:
    for number, piece in enumerate([*VALID, *INVALID]):
        path = tmp_path / f"{number}.json"
        path.write_bytes(piece.encode("utf-8", "surrogatepass"))
        found = list(read_reports([str(path)], ReadOptions(), resources.gazetteer))
        assert found and all(isinstance(f, Unreadable) and f.reason for f in found), piece
        path.unlink()


def test_strings_that_trip_programs_come_through_whole(tmp_path: Path, resources: Resources) -> None:
    path = tmp_path / "strings.jsonl"
    told = "killed two soldiers in Beni on 6 May 2013, the army of the Congo said in a statement."
    lines = [{"text": f"Rebels of {s} {told}", "title": s, "publisher": s, "url": f"https://example.org/{n}"}
             for n, s in enumerate(STRINGS[::2])]  # fmt: skip
    path.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    store = open_store(tmp_path / "strings.db")
    ends = dict[str, int]()
    for outcome in code_many(read_reports([str(path)], ReadOptions(), resources.gazetteer), resources):
        assert isinstance(outcome, CodedReport), outcome
        assert outcome.outcome == "coded", (outcome.report.title, outcome.reason)
        check_spans(outcome)
        store.add(outcome, "2026-01-01")
        ends[outcome.outcome] = ends.get(outcome.outcome, 0) + 1
    assert sum(ends.values()) == len(STRINGS[::2])
    assert list(faults_of(store)) == []
    for profile, name in (("acled", "a.csv"), ("events", "e.csv"), ("reports", "r.csv")):
        export(store, profile, tmp_path / name)
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            table = list(csv.reader(file))
        assert len(table) > len(STRINGS) // 4 and {len(r) for r in table} == {len(table[0])}
    store.close()
