"""Harm told by a blow or by what came of it. All sentences are ours."""

import pytest

from dateline.mentions.casualties import find_casualties
from dateline.mentions.quantities import find_quantities
from dateline.resources import Resources


def harms(text: str, resources: Resources) -> list[tuple[str, str, int | None, bool]]:
    found = []
    for s in resources.parser.parse(text):
        found += [(c.harm, c.text, c.low, c.is_open) for c in find_casualties(s, find_quantities(s))]
    return found


@pytest.mark.parametrize(
    ("text", "victims", "number"),
    [
        ("Five villagers were rushed to a clinic in Beni.", "Five villagers", 5),
        ("A nurse was hit by shrapnel in Taiz.", "A nurse", 1),
        ("Two soldiers were struck in the chest near Donetsk.", "Two soldiers", 2),
        ("Three boys suffered gunshot wounds in Cali.", "Three boys", 3),
        ("Four of the miners are in critical condition.", "Four of the miners", 4),
        ("Medics found two herders with gunshot wounds near Jos.", "two herders", 2),
        ("Seven marchers were hospitalized in Dhaka.", "Seven marchers", 7),
    ],
)
def test_the_hurt_are_found_without_a_verb_of_wounding(
    text: str, victims: str, number: int, resources: Resources
) -> None:
    assert ("injured", victims, number, True) in harms(text, resources)


@pytest.mark.parametrize(
    "text",
    [
        "The bodies were taken to a hospital in Gao.",
        "The envoys were taken to a hotel in Doha.",
        "The building was hit by a shell.",
        "The minister was struck by the warmth of the welcome.",
        "The factory is in good condition.",
    ],
)
def test_nobody_is_hurt_where_nothing_tells_so(text: str, resources: Resources) -> None:
    assert harms(text, resources) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("A fourth miner died in hospital on Monday.", 4),
        ("A third hostage has died.", 3),
        ("A miner died on Monday.", 1),
    ],
)
def test_an_ordinal_counts_the_dead(text: str, number: int, resources: Resources) -> None:
    assert [low for harm, _, low, _ in harms(text, resources) if harm == "killed"] == [number]


def test_who_finds_the_hurt_is_none_of_them(resources: Resources) -> None:
    found = harms("Medics found Omar Saleh lying on the ground with a gunshot wound in Idlib.", resources)
    assert all("Medics" not in victims for _, victims, _, _ in found)
    found = harms("Officers found Musa Bello, 24, lying on the ground with a gunshot wound to the face.", resources)
    assert all("Officers" not in victims for _, victims, _, _ in found)


def test_a_name_behind_a_comma_is_no_second_victim(resources: Resources) -> None:
    text = "His aunt, 50-year-old Lena Ruiz, and a guard were both wounded in Cali."
    assert sum(low or 0 for _, _, low, _ in harms(text, resources)) == 2
