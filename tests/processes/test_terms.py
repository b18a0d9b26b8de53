"""The terms of promises: how long, from when, by when, how many, on which condition."""

import pytest

from dateline.processes import rate_ratio
from dateline.processes.compare import compare
from dateline.processes.terms import (
    after_agreement,
    condition_in,
    due_before,
    exchanged_number,
    freed_number,
    is_indefinite,
    lasting,
    named_span,
    within,
)
from dateline.processes.violence import Attack


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("They announced a ten-day ceasefire.", "2021-05-01", "2021-05-10"),
        ("A truce of two weeks was agreed.", "2021-05-01", "2021-05-14"),
        ("The ceasefire would last one month.", "2021-01-31", "2021-02-27"),
        ("They agreed on a week-long truce.", "2021-05-01", "2021-05-07"),
    ],
)
def test_a_truce_ends_on_its_last_day(text: str, first: str, last: str) -> None:
    span = lasting(text)
    assert span is not None and span.last_day(first) == last


def test_months_are_those_of_the_calendar() -> None:
    span = within("to leave within 14 months")
    assert span is not None and span.after("2020-02-29") == "2021-04-29"


def test_days_of_an_agreement_to_come_count_from_that_agreement() -> None:
    text = "would disarm within 60 days of a final accord"
    assert (within(text), after_agreement(text)) == (None, 60)
    assert after_agreement("would disarm within 60 days") is None


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("It would run from Dec. 20 to Jan. 3, he said.", ("2020-12-20", "2021-01-03")),
        ("The truce would begin on Sunday.", ("2020-12-20", None)),
        ("The truce was to start at midnight on Sunday.", ("2020-12-21", None)),
        ("He said on Friday that they talked.", (None, None)),
    ],
)
def test_days_named_for_a_truce_lie_ahead(text: str, span: tuple[str | None, str | None]) -> None:
    assert named_span(text, "2020-12-18") == span


def test_numbers_conditions_and_due_days() -> None:
    text = "The army will free up to 1,200 rebels before March 3 in exchange for seven policemen, a spokesman said"
    assert (freed_number(text), exchanged_number(text), due_before(text, "2021-02-01")) == (1200, 7, "2021-03-03")
    assert condition_in(text) == "in exchange for seven policemen"
    assert is_indefinite("an open-ended truce") and not is_indefinite("a truce of a week")


def weekly(counts: list[int], first: int) -> list[Attack]:
    return [
        Attack(f"2021-{1 + (first + n) // 4:02}-{1 + 7 * ((first + n) % 4):02}", "x", 1, 1, 1)
        for n, count in enumerate(counts)
        for _ in range(count)
    ]


def test_a_fall_in_violence_gives_a_ratio_with_its_interval() -> None:
    ratio, low, high = rate_ratio([10, 12, 9, 11, 10, 12, 9, 11], [4, 5, 6, 5, 4, 5, 6, 5])
    assert low < ratio < high < 1 and ratio == pytest.approx(40 / 84)


def test_wider_counts_give_a_wider_interval() -> None:
    even, uneven = rate_ratio([10] * 8, [5] * 8), rate_ratio([1, 30, 2, 20, 1, 15, 1, 10], [5] * 8)
    assert uneven[2] / uneven[1] > even[2] / even[1]


def test_few_weeks_or_attacks_are_too_thin() -> None:
    attacks = [Attack("2021-03-01", "x", 1, 1, 1)]
    weeks = [
        f"2021-{m:02}-{d:02}" for m, d in ((1, 25), (2, 1), (2, 8), (2, 15), (2, 22), (3, 1), (3, 8), (3, 15), (3, 22))
    ]
    few = compare(attacks, weeks, "2021-03-01")
    assert few.ratio is None and few.why_thin == "1 attacks in all; 10 are wanted"
    short = compare(attacks, weeks[-3:], "2021-03-01")
    assert short.why_thin is not None and "reports of 0 weeks before" in short.why_thin
    enough = compare(attacks * 12, weeks, "2021-03-01")
    assert enough.ratio is not None and enough.before == 0 and enough.after == 12
