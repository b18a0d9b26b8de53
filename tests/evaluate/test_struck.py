import pytest

from dateline.evaluate.struck import number_struck
from dateline.pipeline import code_text


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Gunmen shot four men in Tripoli on Friday.", 4),
        ("A woman was shot in Tripoli on Friday.", 1),
        ("Rebels signed an agreement with the government on Friday.", 0),
    ],
)
def test_those_who_were_shot_are_counted(resources, text, number):
    assert number_struck(code_text(text, resources, published="2014-05-05").events) == number
