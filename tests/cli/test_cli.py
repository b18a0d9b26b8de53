"""The command line as a user meets it: what it prints and its exit status."""

import json
import subprocess
import sys

import pytest

TEXT = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."


def dateline(*args, cwd, stdin=None):
    return subprocess.run(
        [sys.executable, "-m", "dateline", *map(str, args)],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    (folder / "in").mkdir()
    (folder / "in" / "a.txt").write_text(TEXT)
    (folder / "in" / "b.txt").write_text("")
    (folder / "in" / "c.txt").write_text(
        "The weather in the valley was mild and the harvest was good, as it had been the year before."
    )
    done = dateline("code", "in", cwd=folder)
    return folder, done


def test_some_failed_input_gives_status_one_and_the_rest_is_kept(desk):
    folder, done = desk
    assert done.returncode == 1
    assert "3 reports: 1 coded" in done.stderr.replace("\n", " ") and "b.txt: the file is empty." in done.stderr
    assert "ASSAULT" in done.stdout and (folder / "dateline.db").exists()


def test_not_coded_says_why(desk):
    folder, _ = desk
    rows = [json.loads(line) for line in dateline("not-coded", "--format", "jsonl", cwd=folder).stdout.splitlines()]
    assert [(r["source_uri"], r["outcome"]) for r in rows] == [("in/b.txt", "failed"), ("in/c.txt", "no_event")]


def test_an_event_is_shown_with_its_words(desk):
    folder, _ = desk
    events = [
        json.loads(x)
        for x in dateline("events", "--type", "ASSAULT", "--format", "jsonl", cwd=folder).stdout.splitlines()
    ]
    deadly = next(e for e in events if e["casualties"])
    shown = dateline("event", deadly["id"][:8], cwd=folder)
    assert shown.returncode == 0
    assert "M23 rebels shelled the town of Sake" in shown.stdout.replace("\n", " ") and "killed 2" in shown.stdout


def test_records_come_from_standard_input_as_json_lines(tmp_path):
    done = dateline("code", "-", "--format", "jsonl", cwd=tmp_path, stdin=TEXT)
    kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
    assert done.returncode == 0 and kinds[0] == "report" and "event" in kinds and "claim" in kinds
    assert not (tmp_path / "dateline.db").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("code", "x", "--format", "xml"), "no such format"),
        (("code", "x", "--published", "soon"), "no date"),
        (("code", "x", "--field", "text"), "FIELD=COLUMN"),
        (("codebook", "NOTHING"), "no such event type"),
        (("evaluate", "nothing", "--data", "x"), "no such suite"),
        (("frobnicate",), "No such command"),
    ],
)
def test_wrong_use_gives_status_two_and_one_clear_line(tmp_path, args, words):
    done = dateline(*args, cwd=tmp_path)
    assert done.returncode == 2 and words in done.stderr


@pytest.mark.parametrize("args", [("events",), ("event", "abc"), ("reports",), ("not-coded",)])
def test_listing_without_a_database_says_how_to_make_one(tmp_path, args):
    done = dateline(*args, cwd=tmp_path)
    assert done.returncode == 1 and "dateline code" in done.stderr


def test_an_actor_is_what_it_was_on_the_day(tmp_path):
    then = dateline("actor", "Ashraf Ghani", "--on", "2019-12-09", cwd=tmp_path)
    assert "AFG GOV" in then.stdout


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("codebook", "assault"), "aerial"),
        (("place", "Goma"), "COD"),
        (("doctor",), "gazetteer"),
        (("explain", "Rebels shelled Kitchanga on Monday.", "--published", "2022-10-25"), "ASSAULT"),
        (("--help",), "not-coded"),
        (("--version",), "dateline"),
    ],
)
def test_lookups_answer(tmp_path, args, words):
    done = dateline(*args, cwd=tmp_path)
    assert done.returncode == 0 and words in done.stdout


def test_a_broken_settings_file_is_told(tmp_path):
    (tmp_path / "dateline.toml").write_text("workers = 'many'\n")
    done = dateline("events", cwd=tmp_path)
    assert done.returncode == 2 and "workers" in done.stderr


def test_an_engine_that_cannot_do_what_is_asked_is_told_with_status_two(desk):
    folder, _ = desk
    unknown = dateline("code", "in", "--engine", "slurm", cwd=folder)
    assert unknown.returncode == 2 and "Engines: local, ray, dask" in unknown.stderr
    streamed = dateline("code", "-", "--engine", "dask", cwd=folder, stdin=TEXT)
    assert streamed.returncode == 2 and "reads files, not standard input" in streamed.stderr


def test_a_finished_run_leaves_no_list_of_shards(desk):
    folder, _ = desk
    assert not list(folder.glob("*.shards*"))
