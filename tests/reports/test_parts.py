"""Parts of files: read one by one they give what the whole file gives."""

import gzip
import json
import tarfile
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dateline.records import Unreadable
from dateline.reports import (
    ReadOptions,
    Unpacking,
    input_files,
    parts,
    parts_of,
    read_part,
    read_reports,
    single_records,
)

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
    parts = parts_of(path, most, ReadOptions())
    assert [r for p in parts for r in read_part(p, ReadOptions(), gazetteer)] == whole
    assert len(whole) > 6
    assert (len(parts) == 1) == (most == 1000)


@pytest.mark.parametrize("name", KINDS)
def test_a_part_taken_apart_gives_the_same_records(name, tmp_path, gazetteer):
    path = tmp_path / name
    KINDS[name](path)
    for part in parts_of(path, 4, ReadOptions()):
        single = [r for p in single_records(part, ReadOptions()) for r in read_part(p, ReadOptions(), gazetteer)]
        assert single == list(read_part(part, ReadOptions(), gazetteer))


def test_what_is_wrong_with_a_whole_table_is_told_once(tmp_path, gazetteer):
    path = tmp_path / "odd.csv"
    path.write_text("colour,weight\n" + "red,1\n" * 50)
    told = [r for p in parts_of(path, 10, ReadOptions()) for r in read_part(p, ReadOptions(), gazetteer)]
    assert len(told) == 1 and isinstance(told[0], Unreadable) and "no text" in told[0].reason


PIECES = (
    b"https://example.org/1,",
    b'"TRIPOLI, May 4, 2020 (Sample Wire) - Medics said\nthat ""two"" dockers died.",',
    b'"a quote that never ends',
    b"2020-05-04",
    b"caf\xe9 ",
    "Città “già” ".encode(),
    b'{"text": "Gunmen killed two in Gao.", "url": "https://example.org/2"}',
    b'{"text": "half',
    b"\xef\xbb\xbf",
    b"\0",
    b"\x07",
    b"\r",
    b"\r\n",
    b"\n",
    b"\n\n",
    b"\xc2\x85\xe2\x80\xa8",
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    pieces=st.lists(st.sampled_from(PIECES), min_size=4, max_size=40),
    name=st.sampled_from(["a.csv", "a.csv.gz", "a.jsonl", "a.jsonl.gz"]),
    most=st.integers(1, 3),
    longest=st.sampled_from([150, 20_000_000]),
    head=st.sampled_from([b"url,text,date\n", b'\xef\xbb\xbfurl,"te\nxt",date\r\n', b"text\rurl\n"]),
)
@example(
    pieces=[b"https://example.org/1,", b"\r"] * 9, name="a.csv", most=2, longest=20_000_000, head=b"url,text,date\n"
)
@example(
    pieces=[b"https://example.org/1,", b"\r", b"\xef\xbb\xbf"],
    name="a.csv",
    most=2,
    longest=20_000_000,
    head=b'\xef\xbb\xbfurl,"te\nxt",date\r\n',
)
def test_any_table_read_in_parts_and_in_single_records_gives_what_the_whole_file_gives(
    pieces, name, most, longest, head, tmp_path, gazetteer
):
    path = tmp_path / name
    raw = (head if "csv" in name else b"") + b"".join(pieces)
    path.write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    options = ReadOptions(max_bytes=longest)
    whole = list(read_reports([str(path)], options, gazetteer))
    unpacking = Unpacking()
    cut = parts_of(path, most, options)
    assert [r for p in cut for r in read_part(p, options, gazetteer, unpacking)] == whole
    single = [s for p in cut for s in single_records(p, options)]
    assert [r for p in single for r in read_part(p, options, gazetteer, unpacking)] == whole


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
@pytest.mark.parametrize("name", ["old.csv", "old.csv.gz", "old.jsonl"])
def test_tables_are_cut_whatever_their_encoding_but_where_lines_lie_across_bytes(name, encoding, tmp_path, gazetteer):
    rows = [f"Le général a fui à Médéa le {n} mai, où l’armée l’a arrêté.".replace("’", "'") for n in range(1, 40)]
    lines = ["text", *rows] if "csv" in name else [json.dumps({"text": r}, ensure_ascii=False) for r in rows]
    raw = "\n".join(lines).encode(encoding)
    (path := tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    options = ReadOptions(languages=("en", "fr"))
    cut = parts_of(path, 10, options)
    assert (all(p.stretch for p in cut) and len(cut) == 4) == (encoding != "utf-16")
    whole = list(read_reports([str(path)], options, gazetteer))
    assert [r for p in cut for r in read_part(p, options, gazetteer)] == whole
    assert "général" in whole[0].text


@pytest.mark.parametrize("longest", [1_000, 20_000_000])
@pytest.mark.parametrize("name", ["long.csv", "long.tsv.gz", "long.jsonl", "long.jsonl.gz"])
def test_no_part_of_a_long_table_reads_the_rows_before_it(name, longest, tmp_path, gazetteer, monkeypatch):
    path, rows = tmp_path / name, 3_000
    kind = "JSON lines" if "jsonl" in name else "CSV"
    lines = [
        json.dumps({"url": f"https://example.org/{n}"}) if kind != "CSV" else f'https://example.org/{n}\t"two\nlines"'
        for n in range(rows)
    ]
    raw = "\n".join([*(["url\tnote"] if kind == "CSV" else []), *lines]).encode()
    path.write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    taken, opened = [], []

    def counting(lines, *given):
        yield from parts._TABLES_READ[kind]((taken.append(x) or x for x in lines), *given)

    monkeypatch.setattr(parts, "_TABLES_READ", {kind: parts._TABLES[kind].read}, raising=False)
    monkeypatch.setitem(parts._TABLES, kind, replace(parts._TABLES[kind], read=counting))
    options = ReadOptions(max_bytes=longest)
    cut, unpacking = parts_of(path, 100, options), Unpacking()
    monkeypatch.setattr(gzip, "GzipFile", lambda *given, make=gzip.GzipFile: opened.append(1) or make(*given))
    found = [r for p in cut for r in read_part(p, options, gazetteer, unpacking)]
    assert [f.address for f in found] == [f"https://example.org/{n}" for n in range(rows)]
    assert len(cut) == 30
    assert len(taken) == (rows if kind != "CSV" else 2 * rows + len(cut))
    assert len(opened) == name.endswith("gz")


def test_a_packed_file_is_unpacked_on_from_where_the_last_part_ended(tmp_path):
    (path := tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"one\ntwo\nthree\n"))
    unpacking = Unpacking()
    with unpacking.opened(str(path)) as stream:
        assert stream.read(4) == b"one\n"
    with unpacking.opened(str(path)) as stream:
        assert stream.tell() == 4
    path.write_bytes(gzip.compress(b"another file\n"))
    with unpacking.opened(str(path)) as stream:
        assert stream.read() == b"another file\n"


def test_files_come_in_the_order_in_which_they_are_read(tmp_path, gazetteer):
    for name in ("b.txt", "a.txt", "c.bin"):
        (tmp_path / name).write_text(STORY.format(n=3))
    found = list(input_files([str(tmp_path), str(tmp_path / "none.txt")]))
    assert [f.source_uri if isinstance(f, Unreadable) else f.name for f in found][:2] == ["a.txt", "b.txt"]
    assert isinstance(found[3], Unreadable)


def test_folders_that_lie_too_deep_are_told_and_the_rest_is_read(tmp_path):
    (deep := tmp_path.joinpath("in", *["d"] * 250)).mkdir(parents=True)
    for folder in (deep, tmp_path / "in"):
        (folder / "e.txt").write_text(STORY.format(n=3))
    told, found = list(input_files([str(tmp_path / "in")]))
    assert isinstance(told, Unreadable) and told.reason.endswith("/d: lies 200 folders deep. Not read.")
    assert found == tmp_path / "in" / "e.txt"


def test_a_long_table_whose_rows_cannot_be_found_again_is_cut_into_few_parts(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("url\n" + "".join(f"https://example.org/{n}\n" for n in range(40_000)), encoding="utf-16")
    cut = parts_of(path, 256, ReadOptions())
    assert 60 <= len(cut) <= 70
    assert [p.first for p in cut[1:]] == [p.last + 1 for p in cut[:-1]]
    assert cut[-1].last >= 40_001
