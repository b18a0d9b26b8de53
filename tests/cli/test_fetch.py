"""`dateline fetch`: from a list of addresses to a web archive that `code` reads."""

import subprocess
import sys
from pathlib import Path

from served import answer, serving

STORY = "GOMA, May 5, 2013 (Sample Wire) - M23 rebels shelled the town of Sake on Sunday, killing two soldiers, the army said."
PAGE = f"<html><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"


def dateline(*args: str, cwd: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "dateline", *args], cwd=cwd, capture_output=True, text=True, check=False
    )


def test_pages_that_a_table_names_are_fetched_and_coded(tmp_path: Path) -> None:
    with serving({"/1": answer(PAGE), "/robots.txt": answer(status=404)}) as served:
        at = f"http://127.0.0.1:{served.port}"
        (tmp_path / "dateline.toml").write_text(
            f'[watch]\ndelay = 0\nports = [{served.port}]\nnetworks = ["127.0.0.0/8"]\n'
        )
        (tmp_path / "list.csv").write_text(
            f"title,url\nSake,{at}/1\nGone,{at}/2\nInside,http://10.0.0.1:{served.port}/\n"
        )
        done = dateline("fetch", "list.csv", "--out", "pages.warc.gz", cwd=tmp_path)
    assert done.returncode == 1
    told = done.stderr.replace("\n", " ")
    assert "3 pages: 1 fetched, 2 not" in told and "answers 404" in told and "private address" in told
    coded = dateline("code", "pages.warc.gz", "--format", "jsonl", cwd=tmp_path)
    assert f'"source_uri": "{at}/1"' in coded.stdout and '"kind": "event"' in coded.stdout


def test_an_archive_that_exists_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pages.warc").write_text("mine")
    done = dateline("fetch", "http://127.0.0.1/", "--out", "pages.warc", cwd=tmp_path)
    assert done.returncode == 2 and "exists already" in done.stderr
    assert (tmp_path / "pages.warc").read_text() == "mine"


def test_without_a_setting_nothing_on_this_machine_is_fetched(tmp_path: Path) -> None:
    with serving({"/": answer(PAGE)}) as served:
        (tmp_path / "dateline.toml").write_text(f"[watch]\ndelay = 0\nports = [{served.port}]\n")
        done = dateline("fetch", f"http://127.0.0.1:{served.port}/", "--out", "pages.warc", cwd=tmp_path)
    assert done.returncode == 1 and "loopback" in done.stderr and served.asked == []
