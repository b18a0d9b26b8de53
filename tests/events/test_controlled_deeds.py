"""Deeds whose doer, thing carried or victim stands in a complement, a count or a name. Sentences our own."""

from collections.abc import Callable

import pytest

from dateline.pipeline import code_report
from dateline.records import Event
from dateline.reports import report_from_text
from dateline.resources import Resources

Coded = Callable[[str], list[Event]]


@pytest.fixture
def coded(resources: Resources) -> Coded:
    """The events of a text published on Friday 8 November 2019."""

    def code(text: str) -> list[Event]:
        report = report_from_text(text, gazetteer=resources.gazetteer, published="2019-11-08")
        return list(code_report(report, resources).events)

    return code


def _triples(events: list[Event]) -> list[tuple[str, list[str], list[str]]]:
    return [(e.event_type, [r.name or r.text for r in e.source], [r.name or r.text for r in e.target]) for e in events]


@pytest.mark.parametrize(
    ("text", "triple"),
    [
        ("Gunmen attacked a convoy near Goma, killing 37 people and leaving more than 60 others wounded.",
         ("ASSAULT", ["Gunmen"], ["more than 60 others"])),
        ("Bandits raided the mine near Zamfara, leaving two guards injured.",
         ("ASSAULT", ["Bandits"], ["two guards"])),
        ("Militants abducted two teachers in Wau and demanded a ransom, police said.",
         ("REQUEST", ["Militants"], ["a ransom"])),
        ("A bus was hit by a roadside bomb near Djibo.", ("ASSAULT", [], ["A bus"])),
        ("A fuel lorry was hit by an improvised explosive device outside Kidal.", ("ASSAULT", [], ["A fuel lorry"])),
        ("The insurgents blew up a railway station on Monday.", ("ASSAULT", ["The insurgents"], ["a railway station"])),
        ("Iran has sent hundreds of soldiers to Syria as advisers.", ("AID", ["Iran"], ["Syria"])),
        ("Armenia and Azerbaijan traded accusations over the fighting.", ("ACCUSE", ["Armenia", "Azerbaijan"], [])),
        ("Merkel met her French and Italian counterparts, Emmanuel Macron and Giuseppe Conte, in Berlin.",
         ("CONSULT", ["Angela Merkel", "Emmanuel Macron", "Giuseppe Conte"], [])),
        ("Aliyev threatened on Twitter to attack Armenia.", ("THREATEN", ["Ilham Aliyev"], ["Armenia"])),
        ("Rights groups condemned the killing of journalist Ana Ruiz in Mexico.", ("ASSAULT", [], ["Ana Ruiz"])),
        ("Guterres condemned the shelling of Aleppo.", ("ASSAULT", [], ["Aleppo"])),
        ("India's Foreign Ministry congratulated the rebels.", ("SUPPORT", ["India's Foreign Ministry"], ["the rebels"])),
    ],
)  # fmt: skip
def test_who_does_it_to_whom(coded: Coded, text: str, triple: tuple[str, list[str], list[str]]) -> None:
    assert triple in _triples(coded(text))


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Russian Foreign Minister Sergei Lavrov spoke by phone with U.S. Secretary of State John Kerry about a truce that came "
         "into force on Monday.", "THREATEN"),
        ("He called on Russia to press President Bashar al-Assad to release 5,000 women held in jails.", "RETREAT"),
        ("Paris sent 30 soldiers to train the Burkinabe army.", "MOBILIZE"),
        ("The United States refuses to negotiate with the rebels, whom it calls terrorists.", "ASSAULT"),
    ],
)  # fmt: skip
def test_what_is_only_wished_named_or_in_force_is_no_event(coded: Coded, text: str, event_type: str) -> None:
    events = coded(text)
    assert events
    assert event_type not in {e.event_type for e in events if e.status == "occurred"}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("India's Foreign Ministry condemned the rebels.", "IND"),
        ("Russia’s Defence Ministry condemned the rebels.", "RUS"),
        ("Sudan's Sovereign Council condemned the rebels.", "SDN"),
    ],
)
def test_a_body_has_the_country_of_its_owner(coded: Coded, text: str, country: str) -> None:
    (event,) = coded(text)
    (source,) = event.source
    assert (source.country, source.sectors) == (country, ("GOV",))
    assert text[source.start : source.end] == source.text and source.text.startswith(text.split()[0][:5])


def test_a_deputy_mayor_is_no_lawmaker_and_times_are_no_part_of_actors(coded: Coded) -> None:
    (event,) = coded("Last week suspected extremists killed a deputy mayor near Djibo.")
    assert [(r.text, r.sectors) for r in (*event.source, *event.target)] == [
        ("suspected extremists", ("REB",)),
        ("a deputy mayor", ("GOV",)),
    ]
