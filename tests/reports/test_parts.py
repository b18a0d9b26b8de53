"""Parts of files: read one by one they give what the whole file gives."""

import json
import tarfile
import zipfile

import pytest

from dateline.records import Unreadable
from dateline.reports import ReadOptions, input_files, parts_of, read_part, read_reports, single_records

STORY = "TRIPOLI, May {n}, 2020 (Sample Wire) - Fighters of the east shelled the port on day {n}, killing {n} dockers, medics said."


def write_lines(path):
    rows = [json.dumps({"text": STORY.format(n=n), "url": f"https://example.org/{n}"}) for n in range(1, 24)]
    rows[4] = '{"text": "broken'
    rows[9] = ""
    rows[12] = json.dumps(
        {"text": "Città di Zuwara: la tregua è “già” finita. " + STORY.format(n=7)}, ensure_ascii=False
    )
    path.write_text("\n".join(rows), encoding="utf-8")


def write_csv(path):
    rows = "".join(f'"{STORY.format(n=n)}\nSecond line, with comma.",2020-05-{n:02}\n' for n in range(1, 15))
    path.write_text("text,date\n" + rows)


def write_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        for n in range(1, 12):
            archive.writestr(f"day{n}.txt", STORY.format(n=n))
        archive.writestr("photo.jpg", b"\xff\xd8\xff")
        archive.writestr("table.jsonl", "\n".join(json.dumps({"text": STORY.format(n=n)}) for n in range(12, 18)))


def write_tar(path):
    with tarfile.open(path, "w:gz") as archive:
        for n in range(1, 9):
            file = path.parent / f"t{n}.txt"
            file.write_text(STORY.format(n=n))
            archive.add(file, f"{n}.txt")


def write_warc(path):
    blocks = b""
    for n in range(1, 8):
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + STORY.format(n=n).encode()
        blocks += (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\n"
            f"WARC-Record-ID: <urn:uuid:{n:032}>\r\nWARC-Date: 2020-05-{n:02}T00:00:00Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        ).encode() + http + b"\r\n\r\n"  # fmt: skip
    path.write_bytes(blocks)


KINDS = {"a.jsonl": write_lines, "a.csv": write_csv, "a.zip": write_zip, "a.tar.gz": write_tar, "a.warc": write_warc}


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("most", [1, 3, 1000])
def test_parts_read_one_by_one_give_what_the_whole_file_gives(name, most, tmp_path, gazetteer):
    path = tmp_path / name
    KINDS[name](path)
    whole = list(read_reports([str(path)], ReadOptions(), gazetteer))
    parts = parts_of(path, most)
    assert [r for p in parts for r in read_part(p, ReadOptions(), gazetteer)] == whole
    assert len(whole) > 6
    assert (len(parts) == 1) == (most == 1000)


@pytest.mark.parametrize("name", KINDS)
def test_a_part_taken_apart_gives_the_same_records(name, tmp_path, gazetteer):
    path = tmp_path / name
    KINDS[name](path)
    for part in parts_of(path, 4):
        single = [r for p in single_records(part) for r in read_part(p, ReadOptions(), gazetteer)]
        assert single == list(read_part(part, ReadOptions(), gazetteer))


def test_what_is_wrong_with_a_whole_table_is_told_once(tmp_path, gazetteer):
    path = tmp_path / "odd.csv"
    path.write_text("colour,weight\n" + "red,1\n" * 50)
    told = [r for p in parts_of(path, 10) for r in read_part(p, ReadOptions(), gazetteer)]
    assert len(told) == 1 and isinstance(told[0], Unreadable) and "no text" in told[0].reason


def test_lines_that_are_not_utf_8_are_read_whole(tmp_path):
    path = tmp_path / "old.jsonl"
    path.write_bytes('{"text": "caf\xe9"}\n'.encode("latin-1") * 9)
    assert [p.end for p in parts_of(path, 2)] == [None]


def test_files_come_in_the_order_in_which_they_are_read(tmp_path, gazetteer):
    for name in ("b.txt", "a.txt", "c.bin"):
        (tmp_path / name).write_text(STORY.format(n=3))
    found = list(input_files([str(tmp_path), str(tmp_path / "none.txt")]))
    assert [f.source_uri if isinstance(f, Unreadable) else f.name for f in found][:2] == ["a.txt", "b.txt"]
    assert isinstance(found[3], Unreadable)


def test_a_long_table_is_cut_into_few_parts_since_each_passes_over_the_rows_before_it(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("url\n" + "".join(f"https://example.org/{n}\n" for n in range(40_000)))
    parts = parts_of(path, 256)
    assert 60 <= len(parts) <= 70
    assert [p.first for p in parts[1:]] == [p.last + 1 for p in parts[:-1]]
