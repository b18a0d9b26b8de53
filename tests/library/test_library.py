"""Dateline from Python: texts, paths and reports in; tables and frames out."""

from pathlib import Path

import pytest

import dateline
from dateline.errors import InputError, UsageError
from dateline.resources import Resources

SAKE = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."


@pytest.fixture(scope="module")
def coded(resources: Resources) -> dateline.Coded:
    return dateline.code(SAKE, resources=resources)


def test_texts_paths_and_reports_are_coded_alike(tmp_path: Path, coded: dateline.Coded, resources: Resources) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SAKE)
    of_path, of_string, of_folder = (dateline.code(p, resources=resources) for p in (path, str(path), tmp_path))
    of_report = dateline.code(coded.reports[0].report, resources=resources)
    several = dateline.code([SAKE, path], resources=resources)
    kinds = [e["event_type"] for e in coded.events]
    for other in (of_path, of_string, of_folder, of_report):
        assert [e["event_type"] for e in other.events] == kinds
    assert len(several) == 2


def test_what_cannot_be_read_is_told(tmp_path: Path, resources: Resources) -> None:
    (tmp_path / "a.txt").write_text("")
    found = dateline.code(tmp_path, resources=resources)
    assert len(found) == 0 and "the file is empty" in found.unread[0].reason


def test_a_store_keeps_and_answers(tmp_path: Path, coded: dateline.Coded) -> None:
    with dateline.open_store(tmp_path / "my.db") as store:
        assert store.add(coded, day="2013-05-06")["new"] >= 1
        (attack,) = store.events(type="ASSAULT", status="occurred")[:1]
        assert store.event(attack["id"][:8])["id"] == attack["id"]
        incident = store.incidents(type="ASSAULT")[0]
        assert store.incident(incident["id"])["id"] == incident["id"]
        assert store.changes()[0]["reason"] == "first report"
        assert len(store.reports(text="Sake")) == 1 and len(store.reports(text="Bukavu")) == 0
        with pytest.raises(InputError, match="no such event"):
            store.event("ffff")
        with pytest.raises(UsageError):
            store.events(type="NOTHING")
        with pytest.raises(UsageError, match="no such export profile"):
            store.table("nothing")


def test_tables_become_frames(tmp_path: Path, coded: dateline.Coded) -> None:
    pytest.importorskip("pandas")
    pytest.importorskip("polars")
    frames = (coded.events.to_pandas(), coded.events.to_polars())
    assert all("where.name" in f.columns and len(f) == len(coded.events) for f in frames)
    assert frames[0]["event_type"].tolist() == frames[1]["event_type"].to_list()
    assert list(coded.events[:0].to_pandas().columns) == []


def test_records_of_one_object_are_flattened_and_lists_kept() -> None:
    table = dateline.Table([{"a": {"b": 1, "c": {"d": 2}}, "e": [{"f": 3}], "g": None}])
    assert table.flat() == [{"a.b": 1, "a.c.d": 2, "e": [{"f": 3}], "g": None}]
    assert repr(table) == "<Table of 1 records>"


def test_a_store_on_a_server_is_opened_by_its_address(server):
    url = server.new()
    with dateline.open_store(url.secret) as store:
        assert store.store.path == url and not list(store.events(type="ASSAULT"))
    server.release(url)
