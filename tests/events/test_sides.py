"""Who acts and who is acted on, where the parse or the lexicon used to lose one of them."""

from collections.abc import Callable

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources


@pytest.fixture
def coded(resources: Resources) -> Callable[[str, str], Event]:
    """The first event of that type in a text."""

    def code(text: str, event_type: str) -> Event:
        found = [e for e in code_text(text, resources).events if e.event_type == event_type]
        assert found, [(e.event_type, e.reason) for e in code_text(text, resources).events]
        return found[0]

    return code


def _texts(actors) -> str:
    return " + ".join(a.text for a in actors)


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Kigali's foreign ministry said Congo must disarm the militia.", "ministry", "Congo"),
        ("Ethiopia says Egypt must stop its threats.", "Ethiopia", "Egypt"),
        ("Serbia insisted that Kosovo should release the mayors.", "Serbia", "Kosovo"),
    ],
)
def test_what_one_says_another_must_do_is_a_request(coded, text: str, source: str, target: str) -> None:
    event = coded(text, "REQUEST")
    assert source in _texts(event.source)
    assert target in _texts(event.target)
    assert event.status == "occurred"


@pytest.mark.parametrize(
    ("text", "event_type", "target"),
    [
        ("The United States returned a bronze statue to Cambodia on Monday.", "RETREAT", "Cambodia"),
        ("Chile extradited a former colonel to Argentina.", "COOPERATE", "Argentina"),
    ],
)
def test_receiver_is_acted_on_rather_than_what_passes(coded, text: str, event_type: str, target: str) -> None:
    assert _texts(coded(text, event_type).target) == target


@pytest.mark.parametrize(
    ("text", "event_type", "source"),
    [
        ("Mali and Niger however have opposed the resolution of France.", "REJECT", "Mali + Niger"),
        (
            "The Malian air force carried out two raids near Kidal, killing ten militants.",
            "ASSAULT",
            "The Malian air force",
        ),
        ("The MSF has airlifted medicine to Malakal, an official of the UN said.", "AID", "MSF"),
        ("Ukrainian army helicopters shelled rebel fighters near Izium.", "ASSAULT", "Ukrainian army"),
        ("Burundian authorities detained three journalists in Ngozi.", "COERCE", "Burundian authorities"),
    ],
)
def test_agent_is_found(coded, text: str, event_type: str, source: str) -> None:
    assert _texts(coded(text, event_type).source) == source


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Army jets pounded the rebels outside Taiz.", "ASSAULT"),
        ("Fighters of Boko Haram overran the army base at Metele.", "ASSAULT"),
        ("Kenyan officials are sceptical of Somalia.", "ACCUSE"),
        ("A court in Gulu found the former commander guilty.", "ACCUSE"),
        ("Washington rolled back sanctions on Sudan.", "CONCEDE"),
    ],
)
def test_lexicon_knows_the_trigger(coded, text: str, event_type: str) -> None:
    assert coded(text, event_type)


def test_purpose_is_nobody_acted_on(coded) -> None:
    event = coded("Saudi Arabia declared a ceasefire in a bid to stop the cholera.", "CONCEDE")
    assert "bid" not in _texts(event.target)


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("Iran's president threatened to end Iranian cooperation with Austria.", "THREATEN", "president", "Austria"),
        ("Peru's premier threatened to halt Peruvian aid to Haiti.", "THREATEN", "premier", "Haiti"),
    ],
)
def test_whose_the_thing_is_that_its_own_side_gives_is_no_target(coded, text, event_type, source, target) -> None:
    event = coded(text, event_type)
    assert source in _texts(event.source) and target in _texts(event.target)
    assert "Iranian" not in _texts(event.target) and "Peruvian" not in _texts(event.target)


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("Kenya's government faces criticism from the United Nations over the camps.", "ACCUSE", "United Nations", "Kenya"),
        ("The deal with Cuba drew condemnation from Hamas.", "ACCUSE", "Hamas", "Cuba"),
        ("The ministry faced protests by farmers.", "PROTEST", "farmers", "ministry"),
        ("The premier received praise from Norway.", "SUPPORT", "Norway", "premier"),
    ],
)  # fmt: skip
def test_who_faces_it_is_the_target_and_who_it_comes_from_the_source(coded, text, event_type, source, target) -> None:
    event = coded(text, event_type)
    assert source in _texts(event.source) and target in _texts(event.target)
    assert target not in _texts(event.source)


@pytest.mark.parametrize(
    ("text", "source", "target"),
    [
        ("Chile's condemnation of Peru angered many.", "Chile", "Peru"),
        ("Serbia's criticism of Kosovo went on.", "Serbia", "Kosovo"),
    ],
)
def test_of_after_an_owned_noun_is_acted_on(coded, text: str, source: str, target: str) -> None:
    event = coded(text, "ACCUSE")
    assert (_texts(event.source), _texts(event.target)) == (source, target)


@pytest.mark.parametrize(
    "text",
    [
        "Turkish and Greek ministers signed an agreement on Cyprus in Geneva.",
        "Eritrean and Ethiopian envoys reached a deal on Djibouti.",
    ],
)
def test_two_who_sign_have_one_another_and_not_the_matter_as_partner(coded, text: str) -> None:
    event = coded(text, "SUPPORT")
    named = _texts(event.source) + _texts(event.target)
    assert "Cyprus" not in named and "Djibouti" not in named
    assert len(event.source) + len(event.target) == 2
