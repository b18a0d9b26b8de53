"""Actors of a sentence and of a report: titles, sides, short names, crowds. All sentences are ours."""

import pytest

from dateline.mentions import find_mentions
from dateline.records import ActorMention
from dateline.resources import Resources


def actors(text: str, resources: Resources) -> list[ActorMention]:
    sentences = resources.parser.parse(text)
    found = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    return [a for m in found.sentences for a in m.actors]


@pytest.mark.parametrize(
    ("text", "name", "sectors"),
    [
        ("Rebel negotiator Diego Lugo met the press.", "Diego Lugo", ("REB",)),
        ("Defence spokesman Karim Rashid met the press.", "Karim Rashid", ("GOV",)),
        ("Separatist commander Yann Orlov fled.", "Yann Orlov", ("REB",)),
        ("Opposition minister Grace Amoah resigned.", "Grace Amoah", ("OPP",)),
        ("UN Secretary-General Antonio Guterres spoke.", "Antonio Guterres", ("IGO",)),
        ("Abu Dhabi TV photojournalist Karim Saleh was killed.", "Karim Saleh", ("JRN",)),
    ],
)
def test_the_words_before_a_name_tell_its_side(
    text: str, name: str, sectors: tuple[str, ...], resources: Resources
) -> None:
    assert [a.sectors for a in actors(text, resources) if a.name == name] == [sectors]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("General Pedro Santos spoke on Monday. Santos accused the rebels of looting.", "Santos", "Pedro Santos"),
        ("Minister Ana Campos left. Campos was met by soldiers.", "Campos", "Ana Campos"),
    ],
)
def test_a_last_name_stands_for_whom_the_report_named_in_full(
    text: str, short: str, full: str, resources: Resources
) -> None:
    assert full in {a.name for a in actors(text, resources) if a.text == short}


def test_a_last_name_of_two_bearers_stands_for_neither(resources: Resources) -> None:
    found = actors("Ana Campos met Luis Campos in Oruro. Campos left at noon.", resources)
    assert not {a.name for a in found if a.text == "Campos"} & {"Ana Campos", "Luis Campos"}


def test_a_title_and_the_name_behind_it_are_one_person(resources: Resources) -> None:
    text = "President Juan Manuel Santos and FARC leader Rodrigo Londono signed a revised agreement in Bogota."
    people = [a for a in actors(text, resources) if a.is_person]
    assert [a.text for a in people] == ["Juan Manuel Santos", "Rodrigo Londono"]


@pytest.mark.parametrize(
    ("text", "sectors"),
    [
        ("Rebels shelled the town of Sake on Sunday.", ("REB",)),
        ("Soldiers shelled the port of Hodeida on Sunday.", ("MIL",)),
        ("Villagers fled the town of Ituri on Sunday.", ("CVL",)),
    ],
)
def test_a_plural_that_opens_a_sentence_is_no_name(text: str, sectors: tuple[str, ...], resources: Resources) -> None:
    assert actors(text, resources)[0].sectors == sectors


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Soldiers attacked members of the ELN near the river.", "National Liberation Army"),
        ("Soldiers attacked members of another rebel group, the ELN.", "National Liberation Army"),
        ("Police clashed with members of a smaller faction, Abu Sayyaf, on Sunday.", "Abu Sayyaf"),
    ],
)
def test_members_of_an_armed_group_act_as_the_group(text: str, group: str, resources: Resources) -> None:
    assert group in [a.name for a in actors(text, resources) if a.text == "members"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Looters attacked the national museum in Khartoum.", ["Khartoum"]),
        ("Gunmen burned the national museum.", ["Gunmen"]),
        ("A US national was freed.", ["A US national"]),
        ("Three French nationals were killed.", ["Three French nationals"]),
    ],
)
def test_a_word_that_only_describes_a_noun_is_no_person(text: str, expected: list[str], resources: Resources) -> None:
    assert [a.text for a in actors(text, resources)] == expected
