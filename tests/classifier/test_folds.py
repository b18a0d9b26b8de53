"""The folds of the cross-validation: no near-duplicates across them."""

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

Folds = Callable[[Sequence[str], Sequence[str], int], list[int]]


@pytest.fixture(scope="module")
def grouped_folds() -> Folds:
    path = Path(__file__).parents[2] / "training" / "examples.py"
    spec = importlib.util.spec_from_file_location("training_examples", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    found: Folds = module.grouped_folds
    return found


TEXTS = [
    "Kenyan police arrested 12 protesters in Kisumu on Monday.",
    "The delegations of both republics met in Tashkent.",
    "Kenyan police arrested 40 protesters in Kisumu on Friday!",
    "Rebels shelled the airport of Goma.",
    "the delegations of both republics met in Tashkent",
    "Lithuania expelled two diplomats.",
]
LABELS = ["COERCE", "CONSULT", "COERCE", "ASSAULT", "CONSULT", "SANCTION"]


def test_near_duplicates_stay_in_one_fold(grouped_folds: Folds) -> None:
    folds = grouped_folds(TEXTS, LABELS, 3)
    assert folds[0] == folds[2] and folds[1] == folds[4]


def test_every_fold_gets_rows_and_the_split_repeats(grouped_folds: Folds) -> None:
    folds = grouped_folds(TEXTS, LABELS, 3)
    assert set(folds) == {0, 1, 2}
    assert folds == grouped_folds(TEXTS, LABELS, 3)
