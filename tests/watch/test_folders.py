"""Folders with odd things in them: each is told in one line, once, and the rest goes on."""

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.records import Report
from dateline.reports import ReadOptions
from dateline.resources import Resources
from dateline.watch import status_rows, watcher
from dateline.watch.looks import files_of_folder

from .made import STORIES, Clock, watching, work_off

LATER = 2_000_000_000.0


@pytest.fixture
def clock() -> Clock:
    clock = Clock()
    clock.now = LATER
    return clock


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a story at its start and one at its end."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text(STORIES[0])
    (inbox / "z.txt").write_text(STORIES[1])
    return inbox


def named(folder: Path) -> list[str]:
    return [f.address.removeprefix(f"{folder}/") for f in files_of_folder(folder, LATER)[0]]


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "m.txt")
    return folder / "m.txt"


def door(folder: Path) -> Path:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(folder / "m.txt"))
    return folder / "m.txt"


def link_to(target: str) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        (folder / "m.txt").symlink_to(target)
        return folder / "m.txt"

    return made


def unreadable_folder(folder: Path) -> Path:
    (folder / "m.txt").mkdir()
    return folder / "m.txt"


ODD = {
    "pipe": (pipe, "neither a file nor a folder."),
    "socket": (door, "neither a file nor a folder."),
    "link that leads nowhere": (link_to("nowhere.txt"), "a link that leads nowhere."),
    "link to itself": (link_to("m.txt"), "cannot be read (Too many levels of symbolic links)."),
    "link to the folder": (link_to("."), "a link to a folder, which is not followed. Watch that folder itself."),
    "folder that cannot be read": (unreadable_folder, "cannot be read (Permission denied)."),
}


@pytest.mark.parametrize("odd", ODD)
def test_what_cannot_be_read_is_told_once_and_the_rest_of_the_folder_goes_on(
    odd: str, inbox: Path, tmp_path: Path, resources: Resources, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, words = ODD[odd]
    path = make(inbox)
    if odd.startswith("folder"):
        scandir = os.scandir

        def refusing(folder: Path) -> Any:
            if Path(folder) == path:
                raise PermissionError(13, "Permission denied")
            return scandir(folder)

        monkeypatch.setattr(os, "scandir", refusing)
    given = {"folders": {"inbox": {"path": str(inbox)}}}
    with watching(tmp_path, resources, None, clock, **given) as (watcher, store, ledger):
        for _ in range(3):
            work_off(watcher)
            clock.now += 700
        assert len(list(store.reports())) == 2
        assert [n["reason"] for n in store.not_coded() if n["outcome"] == "failed"] == [f"{path}: {words}"]
        assert watcher.work.reports["failed"] == 1
        assert status_rows(ledger, clock())[0]["fault"] is None


def test_a_file_that_may_not_be_read_is_told_and_read_when_it_may(
    inbox: Path, tmp_path: Path, resources: Resources, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"folders": {"inbox": {"path": str(inbox)}}}
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.txt")
    with watching(tmp_path, resources, None, clock, **given) as (watcher, store, _):
        work_off(watcher)
        assert [n["reason"] for n in store.not_coded()] == [f"{inbox}/a.txt: cannot be read (Permission denied)."]
        assert len(list(store.reports())) == 1
        monkeypatch.undo()
        clock.now += 700
        work_off(watcher)
        assert len(list(store.reports())) == 2


def test_a_folder_that_comes_goes_and_comes_again_is_read_each_time(
    inbox: Path, tmp_path: Path, resources: Resources, clock: Clock
) -> None:
    away = tmp_path / "away"
    inbox.rename(away)
    with watching(tmp_path, resources, None, clock, folders={"inbox": {"path": str(inbox)}}) as (
        watcher,
        store,
        ledger,
    ):
        work_off(watcher)
        assert status_rows(ledger, clock())[0]["fault"] == f"{inbox}: cannot be read (No such file or directory)."
        for n, _ in enumerate(range(2), 2):
            away.rename(inbox)
            (inbox / f"{n}.txt").write_text(STORIES[n])
            clock.now += 4_000
            work_off(watcher)
            assert status_rows(ledger, clock())[0]["fault"] is None
            inbox.rename(away)
            clock.now += 4_000
            work_off(watcher)
        assert len(list(store.reports())) == 4
        assert watcher.work.reports == {"coded": 4}


def test_a_file_that_goes_away_before_its_turn_is_told(
    inbox: Path, tmp_path: Path, resources: Resources, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_path = watcher.read_path

    def late(found: Any, options: ReadOptions, gazetteer: Any) -> Any:
        (inbox / "a.txt").unlink(missing_ok=True)
        return read_path(found, options, gazetteer)

    monkeypatch.setattr(watcher, "read_path", late)
    given = {"folders": {"inbox": {"path": str(inbox)}}}
    with watching(tmp_path, resources, None, clock, **given) as (watching_one, store, _):
        work_off(watching_one)
        assert [n["reason"] for n in store.not_coded()] == [f"{inbox}/a.txt: no such file or folder."]
        assert [Path(r["source_uri"]).name for r in store.reports()] == ["z.txt"]


def test_a_file_that_is_written_while_it_is_read_is_read_again_whole(
    inbox: Path, tmp_path: Path, resources: Resources, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inbox / "z.txt").unlink()
    half, whole = STORIES[0][:60], STORIES[0]
    (inbox / "a.txt").write_text(half)
    read_path, seen = watcher.read_path, list[str]()

    def amid(found: Any, options: ReadOptions, gazetteer: Any) -> Any:
        for report in read_path(found, options, gazetteer):
            assert isinstance(report, Report)
            seen.append(report.text)
            yield report
        (inbox / "a.txt").write_text(whole)

    monkeypatch.setattr(watcher, "read_path", amid)
    given = {"folders": {"inbox": {"path": str(inbox)}}}
    with watching(tmp_path, resources, None, clock, **given) as (watching_one, store, _):
        for _ in range(3):
            work_off(watching_one)
            clock.now += 700
        assert len(seen) >= 2 and seen[0] != seen[-1]
        (kept,) = store.reports()
        assert (kept["text"], kept["revision"]) == (whole, 2)


def test_names_with_line_ends_and_bytes_that_are_no_utf_8_are_told_in_one_line(
    inbox: Path, tmp_path: Path, resources: Resources, clock: Clock
) -> None:
    (inbox / "li\nne.txt").write_text(STORIES[2])
    (inbox / "li\nne.exe").write_text("x")
    with open(os.fsencode(inbox) + b"/m\xff.txt", "w") as file:
        file.write(STORIES[3])
    given = {"folders": {"inbox": {"path": str(inbox)}}}
    with watching(tmp_path, resources, None, clock, **given) as (watcher, store, _):
        work_off(watcher)
        assert len(list(store.reports())) == 3
        assert [n["reason"] for n in store.not_coded()] == [
            f"{inbox}/li ne.exe: not a kind of file that is read.",
            f"{inbox}/m\\xff.txt: the name is not in UTF-8. Rename the file; dateline code reads it as it is.",
        ]


def test_folders_are_walked_in_order_of_name_however_deep_they_lie(tmp_path: Path) -> None:
    home = tmp_path / "in"
    home.mkdir()
    before = os.getcwd()
    try:
        os.chdir(home)
        for _ in range(1_200):
            os.mkdir("d")
            os.chdir("d")
        Path("deep.txt").write_text(STORIES[0])
        os.chdir(before)
        for name in ("c.txt", "e.txt", "b/x.txt", "b/a.txt"):
            (home / name).parent.mkdir(exist_ok=True)
            (home / name).write_text(STORIES[0])
        assert named(home) == ["b/a.txt", "b/x.txt", "c.txt", "d/" * 1_200 + "deep.txt", "e.txt"]
    finally:
        os.chdir(before)
        subprocess.run(["rm", "-rf", str(home)], check=True)  # shutil and pytest go no thousand folders deep


def test_thousands_of_files_are_all_told(inbox: Path, tmp_path: Path, resources: Resources, clock: Clock) -> None:
    for n in range(2_000):
        (inbox / f"f{n:04}.bin").touch()
    given = {"folders": {"inbox": {"path": str(inbox)}}}
    with watching(tmp_path, resources, None, clock, **given) as (watcher, store, ledger):
        work_off(watcher)
        assert watcher.work.reports == {"coded": 2, "skipped": 2_000}
        assert len(list(store.reports())) == 2
        assert status_rows(ledger, clock())[0]["waiting"] == 0
