"""The commands over incidents, claims, actors and changes, with the filters that they share."""

import inspect
import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from dateline.cli.app import app
from dateline.engine import tell_incidents
from dateline.errors import DatelineError, UsageError
from dateline.settings import Settings, View, load_settings
from dateline.store import PostgresUrl, open_store
from incidents.stories import ALL, RAID, bombing

ROOT = Path(__file__).parent.parent.parent
LISTINGS = ("events", "incidents", "claims", "dyads", "actors", "reports", "changes")


@pytest.fixture
def desk(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_DB", place.secret if isinstance(place, PostgresUrl) else str(place))
    store = open_store(place)
    for one in ALL:
        store.add(one, "2019-10-01")
    tell_incidents(store, "2019-10-01")
    store.close()
    return tmp_path


def dateline(*args):
    done = CliRunner().invoke(app, list(args))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done


def records(*args):
    return [json.loads(line) for line in dateline(*args, "--format", "jsonl").stdout.splitlines()]


def named(place):
    return next(i for i in records("incidents") if i["where"]["name"] == place)


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_has_the_same_filters(command):
    shown = re.sub(r"\x1b\[[0-9;]*m", "", dateline(command, "--help").stdout)
    options = {f"--{name.replace('_', '-')}" for name in View.model_fields} | {"--view", "--db"}
    assert options <= set(re.findall(r"--[a-z-]+", shown))


@pytest.mark.parametrize("command", LISTINGS)
def test_every_listing_tells_what_was_known_on_a_day(desk, command):
    early, late = records(command, "--as-of", "2019-09-17"), records(command)
    assert early != late and not records(command, "--as-of", "2019-09-16")


def test_incidents_are_listed_once_with_their_toll(desk):
    shown = dateline("incidents", "--place", "Charikar")
    assert "1 incidents" in shown.stdout and "killed 30" in shown.stdout
    assert [
        i["casualties"][0]["best"] for i in records("incidents", "--as-of", "2019-09-18", "--place", "Charikar")
    ] == [26]


def test_an_incident_is_shown_with_claims_changes_and_why(desk):
    found = named("Charikar")["id"]
    plain = dateline("incident", found[:8])
    assert "Health Ministry" in plain.stdout and "toll raised: killed 24 (24 to 24) → 26" in " ".join(
        plain.stdout.split()
    )
    assert "Why joined" not in plain.stdout
    assert "same day" in " ".join(dateline("incident", found, "--why").stdout.split())
    (record,) = records("incident", found, "--why")
    assert (
        record["id"] == found and record["links"] and [a["killed"]["best"] for a in record["accounts"]] == [24, 26, 30]
    )
    with pytest.raises(DatelineError, match="no such incident by 2019-01-01"):
        dateline("incident", found, "--as-of", "2019-01-01")


def test_claims_are_found_by_who_says_so(desk):
    assert [c["low"] for c in records("claims", "--claimant", "Health Ministry", "--until", "2019-09-17")] == [
        24,
        26,
        30,
    ]
    assert records("claims", "--claimant-kind", "medical") == []


def test_dyads_and_actors_are_counted_over_what_is_asked_for(desk):
    (pair,) = records("dyads", "--admin", "Helmand")
    assert {pair["name"], pair["other_name"]} == {"Taliban", "Afghan army"} and pair["events"] == 2
    assert [a["name"] for a in records("actors", "--place", "Charikar")] == ["Taliban"]


def test_things_are_counted_by_time_and_field(desk):
    assert records("incidents", "--by", "month,admin") == [
        {"month": "2019-09", "admin": a, "incidents": 1, "reports": n, "killed_low": k[0], "killed_best": k[1], "killed_high": k[2],
         "injured_best": 0}
        for a, n, k in (("Helmand", 2, (0, 0, 0)), ("Parwan", 3, (30, 30, 30)))
    ]  # fmt: skip
    assert records("events", "--by", "week") == [{"week": "2019-09-16", "events": 5}]
    assert records("claims", "--by", "claimant") == [{"claimant": "Health Ministry", "claims": 3}]
    with pytest.raises(UsageError, match="cannot be grouped so"):
        dateline("events", "--by", "colour")


def test_changes_are_told_as_lines_and_as_a_feed(desk):
    assert {c["reason"] for c in records("changes", "--since", "2019-09-19", "--place", "Charikar")} == {"toll raised"}
    feed = ET.fromstring(
        dateline(
            "changes", "--since", "2019-09-18", "--format", "atom", "--address", "https://desk.example/incidents"
        ).stdout
    )
    atom = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{atom}entry")
    assert entries[0].find(f"{atom}updated").text == feed.find(f"{atom}updated").text == "2019-09-20T00:00:00Z"
    assert entries[0].find(f"{atom}link").get("href").startswith("https://desk.example/incidents/i-")
    assert len({e.find(f"{atom}id").text for e in entries}) == len(entries)
    assert next(iter(records("changes", "--entered", "--since", "2019-10-01")))["entered_on"] == "2019-10-01"
    assert records("changes", "--entered", "--since", "2019-10-02") == []


def test_named_views_stand_in_the_settings_file_and_options_win(desk):
    (desk / "dateline.toml").write_text('[views.helmand]\nadmin = "Helmand"\nas_of = "2019-09-18"\n')
    assert len(records("events", "--view", "helmand")) == 1
    assert len(records("events", "--view", "helmand", "--as-of", "2019-09-30")) == 2
    with pytest.raises(UsageError, match="There are: helmand"):
        dateline("events", "--view", "kabul")
    (desk / "dateline.toml").write_text('[views.helmand]\nadmin = "Helmand"\ncolour = "red"\n')
    with pytest.raises(UsageError, match=r"views.helmand.colour"):
        dateline("events")


@pytest.mark.parametrize(
    "option",
    [
        ("--since", "May"),
        ("--type", "MURDER"),
        ("--status", "so"),
        ("--near", "1,2"),
        ("--dyad", "a"),
        ("--claimant-kind", "x"),
    ],
)
def test_a_filter_that_cannot_be_is_told_in_one_line(desk, option):
    with pytest.raises(UsageError, match=re.escape(f"{option[0]} {option[1]}: ")):
        dateline("events", *option)


def test_what_a_person_merges_and_splits_sticks_and_can_be_undone(desk):
    one, two = named("Charikar")["id"], named("Sangin")["id"]
    dateline("merge", one, two[:9], "--note", "one campaign")
    assert [len(i["reports"]) for i in records("incidents")] == [5]
    store = open_store(load_settings().db)
    store.add(bombing("f", 31, "2019-09-21", agency="Third Press"), "2019-10-02")
    store.close()
    dateline("rejoin")
    (whole,) = records("incidents")
    assert len(whole["reports"]) == 6
    dateline("split", whole["id"], RAID.report.id, "r-e")
    assert sorted(len(i["reports"]) for i in records("incidents")) == [2, 4]
    entries = [d["entry"] for d in records("decisions") if not d["undone_on"]]
    dateline("decisions", *[x for e in entries for x in ("--undo", str(e))])
    assert {d["undone_on"] for d in records("decisions")} == {date.today().isoformat()}
    assert sorted(len(i["reports"]) for i in records("incidents")) == [2, 4]
    with pytest.raises(DatelineError, match="no report of that incident"):
        dateline("split", named("Charikar")["id"], "r-zz")


def test_incidents_out_of_date_are_told(desk):
    store = open_store(load_settings().db)
    store.add(bombing("g", 3, "2019-10-02"), "2019-10-02")
    store.close()
    assert "dateline rejoin" in " ".join(dateline("incidents").stderr.split())


def test_the_documentation_names_every_command_filter_and_setting():
    told = (ROOT / "docs" / "cli.md").read_text("utf-8")
    commands = {c.name or c.callback.__name__ for c in app.registered_commands} | {
        g.name for g in app.registered_groups
    }
    missing = [c for c in sorted(commands) if f"`{c}" not in told]
    missing += [f"--{n.replace('_', '-')}" for n in View.model_fields if f"`--{n.replace('_', '-')}" not in told]
    missing += [n for n in Settings.model_fields if f"| `{n}` |" not in told]
    assert missing == []
    assert set(re.findall(r"^\| `([a-z-]+)[ `]", told.split("## Filters")[0], re.M)) <= commands


def test_commands_are_thin():
    lengths = {c.callback.__name__: len(inspect.getsource(c.callback).splitlines()) for c in app.registered_commands}
    assert max(lengths.values()) < 100, lengths
