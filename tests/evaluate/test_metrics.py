import pytest

from dateline.errors import UsageError
from dateline.evaluate.metrics import b_cubed, class_f1, f1, macro_f1, pairwise
from dateline.evaluate.rows import read_rows


def test_f1_is_the_harmonic_mean_of_precision_and_recall():
    assert f1(2, 4, 4) == 0.5
    assert f1(0, 0, 3) == 0.0


def test_a_refusal_counts_against_recall():
    assert macro_f1(["A", "A", "B"], ["A", None, "B"]) == pytest.approx((2 / 3 + 1) / 2)


def test_macro_f1_averages_over_the_gold_classes_only():
    assert class_f1(["A", "B"], ["A", "C"]) == {"A": 1.0, "B": 0.0}


def test_cluster_metrics_reward_the_right_partition():
    assert b_cubed("aabb", "xxyy") == 1.0
    assert pairwise("aabb", "xxyy") == 1.0
    assert pairwise("aabb", "wxyz") == 0.0
    assert b_cubed("aabb", "xxxx") == pytest.approx(2 * 0.5 / 1.5)


def test_a_broken_line_of_a_gold_file_is_named_with_its_number(tmp_path):
    path = tmp_path / "gold.jsonl"
    path.write_text('{"a": 1}\nnot json\n')
    with pytest.raises(UsageError, match=r"gold\.jsonl:2: not JSON"):
        read_rows(path)
