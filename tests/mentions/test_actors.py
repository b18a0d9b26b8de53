"""Actors of a sentence and of a report: titles, sides, short names, crowds. All sentences are ours."""

import pytest

from dateline.mentions import find_mentions
from dateline.records import ActorMention
from dateline.resources import Resources
from dateline.syntax import mended


def actors(text: str, resources: Resources) -> list[ActorMention]:
    sentences = [mended(s) for s in resources.parser.parse(text)]
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
        ("Interior Minister Rana Malik resigned.", "Rana Malik", ("GOV",)),
        ("National Security Minister Dov Peretz resigned.", "Dov Peretz", ("GOV",)),
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


@pytest.mark.parametrize(
    ("text", "people", "country"),
    [
        (
            "Gunmen abducted three Nigerians and a Cameroonian on Friday.",
            ["three Nigerians", "a Cameroonian"],
            ["NGA", "CMR"],
        ),
        ("The army freed some 90 Palestinians.", ["some 90 Palestinians"], ["PSE"]),
        ("A Syrian was stabbed in Berlin.", ["A Syrian"], ["SYR"]),
        ("The Thais and the Filipino were released on Friday.", ["Thais", "Filipino"], ["THA", "PHL"]),
    ],
)
def test_a_demonym_that_counts_people_is_no_state(
    text: str, people: list[str], country: list[str], resources: Resources
) -> None:
    found = [a for a in actors(text, resources) if a.sectors == ("CVL",)]
    assert [a.text for a in found] == people and [a.country for a in found] == country
    assert not any((a.actor_id or "").startswith("state-") for a in found)


def test_a_bare_demonym_stands_for_its_state(resources: Resources) -> None:
    found = actors("The Israelis and the Palestinians signed an accord.", resources)
    assert [a.actor_id for a in found] == ["state-isr", "state-pse"]


@pytest.mark.parametrize(
    ("text", "head", "country"),
    [
        ("The Saudi-backed government fled.", "government", None),
        ("A Turkish-backed militia shelled Manbij.", "militia", None),
        ("The Ukrainian government fled.", "Government of Ukraine", "UKR"),
    ],
)
def test_who_backs_a_body_lends_it_no_country(text: str, head: str, country: str | None, resources: Resources) -> None:
    assert [a.country for a in actors(text, resources) if head in (a.name or "")] == [country]


@pytest.mark.parametrize(
    ("text", "name"),
    [("The Iran-aligned Houthi movement fired.", "Houthis"), ("The Hezbollah group fired.", "Hezbollah")],
)
def test_what_a_named_body_is_called_is_that_body(text: str, name: str, resources: Resources) -> None:
    assert (name, ("REB",)) in [(a.name, a.sectors) for a in actors(text, resources)]


def test_forces_against_the_government_are_rebels(resources: Resources) -> None:
    assert [a.sectors for a in actors("Anti-junta forces and anti-government fighters fled.", resources)] == [
        ("REB",)
    ] * 2


def test_the_kind_of_a_vessel_is_nobody(resources: Resources) -> None:
    assert not actors("A fighter jet and a passenger boat were seen.", resources)


def test_whose_lends_the_country_of_its_noun(resources: Resources) -> None:
    found = actors("Eritrea, whose troops crossed the river, kept silent.", resources)
    assert ("whose troops", "ERI") in [(a.text, a.country) for a in found]


@pytest.mark.parametrize(
    ("text", "name", "sectors"),
    [
        ("Troops killed an Islamic State leader.", "an Islamic State leader", ("REB",)),
        ("About 30 heavily armed men stormed a village.", "About 30 heavily armed men", ("UAF",)),
        ("The army blamed dissidents of the FARC.", "dissidents of the FARC", ("REB",)),
    ],
)
def test_the_side_of_a_noun(text: str, name: str, sectors: tuple[str, ...], resources: Resources) -> None:
    assert sectors in [a.sectors for a in actors(text, resources) if a.text.startswith(name.split()[0])]


@pytest.mark.parametrize(
    ("text", "name", "sectors"),
    [
        ("The UN secretary-general flew to Juba.", "The UN secretary-general", ("IGO",)),
        ("Kenya asked the secretary-general to replace the envoy.", "the secretary-general", ("IGO",)),
        ("The secretary-general of the ruling party resigned.", "The secretary-general", ("PTY",)),
        ("The attorney general dropped the charges.", "The attorney general", ("GOV",)),
        ("The inspector-general sent two officers to Lagos.", "The inspector-general", ("COP",)),
        ("The general led his men into Goma.", "The general", ("MIL",)),
        ("Human rights groups blamed the army.", "Human rights groups", ("NGO",)),
        ("An aid group left Bria.", "An aid group", ("NGO",)),
        ("Armed groups burned two villages.", "Armed groups", ("UAF",)),
    ],
)
def test_an_office_or_group_is_what_the_word_before_it_says(
    text: str, name: str, sectors: tuple[str, ...], resources: Resources
) -> None:
    assert [a.sectors for a in actors(text, resources) if a.name == name] == [sectors]


def test_a_secretary_general_by_name_is_no_soldier(resources: Resources) -> None:
    found = actors("U.N. secretary-general Antonio Guterres condemned the raid.", resources)
    assert [a.sectors for a in found if a.name == "Antonio Guterres"] == [("IGO",)]


def test_a_gang_rape_has_no_gang(resources: Resources) -> None:
    assert [a.text for a in actors("The army was blamed for gang rapes.", resources)] == ["The army"]
