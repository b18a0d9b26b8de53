"""The accuracy script: its gate, and what the page tells of cross-validation."""

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest


@pytest.fixture(scope="module")
def accuracy() -> ModuleType:
    path = Path(__file__).parent.parent / "scripts" / "accuracy.py"
    spec = importlib.util.spec_from_file_location("accuracy_script", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BEFORE = {"recall": 0.70, "events_per_sentence": 1.5, "rows": 90, "per_class": {"AID": 0.9}}
WORSE = [
    ({"recall": 0.68, "events_per_sentence": 1.5}, ["recall 0.700 -> 0.680"]),
    ({"recall": 0.70, "events_per_sentence": 1.9}, ["events_per_sentence 1.500 -> 1.900"]),
    ({"recall": 0.695, "events_per_sentence": 1.505, "rows": 10}, []),
    ({"recall": 0.9, "events_per_sentence": 1.0}, []),
]


@pytest.mark.parametrize(("now", "told"), WORSE)
def test_a_figure_that_is_a_point_worse_is_told(now: dict[str, float], told: list[str], accuracy: ModuleType) -> None:
    assert accuracy.drops(BEFORE, now) == told


MEASURED = {"triples": {"suite": "triples", "file": "relations/dev.jsonl", "figures": {"recall": 0.9, "rows": 1050}}}
CROSSVAL = {
    "triples": {"rules alone": {"rows": 1050, "recall": 0.6}, "rules and classifier": {"rows": 1050, "recall": 0.67}},
    "confidence": [
        {"low": 0.4, "high": 0.5, "events": 20, "confidence": 0.46, "right": 0.5},
        {"low": 0.8, "high": 0.9, "events": 80, "confidence": 0.85, "right": 0.83},
    ],
}


def test_the_page_says_that_the_classifier_has_seen_the_file_and_gives_the_held_out_figure(
    accuracy: ModuleType,
) -> None:
    page = accuracy.page(MEASURED, CROSSVAL)
    assert "no measure of new text" in page and "| rules and classifier | 1050 | 0.670 |" in page
    assert "| 0.8 to 0.9 | 80 | 0.850 | 0.830 |" in page


def test_without_cross_validation_the_page_tells_the_figures_alone(accuracy: ModuleType) -> None:
    page = accuracy.page(MEASURED)
    assert "| recall | 0.900 |" in page and "Confidence" not in page


def test_the_reliability_diagram_has_a_dot_a_bin(accuracy: ModuleType) -> None:
    root = ElementTree.fromstring(accuracy.diagram(CROSSVAL["confidence"]))
    assert len(root.findall(".//{http://www.w3.org/2000/svg}circle")) == 2
