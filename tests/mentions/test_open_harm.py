"""Harm told by a blow or by what came of it. All sentences are ours."""

import pytest

from dateline.mentions.casualties import find_casualties
from dateline.mentions.quantities import find_quantities
from dateline.resources import Resources
from dateline.syntax import mended


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


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1 dead, 4 injured in Kabul shooting.", {("killed", 1), ("injured", 4)}),
        ("Four hurt in Medellin market attack.", {("injured", 4)}),
        ("4 Shot, 2 Killed In South Durban.", {("injured", 4), ("killed", 2)}),
        ("Teenager dead after Gaza raid.", {("killed", 1)}),
        ("Three teens shot in Karachi.", {("injured", 3)}),
    ],
)
def test_headlines_tell_harm_in_a_short_form(text: str, wanted: set[tuple[str, int]], resources: Resources) -> None:
    (s,) = [mended(s) for s in resources.parser.parse(text)]
    assert {(c.harm, c.low) for c in find_casualties(s, find_quantities(s))} == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The officer took his own life in Pretoria.",
        "The recruit later committed suicide.",
        "A sergeant turned the rifle on himself after the raid.",
    ],
)
def test_who_dies_by_his_own_hand_is_dead(text: str, resources: Resources) -> None:
    assert [(harm, low) for harm, _, low, _ in harms(text, resources)] == [("killed", 1)]


@pytest.mark.parametrize(
    "text",
    [
        "The raid took a life of its own.",
        "The general turned on himself in a memoir.",
        "The army took two guards with it.",
    ],
)
def test_nobody_dies_where_no_life_is_taken(text: str, resources: Resources) -> None:
    assert [h for h in harms(text, resources) if h[0] == "killed"] == []


def test_who_fights_for_life_is_hurt(resources: Resources) -> None:
    assert ("injured", "A nurse", 1, True) in harms("A nurse is fighting for her life in Homs.", resources)
    assert harms("The union is fighting for higher wages.", resources) == []


def test_a_deed_after_another_has_its_own_victims(resources: Resources) -> None:
    text = "The guard killed his chief and then shot two visitors in Lome."
    assert ("injured", "two visitors", 2, True) in harms(text, resources)
    assert all(harm == "killed" for harm, _, _, _ in harms("Rebels shot and killed a clerk in Taiz.", resources))


def test_a_total_has_the_number_of_its_members(resources: Resources) -> None:
    found = harms("A total of 50 people were killed in Beni.", resources)
    assert [(harm, low) for harm, _, low, _ in found] == [("killed", 50)]
