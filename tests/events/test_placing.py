"""Where an event happened: which of a sentence's places, and none where none is told."""

from dataclasses import replace

import pytest

from dateline.events import places_of
from dateline.gazetteer import Gazetteer
from dateline.mentions import find_mentions
from dateline.pipeline import code_report
from dateline.records import Report
from dateline.register import Register
from dateline.resources import Resources
from dateline.text import Parser


@pytest.fixture
def coded(resources: Resources):  # type: ignore[no-untyped-def]
    """Gives the events of a text."""
    report = Report(id="r-0", title=None, text="", language="en")
    return lambda text: code_report(replace(report, text=text), resources).events


@pytest.fixture
def placed(parser: Parser, register: Register, gazetteer: Gazetteer):  # type: ignore[no-untyped-def]
    """Gives the texts of the places of the event with a trigger."""

    def find(text: str, trigger: str) -> list[str]:
        sentences = parser.parse(text)
        mentions = find_mentions(sentences, text=text, published=None, register=register, gazetteer=gazetteer).sentences
        for s, m in zip(sentences, mentions, strict=True):
            if trigger in s.words:
                return [m.places[i].text for i in places_of(s, s.words.index(trigger), m.places)]
        return []

    return find


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Gunmen killed four farmers in Jos on Friday.", "killed", "Jos"),
        ("In Aden, snipers shot two medics near a clinic.", "shot", "Aden"),
        ("Rebels captured the town of Bunia after a week of fighting.", "captured", "Bunia"),
        ("Thousands marched through Khartoum to demand civilian rule.", "marched", "Khartoum"),
        ("The army shelled Rafah for a third night.", "shelled", "Rafah"),
        ("Fighting broke out in Tripoli, where militiamen attacked a prison.", "attacked", "Tripoli"),
    ],
)
def test_place_of_the_clause_is_where_it_happened(placed, text: str, trigger: str, place: str) -> None:  # type: ignore[no-untyped-def]
    assert placed(text, trigger)[:1] == [place]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The company captured a third of the market last year.", "captured"),
        ("Yemen's president said the rebels killed his brother.", "killed"),
        ("The talks captured the imagination of the public.", "captured"),
    ],
)
def test_no_place_is_an_answer(placed, text: str, trigger: str) -> None:  # type: ignore[no-untyped-def]
    assert placed(text, trigger) == []


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Militiamen attacked the village of Tarqumba at dawn.", "attacked", "Tarqumba"),
        ("A mine destroyed a truck near Sokorro junction on Monday.", "destroyed", "Sokorro"),
        ("Troops stormed the Zarqawat Farms on Tuesday.", "stormed", "Zarqawat Farms"),
        ("Shells killed a family in al-Marqabiya.", "killed", "al-Marqabiya"),
    ],
)
def test_place_that_no_gazetteer_lists_is_found_by_its_surroundings(
    placed, text: str, trigger: str, place: str
) -> None:  # type: ignore[no-untyped-def]
    assert placed(text, trigger)[:1] == [place]


def test_origin_is_not_where_it_happened(placed) -> None:  # type: ignore[no-untyped-def]
    assert placed("Raiders from Goma attacked a convoy in Beni.", "attacked")[:1] == ["Beni"]


def test_event_may_happen_in_several_places(placed) -> None:  # type: ignore[no-untyped-def]
    assert set(placed("Jets bombed Idlib and Homs on Sunday.", "bombed")) == {"Idlib", "Homs"}


def test_smaller_of_two_nested_places_is_taken(placed) -> None:  # type: ignore[no-untyped-def]
    assert placed("A bomb killed six people in Maiduguri, Nigeria.", "killed")[:1] == ["Maiduguri"]


@pytest.mark.parametrize(
    "text",
    [
        "Turkey criticised France over the sale of weapons.",
        "Ethiopia accused Eritrea of arming the rebels.",
        "China urged Japan to respect the ruling.",
    ],
)
def test_state_that_is_spoken_to_is_no_place(coded, text: str) -> None:  # type: ignore[no-untyped-def]
    events = coded(text)
    assert events and all(e.where is None for e in events)


def test_state_visited_is_the_place_of_the_visit(coded) -> None:  # type: ignore[no-untyped-def]
    assert [e.where.name for e in coded("President Ruto visited Uganda on Monday.") if e.where] == ["Uganda"]


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("Gunmen killed a teacher in Zorqumba village, Helmand province.", "Zorqumba", "Helmand"),
        ("Herders shot two farmers in the village of Ungadara in Borno state.", "Ungadara", "Borno"),
    ],
)
def test_unlisted_place_lies_in_the_area_told_after_it(coded, text: str, name: str, admin1: str) -> None:  # type: ignore[no-untyped-def]
    where = coded(text)[0].where
    assert (where.name, where.admin1, where.precision) == (name, admin1, "admin1")


def test_unlisted_place_without_an_area_has_no_coordinates(coded) -> None:  # type: ignore[no-untyped-def]
    where = coded("Gunmen killed a teacher in the village of Zorqumba.")[0].where
    assert (where.name, where.lat, where.precision) == ("Zorqumba", None, "none")


def test_patrol_is_a_show_of_force_and_has_its_place(coded) -> None:  # type: ignore[no-untyped-def]
    (event,) = coded("Troops patrolled the streets of Bukavu on Friday.")
    assert (event.event_type, event.where.name) == ("MOBILIZE", "Bukavu")
