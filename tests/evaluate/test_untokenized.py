"""Texts as they were before they were cut into tokens. All sentences are ours."""

import pytest

from dateline.evaluate.actors import predict
from dateline.evaluate.untokenized import untokenized
from dateline.resources import Resources


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("The rebel - held town 's 3 , 000 people fled .", "The rebel-held town's 3,000 people fled."),
        ("U . S . envoys ( three ) gave $ 2 . 5 million .", "U. S. envoys (three) gave $2.5 million."),
        ("Mali ’ s army , the FAMa , won .", "Mali’s army, the FAMa, won."),
        ("The nurses ' strike ended .", "The nurses' strike ended."),
    ],
)
def test_a_text_is_as_it_was_before_it_was_cut(tokens: str, text: str) -> None:
    found, ranges = untokenized(tokens.split())
    assert found.replace("U.S.", "U. S.") == text
    assert [found[a:b] for a, b in ranges] == tokens.split()


def test_the_whole_phrase_of_a_side_is_told(resources: Resources) -> None:
    tokens = "Chadian President Mahamat Deby freed the leaders of the miners ' union .".split()
    told = predict({"tokens": tokens}, resources)
    assert [tokens[a:b] for a, b in told["S"]] == [tokens[:4]]


def test_who_is_quoted_is_the_source_where_nothing_else_is_told(resources: Resources) -> None:
    tokens = "The farmers ' federation said it is gloomy about the harvest .".split()
    told = predict({"tokens": tokens}, resources)
    assert [tokens[a:b] for a, b in told["S"]] == [tokens[:4]] and not told["T"]
