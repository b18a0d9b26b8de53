"""The shipped model on sentences of our own, from several conflicts."""

import pytest

from dateline.classifier import NONE, Classifier, Pair, best_type
from dateline.text import Parser

SENTENCES = [
    ("Ethiopian troops shelled a Tigrayan town on Friday.", "Ethiopian troops", "a Tigrayan town", "ASSAULT"),
    ("Peru's foreign minister met his Chilean counterpart in Lima.", "Peru's foreign minister", "his Chilean counterpart", "CONSULT"),
    ("Nepalese police arrested twelve students after the march.", "Nepalese police", "twelve students", "COERCE"),
    ("Georgia's opposition accused the government of stealing the election.", "Georgia's opposition", "the government", "ACCUSE"),
    ("Norway sent 400 tonnes of flour to the besieged Sudanese city.", "Norway", "the besieged Sudanese city", "AID"),
    ("The junta rejected the mediators' offer of a truce.", "The junta", "the mediators", "REJECT"),
    ("Armenia threatened to close its border with Azerbaijan.", "Armenia", "Azerbaijan", "THREATEN"),
    ("The European Union imposed sanctions on five Belarusian judges.", "The European Union", "five Belarusian judges", "SANCTION"),
    ("Farmers marched through Jakarta against the ministry.", "Farmers", "the ministry", "PROTEST"),
    ("The Philippine president urged the rebels to lay down their arms.", "The Philippine president", "the rebels", "REQUEST"),
]  # fmt: skip


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return Classifier.load()


def marked(parser: Parser, text: str, source: str, target: str) -> Pair:
    s = parser.parse(text)[0]

    def tokens(part: str) -> tuple[tuple[int, int], ...]:
        start = text.index(part)
        inside = [i for i in range(len(s)) if start <= s.starts[i] < start + len(part)]
        return ((inside[0], inside[-1] + 1),)

    return s, tokens(source), tokens(target)


@pytest.fixture(scope="module")
def pairs(parser: Parser) -> list[Pair]:
    return [marked(parser, text, source, target) for text, source, target, _ in SENTENCES]


def test_plain_sentences_get_their_type_from_the_model_alone(classifier: Classifier, pairs: list[Pair]) -> None:
    got = [best_type(p, given_event=True)[0] for p in classifier.probabilities(pairs)]
    right = sum(g == gold for g, (*_, gold) in zip(got, SENTENCES, strict=True))
    assert right >= 9, got


def test_every_distribution_sums_to_one_and_names_none(classifier: Classifier, pairs: list[Pair]) -> None:
    for shares in classifier.probabilities(pairs, [("ASSAULT", 0.5)] * len(pairs)):
        assert sum(shares.values()) == pytest.approx(1.0)
        assert set(shares) == set(classifier.labels) and NONE in shares


def test_an_answer_does_not_depend_on_its_neighbours(classifier: Classifier, pairs: list[Pair]) -> None:
    together = classifier.probabilities(pairs)
    alone = [classifier.probabilities([pair])[0] for pair in pairs]
    turned = classifier.probabilities(pairs[::-1])[::-1]
    assert together == alone == turned


def test_no_pairs_give_no_answers(classifier: Classifier) -> None:
    assert classifier.probabilities([]) == []


def test_source_and_target_turned_round_are_less_likely_an_event(
    classifier: Classifier, parser: Parser, pairs: list[Pair]
) -> None:
    one_way = [0, 2, 3, 7]
    forward = classifier.probabilities([pairs[i] for i in one_way])
    backward = classifier.probabilities([(pairs[i][0], pairs[i][2], pairs[i][1]) for i in one_way])
    assert sum(b[NONE] > f[NONE] for f, b in zip(forward, backward, strict=True)) >= 3


def test_a_sentence_with_one_marked_actor_or_none_is_answered(classifier: Classifier, parser: Parser) -> None:
    s = parser.parse("Villagers fled from Mutambara overnight.")[0]
    found = classifier.probabilities([(s, ((0, 1),), ()), (s, (), ())])
    assert all(0.0 <= p <= 1.0 for shares in found for p in shares.values())
