"""What one report says of a toll, put together from its sentences. All reports are ours."""

import pytest

from dateline.incidents import account
from dateline.pipeline import code_text
from dateline.resources import Resources


def best(text: str, harm: str, resources: Resources) -> int:
    coded = code_text(text, resources, published="2018-03-14")
    (incident,) = account(coded.events, coded.claims, [coded.report]).incidents
    return next((t.best for t in incident.casualties if t.harm == harm), 0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A bomb killed five people in a market in Baiji on Monday. Salim Haddad was killed at his stall. Dr. Mona Aziz was also "
         "killed in the blast in Baiji.", 5),
        ("A nurse was shot dead in Bamenda on Monday. Grace Ndi was killed outside her home in Bamenda.", 1),
    ],
)  # fmt: skip
def test_those_who_are_named_later_are_among_the_toll(text: str, wanted: int, resources: Resources) -> None:
    assert best(text, "killed", resources) == wanted


def test_persons_of_another_kind_are_added(resources: Resources) -> None:
    text = "Rebels killed four policemen in Bunia on Monday. Three villagers were killed in the attack, too."
    assert best(text, "killed", resources) == 7
