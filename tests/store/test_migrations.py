"""A store of the first schema is brought to the present one with all that it held."""

import sqlite3
from importlib.resources import files

from dateline.engine import tell_incidents
from dateline.pipeline import code_text
from dateline.records import to_json
from dateline.store import SCHEMA_VERSION, Filter, open_store
from dateline.store.sqlite import statements_of as _statements

OLD = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."


def first_schema(path, coded, replaced=None):
    """A store as the first version wrote it, with one report and, where given, one that it replaced."""
    connection = sqlite3.connect(path, isolation_level=None)
    sql = files("dateline.store").joinpath("migrations/0001_records.sql").read_text("utf-8")
    for statement in _statements(sql):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {0x444C4E45}")
    connection.execute("PRAGMA user_version = 1")
    report = coded.report
    for revision, (id_, text, changed) in enumerate(
        [(replaced, report.text, None), (report.id, report.text, "2013-05-09")], 1
    ):
        if id_ is None:
            continue
        connection.execute(
            "INSERT INTO report VALUES (?, 'a.txt', 'a.txt', NULL, ?, ?, 'COD', 'coded', NULL, ?, ?, ?, ?, ?, ?)",
            (id_, report.published, report.agency, coded.coder_version, revision, replaced if changed else None, changed,
             None if changed else report.id, to_json(report)),
        )  # fmt: skip
        connection.execute("INSERT INTO report_text VALUES ('', ?, ?)", (text, id_))
    for position, event in enumerate(coded.events):
        where = event.where
        connection.execute(
            "INSERT INTO event VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (event.id, report.id, position, event.event_type, event.mode, event.status, 0, event.when.from_, event.when.to,
             where.country, where.name, where.lat, where.lon, 2, event.confidence, to_json(event)),
        )  # fmt: skip
        for actor in event.source:
            connection.execute(
                "INSERT INTO event_actor VALUES (?,?,'source',?,?,?,'')",
                (report.id, event.id, actor.actor_id, actor.name or actor.text, actor.country),
            )
    for position, claim in enumerate(coded.claims):
        connection.execute(
            "INSERT INTO statement VALUES (?,?,'claim',?,?)", (claim.id, report.id, position, to_json(claim))
        )
    connection.close()


def test_records_of_the_first_schema_are_all_there_and_found_by_the_new_filters(tmp_path, resources):
    coded = code_text(OLD, resources)
    first_schema(tmp_path / "old.db", coded, replaced="r-before")
    store = open_store(tmp_path / "old.db")
    assert list(store.database.rows("PRAGMA user_version")) == [(SCHEMA_VERSION,)]
    events = list(store.events())
    assert [e["id"] for e in events] == [e.id for e in coded.events]
    assert list(store.events(Filter(admin=coded.events[0].where.admin1))) == events
    assert [c["id"] for c in store.claims(Filter(claimant="army"))] == [c.id for c in coded.claims]
    lives = store.incidents.lives()
    assert lives["r-before"].known_until == lives[coded.report.id].known_from == "2013-05-09"
    assert not list(store.incidents.listed()) and not store.incidents.is_up_to_date()
    tell_incidents(store, "2020-01-01")
    assert next(store.incidents.listed())["event_type"] == "ASSAULT"
    store.close()


def test_a_migrated_store_has_the_schema_of_a_new_one(tmp_path, resources):
    first_schema(tmp_path / "old.db", code_text(OLD, resources))
    old, new = open_store(tmp_path / "old.db"), open_store(tmp_path / "new.db")
    sql = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
    assert list(old.database.rows(sql)) == list(new.database.rows(sql))
    old.close(), new.close()
