"""Full-text search: words with accents, hyphens and signs are found alike in both kinds of store; snippets mark what was found."""

from dataclasses import replace

import pytest

from dateline.records import CodedReport, Report
from dateline.store import Filter, open_store
from dateline.store.words import match_query, snippet_of, vector_of

TEXTS = {
    "r-1": "Fighters took Hpa-An; the governor of Bogotá said O'Brien had left at 10:30.",
    "r-2": "Hpa was quiet. An army column left. Talks in Zürich and Đà Nẵng ended.",
    "r-3": "The MINUSMA base in Kidal was hit by 3 rockets, Souleymane_Diallo wrote.",
}


@pytest.fixture
def store(place):
    made = open_store(place)
    for id_, text in TEXTS.items():
        report = Report(
            id=id_, title="Two talks" if id_ == "r-2" else None, text=text, language="en", published="2023-03-05"
        )
        made.add(CodedReport(report, (), (), (), "no_event", None, "test"))
    yield made
    made.close()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hpa-an", ["r-1"]),
        ("Hpa An", ["r-1", "r-2"]),
        ("BOGOTA", ["r-1"]),
        ("bogotá", ["r-1"]),
        ("o'brien", ["r-1"]),
        ("zurich", ["r-2"]),
        ("Nang", ["r-2"]),
        ("10:30", ["r-1"]),
        ("3", ["r-3"]),
        ("souleymane", ["r-3"]),
        ("kid", []),
        ('" OR 1=1 --', []),
        ("talks", ["r-2"]),
        ("talks-hpa", []),
        ("--", []),
        ("Kidal & !rockets | (", ["r-3"]),
        ("':*<->", []),
        ("x" * 3_000, []),
    ],
)
def test_the_same_words_find_the_same_reports_in_both_kinds_of_store(store, asked, found):
    assert [r["id"] for r in store.reports(Filter(text=asked))] == found


def test_a_report_of_very_many_words_is_kept_and_found(store):
    text = " ".join(f"word{n}" for n in range(200_000)) + " Kassala"
    long = Report(id="r-long", title=None, text=text, language="en", published="2023-03-05")
    assert store.add(CodedReport(long, (), (), (), "no_event", None, "test")) == "new"
    assert [r["id"] for r in store.reports(Filter(text="word7"))] == ["r-long"]


def test_long_names_and_addresses_are_kept(store):
    report = Report(
        id="r-4", title="t" * 9_000, text="x", language="en", source_uri="https://x.example/" + "é%20" * 9_000
    )
    assert store.add(CodedReport(report, (), (), (), "no_event", None, "test")) == "new"
    other = replace(report, id="r-5", text="y")
    assert store.add(CodedReport(other, (), (), (), "no_event", None, "test"), "2023-03-06") == "revision"


def test_a_nul_in_a_text_breaks_nothing(store):
    report = Report(id="r-nul", title="a\0b", text="Rebels\0 left Kassala.", language="en", published="2023-03-05")
    assert store.add(CodedReport(report, (), (), (), "no_event", None, "test")) == "new"
    assert store.report("r-nul")["text"] == report.text
    assert [r["id"] for r in store.reports(Filter(text="kassala"))] == ["r-nul"]
    assert "[Kassala]." in store.database.snippet("r-nul", match_query("kassala"), ("[", "]"))


def test_a_snippet_marks_phrases_and_leaves_out_what_is_far():
    text = "word " * 50 + "The army shelled Hpa-An. " + "word " * 50
    shown = snippet_of(text, match_query("hpa-an army"), ("[", "]"))
    assert "[army] shelled [Hpa-An]" in shown and shown.startswith(" … ") and shown.endswith(" … ")
    assert snippet_of("Short.", match_query("else"), ("[", "]")) == "Short."


def test_words_of_title_and_text_do_not_stand_together():
    assert vector_of("Two talks", "Hpa") == "'two':1 'talks':2 'hpa':4"
