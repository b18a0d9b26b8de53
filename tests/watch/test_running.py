"""The whole command: signals, the lock, and what is left after the process is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Event, Thread

import pytest

from dateline.errors import StoreError
from dateline.resources import Resources
from dateline.store import faults_of, open_store
from dateline.watch import locked, run
from served import Served, answer, serving

from .made import STORIES, Clock, addresses, page_of, publish, watching, work_off

SETTINGS = """
[watch]
every = "1h"
delay = 0
port = 0
ports = [{port}]
networks = ["127.0.0.0/8"]
[watch.feeds.wire]
address = "http://127.0.0.1:{port}/feed"
"""


@pytest.fixture
def wire() -> Iterator[Served]:
    with serving({}) as served:
        publish(served, range(len(STORIES)))
        yield served


def started(folder: Path, *args: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "dateline", "watch", *args]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def asked(served: Served, path: str, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while path not in served.paths:
        assert time.monotonic() < end, f"{path} was not asked for"
        time.sleep(0.05)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_within_five_seconds_of_a_signal_and_goes_on_where_it_was(
    tmp_path: Path, wire: Served, number: signal.Signals
) -> None:
    (tmp_path / "dateline.toml").write_text(SETTINGS.format(port=wire.port))
    wire.routes["/p/0"] = lambda handler: time.sleep(20)
    watch = started(tmp_path)
    asked(wire, "/p/0")
    start = time.monotonic()
    watch.send_signal(number)
    _, told = watch.communicate(timeout=20)
    assert time.monotonic() - start < 5 and watch.returncode == 0 and "goes on where it was" in told
    wire.routes["/p/0"] = answer(page_of(0))
    again = started(tmp_path, "--once")
    _, told = again.communicate(timeout=60)
    assert again.returncode == 0, told
    store = open_store(tmp_path / "dateline.db")
    assert addresses(store) == [f"p/{n}" for n in range(len(STORIES))]
    store.close()
    for option in ("--status", "--gaps"):
        shown = started(tmp_path, option, "--format", "jsonl")
        assert ('"source": "feeds.wire"' in shown.communicate(timeout=40)[0]) is (option == "--status")


def test_two_never_watch_into_one_store_and_a_killed_one_leaves_no_lock(tmp_path: Path, wire: Served) -> None:
    (tmp_path / "dateline.toml").write_text(SETTINGS.format(port=wire.port))
    wire.routes["/p/0"] = lambda handler: time.sleep(20)
    first = started(tmp_path)
    asked(wire, "/p/0")
    second = started(tmp_path, "--once")
    _, told = second.communicate(timeout=40)
    assert second.returncode == 1 and f"process {first.pid}" in told.replace("\n", " ")
    first.kill()
    first.communicate(timeout=20)
    with locked(tmp_path / "dateline.db.watch.lock"):
        pass


def test_without_anything_to_watch_it_says_what_to_write(tmp_path: Path) -> None:
    watch = started(tmp_path)
    assert started(tmp_path, "--status").communicate(timeout=40)[1].count("nothing was watched yet") == 1
    assert "[watch.feeds.NAME]" in watch.communicate(timeout=40)[1] and watch.returncode == 2


def test_a_lock_is_held_by_one_and_names_its_holder(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "x.lock"),
        pytest.raises(StoreError, match=f"process {os.getpid()}"),
        locked(tmp_path / "x.lock"),
    ):
        pass
    with locked(tmp_path / "x.lock"):
        pass


def test_what_the_work_raises_comes_out_and_its_status_too() -> None:
    def fail() -> int:
        raise StoreError("no room")

    with pytest.raises(StoreError, match="no room"):
        run(fail, Event())
    assert run(lambda: 3, Event()) == 3


def test_a_signal_reaches_the_work_at_once() -> None:
    stopping = Event()
    Thread(target=lambda: (time.sleep(0.2), os.kill(os.getpid(), signal.SIGTERM)), daemon=True).start()
    start = time.monotonic()
    assert run(lambda: 0 if stopping.wait(20) else 1, stopping) == 0
    assert time.monotonic() - start < 3


def records(folder: Path) -> list[object]:
    """All reports, events and claims of a store, without what tells the port or the day of coding."""
    store = open_store(folder / "dateline.db")
    found: list[object] = [
        sorted((r["text"], r["outcome"], r["revision"]) for r in store.reports(all_revisions=True)),
        sorted((e["event_type"], e["sentence"]["start"], str(e["when"]), e["confidence"]) for e in store.events()),
        sorted((str(c["field"]), str(c["low"]), str(c["text"])) for c in store.statements("claim")),
    ]
    store.close()
    return found


def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(
    tmp_path: Path, resources: Resources, wire: Served
) -> None:
    clock = Clock()
    for name in ("calm", "killed"):
        (tmp_path / name).mkdir()
    with watching(tmp_path / "calm", resources, wire, clock) as (watcher, _, _):
        work_off(watcher)
    random = Random(6)
    for _ in range(12):
        child = os.fork()
        if child == 0:
            try:
                with watching(tmp_path / "killed", resources, wire, clock) as (watcher, _, _):
                    work_off(watcher)
            finally:
                os._exit(0)
        time.sleep(random.uniform(0.005, 0.25))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    with watching(tmp_path / "killed", resources, wire, clock) as (watcher, store, ledger):
        work_off(watcher)
        while ledger.waiting(clock() + 1e6, 1):
            clock.now += 60
            work_off(watcher)
        assert list(faults_of(store)) == []
    assert records(tmp_path / "killed") == records(tmp_path / "calm")
