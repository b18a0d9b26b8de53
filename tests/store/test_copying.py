"""Stores copied between SQLite and PostgreSQL: every value, the order of coming, the search; all of it or nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.places import NewPlace
from tests.server import Server

from dateline.engine import tell_incidents
from dateline.errors import StoreError
from dateline.export import export
from dateline.records import Decision
from dateline.review import add_person, issue_token
from dateline.store import (
    Filter,
    People,
    Place,
    Review,
    Reviews,
    Store,
    checksum_of,
    copy_store,
    faults_of,
    open_store,
)
from dateline.store.copying import TABLES
from incidents.made import report
from incidents.stories import ALL, coded
from pages.made import make_store


@pytest.fixture
def full(place: Place) -> Iterator[Store]:
    """A store with something in every table."""
    store = open_store(make_store(place))
    again = report("reprint", ALL[0].report.text + " More follows.", "2019-09-18", "Daily Reprint")
    for one in (*ALL, coded(again)):
        store.add(one, "2020-01-01")
    tell_incidents(store, "2020-01-02")
    add_person(store, "Nilar", "a long secret", "admin", "2026-11-24")
    issue_token(store, "nilar", "nightly", "2026-11-24")
    People(store).start_session("digest", "NILAR", 2_000, 1_000)
    Reviews(store).add(
        Review("0000000000000001", "Nilar", "edit", {"event_type": "COERCE"}, "a note", "2026-11-24T10:00:00Z"), 0
    )
    first, second = ALL[0].events[0].id, ALL[1].events[0].id
    store.incidents.decide([Decision("part", first, second)], "2020-01-03", "two raids")
    tell_incidents(store, "2020-01-04")
    yield store
    store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def other(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, of the one kind and of the other."""
    if request.param == "sqlite":
        made = open_store(tmp_path / "other.db")
        yield made
        made.close()
        return
    server: Server = request.getfixturevalue("server")
    url = server.new()
    made = open_store(url)
    yield made
    made.close()
    server.release(url)


def test_every_table_is_copied_and_none_is_empty_in_this_test(full: Store) -> None:
    held = full.database.tables()
    assert set(held) <= set(TABLES)
    derived = {"sketch", "proposal", "compared"}
    assert not [t for t in held if t not in derived and not list(full.database.rows(f"SELECT 1 FROM {t}"))]


def test_a_copy_holds_every_value_and_gives_the_same_bytes(full: Store, other: Store, tmp_path: Path) -> None:
    assert copy_store(full, other) == checksum_of(full) == checksum_of(other)
    assert list(other.events()) == list(full.events())
    assert list(other.incidents.changes()) == list(full.incidents.changes())
    assert [e["id"] for e in other.events(Filter(text="rutshuru"))] == [
        e["id"] for e in full.events(Filter(text="rutshuru"))
    ]
    assert list(faults_of(other)) == list(faults_of(full))
    for profile in ("events", "incidents", "claims"):
        for store, name in ((full, "one"), (other, "two")):
            (tmp_path / name).mkdir(exist_ok=True)
            export(store, profile, tmp_path / name / f"{profile}.csv", program="test")
        assert (tmp_path / "one" / f"{profile}.csv").read_bytes() == (tmp_path / "two" / f"{profile}.csv").read_bytes()


def test_a_copied_store_goes_on_where_the_first_stood(full: Store, other: Store) -> None:
    copy_store(full, other)
    for store in (full, other):
        store.incidents.decide([Decision("join", "e-1", "e-2")], "2020-02-01")
        Reviews(store).add(Review("0000000000000001", "Nilar", "undo", {}, None, "2026-11-25T10:00:00Z"), 1)
        tell_incidents(store, "2020-02-01")
    assert list(other.incidents.decided()) == list(full.incidents.decided())
    assert other.event("0000000000000001") == full.event("0000000000000001")


def test_a_store_that_holds_anything_is_not_copied_into(full: Store, new_place: NewPlace) -> None:
    other = open_store(new_place())
    add_person(other, "Nilar", "a long secret", "admin", "2026-11-24")
    with pytest.raises(StoreError, match="holds records already"):
        copy_store(full, other)
    assert other.counts()["report"] == 0
    other.close()


def test_a_copy_that_differs_is_not_kept(full: Store, other: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    given = iter(["sha256:one", "sha256:two"])
    monkeypatch.setattr("dateline.store.copying._checksum", lambda _: next(given))
    with pytest.raises(StoreError, match="Nothing was kept"):
        copy_store(full, other)
    assert other.counts()["report"] == 0 and not People(other).all()


def test_the_checksum_tells_a_change_of_one_value(full: Store) -> None:
    before = checksum_of(full)
    with full.database.transaction() as writing:
        writing.execute("UPDATE match_link SET likelihood = likelihood + 0.0001")
    assert checksum_of(full) != before
