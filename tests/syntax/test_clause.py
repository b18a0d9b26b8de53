"""Logical arguments through voice, relative clauses, control and conjunction; sentences of our own."""

import pytest

from dateline.syntax import arguments, is_negated, is_passive, noun_phrase, text_of
from dateline.text import Parser


def _verb(s, lemma):
    return next(i for i in range(len(s)) if s.lemmas[i] == lemma)


def _words(s, heads):
    return [s.words[i] for i in heads]


@pytest.mark.parametrize(
    ("text", "lemma", "agents", "patients"),
    [
        ("Rebels attacked the garrison on Monday.", "attack", ["Rebels"], ["garrison"]),
        ("The garrison was attacked by rebels on Monday.", "attack", ["rebels"], ["garrison"]),
        ("Soldiers who shelled the town have left.", "shell", ["Soldiers"], ["town"]),
        ("The army and the militia stormed the village.", "storm", ["army", "militia"], ["village"]),
        ("Colombia urged the guerrillas to release the hostages.", "release", ["guerrillas"], ["hostages"]),
        ("The minister met the rebels and praised the mediators.", "praise", ["minister"], ["mediators"]),
    ],
)
def test_arguments_are_logical_not_surface(parser, text, lemma, agents, patients):
    s = parser.parse(text)[0]
    found = arguments(s, _verb(s, lemma))
    assert _words(s, found.agents) == agents
    assert _words(s, found.patients) == patients


def test_passive_is_told_from_active(parser):
    s = parser.parse("Two monitors were abducted in Donetsk.")[0]
    assert is_passive(s, _verb(s, "abduct"))


@pytest.mark.parametrize(
    ("text", "lemma"),
    [
        ("The army did not shell the hospital.", "shell"),
        ("No soldiers were killed.", "kill"),
        ("Troops left without firing a shot.", "fire"),
    ],
)
def test_negation_is_seen_at_the_verb_and_its_subject(parser, text, lemma):
    s = parser.parse(text)[0]
    assert is_negated(s, _verb(s, lemma))


def test_noun_phrase_leaves_out_relative_clause(parser):
    s = parser.parse("The senior rebel commander who fled was caught.")[0]
    lo, hi = noun_phrase(s, _verb(s, "commander"))
    assert text_of(s, lo, hi) == "The senior rebel commander"


@pytest.mark.parametrize(
    ("text", "verb", "agents", "patients"),
    [
        ("Six monks were killed and 13 wounded in Rakhine.", "wounded", [], ["13"]),
        ("A rebel on a bicycle wounded two guards near a bank in Cali, police said.", "wounded", ["rebel"], ["guards"]),
        (
            "U.S. envoy Zalmay Khalilzad and minister Ana Ruiz signed the agreement.",
            "signed",
            ["Khalilzad", "Ruiz"],
            ["agreement"],
        ),
    ],
)
def test_arguments_where_words_are_left_out_or_misread(
    parser: Parser, text: str, verb: str, agents: list[str], patients: list[str]
) -> None:
    s = parser.parse(text)[0]
    found = arguments(s, s.words.index(verb))
    assert [s.words[i] for i in found.agents] == agents
    assert [s.words[i] for i in found.patients] == patients


@pytest.mark.parametrize(
    ("text", "verb", "agents"),
    [
        ("The mayor accused the rebels of looting the market.", "looting", ["rebels"]),
        ("The army criticised the judge for freeing suspects.", "freeing", ["judge"]),
        ("Troops stopped the convoy from reaching Aleppo.", "reaching", ["convoy"]),
        ("Guerrillas admitted to shelling the port.", "shelling", ["Guerrillas"]),
    ],
)
def test_the_one_blamed_does_what_the_phrase_after_it_tells(
    parser: Parser, text: str, verb: str, agents: list[str]
) -> None:
    s = parser.parse(text)[0]
    assert [s.words[i] for i in arguments(s, s.words.index(verb)).agents] == agents
