"""The placing suite: gold spans that count tokens are read as such."""

from dateline.evaluate.placing import gold_spans
from dateline.text import Parser


def test_gold_told_in_tokens_is_turned_into_characters(parser: Parser) -> None:
    row = {"text": " Gunmen shot a judge in  Port Sudan on Monday.", "locations": [{"start": 7, "end": 8, "text": ""}]}
    start, end = gold_spans(row, parser.parse(row["text"]))[0]
    assert row["text"][start:end] == "Port Sudan"


def test_gold_told_in_characters_stays(parser: Parser) -> None:
    row = {"text": "Gunmen shot a judge in Juba.", "locations": [{"start": 23, "end": 27, "text": "Juba"}]}
    assert gold_spans(row, parser.parse(row["text"])) == [(23, 27)]
