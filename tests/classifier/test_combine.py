"""The last layer: model and rules joined into one distribution."""

import numpy as np
import pytest

from dateline.classifier.combine import NONE, Combination
from dateline.classifier.model import best_type

TYPES = ("CONSULT", "ASSAULT", "CONCEDE", "RETREAT")


@pytest.fixture
def combination() -> Combination:
    return Combination(
        types=TYPES,
        classes=(("CONSULT", ("CONSULT",)), ("ASSAULT", ("ASSAULT",)), ("YIELD", ("CONCEDE", "RETREAT"))),
        scale=1.0,
        trust=(1.0, 1.0, 1.0),
        score_trust=1.0,
        event=(1.0, 0.5, 0.5, 0.0),
        plain_scale=1.0,
        plain_event=(1.0, 0.0),
    )


LOGITS = np.array([[1.0, 1.2, 0.0, 0.5, 2.0]])


def test_probabilities_sum_to_one_with_none(combination: Combination) -> None:
    for rules in (None, [("CONSULT", 0.8)], [(None, 0.0)]):
        assert combination.probabilities(LOGITS, rules).sum() == pytest.approx(1.0)


def test_a_rule_that_names_a_type_raises_it(combination: Combination) -> None:
    alone = combination.probabilities(LOGITS, [(None, 0.0)])[0]
    told = combination.probabilities(LOGITS, [("CONSULT", 0.8)])[0]
    assert told[0] > alone[0]
    assert alone[1] > alone[0] and told[0] > told[1]


def test_a_rule_with_a_higher_score_is_trusted_more(combination: Combination) -> None:
    low, high = (combination.probabilities(LOGITS, [("CONSULT", score)])[0, 0] for score in (0.1, 0.9))
    assert high > low


def test_a_joined_class_is_split_by_the_models_own_odds(combination: Combination) -> None:
    row = combination.probabilities(LOGITS, [("CONCEDE", 0.9)])[0]
    assert row[3] > row[2]


def test_a_low_event_logit_makes_none_likeliest(combination: Combination) -> None:
    quiet = LOGITS.copy()
    quiet[0, -1] = -4.0
    row = dict(zip((*TYPES, NONE), combination.probabilities(quiet, [(None, 0.0)])[0], strict=True))
    assert best_type(row)[0] is None
    assert best_type(row, given_event=True)[0] == "ASSAULT"


def test_a_rule_type_that_the_layer_does_not_know_changes_nothing(combination: Combination) -> None:
    known = combination.class_scores(LOGITS, [(None, 0.5)])
    assert np.array_equal(known, combination.class_scores(LOGITS, [("OTHER", 0.5)]))
