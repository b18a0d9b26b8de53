"""Files that name pages instead of carrying them, and what the pages give once they are fetched."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable
from dateline.reports import ReadOptions, parse_feed, read_answer, read_reports

STORY = "Rebels shelled the town of Sake on Sunday, killing two soldiers, the army of the Congo said in a statement."


def read(path: Path, gazetteer: Gazetteer) -> list[Report | Unreadable]:
    return list(read_reports([str(path)], ReadOptions(), gazetteer))


def pages(found: list[Report | Unreadable]) -> list[tuple[str | None, str | None, str | None]]:
    return [(u.address, u.title, u.published) for u in found if isinstance(u, Unreadable)]


def gkg(address: str, kind: str = "1", title: str = "Shells &amp; smoke") -> str:
    cells = ["20130506081500-1", "20130506081500", kind, "wire.example", address, *[""] * 21]
    return "\t".join([*cells, f"<PAGE_TITLE>{title}</PAGE_TITLE>"])


def mention(address: str, kind: str = "1") -> str:
    return "\t".join(["410400000", "20130506000000", "20130506081500", kind, "wire.example", address, *["1"] * 8])


def test_gkg_names_each_page_once_with_its_title_and_day(tmp_path: Path, gazetteer: Gazetteer) -> None:
    rows = [gkg("https://wire.example/1"), gkg("https://wire.example/1"), gkg("https://wire.example/2", title="Talks")]
    (tmp_path / "20130506081500.gkg.csv").write_text("\n".join(rows) + "\n")
    assert pages(read(tmp_path / "20130506081500.gkg.csv", gazetteer)) == [
        ("https://wire.example/1", "Shells & smoke", "2013-05-06"),
        ("https://wire.example/2", "Talks", "2013-05-06"),
    ]


def test_the_first_gkg_names_several_pages_a_row(tmp_path: Path, gazetteer: Gazetteer) -> None:
    head = "DATE\tNUMARTS\tCOUNTS\tTHEMES\tLOCATIONS\tPERSONS\tORGANIZATIONS\tTONE\tCAMEOEVENTIDS\tSOURCES\tSOURCEURLS"
    row = "\t".join(["20130506", "2", *[""] * 8, "http://wire.example/1<UDIV>http://wire.example/2"])
    (tmp_path / "20130506.gkg.csv").write_text(f"{head}\n{row}\n")
    found = pages(read(tmp_path / "20130506.gkg.csv", gazetteer))
    assert [(a, d) for a, _, d in found] == [
        ("http://wire.example/1", "2013-05-06"),
        ("http://wire.example/2", "2013-05-06"),
    ]


@pytest.mark.parametrize("name", ["x.mentions.CSV.zip", "x.mentions.csv.gz", "x.mentions.csv"])
def test_mentions_are_read_packed_or_not(tmp_path: Path, gazetteer: Gazetteer, name: str) -> None:
    rows = [mention("https://wire.example/1"), mention("BBC Monitoring", kind="2"), "cut\trow"]
    raw = "\n".join(rows).encode()
    if name.endswith(".zip"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("x.mentions.CSV", raw)
        raw = packed.getvalue()
    elif name.endswith(".gz"):
        raw = gzip.compress(raw)
    (tmp_path / name).write_bytes(raw)
    found = read(tmp_path / name, gazetteer)
    assert [a for a, _, _ in pages(found)] == ["https://wire.example/1", None, None]
    assert [u.is_skipped for u in found if isinstance(u, Unreadable)] == [True, True, False]


def test_the_pages_of_events_are_named(tmp_path: Path, gazetteer: Gazetteer) -> None:
    row = "\t".join(["1", *["x"] * 58, "20130506081500", "https://wire.example/e"])
    (tmp_path / "20130506.export.CSV").write_text(row + "\n")
    assert pages(read(tmp_path / "20130506.export.CSV", gazetteer)) == [("https://wire.example/e", None, "2013-05-06")]


@pytest.mark.parametrize("row", [gkg("javascript:alert(1)"), gkg("no address at all"), gkg("file:///etc/passwd")])
def test_only_web_addresses_are_named(tmp_path: Path, gazetteer: Gazetteer, row: str) -> None:
    (tmp_path / "x.gkg.csv").write_text(row)
    (found,) = read(tmp_path / "x.gkg.csv", gazetteer)
    assert isinstance(found, Unreadable) and found.address is None and "no web address" in found.reason


def test_a_table_of_addresses_names_pages_and_its_texts_are_reports(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "a.csv").write_text(
        f"Headline,URL,Event Text\nTalks,https://wire.example/1,\nShells,https://wire.example/2,{STORY!r}\n"
    )
    first, second = read(tmp_path / "a.csv", gazetteer)
    assert isinstance(first, Unreadable) and (first.address, first.title) == ("https://wire.example/1", "Talks")
    assert isinstance(second, Report) and second.source_uri == "https://wire.example/2"


def test_a_polecat_file_without_texts_is_told_in_one_line(tmp_path: Path, gazetteer: Gazetteer) -> None:
    columns = [
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Actor Name",
        "Country",
        "Source",
        "Version",
    ]
    rows = ["\t".join(columns), *["\t".join(["x"] * len(columns))] * 5]
    for name in ("polecat.txt", "polecat.tsv"):
        (tmp_path / name).write_text("\n".join(rows))
        (found,) = read(tmp_path / name, gazetteer)
        assert isinstance(found, Unreadable) and "dateline compare" in found.reason and "\n" not in found.reason


def test_a_polecat_file_with_texts_is_read(tmp_path: Path, gazetteer: Gazetteer) -> None:
    columns = ["Event ID", "Event Mode", "Quad Code", "a", "b", "c", "d", "Headline", "Publication Date", "Event Text"]
    row = ["1", "x", "4", *["-"] * 4, "Shells on Sake", "2013-05-06", STORY]
    (tmp_path / "polecat.txt").write_text("\t".join(columns) + "\n" + "\t".join(row) + "\n")
    (report,) = read(tmp_path / "polecat.txt", gazetteer)
    assert isinstance(report, Report)
    assert (report.text, report.title, report.published) == (STORY, "Shells on Sake", "2013-05-06")


def feed(*items: str) -> bytes:
    head = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    return f"{head}<title>Wire</title>{''.join(items)}</channel></rss>".encode()


@pytest.mark.parametrize(
    ("field", "text", "is_whole"),
    [
        ("content:encoded", STORY * 5, True),
        ("content:encoded", STORY, False),
        ("content:encoded", STORY * 5 + " Read more", False),
        ("content:encoded", STORY * 5 + " Continue reading on our site", False),
        ("content:encoded", STORY * 5 + " [&#8230;]", False),
        ("description", STORY * 5, False),
        ("description", STORY * 20, True),
        ("description", STORY * 20 + "…", False),
    ],
)
def test_a_feed_tells_whether_it_carries_the_whole_text(field: str, text: str, is_whole: bool) -> None:
    item = f"<item><link>https://wire.example/1</link><{field}>{text}</{field}></item>"
    assert parse_feed(feed(item), "feed").entries[0].is_whole is is_whole


def test_an_entry_keeps_its_key_and_changes_its_version_with_its_words() -> None:
    item = (
        "<item><guid>g1</guid><link>https://wire.example/1</link><title>{}</title><description>x</description></item>"
    )
    first, second = (parse_feed(feed(item.format(t)), "feed").entries[0] for t in ("Six dead", "Eight dead"))
    assert first.key == second.key == "g1" and first.version != second.version


def test_a_feed_whose_bytes_name_a_file_does_not_read_that_file(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "secret.rss").write_bytes(feed(f"<item><description>{STORY}</description></item>"))
    (tmp_path / "evil.rss").write_text(str(tmp_path / "secret.rss"))
    (found,) = read(tmp_path / "evil.rss", gazetteer)
    assert isinstance(found, Unreadable) and "no RSS or Atom feed" in found.reason


def answered(body: bytes, gazetteer: Gazetteer, **given: str | None) -> Report:
    told = {"media_type": "text/html", **given}
    (found,) = read_answer(body, "https://wire.example/sake", ReadOptions(), gazetteer, **told)  # type: ignore[arg-type]
    assert isinstance(found, Report)
    return found


def test_a_page_fetched_again_with_other_advertisements_is_the_same_report(gazetteer: Gazetteer) -> None:
    page = "<html><head><title>Sake</title></head><body><aside>Buy {}</aside><article><p>{}</p></article></body></html>"
    first, second = (answered(page.format(a, STORY * 3).encode(), gazetteer) for a in ("shoes", "hats"))
    assert first.id == second.id
    assert answered(page.format("shoes", STORY * 4).encode(), gazetteer).id != first.id


def test_the_feeds_day_wins_and_its_title_stands_in(gazetteer: Gazetteer) -> None:
    raw = (STORY * 3).encode()
    report = answered(
        raw, gazetteer, media_type="text/plain", title="Sake", published="2013-05-06", retrieved="2013-05-07"
    )
    assert (report.title, report.published, report.retrieved) == ("Sake", "2013-05-06", "2013-05-07")


def test_the_servers_word_on_the_encoding_is_taken_where_it_fits(gazetteer: Gazetteer) -> None:
    text = STORY.replace("town of Sake", "town of Żory on the Wisła") * 3
    assert "Żory" in answered(text.encode("iso-8859-2"), gazetteer, media_type="text/plain", charset="iso-8859-2").text
    assert "Żory" in answered(text.encode(), gazetteer, media_type="text/plain", charset="ascii").text
    assert answered(text.encode("iso-8859-2"), gazetteer, media_type="text/plain", charset="no-such").text


def test_other_media_types_are_told(gazetteer: Gazetteer) -> None:
    (found,) = read_answer(b"x", "https://wire.example/x", ReadOptions(), gazetteer, media_type="image/png")
    assert isinstance(found, Unreadable) and "image/png" in found.reason
