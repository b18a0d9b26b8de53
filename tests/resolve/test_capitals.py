"""Capitals told without their name."""

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rebels and the government signed a truce in the Kenyan capital on Friday.", "Nairobi", "KEN"),
        ("Gunmen killed two officers near Mali's capital.", "Bamako", "MLI"),
        ("QUITO (Sample Press) May 3, 2021 — Police detained six miners in the capital on Monday.", "Quito", "ECU"),
    ],
)
def test_capital_without_its_name_is_a_place(resources: Resources, text: str, name: str, country: str) -> None:
    where = code_text(text, resources).events[0].where
    assert where is not None
    assert (where.name, where.country) == (name, country)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two officers in the capital of the province.",
        "Gunmen killed two officers who had raised capital for the rebels.",
    ],
)
def test_no_capital_is_guessed(resources: Resources, text: str) -> None:
    assert all(e.where is None for e in code_text(text, resources).events)
