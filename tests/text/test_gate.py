"""The relevance gate: what it lets through and what it spares the parser."""

import pytest

from dateline.resources import load_resources
from dateline.text import Gate


@pytest.fixture(scope="module")
def gate() -> Gate:
    found = load_resources(use_gate=True, use_classifier=False).gate
    assert found is not None
    return found


@pytest.mark.parametrize(
    "sentence",
    [
        "Rebels attacked an army convoy near Goma.",
        "At least 12 people were killed when a shell hit the market.",
        "Serbia rejected the offer of the European Union.",
        "Envoys of Colombia met guerrillas in Quito.",
    ],
)
def test_sentences_of_conflict_and_talks_pass(sentence: str, gate: Gate) -> None:
    assert gate.passes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Shares of the bank rose five percent in early trading.",
        "The company said its quarterly profit increased.",
        "Showers continued throughout the week in the cocoa zone.",
    ],
)
def test_sentences_of_business_and_weather_do_not(sentence: str, gate: Gate) -> None:
    assert not gate.passes(sentence)
