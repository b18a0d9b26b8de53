"""Malformed inputs: each comes to an end that is told, the rest of the batch is coded, the store is unhurt."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.engine import Tally, code_many
from dateline.records import CodedReport, Unreadable
from dateline.reports import ReadOptions, read_reports
from dateline.resources import Resources
from dateline.store import faults_of, open_store

from .bombs import all_files
from .files import FILES, STORY, Malformed

Outcome = CodedReport | Unreadable


def outcomes(path: Path, resources: Resources) -> list[Outcome]:
    return list(code_many(read_reports([str(path)], ReadOptions(), resources.gazetteer), resources))


def end_of(outcome: Outcome) -> str:
    if isinstance(outcome, Unreadable):
        return "skipped" if outcome.is_skipped else "failed"
    return outcome.outcome


def reason_of(outcome: Outcome) -> str:
    return (outcome.reason if outcome.reason is not None else "") if end_of(outcome) != "coded" else "coded"


def test_there_are_sixty_and_more_of_every_kind() -> None:
    assert len(FILES) >= 80 and len({m.name for m in FILES}) == len(FILES)
    assert {m.name.split(".", 1)[1] for m in FILES} >= {
        "txt",
        "html",
        "rss",
        "jsonl",
        "csv",
        "tsv",
        "zip",
        "tar",
        "pdf",
        "eml",
        "mbox",
        "warc",
    }


@pytest.mark.parametrize("given", FILES, ids=lambda m: m.name)
def test_a_malformed_input_comes_to_its_end(tmp_path: Path, resources: Resources, given: Malformed) -> None:
    path = tmp_path / given.name
    path.write_bytes(given.make())
    found = outcomes(path, resources)
    assert found, "the input vanished"
    ends = {end_of(o) for o in found}
    assert ends <= given.ends and (given.ends != frozenset({"coded"}) or ends == {"coded"}), [
        reason_of(o) for o in found
    ]
    for outcome in found:
        assert reason_of(outcome) and "\n" not in reason_of(outcome).strip()
        if isinstance(outcome, CodedReport):
            assert "Please report this" not in (outcome.reason or ""), outcome.reason
            check_spans(outcome)


def check_spans(coded: CodedReport) -> None:
    text = coded.report.text
    for event in coded.events:
        for span in (*event.evidence, *event.source, *event.target, *event.casualties):
            assert text[span.start : span.end] == span.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    made = tmp_path_factory.mktemp("malformed")
    for given in FILES:
        if not given.name.startswith("bomb"):
            (made / given.name).write_bytes(given.make())
    (made / "good.txt").write_text(STORY.replace("Sake", "Beni"), encoding="utf-8")
    yield made


def test_a_folder_of_them_leaves_the_good_report_coded_and_the_store_whole(
    folder: Path, resources: Resources, tmp_path: Path
) -> None:
    store = open_store(tmp_path / "kept.db")
    tally, ends = Tally(), Counter[str]()
    for outcome in outcomes(folder, resources):
        tally.add(outcome)
        ends[end_of(outcome)] += 1
        if isinstance(outcome, CodedReport):
            store.add(outcome, "2026-01-01")
        else:
            store.add_unread(outcome)
    assert (
        tally.coded + tally.no_event + tally.failed + tally.skipped == sum(ends.values()) >= len(list(folder.iterdir()))
    )
    kept = list(store.reports())
    assert "Beni" in "".join(r["text"] for r in kept)
    told = Counter(r["outcome"] for r in kept)
    not_coded = list(store.not_coded())
    assert told["coded"] > 20 and all(r["reason"] for r in not_coded)
    assert not any("Please report this" in r["reason"] for r in not_coded)
    assert list(faults_of(store)) == []
    store.close()
    assert not list(Path(tmp_path).glob("**/evil*"))


@pytest.mark.parametrize(
    ("name", "status"), [("line-ends.txt", 0), ("only-marks.txt", 1), ("kinds.jsonl", 1), ("in-itself.zip", 0)]
)
def test_the_exit_status_says_whether_an_input_failed(folder: Path, tmp_path: Path, name: str, status: int) -> None:
    done = CliRunner().invoke(app, ["code", str(folder / name), "--db", str(tmp_path / "x.db")])
    assert done.exit_code == status, done.output


def test_nothing_is_written_outside_the_folder(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, resources: Resources
) -> None:
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for name in ("climbing.zip", "links.tar"):
        for outcome in outcomes(folder / name, resources):
            assert "root:" not in (outcome.report.text if isinstance(outcome, CodedReport) else "")
    assert [p.name for p in tmp_path.rglob("*")] == ["inner"]


def test_an_entity_never_reads_a_file(folder: Path, resources: Resources) -> None:
    for name in ("xxe.html", "xxe.rss"):
        assert not any(
            "root:" in o.report.text for o in outcomes(folder / name, resources) if isinstance(o, CodedReport)
        )


@pytest.mark.slow
def test_bombs_stay_within_their_bounds_of_time_and_memory(tmp_path: Path) -> None:
    """In a process of its own, with the bounds of time shortened from thirty seconds to half of one, so that the test is quick."""
    made = tmp_path / "in"
    made.mkdir()
    names = sorted(all_files(made))
    child = Path(__file__).with_name("child.py")
    done = subprocess.run(
        [sys.executable, str(child), str(made), "0.5"], capture_output=True, text=True, check=False, timeout=400
    )
    told = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert [t["name"] for t in told] == names, done.stderr[-2_000:]
    assert all(sum(t["ends"].values()) > 0 for t in told)
    assert max(t["peak"] for t in told) < 512
    slow = {t["name"]: t["seconds"] for t in told if t["seconds"] > 20}
    assert slow == {}
