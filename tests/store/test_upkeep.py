"""Backups that are whole, and checks that find what is wrong."""

import sqlite3
from pathlib import Path

import pytest

from dateline.engine import code_many, incident_faults, tell_incidents
from dateline.errors import StoreError
from dateline.records import CodedReport, Report
from dateline.resources import Resources
from dateline.store import Store, back_up, faults_of, open_store

TEXT = 'Rebels shelled the town of Sake on Sunday, killing two soldiers, the army said. "We fled," said Amina Bahati.'


@pytest.fixture
def store(tmp_path: Path, resources: Resources) -> Store:
    opened = open_store(tmp_path / "a.db")
    for coded in code_many([Report(id="r-1", title=None, text=TEXT, language="en", published="2013-05-06")], resources):
        assert isinstance(coded, CodedReport)
        opened.add(coded)
    tell_incidents(opened, "2013-05-06")
    return opened


def test_a_sound_store_has_no_faults(store: Store) -> None:
    assert [*faults_of(store), *incident_faults(store)] == []


def test_a_backup_holds_all_and_is_sound(store: Store, tmp_path: Path) -> None:
    back_up(store, tmp_path / "copy.db")
    copy = open_store(tmp_path / "copy.db")
    assert copy.counts() == store.counts()
    assert not list(faults_of(copy))
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith("copy"))[0] == "copy.db"
    copy.close()


def test_a_backup_never_overwrites(store: Store, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        back_up(store, tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text() == "mine"


def test_a_span_that_does_not_quote_its_text_is_found(store: Store) -> None:
    with sqlite3.connect(store.path) as other:
        other.execute("UPDATE event SET record = replace(record, 'Rebels', 'Troops')")
    assert any("Troops" in f.what for f in faults_of(store))


def test_an_event_without_its_report_is_found(store: Store) -> None:
    with sqlite3.connect(store.path) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("UPDATE event SET report_id = 'r-gone'")
    assert any("report" in f.what for f in faults_of(store))


def test_incidents_that_are_not_what_reports_tell_are_found(store: Store) -> None:
    with sqlite3.connect(store.path) as other:
        other.execute("PRAGMA foreign_keys = OFF")
        other.execute("DELETE FROM incident")
    assert incident_faults(store)


def test_roles_of_violence_are_kept(tmp_path: Path, resources: Resources) -> None:
    text = "Guerrillas of the Shining Path bombed the power station of Huancayo with dynamite on Friday, killing two engineers."
    (coded,) = code_many([Report(id="r-2", title=None, text=text, language="en", published="1989-03-06")], resources)
    assert isinstance(coded, CodedReport) and coded.roles
    store = open_store(tmp_path / "roles.db")
    store.add(coded)
    kept = list(store.statements("role", "r-2"))
    assert [(r["role"], r["text"]) for r in kept] == [(r.role, r.text) for r in coded.roles]
    assert not list(faults_of(store))
