"""What goes wrong beside the code: a full disk, a folder that cannot be written, a clock that goes back, a server that goes away."""

import os
import resource
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from dateline.errors import StoreError
from dateline.pipeline import code_text
from dateline.query import Readers
from dateline.records import Unreadable
from dateline.store import Filter, PostgresUrl, checksum_of, faults_of, open_store

TEXT = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."


@pytest.fixture(scope="module")
def coded(resources):
    return code_text(TEXT, resources)


def another(coded, name, text="A long story. " * 20_000):
    report = replace(coded.report, id=f"r-{name}", text=text, source_uri=f"{name}.txt")
    return replace(coded, report=report, events=(), quotes=(), relations=(), claims=(), roles=())


CHILD = """
import resource, sys
from dateline.errors import StoreError
from dateline.records import CodedReport, Report
from dateline.store import open_store
store = open_store(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
for n in range(40):
    report = Report(id=f"r-{n}", title=None, text=f"{n} A long story. " * 20_000, language="en", published="2023-03-05")
    try:
        store.add(CodedReport(report, (), (), (), "no_event", None, "test"))
    except StoreError as error:
        print(n, error)
        break
"""


@pytest.mark.parametrize("limit", [600_000, 1_000_000, 3_000_000])
def test_a_disk_that_is_full_is_told_and_what_was_kept_is_whole(tmp_path, limit):
    path = tmp_path / "t.db"
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(path), str(limit)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    number, _, told = done.stdout.strip().partition(" ")
    assert told.startswith(f"{path}: cannot be written (") and "What was coded before is kept." in told
    store = open_store(path)
    assert sorted(r["id"] for r in store.reports()) == sorted(f"r-{n}" for n in range(int(number)))
    assert not list(faults_of(store))
    store.close()


def test_a_store_that_filled_its_disk_goes_on_when_there_is_room_again(tmp_path, coded):
    store = open_store(tmp_path / "t.db")
    store.add(coded)
    held = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = checksum_of(store)
    resource.setrlimit(resource.RLIMIT_FSIZE, (os.path.getsize(tmp_path / "t.db") + 40_000, held[1]))
    try:
        with pytest.raises(StoreError, match="cannot be written"):
            store.add(another(coded, "big", "word " * 2_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, held)
    assert checksum_of(store) == before
    assert store.add(another(coded, "big")) == "new"
    assert not list(faults_of(store))
    store.close()


@contextmanager
def without_roots_rights():
    """As somebody who may write only what the file modes allow."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


@contextmanager
def locked(*paths):
    """With files and folders that nobody may write."""
    modes = [os.stat(path).st_mode for path in paths]
    for path in paths:
        os.chmod(path, 0o555)
    try:
        yield
    finally:
        for path, mode in zip(paths, modes, strict=True):
            os.chmod(path, mode)


def test_a_folder_that_cannot_be_written_is_told():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        path = Path(folder) / "t.db"
        with locked(folder), without_roots_rights(), pytest.raises(StoreError, match="cannot be opened") as told:
            open_store(path)
        assert str(path) in str(told.value) and "\n" not in str(told.value) and not path.exists()
        open_store(path).close()
        before = path.read_bytes()
        with locked(path, folder), without_roots_rights(), pytest.raises(StoreError, match="readonly") as told:
            open_store(path).add_unread(Unreadable("a", "b"))
        assert str(path) in str(told.value) and "\n" not in str(told.value)
        assert path.read_bytes() == before
        store = open_store(path)
        assert store.counts()["unread"] == 0 and not list(faults_of(store))
        store.close()


def test_a_server_that_may_only_be_read_is_told(server):
    url = server.new()
    only_read = PostgresUrl(url.secret + "&options=-c%20default_transaction_read_only%3Don")
    store = open_store(only_read)
    with (
        pytest.raises(StoreError, match=r"cannot be written .*read-only") as told,
        store.database.transaction() as writing,
    ):
        writing.execute("DELETE FROM unread")
    assert "\n" not in str(told.value)
    store.close()
    server.release(url)


def test_a_clock_that_goes_back_hides_no_change_and_no_text(place, coded):
    store = open_store(place)
    store.add(replace(coded, report=replace(coded.report, source_uri="a.txt")), "2030-01-05")
    with store.database.transaction() as writing:
        writing.execute("UPDATE event_change SET at = at + 100000000")
    (latest,) = next(store.database.rows("SELECT max(at) FROM event_change"))
    fixed = replace(another(coded, "fixed", coded.report.text + " Two."), events=coded.events)
    events = tuple(replace(e, id=f"{n:016x}", report_id="r-fixed") for n, e in enumerate(coded.events, 1))
    fixed = replace(fixed, report=replace(fixed.report, source_uri="a.txt"), events=events)
    assert store.add(fixed, "1970-01-01") == "revision"
    stamps = {at for (at,) in store.database.rows("SELECT at FROM event_change")}
    assert stamps == {latest}
    lives = store.incidents.lives()
    assert lives[coded.report.id].known_from <= lives["r-fixed"].known_from == lives[coded.report.id].known_until
    days = [str(d) for d in (lives["r-fixed"].known_from, "2031-01-01")]
    assert [[r["id"] for r in store.reports(Filter(as_of=d))] for d in days] == [["r-fixed"], ["r-fixed"]]
    assert not list(faults_of(store))
    store.close()


def test_readers_go_on_while_another_writes_and_see_whole_reports(place, coded):
    store, readers = open_store(place), Readers(place)
    with store.database.transaction() as writing:
        store._insert(writing, coded, None, None)
        with readers.reading() as reader:
            assert reader.store.counts()["report"] == 0
    with readers.reading() as reader:
        assert reader.store.counts()["report"] == 1 and list(reader.store.events())
        other = open_store(place)
        other.add(another(coded, "late"))
        other.close()
        assert reader.store.counts()["report"] == 1
    readers.close(), store.close()


def test_who_writes_waits_for_the_other_and_then_says_so(place, coded, monkeypatch):
    monkeypatch.setattr("dateline.store.sqlite._WAIT_MS", 50)
    monkeypatch.setattr("dateline.store.postgres._WAIT_MS", 50)
    first, second = open_store(place), open_store(place)
    with first.database.transaction() as writing:
        writing.execute("DELETE FROM unread")
        with pytest.raises(StoreError, match="another program has been writing") as told:
            second.add(coded)
    assert "\n" not in str(told.value)
    assert second.add(coded) == "new"
    first.close(), second.close()


def test_two_that_write_at_once_lose_nothing(place, coded):
    open_store(place).close()

    def write(name):
        store = open_store(place)
        for n in range(25):
            store.add(another(coded, f"{name}-{n}", f"{name} {n}"), "2023-01-01")
        store.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    [t.start() for t in threads], [t.join() for t in threads]
    store = open_store(place)
    assert store.counts()["report"] == 75 and not list(faults_of(store))
    store.close()


KILLED = """
import sys
from dateline.records import CodedReport, Report
from dateline.store import open_store
store = open_store(sys.argv[1])
for n in range(100_000):
    report = Report(id=f"r-{n}", title=None, text=f"Story {n}. " * 500, language="en", published="2023-03-05")
    store.add(CodedReport(report, (), (), (), "no_event", None, "test"))
    print(report.id, flush=True)
"""


@pytest.mark.parametrize("after", [0, 1, 17, 60])
def test_a_process_that_is_killed_loses_nothing_that_it_had_kept(place, after):
    address = place.secret if isinstance(place, PostgresUrl) else str(place)
    open_store(place).close()
    with subprocess.Popen([sys.executable, "-c", KILLED, address], stdout=subprocess.PIPE, text=True) as child:
        told = [child.stdout.readline().strip() for _ in range(after)]
        child.kill()
        told += child.stdout.read().split()
    store = open_store(place)
    held = [r["id"] for r in store.reports()]
    assert set(told) <= set(held) and len(held) - len(told) in (0, 1)
    assert not list(faults_of(store))
    store.close()


def test_many_that_make_the_same_store_at_once_make_one(server, tmp_path):
    for where in (tmp_path / "t.db", server.bare()):
        failed = []

        def make(where=where, failed=failed):
            try:
                open_store(where).close()
            except StoreError as error:
                failed.append(str(error))

        threads = [threading.Thread(target=make) for _ in range(4)]
        [t.start() for t in threads], [t.join() for t in threads]
        assert failed == []
        store = open_store(where)
        assert store.counts()["report"] == 0
        store.close()


def test_more_readers_than_connections_are_all_served(place, coded):
    store, readers = open_store(place), Readers(place)
    store.add(coded)
    found = []

    def read():
        for _ in range(5):
            with readers.reading() as reader:
                found.append(reader.store.counts()["report"])

    threads = [threading.Thread(target=read) for _ in range(20)]
    [t.start() for t in threads], [t.join() for t in threads]
    assert found == [1] * 100
    readers.close(), store.close()


def end_all(server, url):
    with psycopg.connect(server.url("postgres").secret, autocommit=True) as admin:
        admin.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", (url.name,))


def test_a_server_that_goes_away_is_told_and_half_a_report_is_not_kept(server, coded):
    url = server.new()
    store, readers = open_store(url), Readers(url)
    with readers.reading() as reader:
        assert reader.store.counts()["report"] == 0
    with pytest.raises(StoreError, match="cannot be written"), store.database.transaction() as writing:
        store._insert(writing, coded, None, None)
        end_all(server, url)
        writing.execute("DELETE FROM unread")
    with pytest.raises(StoreError, match="cannot be read"):
        store.counts()
    with readers.reading() as reader:  # over a new connection
        assert reader.store.counts()["report"] == 0
    readers.close()
    again = open_store(url)
    assert again.add(coded) == "new"
    again.close()
    server.release(url)
