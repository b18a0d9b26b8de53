"""Acronyms that a report spells out: no second actor beside the name, and the same one after it. All sentences are ours."""

import pytest

from dateline.resources import Resources

from .test_actors import actors


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("The Upland Defence Council (UDC) shelled Arbat. The UDC lost six men.", "UDC", "Upland Defence Council"),
        ("The Free Youth Movement, or FYM, met in Lomé. The FYM sent an envoy.", "FYM", "Free Youth Movement"),
        ("The Lake People's Front, known as the LPF, left. The LPF's envoy stayed.", "LPF", "Lake People's Front"),
        ("The Coastal Relief Agency, also known by the acronym ARC, left Bria. The ARC returned.", "ARC", "Coastal Relief Agency"),
    ],
)  # fmt: skip
def test_an_acronym_stands_for_the_name_that_it_was_told_with(
    text: str, acronym: str, name: str, resources: Resources
) -> None:
    found = [a for a in actors(text, resources) if name in {a.name, a.affiliation}]
    assert [a.text for a in found if a.sentence == 0] == [name]
    assert acronym in found[-1].text and found[-1].sentence == 1
    assert not [a for a in actors(text, resources) if a.name == acronym]


def test_the_register_tells_who_a_short_form_is_where_the_names_are_alike(resources: Resources) -> None:
    found = actors("The Free Army, or FSA, shelled Homs.", resources)
    assert [(a.text, a.name, a.country) for a in found if a.kind == "name"] == [
        ("Free Army", "Free Syrian Army", "SYR")
    ]


def test_a_text_that_spells_an_acronym_out_outranks_the_register(resources: Resources) -> None:
    found = actors("The Eastern Logging Network (ELN) met on Friday. The ELN wants a pay rise.", resources)
    assert {a.name for a in found if a.sentence == 1 and a.kind == "name"} == {"Eastern Logging Network"}


def test_two_bodies_beside_one_another_stay_two(resources: Resources) -> None:
    found = actors("Fatah or the UNRWA will rebuild the camp. The Red Cross, the WFP and Oxfam agreed.", resources)
    assert {"UNRWA", "WFP"} <= {a.text for a in found}
