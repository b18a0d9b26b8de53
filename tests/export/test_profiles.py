"""Every profile: its header as a golden file, and its cells read back by a reader that is not ours."""

import csv
import json
import zipfile
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from openpyxl import load_workbook

from dateline.errors import UsageError
from dateline.export import PROFILES, Options, columns_written, export
from dateline.export.cells import cell
from dateline.export.columns import Column
from dateline.export.xlsx import write_xlsx
from dateline.store import EventFilter

GOLDEN = Path(__file__).parent / "golden"
ATTACK, DENIED = "a1".ljust(16, "0"), "c3".ljust(16, "0")
FLAT = [(p.name, form) for p in PROFILES.values() for form in p.formats if form in {"csv", "tsv"} and p.has_header]


def read(path, **given):
    return pd.read_csv(path, dtype=str, keep_default_na=False, **given)


@pytest.mark.parametrize(("name", "form"), FLAT)
def test_header_is_the_golden_one(store, folder, name, form):
    export(store, name, folder, format=form)
    with (folder / f"{name}.{form}").open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file, delimiter="\t" if form == "tsv" else ","))
    assert header == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", ["gdelt", "gdelt_mentions"])
def test_tables_without_header_have_the_golden_columns(store, folder, name):
    export(store, "gdelt", folder)
    path = folder / ("gdelt.export.CSV.zip" if name == "gdelt" else "gdelt.mentions.CSV.zip")
    rows = pd.read_csv(path, sep="\t", header=None, dtype=str)
    assert rows.shape[1] == len((GOLDEN / f"{name}.txt").read_text(encoding="utf-8").splitlines())
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [path.name.removesuffix(".zip")]


def test_events_keep_what_other_profiles_cannot_tell(store, folder):
    export(store, "events", folder / "events.csv")
    rows = read(folder / "events.csv").set_index("event_id")
    attack = rows.loc[ATTACK]
    assert (attack.killed_low, attack.killed_best, attack.killed_high) == ("30", "30", "")
    assert (attack.injured_low, attack.injured_best) == ("1", "")
    assert (attack.recipients, attack.n_claims, attack.claimants) == ('=HYPERLINK("x")\tvillagers', "1", "a doctor")
    assert "\n" in attack.sentence
    assert rows.loc[DENIED].modality == "negated"


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_claims_read_back_in_duckdb(store, folder, form):
    export(store, "claims", folder / f"claims.{form}")
    found = duckdb.sql(
        f"SELECT claimant, claimant_type, value_low, value_high FROM '{folder}/claims.{form}'"
    ).fetchall()
    assert found == [("a doctor", "medical", 30, None)]


def test_reports_without_events_are_listed_with_their_reason(store, folder):
    export(store, "reports", folder / "reports.parquet")
    rows = pd.DataFrame(duckdb.sql(f"SELECT doc_id, status, reason FROM '{folder}/reports.parquet'").fetchall())
    assert ("r-quiet", "no_event", "no event found") in [tuple(r) for r in rows.to_numpy()]


def test_acled_has_what_happened_and_no_line_breaks(store, folder):
    export(store, "acled", folder / "acled.csv")
    assert len((folder / "acled.csv").read_text(encoding="utf-8").splitlines()) == 3
    rows = read(folder / "acled.csv").set_index("event_date")
    attack, truce = rows.loc["2004-02-21"], rows.loc["2004-02-01"]
    assert (attack.event_type, attack.sub_event_type) == ("Violence against civilians", "Attack")
    assert (attack.inter1, attack.inter2, attack.civilian_targeting) == (
        "Rebel group",
        "Civilians",
        "Civilian targeting",
    )
    assert (attack.fatalities, attack.iso, attack.region, attack.geo_precision) == ("30", "800", "Eastern Africa", "1")
    assert (truce.sub_event_type, truce.actor1, truce.actor2) == (
        "Agreement",
        "Military of Uganda",
        "Lord's Resistance Army",
    )
    assert (truce.time_precision, truce.fatalities) == ("3", "0")
    assert (rows.admin3 == "").all() and (rows.source_scale == "").all()


def test_acled_kinds_of_actors_can_be_numbers(store, folder):
    export(store, "acled", folder / "acled.csv", options=Options(inter_numeric=True))
    attack = read(folder / "acled.csv").set_index("event_date").loc["2004-02-21"]
    assert (attack.inter1, attack.inter2, attack.interaction) == ("2", "7", "27")


def test_ged_figures_add_up(store, folder):
    export(store, "ged", folder / "ged.parquet")
    rows = duckdb.sql(
        f"SELECT low, best, high, deaths_a + deaths_b + deaths_civilians + deaths_unknown, deaths_civilians, type_of_violence, "
        f"date_start <= date_end, priogrid_gid, gwnoa FROM '{folder}/ged.parquet'"
    ).fetchall()
    assert rows == [(30, 30, 30, 30, 30, 3, True, 133625, None)]


def test_gdelt_codes_stay_text_and_mentions_point_into_the_report(store, folder):
    written = export(store, "gdelt", folder / "day.export.CSV")
    assert [w.path.name for w in written] == ["day.export.CSV", "day.mentions.CSV"]
    events = read(written[0].path, sep="\t", header=None)
    mentions = read(written[1].path, sep="\t", header=None)
    assert events[26].tolist() == ["190", "190"] and events[5].tolist()[1] == "UGAREB"
    text = store.report("r-raid")["text"]
    row = mentions[mentions[0] == str(int(ATTACK[:13], 16))].iloc[0]
    assert text[int(row[9]) :].startswith("attacked")


def test_polecat_reads_the_same_with_and_without_quoting(store, folder):
    export(store, "polecat", folder / "polecat.tsv")
    plain = read(folder / "polecat.tsv", sep="\t", quoting=csv.QUOTE_NONE)
    assert plain.equals(read(folder / "polecat.tsv", sep="\t"))
    assert plain["Recipient Name Raw"].tolist() == ["", "'villagers'"]


def test_plover_tells_modes_of_speech_and_reports_without_events(store, folder):
    export(store, "plover", folder / "plover.jsonl")
    records = [json.loads(line) for line in (folder / "plover.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["mode"] for r in records if r["id"] == DENIED] == [["negation"]]
    assert records[-1] == {
        "id": "r-quiet",
        "has_event": False,
        "comment": "no event found",
        "cite_info": {"url": "quiet.txt"},
    }


def test_hxl_has_hashtags_in_its_second_row(store, folder):
    export(store, "hxl", folder / "hxl.csv")
    rows = read(folder / "hxl.csv")
    assert rows.loc[0, "fatalities"] == "#affected+killed" and all(rows.iloc[0].str.startswith("#"))


@pytest.mark.parametrize("name", ["geojson", "gpkg"])
def test_gdal_reads_the_points(store, folder, name):
    pyogrio = pytest.importorskip("pyogrio")
    export(store, name, folder / f"points.{name}")
    info = pyogrio.read_info(folder / f"points.{name}")
    assert (info["features"], info["crs"], info["geometry_type"]) == (2, "EPSG:4326", "Point")
    assert info["total_bounds"] == pytest.approx((32.29899, 1.3, 32.3, 2.77457))
    assert list(info["fields"]) == [c.name for c in columns_written(PROFILES[name])]


def test_formulas_are_guarded_when_asked(store, folder):
    export(store, "events", folder / "events.csv", options=Options(guard_formulas=True))
    rows = read(folder / "events.csv").set_index("event_id")
    assert rows.loc[ATTACK].recipients.startswith("'=HYPERLINK")
    assert rows.loc[ATTACK].intensity == "-9.0"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1+1", "＠x"])
def test_cells_that_a_spreadsheet_would_run_are_guarded_in_csv_and_are_text_in_workbooks(text, tmp_path):
    assert cell(text, guard=True) == f"'{text}" and cell(text) == text and cell(-5, guard=True) == "-5"
    columns = (Column("x", "string", True, "", ""),)
    write_xlsx(tmp_path / "x.xlsx", PROFILES["events"], columns, [{"x": text}])
    (found,) = [row[0] for row in load_workbook(tmp_path / "x.xlsx").active.iter_rows(min_row=2)]
    assert found.data_type == "s" or found.value is None


def test_filters_narrow_every_profile(store, folder):
    asked = EventFilter(country="UGA", event_type="AGREE")
    counts = {
        name: export(store, name, folder, asked=asked)[0].rows
        for name in ("events", "claims", "reports", "acled", "ged")
    }
    assert counts == {"events": 1, "claims": 0, "reports": 1, "acled": 1, "ged": 0}


def test_a_form_that_a_profile_does_not_have_is_refused(store, folder):
    with pytest.raises(UsageError, match="hxl cannot be written as parquet"):
        export(store, "hxl", folder / "x.parquet")
    with pytest.raises(UsageError, match="no such export profile"):
        export(store, "rdf", folder / "x.json")
