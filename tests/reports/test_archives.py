"""Readers of files that hold many reports, or a report in a shell: feeds, web archives, PDF, mail, packed folders."""

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable
from dateline.reports import Part, Reader, ReadOptions, parts_of, read_reports, readers

STORY = "Rebels shelled the town of Sake on Sunday, killing two soldiers, the army of the Congo said in a statement."


def read(path: Path, gazetteer: Gazetteer) -> list[Report | Unreadable]:
    return list(read_reports([str(path)], ReadOptions(), gazetteer))


def reports(found: list[Report | Unreadable]) -> list[Report]:
    return [r for r in found if isinstance(r, Report)]


def reasons(found: list[Report | Unreadable]) -> list[str]:
    return [r.reason for r in found if isinstance(r, Unreadable)]


FEED = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Sample Wire</title>
<item><title>Shells on Sake</title><link>https://example.org/1</link><pubDate>Mon, 06 May 2013 08:00:00 GMT</pubDate>
<description>&lt;p&gt;{STORY}&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;</description></item>
<item><title>Nothing</title><link>javascript:alert(1)</link></item></channel></rss>"""


def test_a_feed_gives_a_report_an_entry_and_tells_the_empty_one(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "feed.rss").write_text(FEED)
    found = read(tmp_path / "feed.rss", gazetteer)
    (report,) = reports(found)
    assert (report.title, report.published, report.publisher) == ("Shells on Sake", "2013-05-06", "Sample Wire")
    assert report.source_uri == "https://example.org/1"
    assert report.text == STORY
    assert "no text" in reasons(found)[0]


def test_a_feed_that_declares_entities_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + FEED.partition("?>")[2]
    (tmp_path / "bomb.xml").write_text(bomb)
    assert "entities" in reasons(read(tmp_path / "bomb.xml", gazetteer))[0]


def warc(pages: list[tuple[str, str, bytes]], *, is_packed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_packed)
    for address, media, body in pages:
        headers = StatusAndHeaders("200 OK", [("Content-Type", media)], protocol="HTTP/1.0")
        record = writer.create_warc_record(
            address,
            "response",
            payload=io.BytesIO(body),
            http_headers=headers,
            warc_headers_dict={"WARC-Date": "2013-05-07T10:00:00Z"},
        )
        writer.write_record(record)
    return out.getvalue()


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_a_web_archive_gives_its_articles(tmp_path: Path, gazetteer: Gazetteer, name: str) -> None:
    page = f"<html><head><title>Sake</title></head><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>"
    pages = [
        ("https://example.org/2013-05-06-sake", "text/html; charset=utf-8", page.encode()),
        ("https://example.org/logo", "image/png", b"\x89PNG"),
        ("https://example.org/empty", "text/html", b"<html><body></body></html>"),
    ]
    (tmp_path / name).write_bytes(warc(pages, is_packed=name.endswith(".gz")))
    found = read(tmp_path / name, gazetteer)
    (report,) = reports(found)
    assert report.source_uri == "https://example.org/2013-05-06-sake"
    assert (report.published, report.retrieved) == ("2013-05-06", "2013-05-07")
    assert len(found) == 2 and "https://example.org/empty" in str(found[1].source_uri)


def test_a_cut_web_archive_keeps_what_came_before(tmp_path: Path, gazetteer: Gazetteer) -> None:
    page = f"<html><body><article><p>{STORY}</p><p>{STORY}</p></article></body></html>".encode()
    raw = warc([(f"https://example.org/{n}", "text/html", page) for n in range(3)], is_packed=True)
    (tmp_path / "cut.warc.gz").write_bytes(raw[: len(raw) - 200])
    assert len(reports(read(tmp_path / "cut.warc.gz", gazetteer))) >= 2


@pytest.mark.parametrize("raw", [b"", b"no archive at all", b"\x1f\x8b\x08junk"])
def test_what_is_no_web_archive_is_told(tmp_path: Path, gazetteer: Gazetteer, raw: bytes) -> None:
    (tmp_path / "x.warc.gz").write_bytes(raw)
    (reason,) = reasons(read(tmp_path / "x.warc.gz", gazetteer))
    assert "archive" in reason and "\n" not in reason


def pdf(lines: list[str]) -> bytes:
    """A one-page PDF with a line of text each, written by hand."""
    drawn = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    stream = f"BT /F1 11 Tf 50 780 Td {drawn} ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(out)
    out += f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    return out.encode("latin-1")


def test_a_pdf_is_read_with_its_parted_words_joined(tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = [
        "GOMA, May 5, 2013 (Sample Wire) - Rebels shelled the town of Sake on Sun-",
        "day, killing two soldiers, the army said.",
    ]
    (tmp_path / "story.pdf").write_bytes(pdf(lines))
    (report,) = reports(read(tmp_path / "story.pdf", gazetteer))
    assert report.agency == "Sample Wire"
    assert "on Sunday, killing two soldiers" in report.text


@pytest.mark.parametrize(
    ("raw", "words"), [(b"%PDF-1.4 and no more", "broken"), (b"plain words", "no PDF"), (pdf([]), "no text")]
)
def test_a_pdf_that_cannot_be_read_is_told(tmp_path: Path, gazetteer: Gazetteer, raw: bytes, words: str) -> None:
    (tmp_path / "x.pdf").write_bytes(raw)
    (reason,) = reasons(read(tmp_path / "x.pdf", gazetteer))
    assert words in reason and "\n" not in reason


MESSAGE = f"""From: Sample Wire <wire@example.org>
Subject: Shells on Sake
Date: Mon, 06 May 2013 08:00:00 +0000
Content-Type: text/plain; charset=utf-8

{STORY}

> quoted line of an earlier message
"""


def test_a_message_is_a_report_with_its_subject_day_and_sender(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "m.eml").write_text(MESSAGE)
    (report,) = reports(read(tmp_path / "m.eml", gazetteer))
    assert (report.title, report.published, report.publisher) == ("Shells on Sake", "2013-05-06", "Sample Wire")
    assert "quoted line" not in report.text


def test_a_mailbox_gives_its_messages_and_tells_the_empty_one(tmp_path: Path, gazetteer: Gazetteer) -> None:
    start = "From wire@example.org Mon May  6 08:00:00 2013\n"
    empty = "Subject: nothing\n\n\n"
    (tmp_path / "box.mbox").write_text(f"{start}{MESSAGE}\n{start}{empty}\n{start}{MESSAGE.replace('Sake', 'Kibati')}")
    found = read(tmp_path / "box.mbox", gazetteer)
    assert [r.title for r in reports(found)] == ["Shells on Sake", "Shells on Kibati"]
    assert "no text" in reasons(found)[0]


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return out.getvalue()


def tarred(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as archive:
        for name, raw in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(raw)
            archive.addfile(entry, io.BytesIO(raw))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


@pytest.mark.parametrize(("name", "pack"), [("all.zip", zipped), ("all.tar.gz", tarred)])
def test_every_member_of_an_archive_is_read_by_its_kind(tmp_path: Path, gazetteer: Gazetteer, name, pack) -> None:
    members = {
        "a.txt": STORY.encode(),
        "../../b.eml": MESSAGE.encode(),
        "c.jsonl": b'{"text": "' + STORY.encode() + b'"}\n',
        "d.bin": b"\0\1",
        "e.zip": zipped({"x.txt": STORY.encode()}),
        "f.txt": b"",
    }
    (tmp_path / name).write_bytes(pack(members))
    found = read(tmp_path / name, gazetteer)
    assert len(found) == 6 and len(reports(found)) == 3
    assert sum(u.is_skipped for u in found if isinstance(u, Unreadable)) == 2
    assert sorted(p.name for p in tmp_path.iterdir()) == [name]


def test_a_member_that_unpacks_beyond_measure_is_refused(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "bomb.zip").write_bytes(zipped({"bomb.txt": b"a" * 30_000_000, "good.txt": STORY.encode()}))
    found = read(tmp_path / "bomb.zip", gazetteer)
    assert len(reports(found)) == 1 and "times its size" in reasons(found)[0]


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.tgz"])
def test_a_broken_archive_is_told(tmp_path: Path, gazetteer: Gazetteer, name: str) -> None:
    (tmp_path / name).write_bytes(b"PK\x03\x04 broken")
    (reason,) = reasons(read(tmp_path / name, gazetteer))
    assert "broken" in reason


def test_the_reader_of_the_contributors_page_works(
    tmp_path: Path, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    code = page.partition("## Add a reader")[2].partition("```python\n")[2].partition("```")[0]
    namespace: dict[str, object] = {}
    exec(code, namespace)
    added = next(v for v in namespace.values() if isinstance(v, Reader))

    class Point:
        name, value = "subtitles", "ours"

        def load(self) -> Reader:
            return added

    monkeypatch.setattr(sys.modules["dateline.reports.readers"], "entry_points", lambda group: [Point()])
    readers.cache_clear()
    try:
        (tmp_path / "a.srt").write_text(
            f"1\n00:00:01,000 --> 00:00:04,000\n{STORY[:40]}\n\n2\n00:00:04,000 --> 00:00:09,000\n{STORY[40:]}\n"
        )
        (report,) = reports(read(tmp_path / "a.srt", gazetteer))
    finally:
        readers.cache_clear()
    assert "-->" not in report.text and "killing two soldiers" in report.text


def test_a_member_without_a_name_and_a_locked_one_are_told_and_the_rest_is_read(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    path = tmp_path / "odd.zip"
    story = b"GAO, June 1, 2014 (Wire) - Gunmen killed four traders near Gao on Saturday, the governor said."
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("\0", "a.txt", "b.txt"):
            archive.writestr(zipfile.ZipInfo(name), story)
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(b"PK\x01\x02")
    raw[entry + 8] |= 1
    path.write_bytes(bytes(raw))
    found = read(path, gazetteer)
    assert [r.source_uri for r in reports(found)] == [f"{path}!", f"{path}!a.txt"]
    assert reasons(found) == [f"{path}!b.txt: is locked with a password. Unpack it first."]
    assert parts_of(path, 256, ReadOptions()) == [Part(str(path))]
