"""`process` and `export` as a user meets them."""

import json

import pytest
from test_cli import dateline

TRUCE = "MANILA, Dec 20, 2017 (Sample Wire) - The New People's Army declared a five-day ceasefire on Wednesday."
BROKEN = (
    "MANILA, Dec 22, 2017 (Sample Press) - New People's Army rebels killed three Philippine soldiers in an ambush in Davao "
    "on Friday, witnesses said."
)
PROCESS = """name = "The Philippines and the NPA"
countries = ["PHL"]
years = [2016, 2020]
[[party]]
name = "Philippine government"
country = "PHL"
sectors = ["GOV", "MIL", "COP"]
[[party]]
name = "NPA"
actors = ["New People's Army"]
country = "PHL"
sectors = ["REB"]
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("process")
    for name in ("in", "processes", "out"):
        (folder / name).mkdir()
    (folder / "in" / "a.txt").write_text(TRUCE)
    (folder / "in" / "b.txt").write_text(BROKEN)
    (folder / "processes" / "npa.toml").write_text(PROCESS)
    assert dateline("code", "in", cwd=folder).returncode == 0
    return folder


def test_a_process_tells_its_state_and_timeline(desk):
    done = dateline("process", "npa", cwd=desk)
    assert done.returncode == 0
    shown = " ".join(done.stdout.split())
    assert "violated: ceasefire" in shown and "breach of ceasefire" in shown and "2017-12-24" in shown
    assert "Violence by week" in shown and "declared a five-day ceasefire" in shown


def test_the_state_as_known_on_a_day_is_written_as_a_record(desk):
    lines = dateline("process", "npa", "--as-of", "2017-12-21", "--format", "jsonl", cwd=desk).stdout.splitlines()
    record = json.loads(lines[0])
    assert record["kind"] == "process" and record["as_of"] == "2017-12-21"
    assert [(c["what"], c["state"]) for c in record["commitments"]] == [("ceasefire", "in_force")]
    event = record["commitments"][0]["history"][0]["proof"]["event_id"]
    assert dateline("event", event, cwd=desk).returncode == 0


def test_a_comparison_says_when_data_are_too_thin(desk):
    done = dateline("process", "npa", "--compare", "ceasefire", cwd=desk)
    assert done.returncode == 0 and "too thin to tell" in done.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("process", "nowhere"), "There: npa"),
        (("process", "npa", "--compare", "withdrawal"), "no promise of that name"),
        (("process", "npa", "--as-of", "soon"), "not a day"),
        (("process", "npa", "--format", "xml"), "no such format"),
        (("export", "xyz", "--out", "x.csv"), "no such export profile"),
        (("export", "acled", "--out", "none/x.csv"), "no such folder"),
        (("export", "ged", "--out", "x.gpkg"), "cannot be written"),
    ],
)
def test_wrong_use_is_told(desk, args, words):
    done = dateline(*args, cwd=desk)
    assert done.returncode == 2 and words in " ".join(done.stderr.split())


def test_processes_are_listed_and_proposed(desk):
    assert "The Philippines and the NPA" in " ".join(dateline("process", "list", cwd=desk).stdout.split())
    assert dateline("process", "suggest", cwd=desk).returncode == 0


def test_an_export_takes_the_filters_of_the_listings(desk):
    every = dateline("export", "events", "--out", "out", cwd=desk)
    assert every.returncode == 0 and "events.csv" in every.stderr
    attacks = dateline("export", "events", "--type", "ASSAULT", "--as-of", "2017-12-21", "--out", "out", cwd=desk)
    assert "0 rows" in " ".join(attacks.stderr.split())
    assert (desk / "out" / "datapackage.json").exists()
