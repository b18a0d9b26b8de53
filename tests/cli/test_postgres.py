"""Every command over a PostgreSQL database: named by --db, its password never shown."""

import json
import traceback

import pytest
from tests.server import Server
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.errors import StoreError, UsageError
from dateline.store import PostgresUrl, place_of

SHELLING = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."
TALKS = "NAIROBI, May 7, 2013 (Sample Press) - M23 rebels and the Congolese army agreed to a ceasefire on Tuesday."
PROCESS = (
    'name = "Congo and the M23"\ncountries = ["COD"]\nyears = [2012, 2014]\n'
    '[[party]]\nname = "Congo"\ncountry = "COD"\nsectors = ["GOV", "MIL", "COP"]\n'
    '[[party]]\nname = "M23"\nactors = ["M23"]\ncountry = "COD"\nsectors = ["REB"]\n'
)
SECRET = "hunter2%21"


@pytest.fixture(scope="module")
def url(server: Server) -> str:
    """The address of a new database, as `user:password@/name`."""
    return server.bare().secret.replace("postgres@", f"postgres:{SECRET}@")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory):
    made = tmp_path_factory.mktemp("postgres")
    for name in ("in", "processes"):
        (made / name).mkdir()
    (made / "in" / "a.txt").write_text(SHELLING)
    (made / "in" / "b.txt").write_text(TALKS)
    (made / "in" / "c.txt").write_text("")
    (made / "processes" / "congo.toml").write_text(PROCESS)
    return made


def dateline(*args, status=0):
    done = CliRunner().invoke(app, [str(a) for a in args])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    assert SECRET not in done.output and "hunter2" not in done.output
    return done


@pytest.fixture(scope="module")
def coded(url, folder):
    """The address, after two reports were coded into it and one input failed."""
    done = dateline("code", folder / "in", "--db", url, status=1)
    assert "Kept in postgresql://postgres:***@/" in " ".join(done.stderr.split()).replace("/ ", "/")
    return url


def lines(*args):
    return [json.loads(line) for line in dateline(*args, "--format", "jsonl").stdout.splitlines()]


@pytest.mark.parametrize(
    "command", ["events", "incidents", "claims", "dyads", "actors", "changes", "reports", "not-coded"]
)
def test_listings(coded, command):
    assert lines(command, "--db", coded)


def test_filters_and_counts(coded):
    assert {e["event_type"] for e in lines("events", "--db", coded, "--near", "-1.57,29.04,20")} == {"ASSAULT"}
    assert not lines("events", "--db", coded, "--near", "1.57,29.04,20")
    assert [g["week"] for g in lines("events", "--db", coded, "--by", "week", "--type", "ASSAULT")] == ["2013-04-29"]
    assert lines("incidents", "--db", coded, "--by", "month,type,dyad,country")
    assert len(lines("reports", "--db", coded, "--text", "shelled sake")) == 1


def test_one_event_and_one_incident(coded):
    event = lines("events", "--db", coded, "--type", "ASSAULT")[0]
    assert "shelled" in dateline("event", event["id"][:10], "--db", coded).stdout
    incident = next(i for i in lines("incidents", "--db", coded) if event["id"] in i["event_ids"])
    assert incident["id"] in dateline("incident", incident["id"], "--why", "--db", coded).stdout


def test_decisions(coded):
    one, two = (i["id"] for i in lines("incidents", "--db", coded)[:2])
    dateline("merge", one, two, "--db", coded)
    (whole,) = lines("incidents", "--db", coded)
    assert len(lines("decisions", "--db", coded)) == 1
    dateline("decisions", "--undo", "1", "--db", coded)
    dateline("rejoin", "--db", coded)
    assert len(lines("incidents", "--db", coded)) == 2 and len(whole["reports"]) == 2


def test_process(coded, folder):
    done = dateline("process", "congo", "--definitions", folder / "processes", "--db", coded, "--format", "jsonl")
    assert json.loads(done.stdout)["kind"] == "process"


def test_exports_are_the_bytes_that_a_file_gives(coded, tmp_path):
    dateline("store", "copy", coded, tmp_path / "copy.db")
    for db, name in ((coded, "server"), (tmp_path / "copy.db", "file")):
        (tmp_path / name).mkdir()
        for profile in ("events", "incidents", "acled", "ged"):
            dateline("export", profile, "--out", tmp_path / name / f"{profile}.csv", "--db", db)
    for profile in ("events", "incidents", "acled", "ged"):
        one, two = (tmp_path / name / f"{profile}.csv" for name in ("server", "file"))
        assert one.read_bytes() == two.read_bytes() and one.read_bytes()
    checksums = {dateline("store", "checksum", "--db", db).stdout for db in (coded, tmp_path / "copy.db")}
    assert len(checksums) == 1


def test_upkeep(coded, tmp_path):
    assert "sound" in dateline("check", "--db", coded).stderr
    assert "schema" in dateline("migrate", "--db", coded).stderr
    with pytest.raises(StoreError, match="pg_dump") as told:
        dateline("backup", tmp_path / "x.db", "--db", coded)
    assert "hunter2" not in str(told.value)


def test_people(coded):
    dateline("person", "add", "Nilar", "--password", "a long secret", "--role", "admin", "--db", coded)
    assert "Nilar" in dateline("person", "list", "--db", coded).stdout
    assert dateline("person", "token", "nilar", "--db", coded).stdout.strip()


def test_serve(coded, monkeypatch, tmp_path):
    from starlette.testclient import TestClient

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    served = []
    monkeypatch.setattr("uvicorn.run", lambda app, **_: served.append(app))
    dateline("serve", "--db", coded)
    client = TestClient(served[0], base_url="http://localhost")
    assert "Sake" in client.get("/events").text
    about = client.get("/about").text
    assert "hunter2" not in about and [p.stat().st_mode & 0o077 for p in (tmp_path / "dateline").iterdir()] == [0]


def test_a_server_that_is_not_there_and_a_store_that_is_not_made(server, tmp_path):
    with pytest.raises(StoreError, match="cannot be opened") as told:
        dateline("events", "--db", f"postgresql://nilar:{SECRET}@/none?host={tmp_path}")
    assert "hunter2" not in str(told.value) and "\n" not in str(told.value)
    bare = server.bare()
    with pytest.raises(StoreError, match="no Dateline store there yet"):
        dateline("events", "--db", bare.secret)
    with pytest.raises(UsageError, match="no such kind of database"):
        dateline("events", "--db", "mysql://nilar@/none")


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("postgresql://a:b%40c@h:5433/n", "postgresql://a:***@h:5433/n"),
        ("postgres://h/n?password=b&sslmode=require", "postgresql://h/n?password=***&sslmode=require"),
        ("postgresql://a@h/n", "postgresql://a@h/n"),
        ("postgresql://h:5433/n", "postgresql://h:5433/n"),
        ("postgresql://a:b#c/d?e@h/n", "postgresql://a:***@h/n"),
        ("postgresql://a:b@c@h/n", "postgresql://a:***@h/n"),
        ("postgresql://a:b%40c@[::bad/n", "postgresql://a:***@[::bad/n"),
    ],
)
def test_addresses_are_shown_without_password(address, shown):
    place = place_of(address)
    assert isinstance(place, PostgresUrl) and str(place) == shown and repr(place) == f"PostgresUrl({shown!r})"
    assert place.name == "n"
    assert address == shown or address not in place.scrubbed(f"bad address {address}")
    if "b%40c" in address:
        assert "b%40c" not in place.scrubbed("b%40c") and "b@c" not in place.scrubbed("b@c")


@pytest.mark.parametrize(
    "address", ["[::bad/events", "h:port/events", "%zz/events", "h/events?no=such", "h/events?sslmode=never"]
)
def test_an_address_that_cannot_be_is_told_without_its_password(address):
    with pytest.raises(StoreError, match="cannot be opened") as told:
        dateline("events", "--db", f"postgresql://nilar:{SECRET}@{address}")
    shown = "".join(traceback.format_exception(told.value))
    assert "hunter2" not in shown and "\n" not in str(told.value)
