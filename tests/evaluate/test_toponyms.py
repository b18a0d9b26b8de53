"""The figures of the toponyms suite."""

import pytest

from dateline.evaluate.toponyms import kilometres, score


def test_distance_is_the_great_circle() -> None:
    assert kilometres(51.5, -0.13, 48.86, 2.35) == pytest.approx(343, abs=5)


def test_missing_coordinates_count_as_far() -> None:
    gold = [{"start": 0, "end": 4, "text": "Goma", "lat": -1.68, "lon": 29.22}]
    got = [{"start": 0, "end": 4, "text": "Goma", "lat": None, "lon": None, "country": None, "admin1": None}]
    result = score([{"id": "a", "text": "Goma", "toponyms": gold}], [{"id": "a", "toponyms": got, "gold_spans": got}])
    assert result.figures["recognition_f1"] == 1.0
    assert result.figures["within_161_km"] == 0.0


def test_rows_without_gold_are_only_predicted() -> None:
    result = score([{"id": "a", "text": "Goma"}], [{"id": "a", "toponyms": []}])
    assert result.predictions == [{"id": "a", "toponyms": []}]
