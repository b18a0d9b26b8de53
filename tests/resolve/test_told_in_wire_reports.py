"""Who is meant and who says so, over short wire reports of many conflicts. All sentences are ours."""

from collections.abc import Callable

import pytest

from dateline.pipeline import code_text
from dateline.records import Event
from dateline.resources import Resources

Told = Callable[[str, str], list[Event]]


@pytest.fixture
def told(resources: Resources) -> Told:
    """The events of a text whose trigger has this word."""

    def find(text: str, trigger: str) -> list[Event]:
        events = code_text(text, resources, published="2024-05-15").events
        return [e for e in events if trigger in e.evidence[0].text]

    return find


def names(events: list[Event], side: str) -> list[str]:
    return [a.name or a.text for e in events for a in getattr(e, side)]


@pytest.mark.parametrize(
    ("text", "trigger", "target"),
    [
        ("General Abdel Fattah al-Burhan dismissed his deputy. He accused him of treason.", "accused", "his deputy"),
        (
            "Police arrested an opposition leader, Kizza Besigye, in Kampala. His lawyer said he had been beaten.",
            "beaten",
            "Kizza Besigye",
        ),
        (
            "Gunmen abducted 30 pupils in Kaduna on Thursday. They were freed on Saturday by soldiers.",
            "freed",
            "30 pupils",
        ),
        ("Five miners were kidnapped by gunmen in Zamfara. They were freed two days later.", "freed", "Five miners"),
    ],
)
def test_a_pronoun_is_not_who_acts_beside_it(told: Told, text: str, trigger: str, target: str) -> None:
    assert names(told(text, trigger), "target") == [target]


def test_those_rescued_are_not_who_acted_before(told: Told) -> None:
    events = told("The bandits seized a bus. Troops rescued them on Friday.", "rescued")
    assert events and "The bandits" not in names(events, "target")


def test_a_capital_that_tells_where_is_no_antecedent(told: Told) -> None:
    text = "President Juan Orlando met rebel leader Pedro Soto in Havana. Orlando offered an amnesty, but Soto rejected it."
    events = told(text, "rejected")
    assert names(events, "source") == ["Pedro Soto"] and not any("Cuba" in n for n in names(events, "target"))


def test_the_handing_over_of_the_freed_is_no_second_release(told: Told) -> None:
    text = "The ELN released two soldiers in Arauca on Sunday. The guerrillas handed them over to the Red Cross."
    assert told(text, "released") and not told(text, "handed")
    assert told("The army handed over the town of Sake to the rebels.", "handed")


@pytest.mark.parametrize(
    ("text", "trigger", "speakers"),
    [
        (
            "Reuters quoted a Taliban spokesman as saying that NATO helicopters had killed seven children in Kunar.",
            "killed",
            ["Reuters", "a Taliban spokesman"],
        ),
        (
            "State television quoted President Bashar al-Assad as saying that rebels had shelled Homs.",
            "shelled",
            ["State television", "Bashar al-Assad"],
        ),
        (
            "Army chief Min Aung Hlaing was quoted by a newspaper as saying that rebels had attacked a convoy.",
            "attacked",
            ["a newspaper", "Min Aung Hlaing"],
        ),
    ],
)
def test_who_quotes_stands_before_who_is_quoted(told: Told, text: str, trigger: str, speakers: list[str]) -> None:
    (event,) = told(text, trigger)
    assert [a.speaker and (a.speaker.name or a.speaker.text) for a in event.attribution] == speakers


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Wagner group rejected accusations that its fighters had killed civilians in Moura.", "killed"),
        ("Kinshasa dismissed allegations that its army had shelled a refugee camp.", "shelled"),
        ("Baku denied claims that its jets had bombed a school.", "bombed"),
    ],
)
def test_what_a_rejected_accusation_tells_is_negated(told: Told, text: str, trigger: str) -> None:
    assert {e.status for e in told(text, trigger)} == {"negated"}


def test_a_report_told_of_is_no_denial(told: Told) -> None:
    events = told("The UN confirmed reports that soldiers had killed 20 villagers in Togoga.", "killed")
    assert events and all(e.status == "occurred" for e in events)


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("Officials blamed the bombing in Mogadishu on al-Shabab.", "bombing", "al-Shabaab"),
        (
            "The massacre was blamed on the FARC by the army.",
            "massacre",
            "Revolutionary Armed Forces of Colombia",
        ),
    ],
)
def test_a_deed_blamed_on_somebody_is_told_as_his(told: Told, text: str, trigger: str, source: str) -> None:
    assert names(told(text, trigger), "source") == [source]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kenya's president said that al-Shabaab had attacked a bus.", "al-Shabaab"),
        ("An officer said al-Qaida had attacked a checkpoint.", "al-Qaida"),
        ("Nepal's Maoists attacked a police post.", "Maoists"),
    ],
)
def test_a_group_is_known_by_its_whole_name(told: Told, text: str, name: str) -> None:
    (source,) = [a for e in told(text, "attacked") for a in e.source]
    assert (source.name, source.sectors) == (name, ("REB",))


def test_both_sides_are_those_who_called_off_their_talks(told: Told) -> None:
    text = (
        "Nepal's Maoists called off talks with the government on Monday. Both sides had agreed to a truce in January."
    )
    assert names(told(text, "agreed"), "source") == ["Maoists", "the government"]


@pytest.mark.parametrize(
    "text",
    [
        "A Lebanese security source said Israel had killed a commander in Sidon.",
        "A security source said gunmen had killed a judge in Basra.",
    ],
)
def test_an_unnamed_source_speaks(told: Told, text: str) -> None:
    (event,) = told(text, "killed")
    assert [a.speaker.text for a in event.attribution if a.speaker] == [text.split(" said")[0]]


def test_whom_a_statement_is_ascribed_to_is_no_doer_of_it(told: Told) -> None:
    events = told("According to residents, the militia looted the hospital in El Geneina.", "looted")
    assert names(events, "source") == ["the militia"]


def test_who_is_asked_is_who_is_to_do_it(told: Told) -> None:
    events = told("The AU demanded that the soldiers release President Mohamed Bazoum.", "demanded")
    assert names(events, "target") == ["the soldiers"]


def test_a_passive_with_an_object_of_its_own_keeps_its_doer(told: Told) -> None:
    events = told("Aid workers were refused entry by Ethiopian soldiers.", "refused")
    assert names(events, "source") == ["Ethiopian soldiers"]
