"""Single-case copy gets its capitals back: names, acronyms, titles and places, never plain words."""

import pytest

from dateline.resources import Resources
from dateline.text import is_single_case, names_from, truecase

_WORDS = frozenset(
    "the guerrillas of attacked a bridge near who say city general was arrested in front people's army".split()
)
_KNOWN = names_from(["Popular Front of Kavala", "PFK", "Kavala", "WHO"], lambda low: low in _WORDS)


@pytest.mark.parametrize(
    ("written", "cased"),
    [
        ("THE GUERRILLAS ATTACKED A BRIDGE NEAR KAVALA", "The guerrillas attacked a bridge near Kavala"),
        ("THE POPULAR FRONT OF KAVALA [PFK] ATTACKED", "The Popular Front of Kavala [PFK] attacked"),
        ("GENERAL ORTUNO WHO WAS ARRESTED", "General Ortuno who was arrested"),
        ("GUERRILLAS ATTACKED EL PORVENIR CITY", "Guerrillas attacked El Porvenir City"),
        ("the general was arrested near tambovo, 4 feb 90", "The general was arrested near Tambovo, 4 Feb 90"),
    ],
)
def test_names_are_told_from_words(written: str, cased: str) -> None:
    assert truecase(written, _KNOWN) == cased


def test_length_never_changes() -> None:
    text = "STRASSE İSTANBUL — “ŒUVRE”\tǅ ﬁ"
    assert len(truecase(text, _KNOWN)) == len(text)


def test_mixed_case_is_left_alone() -> None:
    assert not is_single_case("Rebels of the PFK attacked a bridge near Kavala.")
    assert is_single_case("REBELS OF THE PFK ATTACKED A BRIDGE NEAR KAVALA.")


def test_a_report_in_capitals_gives_the_same_actors_and_places(resources: Resources) -> None:
    text = "Gunmen of the Shining Path killed Mayor Rolando Quispe in Ayacucho, Peru."
    plain, upper = resources.parser.parse(text)[0], resources.parser.parse(text.upper())[0]
    assert [w for w in upper.cased if w[0].isupper()] == [w for w in plain.cased if w[0].isupper()]
    assert upper.words == tuple(w.upper() for w in plain.words)
