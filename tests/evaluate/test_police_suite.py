"""The police suite's wide label: work of police that is told without its doer. All sentences are ours."""

import pytest

from dateline.evaluate.police import evaluate
from dateline.resources import Resources

TOLD = [
    "security has been tightened around the stadium in kandy.",
    "a flag march was staged in the old town of sambhal.",
    "roads leading to the mill were barricaded.",
    "soldiers have been deployed in three suburbs of durban.",
    "a local police force patrols the harbour of aden.",
]
QUIET = [
    "the council tightened its budget.",
    "the band will march in the parade.",
    "farmers deployed new pumps in their fields.",
    "the minister opened a bridge in gulu.",
]


@pytest.mark.parametrize("text", TOLD)
def test_police_work_without_its_doer_is_any_action(text: str, resources: Resources) -> None:
    assert evaluate([{"text": text}], resources).predictions[0]["labels"][4] == 1


@pytest.mark.parametrize("text", QUIET)
def test_other_work_is_none(text: str, resources: Resources) -> None:
    assert evaluate([{"text": text}], resources).predictions[0]["labels"][4] == 0
