"""The store: whole reports or none, nothing twice, revisions kept, clear words when it cannot be used."""

import sqlite3
from dataclasses import replace

import pytest

from dateline.errors import StoreError
from dateline.pipeline import code_text
from dateline.records import Unreadable
from dateline.store import EventFilter, open_store

TEXT = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."


@pytest.fixture(scope="module")
def coded(resources):
    return code_text(TEXT, resources)


@pytest.fixture
def store(place):
    made = open_store(place)
    yield made
    made.close()


def from_file(coded, text, uri="reports/a.txt"):
    report = replace(coded.report, id=f"r-{text}", text=coded.report.text, source_uri=uri)
    return replace(coded, report=report, events=(), quotes=(), relations=(), claims=())


def test_coding_the_same_report_again_changes_nothing(store, coded):
    assert store.add(coded) == "new"
    before = store.counts()
    assert store.add(coded) == "same"
    assert store.counts() == before


def test_a_newer_coder_replaces_the_records_of_a_report(store, coded):
    store.add(coded)
    assert store.add(replace(coded, events=(), coder_version="dateline 9")) == "recoded"
    assert list(store.events()) == []


def test_a_report_whose_text_changed_is_a_revision_and_the_old_one_stays(store, coded):
    store.add(from_file(coded, "one"))
    assert store.add(from_file(coded, "two"), "2013-05-06") == "revision"
    current = list(store.reports())
    assert [(r["id"], r["revision"], r["previous"], r["changed_on"]) for r in current] == [
        ("r-two", 2, "r-one", "2013-05-06")
    ]
    assert len(list(store.reports(all_revisions=True))) == 2


def test_rows_of_a_table_are_not_revisions_of_one_another(store, coded):
    store.add(from_file(coded, "one", "rows.jsonl:4"))
    assert store.add(from_file(coded, "two", "rows.jsonl:4")) == "new"


def test_events_are_found_by_actor_type_day_and_words(store, coded):
    store.add(coded)
    assert list(store.events(EventFilter(event_type="assault", since="2013-05-01", until="2013-05-31", text="Sake")))
    assert not list(store.events(EventFilter(since="2014-01-01")))
    assert not list(store.events(EventFilter(actor="100%")))
    assert not list(store.events(EventFilter(text='" OR 1=1 --')))


def test_an_event_is_found_by_the_first_letters_of_its_id(store, coded):
    store.add(coded)
    known = coded.events[0].id
    assert store.event(known[:10])["id"] == known
    assert store.event("zz") is None


def test_what_could_not_be_read_is_listed_with_its_reason(store, coded):
    store.add_unread(Unreadable("b.txt", "b.txt: the file is empty."))
    store.add(replace(coded, events=(), outcome="no_event", reason="none tells of an event"))
    assert [(n["outcome"], n["reason"]) for n in store.not_coded()] == [
        ("no_event", "none tells of an event"),
        ("failed", "b.txt: the file is empty."),
    ]


def test_a_store_of_a_newer_version_is_refused_in_one_line(tmp_path):
    path = tmp_path / "n.db"
    open_store(path).close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(StoreError, match="newer Dateline"):
        open_store(path)


def test_a_database_of_another_program_is_refused(tmp_path):
    path = tmp_path / "o.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mine (x)")
    connection.close()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)


def test_a_file_that_is_no_database_is_refused(tmp_path):
    (tmp_path / "x.db").write_text("not a database at all, but long enough to be looked at" * 40)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "x.db")


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "no" / "x.db")


def test_two_that_open_a_new_store_at_once_do_not_collide(new_place):
    where = new_place()
    first, second = open_store(where), open_store(where)
    assert first.counts() == second.counts()
    first.close(), second.close()
