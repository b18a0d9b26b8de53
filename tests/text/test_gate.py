"""The relevance gate: what it lets through and what it spares the parser."""

import pytest

from dateline.resources import load_resources
from dateline.text import Gate, forms_of


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
        "Sudan was accused of invading a border province of its neighbour.",
        "Thousands rallied in Minsk against the government.",
        "Gunmen kidnapped a judge in Port-au-Prince.",
        "Kenya returned 40 refugees to the Somali authorities.",
        "The two governments reached an agreement on the river.",
        "Thousands of farmers marched on the parliament of Peru.",
        "MARCH BY FARMERS STOPPED BY POLICE IN LIMA",
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
        "The coupon of the Australian bond rose, the broker said.",
        "Barrels of metal are stored at the Swiss warehouse.",
        "An analyst at Merrill Lynch in London expects higher rates.",
        "The dividend of the American firm is payable on March 13.",
        "There is a shortage of copper prior to the Chilean harvest.",
    ],
)
def test_sentences_of_business_and_weather_do_not(sentence: str, gate: Gate) -> None:
    assert not gate.passes(sentence)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("raid", "raiders"),
        ("rally", "rallied"),
        ("destroy", "destroyed"),
        ("invade", "invading"),
        ("kidnap", "kidnappings"),
        ("refuse", "refused"),
        ("clash", "clashes"),
        ("agree", "agreement"),
    ],
)
def test_a_word_is_known_in_its_forms(word: str, told: str) -> None:
    gate = Gate([(forms_of(word), ["army"])])
    assert gate.passes(f"The {told} of the army")
    assert not gate.passes(f"The un{told} of the army")
    assert not gate.passes(f"The {told}like army")


def test_a_word_that_is_a_name_too_counts_in_small_letters_or_at_the_start() -> None:
    gate = Gate([(["march"], ["army"])], ["march"])
    assert gate.passes("Women march on the army's base")
    assert gate.passes("March on the army's base begins")
    assert not gate.passes("The army's budget of March 2")


def test_a_letter_that_grows_when_it_is_made_small_moves_no_word() -> None:
    gate = Gate([(["march"], ["army"])], ["march"])
    assert gate.passes("İİİİ women march on the army's base")
