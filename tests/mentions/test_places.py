"""Toponyms as written: what is one, and what only looks like one."""

import pytest

from dateline.gazetteer import Gazetteer
from dateline.mentions import find_actors, find_places
from dateline.records import PlaceMention
from dateline.register import Register
from dateline.text import Parser


class Reader:
    """Finds the places of a one-sentence text."""

    def __init__(self, parser: Parser, register: Register, gazetteer: Gazetteer) -> None:
        self.parser, self.register, self.gazetteer = parser, register, gazetteer

    def places(self, text: str) -> list[PlaceMention]:
        return [
            p
            for s in self.parser.parse(text)
            for p in find_places(s, self.gazetteer, find_actors(s, self.register, None))
        ]

    def texts(self, text: str) -> list[str]:
        return [p.text for p in self.places(text) if not p.is_doubtful]


@pytest.fixture
def reader(parser: Parser, register: Register, gazetteer: Gazetteer) -> Reader:
    return Reader(parser, register, gazetteer)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Shells fell on two villages near Goma on Friday.", ["Goma"]),
        ("Fighting between the army and rebels spread from Kharkiv to Donetsk.", ["Kharkiv", "Donetsk"]),
        ("A bomb killed six people in Maiduguri, Nigeria.", ["Maiduguri", "Nigeria"]),
        ("Gunmen attacked a convoy outside Mogadishu.", ["Mogadishu"]),
    ],
)
def test_names_behind_locative_prepositions_are_places(reader: Reader, text: str, names: list[str]) -> None:
    assert reader.texts(text) == names


def test_known_armed_group_is_no_place(reader: Reader) -> None:
    assert reader.texts("The Taliban attacked a police post in Kunduz.") == ["Kunduz"]


def test_pronoun_is_not_a_country(reader: Reader) -> None:
    assert reader.texts("They told us to leave the camp.") == []


def test_named_person_is_no_place(reader: Reader) -> None:
    assert reader.texts("Colonel Jackson Hamilton was killed in Aden.") == ["Aden"]


def test_unlisted_name_that_stands_as_a_place_is_marked_as_doubtful(reader: Reader) -> None:
    places = reader.places("Shells fell on the village of Tarqumba near Goma on Friday.")
    assert [(p.text, p.is_doubtful) for p in places] == [("Tarqumba", True), ("Goma", False)]


def test_spans_quote_the_text(reader: Reader) -> None:
    text = "Rebels seized Bunia and moved towards Beni in North Kivu."
    for place in reader.places(text):
        assert text[place.start : place.end] == place.text


def test_place_inside_a_name_of_a_body_is_no_location(reader: Reader) -> None:
    places = reader.places("The University of Afghanistan was closed.")
    assert all(p.in_actor for p in places)


def test_capital_that_speaks_is_marked_as_actor(reader: Reader) -> None:
    places = reader.places("Moscow rejected the ceasefire, and clashes went on in Bakhmut.")
    assert [p.in_actor for p in places if p.text == "Moscow"] == [True]
    assert [p.in_actor for p in places if p.text == "Bakhmut"] == [False]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The envoy met Santos in Havana.", ["Havana"]),
        ("Lincoln accused the militia of shelling Goma.", ["Goma"]),
        ("Houston, who leads the mission, flew to Bamako.", ["Bamako"]),
        ("Police arrested Trujillo near Cali.", ["Cali"]),
    ],
)
def test_a_name_that_acts_as_persons_do_is_no_town(reader: Reader, text: str, places: list[str]) -> None:
    assert reader.texts(text) == places


def test_a_capital_or_country_may_act(reader: Reader) -> None:
    assert reader.texts("Tehran accused Georgia of aiding rebels.") == ["Tehran", "Georgia"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Some 30 people were hurt in the district of Ain Kasra.", "Ain Kasra"),
        ("The rebels burned huts in Ain Dimba village.", "Ain Dimba"),
        ("A mine killed two men in the village of Vera Kolo on Monday.", "Vera Kolo"),
    ],
)
def test_a_name_that_is_said_to_be_a_place_is_one_as_a_whole(reader: Reader, text: str, place: str) -> None:
    assert [p.text for p in reader.places(text)] == [place]
