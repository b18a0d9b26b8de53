"""`dateline compare` on the command line: forms, exit statuses, and lines for what is wrong."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.export import export
from dateline.store import Store, open_store

from .test_compare import store as coded_store
from .test_read import ACLED, written

store = coded_store
RUN = CliRunner()


@pytest.fixture
def files(store: Store, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    export(store, "ged", tmp_path / "ged.csv")
    yield str(store.path), tmp_path / "ged.csv"


def test_agreement_is_shown_as_a_table(files: tuple[str, Path]) -> None:
    db, path = files
    done = RUN.invoke(app, ["compare", str(path), "--db", db])
    assert done.exit_code == 0, done.output
    assert "share of theirs matched │ 100.0 %" in done.output and "UCDP GED" in done.output


@pytest.mark.parametrize("form", ["csv", "jsonl", "json"])
def test_rows_are_written_in_every_form(files: tuple[str, Path], form: str, tmp_path: Path) -> None:
    db, path = files
    target = tmp_path / f"found.{form}"
    done = RUN.invoke(app, ["compare", str(path), "--db", db, "--format", form, "--out", str(target)])
    assert done.exit_code == 0, done.output
    text = target.read_text(encoding="utf-8")
    if form == "csv":
        rows = list(csv.DictReader(text.splitlines()))
    elif form == "jsonl":
        rows = [json.loads(line) for line in text.splitlines()]
    else:
        rows = json.loads(text)["rows"]
        assert json.loads(text)["figures"]["matched"] == len(rows)
    assert {r["outcome"] for r in rows} == {"match"} and rows[0]["theirs"] and str(rows[0]["row"]).isdigit()


def test_filters_narrow_both_sides(files: tuple[str, Path]) -> None:
    db, path = files
    args = ["compare", str(path), "--db", db, "--since", "2020-03-01", "--until", "2020-03-31", "--format", "json"]
    figures = json.loads(RUN.invoke(app, args).stdout)["figures"]
    assert 0 < figures["matched"] == figures["theirs"] == figures["ours"]


def test_a_filter_without_a_column_is_told(files: tuple[str, Path]) -> None:
    db, path = files
    done = RUN.invoke(app, ["compare", str(path), "--db", db, "--claimant", "Taliban"])
    assert "no column for: claimant" in done.stderr


def test_a_bad_row_is_told_and_the_exit_status_says_so(store: Store, tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", [ACLED, {**ACLED, "latitude": "91"}, {**ACLED, "event_date": ""}])
    done = RUN.invoke(app, ["compare", str(path), "--db", str(store.path)])
    assert done.exit_code == 1
    assert "row 3: latitude 91.0" in done.stderr and "1 rows of the file tell no day" in done.stderr


def test_a_wrong_form_or_folder_is_wrong_use(store: Store, tmp_path: Path, files: tuple[str, Path]) -> None:
    db, path = files
    for args in (["--format", "xml"], ["--format", "csv", "--out", str(tmp_path / "none" / "x.csv")]):
        assert type(RUN.invoke(app, ["compare", str(path), "--db", db, *args]).exception).__name__ == "UsageError"


def test_a_store_without_incidents_is_compared_by_its_events(tmp_path: Path) -> None:
    open_store(tmp_path / "empty.db").close()
    path = written(tmp_path / "a.csv", [ACLED])
    done = RUN.invoke(app, ["compare", str(path), "--db", str(tmp_path / "empty.db"), "--format", "json"])
    assert json.loads(done.stdout)["figures"]["only_theirs"] == 1
