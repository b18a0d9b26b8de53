"""Tables of happenings: one row an incident, with the figures of all its reports; and our tables of what reports tell together."""

import csv
import json
import sqlite3
import struct
from dataclasses import replace

import duckdb
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.engine import tell_incidents
from dateline.export import export
from dateline.export.ged import deaths_of
from dateline.records import Claim, CodedReport, Decision
from dateline.store import Filter

from .conftest import GULU, REBELS, VILLAGERS, casualty, day, event, report


@pytest.fixture
def told(store):
    """The made-up store with a second report of the raid that raises its toll, and its incidents."""
    more = replace(
        report("later", "At least 35 villagers died when rebels attacked a camp near Gulu on Saturday, killing people."),
        published="2004-02-24", publisher="Other Press",
    )  # fmt: skip
    dead = (casualty("killed", 35, 35, None, subgroup="civilian", victims=VILLAGERS),)
    attack = event(
        more, 0xD4, "ASSAULT", "attacked", source=(REBELS,), target=(VILLAGERS,), when=day("2004-02-21"), where=GULU,
        casualties=dead,
    )  # fmt: skip
    claim = Claim(
        "c2", more.id, attack.id, None, "killed", "at least 35", 35, None, "at_least", "persons", "civilian", None, "media",
        "2004-02-24", "35", 9, 11, None, "test",
    )  # fmt: skip
    store.add(CodedReport(more, (attack,), (), (), "coded", None, "test", (claim,)))
    first = next(e["id"] for e in store.events() if e["report_id"] == "r-raid")
    store.incidents.decide([Decision("join", first, attack.id)], "2004-03-01")
    tell_incidents(store, "2004-03-01")
    return store


def read(path, **given):
    return pd.read_csv(path, dtype=str, keep_default_na=False, **given)


def test_two_reports_of_one_raid_are_one_row(told, folder):
    export(told, "ged", folder / "ged.csv")
    (row,) = read(folder / "ged.csv").to_dict("records")
    assert (row["best"], row["deaths_civilians"], row["number_of_sources"]) == ("35", "35", "2")
    assert "Made Up Wire" in row["source_office"] and "Other Press" in row["source_office"]
    export(told, "events", folder / "events.csv")
    assert sum(read(folder / "events.csv").event_type == "ASSAULT") == 3


def test_a_happening_is_told_as_known_on_the_day(told, folder):
    export(told, "ged", folder / "then.csv", asked=Filter(as_of="2004-02-23"))
    export(told, "ged", folder / "now.csv")
    assert [read(folder / f"{n}.csv").best.tolist() for n in ("then", "now")] == [["30"], ["35"]]


def test_a_row_keeps_its_id_when_its_figures_change(told, folder):
    for name, asked in (("then", Filter(as_of="2004-02-23")), ("now", Filter())):
        export(told, "acled", folder / f"{name}.csv", asked=asked)
    then, now = (read(folder / f"{n}.csv").set_index("event_date").loc["2004-02-21"] for n in ("then", "now"))
    assert then.event_id_cnty == now.event_id_cnty and int(then.timestamp) < int(now.timestamp)
    assert (then.fatalities, now.fatalities) == ("30", "35")


def test_ids_of_happenings_that_are_no_more_are_listed(told, folder):
    export(told, "acled", folder / "before.csv")
    first, second = (e["id"] for e in told.events(Filter(event_type="ASSAULT", status="occurred")))
    told.incidents.decide([Decision("part", first, second)], "2004-03-02")
    tell_incidents(told, "2004-03-02")
    told.incidents.decide([Decision("join", first, second)], "2004-03-03")
    tell_incidents(told, "2004-03-03")
    export(told, "acled-deleted", folder / "deleted.csv")
    gone = read(folder / "deleted.csv")
    kept = set(read(folder / "before.csv").event_id_cnty)
    assert len(gone) and not kept & set(gone.event_id_cnty) and (gone.event_id_cnty.str.startswith("UGA")).any()
    assert (gone.deleted_timestamp.astype(int) == 1078272000).all()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_incidents_read_back(told, folder, form):
    export(told, "incidents", folder / f"incidents.{form}")
    found = duckdb.sql(
        f"SELECT killed_low, killed_best, killed_high, n_reports, n_independent_sources, disputed, country "
        f"FROM '{folder}/incidents.{form}' WHERE killed_best > 0"
    ).fetchall()
    assert found == [(30, 35, 35, 2, 2, False, "Uganda")]


def test_revisions_tell_what_changed_and_why(told, folder):
    export(told, "revisions", folder / "revisions.jsonl")
    rows = [json.loads(line) for line in (folder / "revisions.jsonl").read_text().splitlines()]
    raised = next(r for r in rows if r["reason"] == "toll raised")
    assert (raised["report_id"], raised["changed_on"], raised["field"]) == ("r-later", "2004-02-24", "killed")


def test_links_and_sources_read_back(told, folder):
    export(told, "links", folder)
    export(told, "sources", folder)
    sources = read(folder / "sources.csv").set_index("publisher")
    assert sources.loc["Made Up Wire"].n_reports == "3" and sources.loc["Other Press"].first_seen == "2004-02-24"
    links = read(folder / "links.csv")
    assert set(links.columns) >= {"incident_id", "likelihood", "parts"}


def test_a_workbook_holds_text_as_text_and_the_same_bytes(told, folder):
    for name in ("a", "b"):
        export(told, "events", folder / f"{name}.xlsx")
    assert (folder / "a.xlsx").read_bytes() == (folder / "b.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(folder / "a.xlsx")["events"]
    cells = [c for row in sheet.iter_rows() for c in row]
    assert any(str(c.value).startswith("=HYPERLINK") for c in cells) and not any(c.data_type == "f" for c in cells)
    assert [c.value for c in next(sheet.iter_rows())][:2] == ["event_id", "incident_id"]


def test_hxl_workbook_has_its_hashtags(told, folder):
    export(told, "hxl", folder / "hxl.xlsx")
    rows = list(openpyxl.load_workbook(folder / "hxl.xlsx")["hxl"].iter_rows(values_only=True))
    assert rows[1][0] == "#event+code" and len(rows) == 4


def test_sqlite_table_is_read_by_others(told, folder):
    export(told, "incidents", folder / "incidents.sqlite")
    other = sqlite3.connect(folder / "incidents.sqlite")
    frame = pd.read_sql("SELECT * FROM incidents WHERE killed_best = 35", other)
    other.close()
    assert frame.location.tolist() == ["Gulu"]


@pytest.mark.parametrize("form", ["csv", "parquet", "jsonl", "gpkg", "sqlite", "geojson"])
def test_the_same_store_gives_the_same_bytes(told, folder, form):
    profile = form if form in {"gpkg", "geojson"} else "events"
    for name in ("a", "b"):
        export(told, profile, folder / f"{name}.{form}")
    assert (folder / f"a.{form}").read_bytes() == (folder / f"b.{form}").read_bytes()


def test_a_folder_can_be_cited_by_its_content(told, folder):
    export(told, "events", folder)
    digest = json.loads((folder / "manifest.json").read_text())["content_hash"]
    cff = (folder / "CITATION.cff").read_text()
    assert cff.startswith("cff-version: 1.2.0") and digest in cff


def test_every_row_of_a_table_without_line_breaks_is_one_line(told, folder):
    for profile in ("acled", "hxl"):
        export(told, profile, folder)
        lines = (folder / f"{profile}.csv").read_text(encoding="utf-8").splitlines()
        with (folder / f"{profile}.csv").open(encoding="utf-8", newline="") as file:
            assert len(lines) == len(list(csv.reader(file)))


def test_geoparquet_tells_its_geometry(told, folder):
    export(told, "geoparquet", folder / "points.parquet")
    path = folder / "points.parquet"
    told_of = dict(duckdb.sql(f"SELECT key, value FROM parquet_kv_metadata('{path}')").fetchall())
    geo = json.loads(told_of[b"geo"])
    assert geo["primary_column"] == "geometry" and geo["columns"]["geometry"]["geometry_types"] == ["Point"]
    (blob, place), *_ = duckdb.sql(f"SELECT geometry::BLOB, location FROM '{path}' WHERE location = 'Gulu'").fetchall()
    assert (place, struct.unpack("<BIdd", blob)[2:]) == ("Gulu", (32.29899, 2.77457))


def test_frictionless_finds_our_tables_of_incidents_valid(told, folder):
    frictionless = pytest.importorskip("frictionless")
    for name in ("incidents", "revisions", "links", "sources", "acled", "acled-deleted", "ged", "claims"):
        export(told, name, folder)
    package = frictionless.Package(str(folder / "datapackage.json"))
    for resource in package.resources:
        report = resource.validate()
        assert report.valid, (resource.path, report.flatten(["type", "message"]))
    schema = {r.name: r.schema.primary_key for r in package.resources}
    assert schema["incidents-csv"] == ["incident_id"]


FIGURES = st.lists(
    st.tuples(st.sampled_from(["civilian", "combatant", "child", None]), st.integers(0, 60), st.booleans()), max_size=5
)


@given(FIGURES, st.integers(0, 90), st.integers(0, 90), st.integers(0, 90))
def test_ged_figures_hold_whatever_the_claims_tell(figures, first, second, third):
    low, best, high = sorted((first, second, third))
    told = [
        {"harm": "killed", "low": n, "best": n, "high": n, "victims": None, "subgroup": group, "is_subtotal": part}
        for group, n, part in figures
    ]
    actors = {"source": [], "target": []}
    for record in (
        {"casualties": told, **actors},
        {"casualties": told, "tolls": {"killed": (low, best, high)}, **actors},
    ):
        kinds, total = deaths_of(record)
        assert total.low <= total.best <= total.high
        assert total.best == sum(kinds.values()) and min(kinds.values()) >= 0
    assert (total.low, total.best, total.high) == (low, best, high)
