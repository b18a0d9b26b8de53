"""Seats of talks are meant by their bare name; a town told to lie in an area lies there. All sentences are ours."""

import pytest

from dateline.evaluate.coding import code_row
from dateline.resources import Resources

PLACED = [
    (
        "The United States said in Washington that American and Iranian diplomats will meet in Geneva on Friday. The United "
        "States wants a deal.",
        ("Geneva", "CHE"),
    ),
    ("Two people were killed in Buenos Aires, a town in Cauca, Colombia.", ("Buenos Aires", "COL")),
    ("Two people were killed in Buenos Aires on Sunday.", ("Buenos Aires", "ARG")),
    ("The mayor of Geneva, Illinois, met farmers in Geneva, Illinois.", ("Geneva", "USA")),
    ("The president of Ghana flew to Lagos and met the governor there.", ("Lagos", "NGA")),
]


@pytest.mark.parametrize(("text", "place"), PLACED)
def test_a_bare_name_means_the_place_that_the_world_means(
    text: str, place: tuple[str, str], resources: Resources
) -> None:
    places = [(e.where.name, e.where.country) for e in code_row(text, resources, "2024-05-15").events if e.where]
    assert places and places[0] == place
