"""Where the database has PostGIS, events and incidents are layers of points; without it nothing is missed."""

import psycopg
import pytest

from dateline.engine import tell_incidents
from dateline.pipeline import code_text
from dateline.store import Filter, Near, PostgresUrl, checksum_of, copy_store, open_store

TEXT = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."


@pytest.fixture
def url(server) -> PostgresUrl:
    made = server.bare()
    with psycopg.connect(made.secret, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'").fetchone():
            pytest.skip("PostGIS is not installed: apt-get install postgresql-15-postgis-3")
    return made


def query(url, sql):
    with psycopg.connect(url.secret, autocommit=True) as connection:
        return connection.execute(sql).fetchall()


def test_points_appear_when_the_extension_does(url, resources, tmp_path):
    store = open_store(url)
    store.add(code_text(TEXT, resources), "2013-05-06")
    tell_incidents(store, "2013-05-06")
    before = checksum_of(store)
    store.close()
    with psycopg.connect(url.secret, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION postgis")
    store = open_store(url)
    near = {e["id"] for e in store.events(Filter(near=Near(-1.57, 29.04, 20)))}
    points = query(url, "SELECT id, round(ST_X(geom)), GeometryType(geom), killed FROM event_point")
    assert near and {p[0] for p in points} == near and {p[1:3] for p in points} == {(29, "POINT")}
    assert 2 in {p[3] for p in points}
    assert query(url, "SELECT count(*) FROM incident_point") == [(len(list(store.incidents.listed())),)]
    assert checksum_of(store) == before
    copy = open_store(tmp_path / "copy.db")
    assert copy_store(store, copy) == before
    store.close(), copy.close()
