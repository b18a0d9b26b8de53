"""Deeds: who is harmed, what only tells the scene, and what is no deed. All sentences are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources


def coded(text: str, resources: Resources) -> list[Event]:
    return list(code_text(text, resources, published="2021-03-03").events)


@pytest.mark.parametrize(
    ("text", "harm", "best"),
    [
        ("The explosion killed nine.", "killed", 9),
        ("Police said the attack had killed twelve.", "killed", 12),
        ("The blast left at least 42 people dead.", "killed", 42),
        ("Seven people lost their lives in the shelling of Avdiivka.", "killed", 7),
        ("The shelling of Marib claimed six lives.", "killed", 6),
        ("Fifteen villagers died in the raid on Kolofata.", "killed", 15),
        ("Six monks were killed and 13 wounded when a mortar shell hit the temple.", "injured", 13),
    ],
)
def test_harm_without_a_named_actor_is_kept(text: str, harm: str, best: int, resources: Resources) -> None:
    tolls = {(c.harm, c.best) for e in coded(text, resources) for c in e.casualties}
    assert (harm, best) in tolls


@pytest.mark.parametrize(
    "text",
    [
        "Last week a Kabul car bombing killed five soldiers.",
        "Thousands of people marched in London against the war.",
        "A bomb attack in Baghdad killed two policemen.",
    ],
)
def test_a_capital_that_is_the_scene_of_a_deed_is_no_side_of_it(text: str, resources: Resources) -> None:
    sides = [a for e in coded(text, resources) for a in (*e.source, *e.target)]
    assert sides
    assert not [a for a in sides if (a.actor_id or "").startswith(("state-", "government-"))]


def test_a_capital_that_acts_is_its_government(resources: Resources) -> None:
    (event,) = coded("Kabul condemned the Taliban on Monday.", resources)
    assert event.source[0].country == "AFG"


@pytest.mark.parametrize(
    "text",
    [
        "Police raided Al Noor Mosque on Monday.",
        "Rebels shelled Saint Michael Cathedral.",
        "Gunmen attacked King Faisal Hospital.",
    ],
)
def test_a_building_named_after_a_person_is_not_that_person(text: str, resources: Resources) -> None:
    targets = [a for e in coded(text, resources) for a in e.target]
    assert targets
    assert not [a for a in targets if a.actor_id]


def test_people_told_by_number_alone_act(resources: Resources) -> None:
    (event,) = coded("Hundreds marched against the junta on Tuesday.", resources)
    assert event.event_type == "PROTEST"
    assert event.source[0].sectors == ("CVL",)


def test_who_bears_the_weapon_is_no_means(resources: Resources) -> None:
    (event,) = coded("Gunmen stormed a college near Garissa.", resources)
    assert (event.mode, event.means) == ("firearms", None)


@pytest.mark.parametrize(
    "text",
    ["Activists released a report on the war.", "The government released the figures.", "The band released an album."],
)
def test_releasing_a_thing_frees_nobody(text: str, resources: Resources) -> None:
    assert not [e for e in coded(text, resources) if e.mode == "release"]


def test_the_cause_of_harm_told_after_it_is_news(resources: Resources) -> None:
    events = coded("Two people died when soldiers fired on protesters in Conakry.", resources)
    assert events
    assert not any(e.historical for e in events)


def test_no_deed_falls_on_a_day_that_lies_ahead(resources: Resources) -> None:
    events = coded("He is due in court on April 5. Rebels attacked a convoy, killing eight people.", resources)
    assert events
    assert all(e.when is None for e in events)


def test_the_officer_of_a_world_body_is_no_government(resources: Resources) -> None:
    (event,) = coded("UN Secretary-General Antonio Guterres condemned the rebels.", resources)
    assert event.source[0].sectors == ("IGO",)


@pytest.mark.parametrize(
    "text",
    [
        "The army is looking for an alleged spy.",
        "The law covers people accused of theft.",
        "A convicted murderer lives in the village.",
        "The general spoke at a press conference.",
        "The decree was met with protest in the north.",
    ],
)
def test_words_that_only_describe_are_no_accusation_or_talks(text: str, resources: Resources) -> None:
    assert not [e for e in coded(text, resources) if e.event_type in {"ACCUSE", "CONSULT"}]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The Congolese army suffered an attack near Beni.", "army"),
        ("Kenya is facing terrorist attacks.", "Kenya"),
        ("The president survived an assassination attempt on Friday.", "president"),
    ],
)
def test_who_undergoes_a_deed_is_its_target(text: str, word: str, resources: Resources) -> None:
    (event,) = [e for e in coded(text, resources) if e.event_type == "ASSAULT"]
    assert not event.source
    assert word in event.target[0].text


def test_an_entered_agreement_joins_its_sides(resources: Resources) -> None:
    events = coded("The Syrian Democratic Forces entered into an agreement with the government of Syria.", resources)
    assert any(e.source[0].sectors == ("REB",) and [a.country for a in e.target] == ["SYR"] for e in events)


@pytest.mark.parametrize(
    ("text", "event_type", "status"),
    [
        ("The mayor said he would challenge the result and accused the commission of fraud.", "ACCUSE", "occurred"),
        ("The rebels said they would resume attacks and refused to meet the mediators.", "REJECT", "occurred"),
    ],
)
def test_a_joined_verb_of_another_tense_has_its_own_status(
    text: str, event_type: str, status: str, resources: Resources
) -> None:
    assert status in {e.status for e in coded(text, resources) if e.event_type == event_type}


def test_refused_talks_were_not_held(resources: Resources) -> None:
    events = coded("The rebels refused to take part in talks with the government of Mali.", resources)
    assert [e.event_type for e in events] == ["REJECT"]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("The envoy called the Hutu leader a murderer.", "ACCUSE"),
        ("Moscow called the Kosovo vote illegal.", "ACCUSE"),
        ("The European Union called the truce an important step.", "SUPPORT"),
    ],
)
def test_what_somebody_is_called_tells_blame_from_praise(text: str, event_type: str, resources: Resources) -> None:
    assert event_type in {e.event_type for e in coded(text, resources)}


def test_to_whom_something_is_offered_comes_before_what(resources: Resources) -> None:
    (event,) = coded("The FARC offered Colombia a pause of attacks in Peru.", resources)
    assert [a.country for a in event.target] == ["COL"]


def test_nobody_promises_himself_by_a_pronoun(resources: Resources) -> None:
    events = coded("The Taliban promised that they would not shelter al-Qaida.", resources)
    assert all(a.name != "Taliban" for e in events for a in e.target)


def test_a_national_security_council_is_not_the_united_nations(resources: Resources) -> None:
    (event,) = coded("The National Security Council condemned the rebels.", resources)
    assert event.source[0].name == "National Security Council"


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Fighting broke out between the army and Tuareg rebels near Kidal.", "ASSAULT"),
        ("Clashes erupted on Monday between Hutu militiamen and soldiers.", "ASSAULT"),
        ("The government of Sudan and the rebels signed a cessation of hostilities in Juba.", "SUPPORT"),
    ],
)
def test_deeds_and_deals_between_two_sides(text: str, event_type: str, resources: Resources) -> None:
    found = [e for e in coded(text, resources) if e.event_type == event_type]
    assert any(len(e.source) + len(e.target) == 2 for e in found)


def test_victims_told_by_including_do_not_act(resources: Resources) -> None:
    events = coded("An airstrike killed four people, including two nurses, in Saada.", resources)
    assert events
    assert all(not e.source for e in events)
