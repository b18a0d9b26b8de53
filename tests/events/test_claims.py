"""Deeds that nobody claims, and harm whose victims are counted and not named. All sentences are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources


def deeds(text: str, resources: Resources) -> list[Event]:
    """The acts of violence of a text."""
    return [e for e in code_text(text, resources, published="2021-03-03").events if e.event_type == "ASSAULT"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("No one claimed responsibility for the bombing, which the governor suspects was carried out by rebels.", "rebels"),
        ("No group has claimed the ambush, which officials blamed on the ELN.", "ELN"),
        ("There was no claim of responsibility for the bombing, believed to have been carried out by Boko Haram.", "Boko Haram"),
        ("The shelling of the clinic, which residents blamed on the army, was not claimed by anyone.", "army"),
    ],
)  # fmt: skip
def test_a_deed_that_nobody_claims_happened_and_is_its_suspects(text: str, source: str, resources: Resources) -> None:
    (event,) = deeds(text, resources)
    assert event.status == "occurred"
    assert [source in a.text for a in event.source] == [True]
    assert not any(source in a.text for a in event.target)


@pytest.mark.parametrize(
    "text",
    [
        "Al-Shabab did not claim responsibility for the attack on the Kenyan embassy.",
        "Nobody immediately claimed responsibility for the attack on the Kenyan embassy.",
        "There was no immediate claim of responsibility for the attack on the Kenyan embassy.",
        "Nobody has admitted the attack on the Kenyan embassy.",
    ],
)
def test_who_did_not_claim_a_deed_did_not_do_it(text: str, resources: Resources) -> None:
    found = deeds(text, resources)
    assert [(e.status, e.source) for e in found] == [("occurred", ())]
    assert [a.country for a in found[0].target] == ["KEN"]


def test_a_killing_for_which_nobody_is_arrested_is_a_killing(resources: Resources) -> None:
    found = deeds("Nobody has been arrested over the killing of two monks in Mandalay.", resources)
    assert [e.status for e in found] == ["occurred"]


def test_a_claim_that_is_made_names_the_doer(resources: Resources) -> None:
    (event,) = deeds("The ELN claimed responsibility for the attack on a police post in Cali.", resources)
    assert ["ELN" in a.text for a in event.source] == [True]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A mine killed two cadets and injured a third in Cauca's Toribio Alto district.", ["two cadets", "a third"]),
        ("Militants killed a teacher and injured another in Kunduz.", ["a teacher", "another"]),
        ("Six monks were killed and 40 wounded in Sagaing.", ["Six monks", "40"]),
        ("Nine clerks were killed and some 20 wounded in the district of Oruro Bajo.", ["Nine clerks", "some 20"]),
        ("Seven soldiers were killed and another abducted in Rakhine.", ["Seven soldiers", "another"]),
    ],
)
def test_the_counted_victims_are_the_target_and_not_the_place(
    text: str, targets: list[str], resources: Resources
) -> None:
    assert [a.text for e in deeds(text, resources) for a in e.target] == targets


@pytest.mark.parametrize(
    ("text", "side", "figure"),
    [
        ("The M23 lost at least 30 fighters to drone strikes near Rutshuru.", "M23", 30),
        ("Kyiv said Russia had lost 400 soldiers in a day.", "Russia", 400),
        ("The battalion lost nine men at Malakal, a spokesman said.", "battalion", 9),
    ],
)
def test_men_whom_a_force_has_lost_are_its_dead(text: str, side: str, figure: int, resources: Resources) -> None:
    (event,) = deeds(text, resources)
    assert [side in a.text for a in event.target] == [True]
    assert event.source == ()
    assert [(c.harm, c.low) for c in event.casualties] == [("killed", figure)]


@pytest.mark.parametrize(
    "text",
    [
        "The party lost three seats in Sunday's vote.",
        "The rebels have lost control of two towns.",
        "The group has lost 200 fighters to desertion since June.",
        "The club lost three players to injury.",
        "The factory lost 300 workers last year.",
        "The patrol lost contact with its men near Gao.",
    ],
)
def test_what_else_is_lost_kills_nobody(text: str, resources: Resources) -> None:
    assert not any(e.casualties for e in deeds(text, resources))


def test_what_happened_since_a_deed_is_not_its_toll(resources: Resources) -> None:
    text = "Some 10,000 people have died since the rebels seized the capital in 2014."
    assert not any(e.casualties for e in code_text(text, resources, published="2021-03-03").events)
