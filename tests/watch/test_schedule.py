"""When things are due again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.settings import Watch, seconds_of
from dateline.watch.schedule import is_gap, missed, pause_of_page, pause_of_source


def test_a_source_that_fails_is_tried_sooner_at_first_and_then_ever_later() -> None:
    pauses = [pause_of_source(900, n) for n in range(8)]
    assert pauses == [900, 60, 240, 900, 1_800, 3_600, 7_200, 14_400]
    assert pause_of_source(900, 50) == 86_400


def test_a_page_that_cannot_be_had_is_tried_ever_later() -> None:
    assert [pause_of_page(n) for n in (1, 2, 3, 4, 9)] == [60, 240, 960, 3_840, 21_600]


def test_who_asks_to_be_left_alone_for_longer_is_left_alone_for_longer() -> None:
    assert pause_of_source(900, 1, 7_000) == 7_000 and pause_of_page(1, 7_000) == 7_000


@given(st.floats(1, 1e6), st.integers(0, 10**6), st.floats(0, 1e6))
def test_a_pause_is_never_shorter_than_a_second_nor_than_what_was_asked(
    every: float, failures: int, asked: float
) -> None:
    assert pause_of_source(every, failures, asked) >= max(min(every, 60), asked)


def test_looks_that_nobody_took_are_counted() -> None:
    assert [missed(600, 1_000, now) for now in (900, 1_000, 1_599, 1_600, 4_100)] == [0, 0, 0, 1, 5]


def test_a_gap_is_clearly_longer_than_the_pause() -> None:
    assert not is_gap(600, None, 1e9) and not is_gap(600, 0, 900) and is_gap(600, 0, 1_000)


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90), ("15m", 900), ("6h", 21_600), ("1d", 86_400)])
def test_pauses_are_written_with_their_unit(text: str, seconds: float) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "15", "0m", "-5m", "1w", "five minutes", "1e3s"])
def test_other_pauses_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="15m"):
        Watch.model_validate({"every": text})
