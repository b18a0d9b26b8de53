"""Confidence: what it rests on, and which way each part pulls."""

from dataclasses import replace

import pytest

from dateline.classifier import NONE
from dateline.events.confidence import FEATURES, features_of, load_calibration
from dateline.pipeline import code_text
from dateline.resources import Resources


def _features(resources: Resources, share: float, none: float, *, is_proposed: bool = False) -> tuple[float, ...]:
    from dateline.events import find_events
    from dateline.mentions import find_mentions

    text = "Chadian soldiers arrested two smugglers near Abéché."
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    draft = find_events(sentences[0], mentions.sentences[0], resources.lexicon)[0]
    shares = {draft.event_type: share, NONE: none, "AID": max(0.0, 1 - share - none)}
    return features_of(sentences[0], draft, shares, (draft.event_type, 0.8), is_proposed=is_proposed)


def test_each_feature_has_a_weight() -> None:
    assert len(load_calibration().weights) == len(FEATURES)


def test_an_event_is_surer_the_more_the_classifier_agrees(resources: Resources) -> None:
    calibration = load_calibration()
    shares = [(0.2, 0.7), (0.5, 0.3), (0.8, 0.1), (0.97, 0.01)]
    told = [calibration.confidence(_features(resources, *s)) for s in shares]
    assert told == sorted(told) and told[0] < told[-1]


def test_confidence_is_a_probability_at_the_extremes(resources: Resources) -> None:
    calibration = load_calibration()
    assert all(0.0 < calibration.confidence(_features(resources, *s)) < 1.0 for s in [(0.0, 1.0), (1.0, 0.0)])


PLAIN = [
    "Malian troops shelled rebel positions near Kidal on Monday.",
    "Peru accused Chile of spying.",
    "Norway's foreign minister met his Danish counterpart in Oslo.",
]


@pytest.mark.parametrize("text", PLAIN)
def test_a_plain_event_is_sure(text: str, resources: Resources) -> None:
    events = code_text(text, resources, published="2021-03-01").events
    assert max(e.confidence for e in events) > 0.7


@pytest.mark.parametrize("text", PLAIN)
def test_without_the_classifier_the_rules_alone_are_heard(text: str, resources: Resources) -> None:
    events = code_text(text, replace(resources, classifier=None), published="2021-03-01").events
    assert events and not any("classifier" in e.reason for e in events)
