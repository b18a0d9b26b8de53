"""What a user may give by mistake: names that are no UTF-8, locked archives, links in circles, pipes, folders for databases."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import zipfile
from collections import Counter

import pytest

STORY = "KIDAL, June 1, 2014 (Sample Wire) - Gunmen killed four traders near Kidal on Saturday, the governor said. Case {n}."


def dateline(*args, cwd):
    environment = {**os.environ, "DATELINE_CLASSIFIER": "false"}
    given = [sys.executable, "-m", "dateline", *args]
    return subprocess.run(
        given, cwd=cwd, env=environment, capture_output=True, text=True, errors="replace", check=False
    )


def locked_zip(path):
    """An archive whose one member says that it is locked."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", STORY)
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A folder of odd inputs, coded once."""
    folder = tmp_path_factory.mktemp("desk")
    inbox = folder / "in"
    inbox.mkdir()
    (inbox / "plain.txt").write_text(STORY.format(n=1))
    (inbox / "Ouagadougou été 名前.txt").write_text(STORY.format(n=2))
    for n, name in enumerate((b"one\xff.txt", b"two\xfe.txt"), 3):
        with open(os.fsencode(inbox) + b"/" + name, "wb") as file:
            file.write(STORY.format(n=n).encode())
    row = {"text": STORY.format(n=5), "title": "A lone \ud83d half", "source": "wire \udcff"}
    (inbox / "rows.jsonl").write_text(json.dumps(row) + "\n" + json.dumps({"text": ""}) + "\n")
    locked_zip(inbox / "locked.zip")
    (inbox / "circle.txt").symlink_to("circle.txt")
    (inbox / "gone.txt").symlink_to("nowhere.txt")
    (inbox / "up").symlink_to("..", target_is_directory=True)
    os.mkfifo(inbox / "pipe.txt")
    here = os.getcwd()
    os.chdir(inbox)  # the name of a socket may have a hundred characters
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("socket.txt")
    os.chdir(here)
    return folder, dateline("code", "in", "--db", "x.db", cwd=folder)


def test_odd_inputs_are_told_and_the_rest_is_coded(desk):
    folder, done = desk
    assert done.returncode == 1 and "Traceback" not in done.stderr
    with sqlite3.connect(folder / "x.db") as db:
        coded = dict(db.execute("SELECT source_uri, outcome FROM report"))
        unread = dict(db.execute("SELECT source_uri, reason FROM unread"))
    assert Counter(coded.values()) == {"coded": 5}
    assert {r"in/one\xff.txt", r"in/two\xfe.txt", "in/Ouagadougou été 名前.txt"} < coded.keys()
    for name, reason in {
        "locked.zip!a.txt": "is locked with a password. Unpack it first.",
        "circle.txt": "a link that leads nowhere, or to itself.",
        "gone.txt": "a link that leads nowhere, or to itself.",
        "pipe.txt": "neither a file nor a folder.",
        "socket.txt": "neither a file nor a folder.",
    }.items():
        assert unread[f"in/{name}"] == f"in/{name}: {reason}"
    assert any(where.startswith("in/up") for where in unread)
    told = " ".join(done.stderr.split())
    (skipped,) = re.findall(r"(\d+) other files were not read", told)
    all_told = f"{len(coded) + len(unread) - int(skipped)} reports: 5 coded"
    assert all_told in told, "what was given is what was coded, or told"


def test_commands_refuse_odd_places_in_one_line(desk):
    folder, _ = desk
    (folder / "folder.db").mkdir(exist_ok=True)
    for args, told in (
        (("check", "--db", "folder.db"), "folder.db: a folder, no database."),
        (("events", "--db", "x.db", "--actor", "x\udcff"), r"x\xff: what was given is not in UTF-8."),
        (("compare", "in/locked.zip", "--db", "x.db"), "the archive is locked with a password."),
    ):
        done = dateline(*args, cwd=folder)
        assert done.returncode in {1, 2} and "Traceback" not in done.stderr
        assert told in " ".join(done.stderr.split())


def test_an_empty_store_is_sound(tmp_path):
    (tmp_path / "empty.db").touch()
    assert dateline("check", "--db", "empty.db", cwd=tmp_path).returncode == 0
