"""An archive coded shard by shard: in order, noted, resumed, and the same on every engine, also when workers are killed."""

import json
import os
import subprocess
import sys

import pytest

from dateline.engine import EngineOptions, Entry, Manifest, Sink, Spool, Start, code_archive
from dateline.engine.engines import open_engine
from dateline.engine.shards import shards_of
from dateline.errors import EngineError, UsageError
from dateline.reports import ReadOptions
from dateline.store import open_store

from .plain import Plain, readers_only

STORY = "Observers in sector {n} counted {n} shells on the road to the bridge, and both armies denied having fired them. {more}"


@pytest.fixture
def archive(tmp_path):
    """Forty rows and three files; five rows kill the worker that first codes them."""
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [STORY.format(n=n, more="kill me once" if n % 8 == 3 else "") for n in range(40)]
    rows[20] = STORY.format(n=20, more="break the coder")
    (folder / "rows.jsonl").write_text("".join(json.dumps({"text": r}) + "\n" for r in rows))
    for n in range(100, 103):
        (folder / f"s{n}.txt").write_text(STORY.format(n=n, more=""))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    return folder


def run(archive, tmp_path, name, engine, *, store=None, manifest=None):
    marks = tmp_path / f"marks-{name}"
    marks.mkdir(exist_ok=True)
    spool = Spool()
    sink = Sink(store, spool, "2020-01-01")
    start = Start({}, Plain(str(marks)), readers_only)
    tally = code_archive([str(archive)], ReadOptions(), start, engine, sink, manifest=manifest)
    return tally, "".join(spool.lines()), len(list(marks.iterdir()))


@pytest.fixture
def undisturbed(archive, tmp_path):
    """What one process gives when nothing is killed: every mark is there already."""
    from dateline.gazetteer import open_gazetteer
    from dateline.reports import read_reports

    marks = tmp_path / "marks-quiet"
    marks.mkdir()
    for report in read_reports([str(archive / "rows.jsonl")], ReadOptions(), open_gazetteer()):
        (marks / report.id).touch()
    return run(archive, tmp_path, "quiet", EngineOptions("local", 1, apart=False))


CLUSTERS = [
    pytest.param("local", id="local"),
    pytest.param("ray", id="ray", marks=pytest.mark.skipif(sys.platform == "win32", reason="no kill -9")),
    pytest.param("dask", id="dask"),
]


@pytest.mark.slow
@pytest.mark.parametrize("name", CLUSTERS)
def test_five_killed_workers_change_no_record(name, archive, tmp_path, undisturbed, monkeypatch, capfd):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))  # Ray's workers import this test's coder
    if name == "ray":
        pytest.importorskip("ray")
    if name == "dask":
        pytest.importorskip("distributed")
    store = open_store(tmp_path / "x.db")
    tally, lines, kills = run(archive, tmp_path, name, EngineOptions(name, 2), store=store)
    assert kills == 5
    assert capfd.readouterr().out == "", "records go there"
    assert (tally.counts(), lines) == (undisturbed[0].counts(), undisturbed[1])
    assert store.counts()["report"] == 43
    assert tally.counts() == {"coded": 0, "no_event": 42, "failed": 1, "skipped": 1, "events": 0}
    assert "rows.jsonl:21: the coder failed (ValueError: broken)" in tally.reasons[0]


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_only_the_record_that_kills_every_worker_is_set_aside_and_is_tried_again_the_next_time(workers, tmp_path):
    path = tmp_path / "rows.jsonl"
    rows = [STORY.format(n=n, more="kill me always" if n == 30 else "") for n in range(40)]
    path.write_text("".join(json.dumps({"text": r}) + "\n" for r in rows))
    store, manifest = open_store(tmp_path / "x.db"), tmp_path / "x.db.shards"
    start = Start({}, Plain(str(tmp_path)), readers_only)
    sink = Sink(store, None, "2020-01-01")
    told = code_archive([str(path)], ReadOptions(), start, EngineOptions("local", workers), sink, manifest=manifest)
    assert (told.no_event, told.failed) == (39, 1)
    assert f"{path}:31: the process that coded it died 3 times in a row. Set aside." in told.reasons
    assert manifest.exists(), "a run that set something aside keeps its list"
    seen = []
    again = code_archive(
        [str(path)], ReadOptions(), start, EngineOptions("local", workers), sink, manifest=manifest,
        watching=lambda *told: seen.append(told),
    )  # fmt: skip
    assert again.counts() == told.counts() and again.reasons == told.reasons
    assert sum(outcomes for outcomes, _ in seen) == 40


class Stop(Exception):
    """A run is stopped here."""


def test_a_run_that_was_stopped_goes_on_where_it_was_and_the_list_goes_when_all_is_done(archive, tmp_path, undisturbed):
    manifest = tmp_path / "x.db.shards"
    store = open_store(tmp_path / "x.db")
    start = Start({}, Plain(str(tmp_path / "marks-quiet")), readers_only)
    sink, engine = Sink(store, None, "2020-01-01"), EngineOptions("local", 1, apart=False)
    coded = []

    def stopping(outcomes, done):
        coded.append(outcomes)
        if done == 9:
            raise Stop

    with pytest.raises(Stop):
        code_archive([str(archive)], ReadOptions(), start, engine, sink, manifest=manifest, watching=stopping)
    half = store.counts()["report"]
    assert 0 < half < 43 and manifest.exists()
    seen = []
    whole = code_archive(
        [str(archive)], ReadOptions(), start, engine, sink, manifest=manifest, watching=lambda *told: seen.append(told)
    )
    assert whole.counts() == undisturbed[0].counts()
    assert whole.usage == undisturbed[0].usage and whole.usage.requests == 42, "what was used before the stop counts"
    assert store.counts()["report"] == 43
    assert [done for _, done in seen] == list(range(1, len(seen) + 1)) and not manifest.exists()
    assert [outcomes for outcomes, _ in seen][:9] == coded


def test_the_list_of_another_run_or_of_a_changed_file_is_not_taken_for_this_ones(archive, tmp_path):
    shards = list(shards_of([str(archive)], ReadOptions()))
    assert [s.id for s in shards] == [s.id for s in shards_of([str(archive)], ReadOptions())]
    (archive / "s100.txt").write_text(STORY.format(n=100, more="Corrected."))
    changed = [s.id for s in shards_of([str(archive)], ReadOptions())]
    assert sum(s.id not in changed for s in shards) == 1
    noted = Manifest(tmp_path / "m", "one")
    noted.note(Entry("s1", "rows", "done", 1, None, {"coded": 2}))
    noted.note(Entry("s2", "rows", "set aside", 3, "it rained", {"failed": 2}))
    noted.close()
    same = Manifest(tmp_path / "m", "one")
    assert same.done("s1").counts == {"coded": 2} and same.done("s2") is None
    assert [(e.id, e.attempts, e.reason) for e in same.entries()] == [("s1", 1, None), ("s2", 3, "it rained")]
    same.close()
    assert Manifest(tmp_path / "m", "two").entries() == []


def test_a_small_archive_is_shared_out_and_a_large_one_cut_evenly(archive, tmp_path):
    shards = list(shards_of([str(archive)], ReadOptions()))
    assert len(shards) >= 16
    many = tmp_path / "many"
    many.mkdir()
    for n in range(2000):
        (many / f"{n:04}.txt").touch()
    assert [len(s.parts) for s in shards_of([str(many)], ReadOptions())] == [64] * 31 + [16]


def test_an_engine_that_is_not_installed_or_not_known_is_told_in_one_line(monkeypatch):
    start = Start({}, Plain("."), readers_only)
    for name, extra in (("ray", "ray"), ("dask", "distributed")):
        monkeypatch.setitem(sys.modules, extra, None)
        with pytest.raises(EngineError, match=rf"is not installed. Install it: pip install 'dateline\[{name}\]'"):
            open_engine(name, 1, None, start)
    with pytest.raises(UsageError, match=r"no such engine. Engines: local, ray, dask"):
        open_engine("slurm", 1, None, start)
    with pytest.raises(UsageError, match="--address names a cluster"):
        open_engine("local", 1, "10.0.0.1:6379", start)


def test_a_cluster_that_does_not_answer_is_told_in_one_line(monkeypatch):
    pytest.importorskip("distributed")
    monkeypatch.setattr("dateline.engine.dask._SECONDS", 1)
    with pytest.raises(EngineError, match=r"--engine dask: no cluster at tcp://127.0.0.1:9"):
        open_engine("dask", 1, "tcp://127.0.0.1:9", Start({}, Plain("."), readers_only))


@pytest.mark.slow
def test_clusters_of_this_machine_listen_on_loopback_only():
    start = Start({}, Plain("."), readers_only)
    pytest.importorskip("distributed")
    dask = open_engine("dask", 1, None, start)
    try:
        addresses = [dask._cluster.scheduler_address, *dask._client.scheduler_info()["workers"]]
        assert len(addresses) == 2 and all(a.startswith("tcp://127.0.0.1:") for a in addresses)
    finally:
        dask.close()
    pytest.importorskip("ray")
    script = (
        "from dateline.engine.engines import open_engine; from dateline.engine import Start; "
        "backend = open_engine('ray', 1, None, Start()); "
        "import ray; at = ray.nodes()[0]['NodeManagerAddress']; backend.close(); print(at)"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert told.stdout.strip() == "127.0.0.1", told.stderr
