"""Readers: every input ends as a report or as one clear line that says why not."""

import gzip
import io
import json

import pytest

from dateline.records import Report, Unreadable
from dateline.reports import ReadOptions, read_reports, report_from_text
from dateline.reports.build import language_of

BODY = (
    "GOMA, May 5, 2013 (Sample Wire) - Rebels of the March 23 Movement shelled the town of Sake on Sunday, killing two "
    "soldiers, the army said. The rebels denied it."
)


def read(paths, gazetteer, **options):
    return list(read_reports([str(p) for p in paths], ReadOptions(**options), gazetteer))


def test_text_is_read_with_its_dateline(tmp_path, gazetteer):
    (tmp_path / "a.txt").write_text(BODY)
    report = read([tmp_path / "a.txt"], gazetteer)[0]
    assert (report.agency, report.published, report.dateline_place.country) == ("Sample Wire", "2013-05-05", "COD")
    assert report.text.startswith("Rebels of the March 23 Movement")


def test_the_same_bytes_give_the_same_id_wherever_they_lie(tmp_path, gazetteer):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(BODY)
    first, second = read([tmp_path], gazetteer)
    assert first.id == second.id and first.source_uri != second.source_uri


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n ", "empty"),
        ("junk.txt", bytes(range(256)) * 40, "binary"),
        ("page.html", b"<html><head><title>x</title></head><body><nav>Home</nav></body></html>", "no article"),
        ("es.txt", (b"El gobierno y la guerrilla firmaron un acuerdo de paz en La Habana despues de cuatro anos de "
                    b"negociaciones, dijo el presidente."), "Spanish"),
        ("long.txt", b"word " * 250_000, "characters"),
        ("rows.csv", b"body_text,day\nhello,2013-05-05\n", "no text"),
        ("rows.jsonl", b'{"text": "x"\n', "no JSON"),
        ("broken.txt.gz", b"\x1f\x8b\x08junk", "gzip"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_in_one_line(tmp_path, gazetteer, name, raw, words):
    (tmp_path / name).write_bytes(raw)
    found = read([tmp_path / name], gazetteer)
    assert len(found) == 1 and isinstance(found[0], Unreadable)
    assert words in found[0].reason and "\n" not in found[0].reason


def test_a_file_over_the_limit_is_refused_unread(tmp_path, gazetteer):
    (tmp_path / "line.txt").write_bytes(b"x" * 2_000)
    assert "MB" in read([tmp_path / "line.txt"], gazetteer, max_bytes=1_000)[0].reason


def test_a_folder_that_links_to_itself_ends(tmp_path, gazetteer):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = read([tmp_path], gazetteer)
    assert sum(isinstance(f, Report) for f in found) == 1
    assert "links back" in next(f for f in found if isinstance(f, Unreadable)).reason


def test_other_files_of_a_folder_are_skipped_and_listed(tmp_path, gazetteer):
    (tmp_path / "a.txt").write_text(BODY)
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    skipped = [f for f in read([tmp_path], gazetteer) if isinstance(f, Unreadable)]
    assert [s.is_skipped for s in skipped] == [True]


def test_a_missing_file_is_told(tmp_path, gazetteer):
    assert "no such file" in read([tmp_path / "no.txt"], gazetteer)[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(tmp_path, gazetteer, encoding):
    text = (
        BODY
        + " “We hold the town,” Colonel Hervé Müller said. It was quiet in Bukavu’s streets, and cafés were open again."
    )
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    report = read([tmp_path / "a.txt"], gazetteer)[0]
    assert "Hervé Müller" in report.text and "’" in report.text


def test_a_page_gives_its_article(tmp_path, gazetteer):
    article = "".join(
        f"<p>{BODY} Part {n} of the report tells more of the same fighting near the lake.</p>" for n in range(4)
    )
    body = f"<article><h1>Rebels shell town</h1>{article}</article><script>alert(1)</script>"
    menu = "<nav><a href='/'>Home</a></nav>"
    page = f"<html><head><title>Rebels shell town</title></head><body>{menu}{body}</body></html>"
    (tmp_path / "a.html").write_text(page)
    report = read([tmp_path / "a.html"], gazetteer)[0]
    assert report.title == "Rebels shell town" and "alert" not in report.text and "shelled the town" in report.text


def test_rows_are_read_with_a_field_map_and_a_broken_row_does_not_stop_the_rest(tmp_path, gazetteer):
    rows = [
        {"story": BODY, "day": "2014-01-02"},
        "no object",
        {"story": BODY, "day": "soon"},
        {"story": BODY + " More."},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(r) for r in rows))
    found = read([tmp_path / "a.jsonl"], gazetteer, fields={"text": "story", "published": "day"})
    assert [type(f).__name__ for f in found] == ["Report", "Unreadable", "Unreadable", "Report"]
    assert found[0].published == "2014-01-02" and found[3].published == "2013-05-05"
    assert found[1].source_uri.endswith("a.jsonl:2")


def test_csv_with_newlines_in_quotes_is_one_row(tmp_path, gazetteer):
    (tmp_path / "a.csv").write_text('text;date\n"' + BODY + '\n\nThe end.";2013-05-06\n')
    (report,) = read([tmp_path / "a.csv"], gazetteer)
    assert report.published == "2013-05-06" and report.text.endswith("The end.")


def test_standard_input_is_text_or_json_lines(gazetteer):
    for raw in (BODY.encode(), json.dumps({"text": BODY}).encode()):
        (report,) = list(read_reports(["-"], ReadOptions(), gazetteer, io.BytesIO(raw)))
        assert report.published == "2013-05-05"


def test_packed_rows_are_unpacked(tmp_path, gazetteer):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": BODY}).encode()))
    assert isinstance(read([tmp_path / "a.jsonl.gz"], gazetteer)[0], Report)


def test_the_day_in_a_name_and_the_default_stand_in_where_the_report_tells_none(tmp_path, gazetteer):
    text = "GOMA (Sample Wire) - " + BODY.split(" - ")[1]
    (tmp_path / "2013-05-06-sake.txt").write_text(text)
    (tmp_path / "sake.txt").write_text(text + " ")
    named, plain = read([tmp_path], gazetteer, published="2013-05-09")
    assert (named.published, plain.published) == ("2013-05-06", "2013-05-09")


def test_line_separators_and_lone_surrogates_do_not_break_offsets(gazetteer):
    report = report_from_text(
        "Rebels left\u2028Goma \ud83d on Sunday, the army said, after two days of heavy fighting there.",
        gazetteer=gazetteer,
    )
    assert "\ud83d" not in report.text and "\n" in report.text


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed Haji Gul Agha, Mullah Nek Mohammad and Abdul Qahar Balkhi in Nawa-e Barakzai on Friday, said Qari Yusuf.",
        "Troops of the Forces armees camerounaises shelled Kumbo and Bamenda in Bui on Sunday, said Paul Tasong Njukang of Lebialem.",
    ],
)
def test_a_short_report_full_of_foreign_names_is_english(text, gazetteer):
    assert report_from_text(text, gazetteer=gazetteer).language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "El ejercito dijo que los rebeldes atacaron a una patrulla en la provincia del Cauca y mataron a dos soldados.",
            "es",
        ),
        (
            "L'armee a dit que les rebelles ont attaque une patrouille dans la province du Kivu et tue deux soldats lundi.",
            "fr",
        ),
        (
            "Het leger zei dat de rebellen in de provincie een patrouille hadden aangevallen en twee soldaten hadden gedood.",
            "nl",
        ),
        (
            "Die Armee teilte mit, dass Rebellen in der Provinz eine Patrouille angegriffen und zwei Soldaten getoetet haben.",
            "de",
        ),
    ],
)
def test_another_language_is_told(text, language):
    assert language_of(text) == language
