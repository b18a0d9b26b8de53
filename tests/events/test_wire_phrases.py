"""What wire reports of a dozen conflicts tell in set phrases: who does what in them, and who does nothing. Sentences our own."""

from collections.abc import Callable

import pytest

from dateline.pipeline import code_report
from dateline.records import Event
from dateline.reports import report_from_text
from dateline.resources import Resources

Coded = Callable[[str], list[Event]]


@pytest.fixture
def coded(resources: Resources) -> Coded:
    """The events of a text published on Friday 24 November 2023."""

    def code(text: str) -> list[Event]:
        report = report_from_text(text, gazetteer=resources.gazetteer, published="2023-11-24")
        return list(code_report(report, resources).events)

    return code


def sides(event: Event) -> tuple[list[str], list[str]]:
    return [r.name or r.text for r in event.source], [r.name or r.text for r in event.target]


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("Hezbollah has traded fire with Israel across the border.", "ASSAULT", ["Hezbollah", "Israel"], []),
        ("Hezbollah halted its attacks on Israel on Friday.", "RETREAT", ["Hezbollah"], ["Israel"]),
        ("Police fired tear gas at protesters in Tunis.", "ASSAULT", ["Police"], ["protesters"]),
        ("The rebels announced that they were blockading Timbuktu.", "COERCE", ["The rebels"], ["Timbuktu"]),
        ("Turkey offered to mediate between Kyiv and Moscow.", "AGREE", ["Turkey"],
         ["Government of Ukraine", "Government of Russia"]),
        ("Norway proposed a ceasefire.", "AGREE", ["Norway"], []),
        ("Sara Duterte opposed the talks.", "REJECT", ["Sara Duterte"], []),
        ("King Salman told the rebels to lay down their arms.", "REQUEST", ["Salman bin Abdulaziz"], ["the rebels"]),
        ("A warplane dropped bombs on the rebels near Sirte.", "ASSAULT", [], ["the rebels"]),
        ("The army evacuated 300 villagers from Goma.", "AID", ["The army"], ["300 villagers"]),
        ("Islamic State claimed the bombing in Kabul.", "ASSAULT", ["Islamic State"], []),
        ("Paris suspended French aid to Mali.", "SANCTION", ["Government of France"], ["Mali"]),
        ("The attackers left nine people dead in Kabul on Friday.", "ASSAULT", ["The attackers"], ["nine people"]),
        ("Envoys of Ghana and Togo signed a joint statement in Oslo.", "SUPPORT", ["Ghana", "Togo"], []),
        ("Emmanuel Macron spoke with his counterparts Felix Tshisekedi and Paul Kagame.", "CONSULT",
         ["Emmanuel Macron", "Felix Tshisekedi", "Paul Kagame"], []),
    ],
)  # fmt: skip
def test_a_phrase_of_the_wires(coded: Coded, text: str, event_type: str, source: list[str], target: list[str]) -> None:
    event = next(e for e in coded(text) if e.event_type == event_type)
    told, done_to = sides(event)
    assert sorted(told) == sorted(source) and done_to == target


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Hezbollah fired rockets at Haifa.", "heavy-weapons"),
        ("Troops fired shots at a car in Kandahar.", "firearms"),
        ("Police fired tear gas at a crowd in Tunis.", "crowd-control"),
    ],
)
def test_what_was_fired_tells_the_mode(coded: Coded, text: str, mode: str) -> None:
    assert [e.mode for e in coded(text)] == [mode]


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (
            "The National Front, an opposition group that calls itself the legitimate government, met on Monday.",
            "SUPPORT",
        ),
        ("Troops clashed with rebels near Bor, leaving two rebels and a soldier dead.", "RETREAT"),
        ("John Kirby said Washington had not seen any real withdrawal.", "REJECT"),
        ("The Red Cross failed to evacuate people from Mariupol.", "REJECT"),
        ("The army dismissed the charge as propaganda.", "CONCEDE"),
    ],
)
def test_a_phrase_that_tells_no_such_thing(coded: Coded, text: str, event_type: str) -> None:
    assert event_type not in [e.event_type for e in coded(text)]


def test_talks_bind_nobody_where_they_are_held(coded: Coded) -> None:
    event = next(
        e
        for e in coded("The warring parties agreed at talks in Sweden last week to stop fighting.")
        if e.event_type == "AGREE"
    )
    assert not any(r.name == "Sweden" for r in (*event.source, *event.target))
    assert event.where is not None and event.where.country == "SWE"


def test_who_meets_is_told_by_the_verb_too(coded: Coded) -> None:
    events = coded("Amman pledged aid after talks with Yemen on Tuesday.")
    met = next(e for e in events if e.event_type == "CONSULT")
    assert sorted(sides(met)[0]) == ["Government of Jordan", "Yemen"]


def test_a_name_tells_no_deed(coded: Coded) -> None:
    events = coded("Both raids were claimed by the Group to Support Islam and Muslims, officials said.")
    assert [(e.event_type, sides(e)[0]) for e in events] == [("ASSAULT", ["Jama'at Nasr al-Islam wal Muslimin"])]


def test_a_denied_deed_is_negated(coded: Coded) -> None:
    (event,) = coded("The military has denied attacking schools.")
    assert (event.event_type, event.status, sides(event)[1]) == ("ASSAULT", "negated", ["schools"])


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The mayor put the number of civilians killed in Mariupol at 5,000.", 5000),
        ("The clinic raised the number of people killed in the raid to 41.", 41),
    ],
)
def test_a_count_that_somebody_puts_at_a_figure(coded: Coded, text: str, killed: int) -> None:
    assert [c.best for e in coded(text) for c in e.casualties if c.harm == "killed"] == [killed]


def test_the_displaced_are_not_the_dead(coded: Coded) -> None:
    text = "Fighting between the army and the rebels raged in Goma, leaving at least 13 guards dead and displacing thousands of civilians."
    killed = [e.event_type for e in coded(text) for c in e.casualties if c.harm == "killed"]
    assert killed == ["ASSAULT"]


def test_an_object_keeps_a_joined_verb_active(coded: Coded) -> None:
    event = next(
        e
        for e in coded("The envoy admitted that the depot was shelled but blamed the rebels.")
        if e.event_type == "ACCUSE"
    )
    assert sides(event) == (["The envoy"], ["the rebels"])


def test_soldiers_have_the_country_of_their_owner(coded: Coded) -> None:
    (event,) = coded("Uruguay said that one of its soldiers was killed on Saturday.")
    assert [r.country for r in event.target] == ["URY"]


def test_who_surrenders_is_who_was_shot(coded: Coded) -> None:
    events = coded("He said the soldiers had shot two fighters after they surrendered.")
    assert next(e.source[0].text for e in events if e.event_type == "RETREAT") == "two fighters"


def test_a_last_name_before_junior(coded: Coded) -> None:
    events = coded("President Ferdinand Marcos Jr. met the rebels in Davao. Police urged Marcos to leave.")
    asked = next(e for e in events if e.event_type == "REQUEST")
    assert sides(asked)[1] == ["Ferdinand Marcos Jr."]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A rebel alliance, the Coordination of Azawad Movements, said the army had bombed Kidal.",
         "Coordination of Azawad Movements"),
        ("Three soldiers were wounded by a mine near Sevare, a local official told AFP.", "a local official"),
    ],
)  # fmt: skip
def test_who_says_so(coded: Coded, text: str, speaker: str) -> None:
    (event,) = coded(text)
    assert [a.speaker and a.speaker.name for a in event.attribution] == [speaker]


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("Gustavo Petro and Antonio Garcia shook hands in Bogota.", "CONSULT", ["Gustavo Petro", "Antonio Garcia"], []),
        ("The negotiator dismissed the criticism.", "REJECT", ["The negotiator"], []),
        ("The envoy, Ana Ruiz, called on the rebels to leave Goma.", "REQUEST", ["Ana Ruiz"], ["the rebels"]),
        ("The ELN pledged not to attack the army.", "AGREE", ["National Liberation Army"], ["the army"]),
        (
            "Insurgents slit the throats of 43 farm workers near Maiduguri.",
            "ASSAULT",
            ["Insurgents"],
            ["43 farm workers"],
        ),
    ],
)
def test_another_phrase_of_the_wires(
    coded: Coded, text: str, event_type: str, source: list[str], target: list[str]
) -> None:
    (event,) = coded(text)
    told, done_to = sides(event)
    assert event.event_type == event_type and sorted(told) == sorted(source) and done_to == target


def test_throats_that_are_slit_are_deaths(coded: Coded) -> None:
    (event,) = coded("Insurgents slit the throats of 43 farm workers near Maiduguri.")
    assert [(c.harm, c.best) for c in event.casualties] == [("killed", 43)]


def test_harm_of_which_there_is_no_sign_is_no_toll(coded: Coded) -> None:
    events = coded(
        "The army killed a rebel leader in Gao. It said there was no indication that civilians had been harmed."
    )
    assert [(c.harm, c.best) for e in events for c in e.casualties] == [("killed", 1)]


def test_nobody_gives_to_his_own_capital(coded: Coded) -> None:
    events = coded("Turkey flew 25 of the wounded to Ankara for treatment and sent medical supplies.")
    assert [e.event_type for e in events] == ["AID"] and not events[0].target


def test_talks_ahead_are_between_those_who_keep_a_truce(coded: Coded) -> None:
    events = coded(
        "Colombia's government and the ELN began a ceasefire on Thursday. Negotiations are due to resume in Caracas on Dec. 14."
    )
    ahead = next(e for e in events if e.status == "future")
    assert sides(ahead)[0] == ["Government of Colombia", "National Liberation Army"]


def test_news_is_carried_on_from_its_day_and_not_from_what_went_before(coded: Coded) -> None:
    events = coded(
        "The army struck a camp near Balakot on Tuesday in retaliation for a bombing that killed 40 policemen in Delhi earlier this"
        " month. Officials said 300 militants were killed."
    )
    assert [e.when.from_ for e in events if e.when and any(c.best == 300 for c in e.casualties)] == ["2023-11-21"]


@pytest.mark.parametrize(
    ("text", "event_type", "source", "target"),
    [
        ("The M23 vowed to retake Goma.", "THREATEN", ["March 23 Movement"], ["Goma"]),
        ("Hamas vowed to avenge the killing.", "THREATEN", ["Hamas"], []),
        ("The rebels pledged to march on the capital.", "THREATEN", ["The rebels"], []),
        ("The junta promised to wipe out the rebels.", "THREATEN", ["The junta"], ["the rebels"]),
        ("Iran pledged to fight corruption.", "AGREE", ["Iran"], []),
        ("The president of Ghana vowed to resume the war after the pause.", "THREATEN", ["The president"], []),
        ("The president of Ghana vowed to resume the talks.", "AGREE", ["The president"], []),
        ("The FARC vowed to respect the truce.", "AGREE", ["Revolutionary Armed Forces of Colombia"], []),
        ("The rebels asked for a delay of the vote.", "REQUEST", ["The rebels"], ["a delay of the vote"]),
        ("The opposition requested a recount of the ballots.", "REQUEST", ["The opposition"], ["a recount of the ballots"]),
        ("The two presidents of Ghana and Togo signed the document in Oslo.", "SUPPORT", ["Ghana", "Togo"], []),
        ("John Kerry attended a summit in Oman.", "CONSULT", ["John Kerry"], []),
        ("The army shelled Kidal, Mali, on Friday.", "ASSAULT", ["The army"], ["Kidal"]),
        ("On Nov. 16 gunmen ambushed a patrol.", "ASSAULT", ["gunmen"], ["a patrol"]),
        ("A gunman shot himself in Lima.", "ASSAULT", ["A gunman"], ["A gunman"]),
        ("A bomber killed himself and four others near Quetta.", "ASSAULT", ["A bomber"], ["A bomber"]),
        ("The two sides had held three rounds of talks, hosted by Norway.", "CONSULT", ["The two sides"], []),
    ],
)  # fmt: skip
def test_a_third_phrase_of_the_wires(
    coded: Coded, text: str, event_type: str, source: list[str], target: list[str]
) -> None:
    event = next(e for e in coded(text) if e.event_type == event_type)
    told, done_to = sides(event)
    assert sorted(told) == sorted(source) and done_to == target


@pytest.mark.parametrize(
    "text",
    [
        "The envoy asked for comment.",
        "Asked for details, the minister left.",
        "An official who asked for anonymity came.",
    ],
)
def test_questions_of_the_press_are_no_requests(coded: Coded, text: str) -> None:
    assert [e.event_type for e in coded(text)] == []


@pytest.mark.parametrize(
    ("text", "mediators"),
    [
        ("Oman and Iraq, which brokered the talks, left early.", {"Oman", "Iraq"}),
        ("Norway, which brokered the talks, and Cuba left early.", {"Norway"}),
    ],
)
def test_a_relative_clause_is_about_all_that_stand_joined_before_it(
    coded: Coded, text: str, mediators: set[str]
) -> None:
    assert {m.name for e in coded(text) for m in e.mediator} == mediators


@pytest.mark.parametrize(
    "text",
    [
        "The envoy said Ghana would impose sanctions if Togo did not withdraw its troops.",
        "Ghana will cut aid if the rebels do not withdraw their forces.",
        "Talks will end unless Togo withdraws its troops.",
    ],
)
def test_a_condition_says_of_nothing_that_it_did_not_happen(coded: Coded, text: str) -> None:
    told = [e.status for e in coded(text) for x in e.evidence if x.field == "trigger" and x.text.startswith("withdraw")]
    assert told == ["hypothetical"]


@pytest.mark.parametrize(
    ("text", "mediator"),
    [
        ("The two sides had held three rounds of talks, hosted by Norway.", "Norway"),
        ("The army and the rebels held talks, mediated by Kenya.", "Kenya"),
        ("Qatar hosted talks between Israel and Hamas.", "Qatar"),
    ],
)
def test_who_hosts_the_talks_of_others_is_their_mediator(coded: Coded, text: str, mediator: str) -> None:
    (event,) = [e for e in coded(text) if e.event_type == "CONSULT"]
    assert [m.name for m in event.mediator] == [mediator]


@pytest.mark.parametrize(
    "text",
    [
        "The police said the man had plotted to kill the judge.",
        "Ghana accused Togo of plotting to kill its envoy.",
    ],
)
def test_a_plot_is_no_deed(coded: Coded, text: str) -> None:
    assert [e.status for e in coded(text) if e.event_type == "ASSAULT"] == ["sought"]


def test_who_is_not_released_is_not_counted(coded: Coded) -> None:
    assert [c for e in coded("Hamas will not release the crew.") for c in e.casualties] == []


def test_a_name_of_a_body_is_no_place(coded: Coded) -> None:
    assert {e.where for e in coded("Clashes between the ELN and the Gulf Clan killed two men.")} == {None}


def test_what_has_been_since_a_clause_reaches_to_the_report(coded: Coded) -> None:
    (event,) = coded("Since the mayor took office in August the ELN has released nine soldiers.")
    assert event.when is not None and (event.when.from_, event.when.to) == ("2023-08-01", "2023-11-24")


@pytest.mark.parametrize(
    ("text", "by", "answered"),
    [
        (
            "The UN accused Rwanda of arming the M23, a charge Kigali denies.",
            "Government of Rwanda",
            ["United Nations"],
        ),
        (
            "The M23 said the army shelled a camp, a claim that the government dismissed.",
            "the government",
            ["March 23 Movement"],
        ),
        ("Ukraine says Russia abducted the children, which Moscow denies.", "Government of Russia", ["Ukraine"]),
        ("The army is accused of mass rapes, allegations that it rejects.", "The army", []),
    ],
)
def test_a_denial_in_a_relative_clause_answers_who_said_so(
    coded: Coded, text: str, by: str, answered: list[str]
) -> None:
    found = [e for e in coded(text) if e.event_type == "REJECT"]
    assert [(sides(e), e.attribution) for e in found] == [(([by], answered), ())]
    assert all(e.status != "negated" for e in coded(text) if e.event_type == "ACCUSE")
    assert sum(e.event_type == "ACCUSE" for e in coded(text)) <= 1


def test_who_hosts_and_nobody_else_is_told_of_is_a_side(coded: Coded) -> None:
    (event,) = coded("Germany will host a summit on Libya in Berlin on Sunday.")
    assert (event.event_type, event.status) == ("AGREE", "future") and sides(event)[0] == ["Germany"]
    assert event.mediator == ()
