"""Krippendorff's alpha against worked values, and agreement by field."""

import math

from dateline.records import to_plain
from dateline.review import agreement_of, alpha
from dateline.review.agreement import squared
from dateline.store import Review

from .made import coded_report

# Krippendorff's own worked example (Computing Krippendorff's Alpha-Reliability, 2011, section C): four observers, twelve units.
UNITS = [
    (1, 1, 1), (2, 2, 3, 2), (3, 3, 3, 3), (3, 3, 3, 3), (2, 2, 2, 2), (1, 2, 3, 4), (4, 4, 4, 4), (1, 1, 2, 1), (2, 2, 2, 2),
    (5, 5, 5), (1, 1), (3,),
]  # fmt: skip


def test_alpha_is_krippendorffs() -> None:
    nominal, interval = alpha(UNITS), alpha(UNITS, squared)
    assert nominal is not None and math.isclose(nominal, 0.743, abs_tol=0.0005)
    assert interval is not None and math.isclose(interval, 0.849, abs_tol=0.0005)


def test_full_agreement_is_one_and_systematic_disagreement_below_zero() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    below = alpha([("a", "b"), ("b", "a"), ("a", "b")])
    assert below is not None and below < 0


def test_nothing_to_compare_gives_none() -> None:
    assert alpha([]) is None and alpha([("a",)]) is None and alpha([("a", "a"), ("a", "a")]) is None


def _review(event_id: str, who: str, verdict: str, **changes: object) -> Review:
    shown = to_plain(coded_report().events[0])
    return Review(event_id, who, verdict, dict(changes), None, "2026-11-24", shown=shown)


def test_agreement_goes_field_by_field_over_events_that_two_judged() -> None:
    reviews = [
        _review("a", "Nilar", "accept"), _review("a", "Thant", "accept"),
        _review("b", "Nilar", "edit", event_type="COERCE"), _review("b", "Thant", "accept"),
        _review("c", "Nilar", "reject"), _review("c", "Thant", "accept"),
        _review("d", "Nilar", "accept"),
    ]  # fmt: skip
    found = {row.field: row for row in agreement_of(reviews)}
    assert (found["is an event"].units, found["is an event"].same) == (3, 2)
    assert (found["event_type"].units, found["event_type"].same) == (2, 1)
    assert (found["source"].units, found["source"].same, found["source"].alpha) == (2, 2, None)


def test_last_decision_counts_and_an_undone_one_does_not() -> None:
    reviews = [
        _review("a", "Nilar", "reject"), _review("a", "Nilar", "undo"), _review("a", "Thant", "accept"),
        _review("b", "Nilar", "reject"), _review("b", "Nilar", "accept"), _review("b", "Thant", "accept"),
    ]  # fmt: skip
    assert agreement_of(reviews)[0].units == 1 and agreement_of(reviews)[0].same == 1
