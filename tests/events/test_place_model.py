"""The weigher of places: the mean of a linear model and of trees over the shares of a feature's values."""

import pytest

from dateline.events import model_of, place_features
from dateline.mentions import find_mentions
from dateline.resources import Resources

_TABLE = {
    "weights": {"prep=in": 2.0, "attach=apart": -4.0},
    "means": {"holder": {"convoy": 0.1, "attack": 0.8}},
    "prior": 0.4,
    "baseline": -1.0,
    "trees": [[[0, 0.5, 1, 2], [-2.0], [3.0]], [[0, 0.3, 1, 2], [-1.0], [0.0]]],
}


@pytest.mark.parametrize(
    ("features", "weight"),
    [
        (["prep=in", "holder=attack"], 0.5 * 2.0 + 0.5 * (-1.0 + 3.0 + 0.0)),
        (["attach=apart", "holder=convoy"], 0.5 * -4.0 + 0.5 * (-1.0 - 2.0 - 1.0)),
        (["holder=never-seen"], 0.5 * (-1.0 - 2.0 + 0.0)),
    ],
)
def test_a_place_weighs_the_mean_of_both_models(features: list[str], weight: float) -> None:
    assert model_of(_TABLE).weigh(features) == pytest.approx(weight)


def test_features_tell_what_holds_the_place_and_the_verb_over_it(resources: Resources) -> None:
    text = "Rebels attacked a convoy from Goma while troops rested in Beni."
    (s,) = resources.parser.parse(text)
    mentions = find_mentions([s], text=text, published=None, register=resources.register, gazetteer=resources.gazetteer)
    goma, beni = (
        dict(f.split("=", 1) for f in found)
        for found in place_features(s, s.words.index("attacked"), mentions.sentences[0].places)
    )
    assert (goma["holder_link"], beni["holder"]) == ("VERBT|from", "rest")
    assert beni["verb_over"] == "rest"
    assert beni["words_before"] == "in_rested"
