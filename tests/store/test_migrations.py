"""A store of every schema that there was is brought to the present one with all that it held, or left as it was."""

import sqlite3
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.engine import incident_faults, tell_incidents
from dateline.errors import StoreError
from dateline.pipeline import code_text
from dateline.records import to_json
from dateline.store import SCHEMA_VERSION, Filter, faults_of, is_made, open_store, sqlite
from dateline.store.sqlite import APPLICATION_ID, migrations, statements_of

TEXT = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."
RELEASED = [number for number, _ in migrations()]


@pytest.fixture(scope="module")
def coded(resources):
    return code_text(TEXT, resources)


def old_store(path, version, coded, replaced=None):
    """A store as the version of that schema wrote it, with one report and, where given, one that it replaced."""
    connection = sqlite3.connect(path, isolation_level=None)
    for number, sql in migrations():
        for statement in statements_of(sql) if number <= version else ():
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
    report = coded.report
    texts = [(report.id, "2013-05-09")] if replaced is None else [(replaced, None), (report.id, "2013-05-09")]
    columns = (
        "id, origin, source_uri, published, agency, country, outcome, coder_version, revision, previous, changed_on, "
        "superseded_by, record"
    )
    for revision, (id_, changed) in enumerate(texts, 1):
        row = (id_, "a.txt", "a.txt", report.published, report.agency, "COD", "coded", coded.coder_version, revision,
               replaced if changed else None, changed, None if changed else report.id, to_json(replace(report, id=id_)))  # fmt: skip
        connection.execute(f"INSERT INTO report ({columns}) VALUES ({','.join('?' * 13)})", row)
        if version >= 2:
            first = changed if changed and replaced else report.published
            until = None if id_ == report.id else "2013-05-09"
            connection.execute("UPDATE report SET known_from = ?, known_until = ? WHERE id = ?", (first, until, id_))
        connection.execute("INSERT INTO report_text VALUES ('', ?, ?)", (report.text, id_))
    columns = (
        "id, report_id, position, event_type, mode, status, historical, day_from, day_to, country, place, lat, lon, killed, "
        "confidence, record"
    )
    for position, event in enumerate(coded.events):
        where = event.where
        row = (event.id, report.id, position, event.event_type, event.mode, event.status, 0, event.when.from_, event.when.to,
               where.country, where.name, where.lat, where.lon, 2, event.confidence, to_json(event))  # fmt: skip
        connection.execute(f"INSERT INTO event ({columns}) VALUES ({','.join('?' * 16)})", row)
        if version >= 2:
            place = (where.admin1, where.admin2, where.precision, event.id)
            connection.execute("UPDATE event SET admin1 = ?, admin2 = ?, precision = ? WHERE id = ?", place)
        for actor in event.source:
            connection.execute(
                "INSERT INTO event_actor VALUES (?,?,'source',?,?,?,'')",
                (report.id, event.id, actor.actor_id, actor.name or actor.text, actor.country),
            )
    for position, claim in enumerate(coded.claims):
        connection.execute(
            "INSERT INTO statement VALUES (?,?,'claim',?,?)", (claim.id, report.id, position, to_json(claim))
        )
        if version >= 2:
            who = claim.claimant
            connection.execute(
                "INSERT INTO claim VALUES (?,?,?,?,?,?,?,?,?,?)",
                (report.id, claim.id, claim.event_id, claim.field, claim.low, claim.high, who and (who.name or who.text),
                 who and who.actor_id, claim.claimant_kind, claim.said_on),
            )  # fmt: skip
    connection.close()


@pytest.mark.parametrize("version", RELEASED)
def test_records_of_every_schema_are_all_there_and_found_by_the_filters(tmp_path, coded, version):
    old_store(tmp_path / "old.db", version, coded, replaced="r-before")
    store = open_store(tmp_path / "old.db")
    assert list(store.database.rows("PRAGMA user_version")) == [(SCHEMA_VERSION,)]
    events = list(store.events())
    assert [e["id"] for e in events] == [e.id for e in coded.events]
    assert list(store.events(Filter(admin=coded.events[0].where.admin1, text="Sake"))) == events
    assert [c["id"] for c in store.claims(Filter(claimant="army"))] == [c.id for c in coded.claims]
    lives = store.incidents.lives()
    assert lives["r-before"].known_until == lives[coded.report.id].known_from == "2013-05-09"
    assert not list(store.incidents.listed()) and not store.incidents.is_up_to_date()
    tell_incidents(store, "2020-01-01")
    assert next(store.incidents.listed())["event_type"] == "ASSAULT"
    assert [*faults_of(store), *incident_faults(store)] == []
    stamps = list(store.database.rows("SELECT count(*), min(at) > 0 FROM event_change WHERE is_deleted = 0"))
    assert stamps == [(len(coded.events), 1)]
    store.close()


@pytest.mark.parametrize("version", RELEASED)
def test_a_migrated_store_has_the_schema_of_a_new_one(tmp_path, coded, version):
    old_store(tmp_path / "old.db", version, coded)
    old, new = open_store(tmp_path / "old.db"), open_store(tmp_path / "new.db")
    sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    assert list(old.database.rows(sql)) == list(new.database.rows(sql))
    old.close(), new.close()


def test_a_migration_that_fails_changes_nothing(tmp_path, coded, monkeypatch):
    old_store(tmp_path / "old.db", 1, coded)
    before = (tmp_path / "old.db").read_bytes()
    broken = [*migrations()[:-1], (migrations()[-1][0], "CREATE TABLE half (x);\nCREATE TABLE report (x);\n")]
    monkeypatch.setattr(sqlite, "migrations", lambda: broken)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "old.db")
    connection = sqlite3.connect(tmp_path / "old.db")
    assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('half', 'incident')").fetchone() == (
        0,
    )
    assert connection.execute("SELECT count(*) FROM event").fetchone() == (len(coded.events),) and before
    connection.close()


def test_both_kinds_of_store_have_the_same_schema(new_place):
    store = open_store(new_place())
    shown = {t: sorted(store.database.columns(t)) for t in store.database.tables()}
    memory = sqlite3.connect(":memory:")
    for _, sql in migrations():
        for statement in statements_of(sql):
            memory.execute(statement)
    names = [
        r[0]
        for r in memory.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'report_text*'")
    ]
    assert shown == {t: sorted(r[1] for r in memory.execute(f"PRAGMA table_info({t})")) for t in names}
    store.close()


def test_the_schema_is_the_number_of_the_last_migration_in_either_folder():
    folder = files("dateline.store") / "migrations"
    numbers = {name: [int(f.name[:4]) for f in where.iterdir() if f.name.endswith(".sql")] for name, where in
               (("sqlite", folder), ("postgres", folder / "postgres"))}  # fmt: skip
    assert {max(n) for n in numbers.values()} == {SCHEMA_VERSION}
    first = min(numbers["postgres"])
    assert sorted(n for n in numbers["sqlite"] if n >= first) == sorted(numbers["postgres"])


class TestPostgres:
    """A server's database: the same care."""

    def test_a_store_of_the_first_schema_is_brought_to_the_present_one(self, server, monkeypatch, coded):
        url = server.bare()
        monkeypatch.setattr("dateline.store.open.SCHEMA_VERSION", 10)
        store = open_store(url)
        monkeypatch.undo()
        with store.database.transaction() as writing:
            writing.execute("INSERT INTO unread VALUES ('a', 'b', 0)")
        store.close()
        store = open_store(url)
        assert store.counts()["unread"] == 1 and store.add(coded) == "new"
        assert list(store.database.rows("SELECT max(schema) FROM dateline_store")) == [(SCHEMA_VERSION,)]
        assert [*faults_of(store)] == []
        store.close()

    def test_a_newer_store_and_tables_of_another_program_are_refused(self, server):
        url = server.bare()
        store = open_store(url)
        with store.database.transaction() as writing:
            writing.execute("INSERT INTO dateline_store VALUES (99)")
        store.close()
        with pytest.raises(StoreError, match="newer Dateline"):
            open_store(url)
        other = server.bare()
        import psycopg

        with psycopg.connect(other.secret, autocommit=True) as connection:
            connection.execute("CREATE TABLE report (x int)")
        with pytest.raises(StoreError, match="another program"):
            open_store(other)

    def test_an_empty_database_is_in_order_and_holds_no_store_yet(self, server, monkeypatch):
        from dateline.cli import lookups
        from dateline.settings import load_settings

        url = server.bare()
        assert not is_made(url)
        monkeypatch.setattr(lookups, "load_settings", lambda: load_settings(db=url.secret))
        assert "not made yet" in lookups._database()
        open_store(url).close()
        assert is_made(url) and "0 reports" in lookups._database()

    def test_a_migration_that_fails_changes_nothing(self, server, monkeypatch, tmp_path: Path):
        url = server.bare()
        folder = tmp_path / "migrations" / "postgres"
        folder.mkdir(parents=True)
        (folder / "0001_half.sql").write_text("CREATE TABLE half (x int); CREATE TABLE half (x int);")
        monkeypatch.setattr("dateline.store.postgres.files", lambda _: tmp_path)
        with pytest.raises(StoreError, match="cannot be written"):
            open_store(url)
        monkeypatch.undo()
        store = open_store(url)
        assert "half" not in store.database.tables()
        store.close()
