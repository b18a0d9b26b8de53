"""The press suite's own rules: vague numbers, and the day of a release whose text has lost it. All texts are ours."""

import pytest

from dateline.evaluate.press import gold_number
from dateline.evaluate.press_days import day_of_release, series_of
from dateline.records import Casualty


def casualty(text: str, low: int | None, best: int | None, high: int | None, bound: str) -> Casualty:
    return Casualty("killed", low, best, high, bound, None, None, False, text, 0, len(text))


@pytest.mark.parametrize(
    ("told", "number"),
    [
        (casualty("three gunmen", 3, 3, 3, "exact"), 3),
        (casualty("several gunmen", 3, None, None, "at_least"), 3),
        (casualty("numerous gunmen", 3, None, None, "at_least"), 4),
        (casualty("a couple of gunmen", 2, 2, 2, "exact"), 2),
        (casualty("more than 10 gunmen", 10, 10, None, "at_least"), 11),
        (casualty("between three and six gunmen", 3, 4, 6, "range"), 3),
        (casualty("gunmen", 2, None, None, "at_least"), 2),
    ],
)
def test_the_coders_number_for_vague_words(told: Casualty, number: int) -> None:
    assert gold_number(told) == number


RELEASES = [
    "KABUL, Afghanistan (May 10, 2011)\n2011-05-S-030\nTroops found a cache in Zaranj.",
    "KABUL, Afghanistan (May 14, 2011)\n2011-05-S-042\nTroops found a cache in Farah.",
]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KABUL, Afghanistan (Feb. 3, 2012)\nTroops found a cache in Farah.", "2012-02-03"),
        ("KABUL, Afghanistan (Feb. 3)\nTroops found a cache in Farah.", "2012-02-03"),
        ("KABUL, Afghanistan (Dec. 3)\nTroops found a cache in Farah.", "2011-12-03"),
        ("2011-05-S-036\nFor Immediate Release\n\nTroops found a cache in Farah.", "2011-05-12"),
        ("2011-06-S-036\nFor Immediate Release\n\nTroops found a cache in Farah.", None),
    ],
)
def test_day_of_a_release(text: str, day: str | None) -> None:
    assert day_of_release(text, series_of(RELEASES)) == day
