"""The accuracy gate: figures on sentences of our own may not drop below the baseline beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from dateline.evaluate.coding import code_row
from dateline.evaluate.relations import evaluate as evaluate_relations
from dateline.evaluate.triples import evaluate as evaluate_triples
from dateline.resources import Resources

OWN = Path(__file__).parent / "own"
NOISE = 0.012
"""One sentence of the 90 may fall."""


def _lines(name: str) -> list[str]:
    return [line for line in (OWN / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _row(line: str) -> dict[str, Any]:
    """The row of a suite from a marked sentence."""
    event_type, marked = line.split("\t")
    text, at = "", {}
    for char in marked:
        if char in "«»‹›":
            at[char] = len(text)
        else:
            text += char
    return {"text": text, "source": [[at["«"], at["»"]]], "target": [[at["‹"], at["›"]]], "event_type": event_type}


@pytest.fixture(scope="module")
def figures(resources: Resources) -> dict[str, float]:
    rows = [_row(line) for line in _lines("triples.tsv")]
    quiet = _lines("quiet.txt")
    triples = evaluate_triples(rows, resources).figures
    return {
        "triples_recall": triples["recall"],
        "relations_accuracy": evaluate_relations(rows, resources).figures["accuracy"],
        "events_per_sentence": triples["events_per_sentence"],
        "quiet_sentences_with_event": sum(bool(code_row(text, resources).events) for text in quiet) / len(quiet),
    }


def test_the_marks_of_the_sentences_name_their_actors() -> None:
    row = _row("ACCUSE\t«Chad» blamed ‹Libya› for the raid.")
    assert row["text"] == "Chad blamed Libya for the raid."
    assert [row["text"][a:b] for a, b in row["source"] + row["target"]] == ["Chad", "Libya"]


@pytest.mark.parametrize("name", ["triples_recall", "relations_accuracy"])
def test_no_figure_drops_below_the_baseline(name: str, figures: dict[str, float]) -> None:
    baseline = json.loads((OWN / "baseline.json").read_text("utf-8"))
    assert figures[name] >= baseline[name] - NOISE, figures


@pytest.mark.parametrize("name", ["events_per_sentence", "quiet_sentences_with_event"])
def test_no_more_is_coded_than_the_baseline(name: str, figures: dict[str, float]) -> None:
    baseline = json.loads((OWN / "baseline.json").read_text("utf-8"))
    assert figures[name] <= baseline[name] + 4 * NOISE, figures
