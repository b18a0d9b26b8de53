"""Events told as happening by themselves, and talks that are only counted. All sentences are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources


@pytest.mark.parametrize(
    ("text", "event_type", "names"),
    [
        ("Fighting broke out between government forces and M23 rebels near Rutshuru on Wednesday.", "ASSAULT", {"M23"}),
        (
            "Clashes erupted between Sudanese soldiers and RSF fighters in Omdurman on Friday.",
            "ASSAULT",
            {"Sudanese", "RSF"},
        ),
        (
            "The Moro Islamic Liberation Front and the Philippine government began a new round of talks in Kuala Lumpur.",
            "CONSULT",
            {"Moro", "Philippines"},
        ),
        (
            "Sudan's government and the SPLM-N signed a cessation of hostilities in Juba on Monday.",
            "SUPPORT",
            {"Sudan"},
        ),
    ],
)
def test_those_between_whom_it_happens_take_part(
    text: str, event_type: str, names: set[str], resources: Resources
) -> None:
    found = [e for e in code_text(text, resources, published="2021-03-03").events if e.event_type == event_type]
    told = " ".join(f"{a.text} {a.name}" for e in found for a in (*e.source, *e.target))
    assert found and all(name in told for name in names)
