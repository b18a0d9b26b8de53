"""Time expressions as the corpora write them down."""

from dateline.evaluate.dates import expressions
from dateline.mentions import find_dates
from dateline.text import Parser


def test_range_is_scored_as_its_two_ends(parser: Parser) -> None:
    text = "The Emergency in Malaya lasted from 1948 to 1960."
    found = expressions(find_dates(parser.parse(text)[0], None), "TimeBank")
    assert [(e["text"], e["value"]) for e in found] == [("1948", "1948"), ("1960", "1960")]
    assert all(text[e["start"] : e["end"]] == e["text"] for e in found)


def test_durations_are_expressions_only_where_the_corpus_has_no_types(parser: Parser) -> None:
    mentions = find_dates(parser.parse("The siege of Sarajevo went on for 47 months.")[0], None)
    assert expressions(mentions, "TimeBank") == []
    assert [e["value"] for e in expressions(mentions, "WikiWars")] == ["P47M"]
