"""The slots of the MUC key are read as its coders wrote them."""

from datetime import date

import pytest

from dateline.evaluate.incidents import muc_date


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("28 DEC 89 - 05 JAN 90", (date(1989, 12, 28), date(1990, 1, 5))),
        ("- 09 JAN 90", (date(1990, 1, 9), date(1990, 1, 9))),
        ("31 NOV 89", (date(1989, 11, 30), date(1989, 11, 30))),
        ("30 FEB 92", (date(1992, 2, 29), date(1992, 2, 29))),
        ("99 JAN 90", None),
    ],
)
def test_a_day_beyond_its_month_is_the_last_of_it(text: str, days: tuple[date, date] | None) -> None:
    assert muc_date(text) == days
