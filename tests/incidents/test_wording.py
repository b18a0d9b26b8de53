"""In which words a phrase may be quoted, and in which a filler of a role is."""

import numpy as np
import pytest

from dateline.incidents.extents import extents_of
from dateline.incidents.phrases import Phrase, phrases_of
from dateline.incidents.role_model import load_role_model
from dateline.incidents.role_reading import RoleReading, relevance_odds
from dateline.incidents.wording import Filler, Wording, chosen_wording
from dateline.mentions import find_mentions
from dateline.records import Sentence
from dateline.resources import Resources, load_resources


def _phrases(text: str, resources: Resources) -> tuple[Sentence, list[Phrase]]:
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    return sentences[0], phrases_of(sentences[0], mentions.sentences[0], resources.register)


def _quotes(text: str, noun: str, resources: Resources) -> dict[str, str]:
    """The extents of the phrase whose head is `noun`, by name."""
    s, phrases = _phrases(text, resources)
    phrase = next(p for p in phrases if s.words[p.head] == noun)
    return {e.name: text[s.starts[e.lo] : s.ends[e.hi - 1]] for e in extents_of(s, phrase)}


@pytest.mark.parametrize(
    ("text", "head", "name"),
    [
        ("Gunmen killed the Peruvian judge Elsa Quispe in Lima.", "Quispe", "Elsa Quispe"),
        ("A bomb wounded Kenyan Peter Otieno near Garissa.", "Otieno", "Peter Otieno"),
        ("Rebels shot Inspector Grace Aduda on Monday.", "Aduda", "Grace Aduda"),
    ],
)
def test_a_name_begins_behind_nationality_and_office(resources: Resources, text: str, head: str, name: str) -> None:
    assert name in _quotes(text, head, resources).values()


@pytest.mark.parametrize(
    ("text", "head", "plain"),
    [
        ("Several alleged rebels burned a school near Goma.", "rebels", "rebels"),
        ("Some suspected militants attacked the clinic.", "militants", "militants"),
    ],
)
def test_counting_and_suspicion_can_be_left_out(resources: Resources, text: str, head: str, plain: str) -> None:
    assert plain in _quotes(text, head, resources).values()


def test_a_complement_is_quoted_without_what_counts_it(resources: Resources) -> None:
    told = _quotes("The blast damaged several offices of unions in Tunis.", "offices", resources).values()
    assert {"several offices of unions", "offices of unions", "several offices", "offices"} <= set(told)


def test_a_quotation_mark_without_its_partner_is_no_part_of_a_name(resources: Resources) -> None:
    told = _quotes('The group calls itself "Red Dawn Front", police said.', "Front", resources).values()
    assert "Red Dawn Front" in told
    assert not any(t.count('"') == 1 for t in told)


def _filler(text: str, score: float, *wordings: tuple[str, float]) -> Filler:
    told = tuple(Wording(0, 0, 1, w) for w, _ in wordings)
    return Filler(Phrase(0, 0, "person"), score, told, tuple(share for _, share in wordings))


def test_a_person_is_quoted_by_the_fullest_name_that_holds_the_wording() -> None:
    names = [Wording(3, 0, 2, "grace aduda"), Wording(5, 1, 4, "grace wanjiru aduda"), Wording(6, 0, 2, "peter otieno")]
    assert chosen_wording([_filler("aduda", 1.0, ("aduda", 0.9))], names) == names[1]
    assert chosen_wording([_filler("aduda", 1.0, ("aduda", 0.9))], []).text == "aduda"


def test_all_mentions_vote_for_all_their_wordings() -> None:
    told = [
        _filler("bomb", 2.0, ("truck bomb", 0.6), ("bomb", 0.5)),
        _filler("bomb", 1.0, ("powerful bomb", 0.6), ("bomb", 0.5)),
    ]
    assert chosen_wording(told, []).text == "bomb"


def test_the_reading_of_a_sentence_weighs_in() -> None:
    reading = RoleReading(np.eye(3, 5), np.zeros(5), np.tile([1.0, 2.0, 0.0, 0.5], (5, 1)), {}, 0)
    assert reading.mixed([0.0] * 5, np.array([1.0, 0.0, -1.0]), 0.9) == [2.5, 0.5, -1.5, 0.5, 0.5]
    assert relevance_odds(0.5) == 0
    assert relevance_odds(0.0) == pytest.approx(-relevance_odds(1.0))


def test_the_model_of_roles_was_trained_with_the_encoder_that_ships(resources: Resources) -> None:
    """A new encoder needs a new reading: python training/roles.py."""
    reading = load_role_model().reading
    assert reading is not None
    assert resources.classifier is not None
    assert resources.classifier.encoder == reading.encoder
    assert resources.roles is not None
    assert resources.roles.reading is not None


def test_without_the_classifier_features_decide_alone() -> None:
    alone = load_resources(use_classifier=False).roles
    assert alone is not None
    assert alone.reading is None


def test_states_have_a_row_a_token(resources: Resources) -> None:
    s = resources.parser.parse("Rebels shelled the port of Hodeidah.")[0]
    assert resources.classifier is not None
    words, whole = resources.classifier.word_states(s)
    assert words.shape == (len(s), len(whole))
    assert np.abs(words).sum(axis=1).all()
