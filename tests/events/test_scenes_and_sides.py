"""Who is no side of an event: where it was, whose the land is, whom it is told, and who is only named beside it. Sentences our own."""

from collections.abc import Callable

import pytest

from dateline.pipeline import code_report
from dateline.records import Event
from dateline.reports import report_from_text
from dateline.resources import Resources

Coded = Callable[[str], list[Event]]


@pytest.fixture
def coded(resources: Resources) -> Coded:
    """The events of a text published on Wednesday 15 May 2024."""

    def code(text: str) -> list[Event]:
        report = report_from_text(text, gazetteer=resources.gazetteer, published="2024-05-15")
        return list(code_report(report, resources).events)

    return code


def names(events: list[Event], side: str) -> set[str]:
    return {r.name or r.text for e in events for r in getattr(e, side)}


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("An airstrike on the capital of Ethiopia's Tigray region killed six people on Friday.", "Ethiopia"),
        ("At least nine people were killed in a drone strike in Goma, the capital of North Kivu.", "North Kivu"),
        ("Rebels killed 11 soldiers in an attack in the Colombian province of Cauca on Tuesday.", "Colombia"),
        ("The number of people killed in an attack on a wedding in the Afghan capital rose to 32.", "Afghanistan"),
        ("Gunmen raided a clinic in the Malian town of Gao, killing two nurses.", "Mali"),
    ],
)
def test_whose_land_it_was_is_no_side_of_the_deed(coded: Coded, text: str, nobody: str) -> None:
    events = coded(text)
    assert events
    told = names(events, "source") | names(events, "target")
    assert not any(nobody in name for name in told)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Israeli and Hamas officials met in Cairo on Monday.", "Israel", "Hamas"),
        ("Talks between the Taliban and Afghan leaders resumed in Doha.", "Taliban", "Afghan"),
        ("Envoys of Armenia and Azerbaijan met in Tbilisi on Friday.", "Armenia", "Azerbaijan"),
    ],
)
def test_names_that_share_a_noun_are_two_sides(coded: Coded, text: str, one: str, other: str) -> None:
    met = next(e for e in coded(text) if e.event_type == "CONSULT")
    told = [r.name or r.text for r in met.source]
    assert len(told) == 2 and one in told[0] and other in told[1]


def test_a_state_within_a_persons_name_is_no_state(coded: Coded) -> None:
    told = names(coded("Officials said the government freed Omar Ali, Haji Mali Khan and Hafiz Rashid."), "target")
    assert "Haji Mali Khan" in told


@pytest.mark.parametrize(
    "text",
    [
        "Moussa Faki is leading the talks, said Ana Ruiz, spokeswoman for President Luis Vega.",
        "The commander of the presidential guard and the Tuareg rebels spoke in Kidal.",
    ],
)
def test_a_word_for_an_actor_tells_no_event(coded: Coded, text: str) -> None:
    triggers = {e.text for event in coded(text) for e in event.evidence if e.field == "trigger"}
    assert not triggers & {"spokeswoman", "commander", "guard"}


@pytest.mark.parametrize(
    "text",
    [
        'Abiy Ahmed told reporters in Mekelle: "We have made no commitment to the rebels."',
        "The minister told journalists that the army had shelled the town.",
    ],
)
def test_whom_it_is_told_is_no_target(coded: Coded, text: str) -> None:
    assert not names(coded(text), "target") & {"reporters", "journalists"}


def test_one_word_tells_an_event_once(coded: Coded) -> None:
    found = coded("Ashraf Ghani announced that his government would release three Taliban prisoners.")
    assert len(found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Three people died on Friday after a mortar hit a school in Sanaa.",
        "A missile that struck a bakery in Kherson killed four women.",
    ],
)
def test_who_was_hurt_did_not_do_it(coded: Coded, text: str) -> None:
    events = coded(text)
    assert events and not names(events, "source")


def test_violence_that_ebbs_is_no_violence(coded: Coded) -> None:
    for text in (
        "The rebels have offered the government a reduction in violence in Darfur, two officials said.",
        "A lull in the fighting let aid workers reach Hodeidah.",
        "Armenia and Azerbaijan signed an agreement to end the war over the enclave.",
    ):
        assert all(e.event_type != "ASSAULT" for e in coded(text))


def test_candidates_rally_and_nobody_protests(coded: Coded) -> None:
    events = coded("A blast wounded two guards near a campaign rally of President Luis Vega in Cali.")
    assert {e.event_type for e in events} == {"ASSAULT"} and not names(events, "source")


@pytest.mark.parametrize(
    ("text", "event_type", "mode"),
    [
        ("The rebels suspended their unilateral ceasefire on Friday.", "SANCTION", "discontinue"),
        ("The junta said it had ended the truce with the Karen fighters.", "SANCTION", "discontinue"),
        ("The envoy has paused talks with the Houthis.", "SANCTION", "discontinue"),
        ("The rebels disbanded their guerrilla forces on Friday.", "RETREAT", "disarm"),
        ("The group handed over the hostages to local elders.", "RETREAT", "release"),
    ],
)
def test_truces_that_end_and_captives_handed_over(coded: Coded, text: str, event_type: str, mode: str) -> None:
    assert (event_type, mode) in {(e.event_type, e.mode) for e in coded(text)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The rebels refused to take part in talks until their prisoners were released.", "sought"),
        ("Kyiv will not sign the deal until the sailors are freed.", "sought"),
        ("The mayor ordered his envoys not to travel to Minsk until the three captives were freed.", "sought"),
        ("The captives stayed in the cellar until they were freed by the army on Sunday.", "occurred"),
    ],
)
def test_what_is_waited_for_is_wanted(coded: Coded, text: str, status: str) -> None:
    freed = next(e for e in coded(text) if e.event_type == "RETREAT")
    assert freed.status == status


@pytest.mark.parametrize(
    ("text", "trigger", "day"),
    [
        ("The two sides held talks in Geneva for the first time since 2009.", "talks", None),
        ("Rebels have killed nine villagers since Monday.", "killed", "2024-05-13"),
        ("The army freed 12 fighters on Wednesday after rebels attacked a convoy.", "attacked", None),
        ("The army freed 12 fighters on Wednesday, a day after rebels attacked a convoy.", "attacked", "2024-05-14"),
    ],
)
def test_a_date_of_another_event_is_not_taken(coded: Coded, text: str, trigger: str, day: str | None) -> None:
    told = next(e for e in coded(text) if any(x.field == "trigger" and trigger in x.text for x in e.evidence))
    assert (told.when.from_ if told.when else None) == day


def test_the_first_person_of_a_quote_is_who_is_quoted(coded: Coded) -> None:
    for text in (
        '"When I met the rebels today, I told them to leave," envoy Amina Diallo wrote on Twitter.',
        '"We have decided to release 30 prisoners," Amina Diallo said.',
    ):
        assert "Amina Diallo" in names(coded(text), "source")


def test_who_says_it_after_the_words_is_nobody_in_them(coded: Coded) -> None:
    text = (
        "General Omar Said and Colonel Paulo Reis met for five days in Nairobi.\n\nForeign troops would withdraw from the "
        "border with the militia, they said."
    )
    speakers = {a.speaker.name for e in coded(text) for a in e.attribution if a.speaker}
    assert speakers and speakers <= {"Omar Said", "Paulo Reis"}


def test_it_may_stand_for_what_happened(coded: Coded) -> None:
    text = "Rebels freed 20 soldiers and gave them to the Red Cross. Envoy Amina Diallo called it an important step."
    praise = next(e for e in coded(text) if e.event_type == "SUPPORT")
    assert all("Red Cross" not in (r.name or "") for r in praise.target)
