"""Words into pieces, and what the model reads of a marked sentence."""

from pathlib import Path

import pytest

import dateline.classifier
from dateline.classifier import path_tokens
from dateline.classifier.reading import MAX_PIECES, VIEWS, read, views_of
from dateline.classifier.wordpiece import _KEPT, WordPiece
from dateline.text import Parser


@pytest.fixture(scope="module")
def wordpiece() -> WordPiece:
    folder = Path(dateline.classifier.__file__).parent / "weights"
    return WordPiece((folder / "vocab.txt").read_text(encoding="utf-8").splitlines())


def words_of(wordpiece: WordPiece, word: str) -> list[str]:
    names = {number: piece for piece, number in wordpiece._ids.items()}
    return [names[number] for number in wordpiece.pieces(word)]


def test_a_known_word_is_one_piece_in_lower_case(wordpiece: WordPiece) -> None:
    assert words_of(wordpiece, "Soldiers") == ["soldiers"]


def test_an_unknown_word_is_cut_greedily_and_accents_are_dropped(wordpiece: WordPiece) -> None:
    assert words_of(wordpiece, "São") == ["sao"]
    assert words_of(wordpiece, "Qaraqosh")[0] == "qara" or words_of(wordpiece, "Qaraqosh")[0].startswith("q")
    assert all(p.startswith("##") for p in words_of(wordpiece, "Qaraqosh")[1:])


def test_punctuation_inside_a_word_is_a_piece_of_its_own(wordpiece: WordPiece) -> None:
    assert words_of(wordpiece, "al-Bab") == ["al", "-", "bab"] or "-" in words_of(wordpiece, "al-Bab")


def test_control_characters_and_emptiness_give_no_piece(wordpiece: WordPiece) -> None:
    assert wordpiece.pieces("") == ()
    assert wordpiece.pieces("\u200b\x00") == ()


def test_a_very_long_word_is_one_unknown_piece(wordpiece: WordPiece) -> None:
    assert words_of(wordpiece, "x" * 500) == ["[UNK]"]


def test_a_short_sentence_reads_the_same_whatever_the_pair(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Malian troops shelled a village near Gao.")[0]
    assert read(s, [(0, 2)], [(3, 5)], wordpiece) == read(s, [(3, 5)], [], wordpiece)


def test_the_two_sides_are_seen_apart_and_the_way_between_them_too(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Malian troops shelled a village near Gao.")[0]
    views = dict(zip(VIEWS, views_of(s, read(s, [(0, 2)], [(3, 5)], wordpiece), [(0, 2)], [(3, 5)]), strict=True))
    assert views["source"] and views["target"] and not set(views["source"]) & set(views["target"])
    assert views["path"] and not set(views["path"]) & {*views["source"], *views["target"]}
    assert {*views["source"], *views["target"], *views["path"]} <= set(views["sentence"])


def test_the_verb_that_joins_two_actors_is_on_their_path(parser: Parser) -> None:
    s = parser.parse("Colombian guerrillas have refused to release the captured mayor.")[0]
    words = {s.norms[t] for t in path_tokens(s, [(0, 2)], [(6, 9)])}
    assert {"refused", "release"} <= words


def test_a_masked_actor_leaves_no_word_of_its_name(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Malian troops shelled a village near Gao.")[0]
    reading = read(s, [(0, 2)], [(3, 5)], wordpiece, masked=frozenset({"source"}))
    assert not set(wordpiece.pieces("troops")) & set(reading.pieces)
    assert len(reading.of([0, 1])) == 1


def test_a_long_sentence_is_read_around_its_actors(wordpiece: WordPiece, parser: Parser) -> None:
    long = (
        "On Monday, "
        + "after many weeks of rain and wind, " * 30
        + "Sudanese police arrested two reporters in Kassala."
    )
    s = parser.parse(long)[0]
    at = s.norms.index("sudanese")
    source, target = [(at, at + 2)], [(at + 3, at + 5)]
    reading = read(s, source, target, wordpiece)
    assert len(reading.pieces) <= MAX_PIECES
    assert all(views_of(s, reading, source, target))


def test_a_sentence_without_marked_actors_is_still_read(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Crowds gathered in Minsk.")[0]
    assert views_of(s, read(s, [], [], wordpiece), [], [])[0]


def test_words_without_end_are_not_all_remembered_and_are_cut_as_before(wordpiece: WordPiece) -> None:
    first = [wordpiece.pieces(f"unit{n}") for n in range(9)]
    for n in range(_KEPT + 100):
        wordpiece.pieces(str(7_000_000 + n))
    assert len(wordpiece._seen) <= _KEPT
    assert [wordpiece.pieces(f"unit{n}") for n in range(9)] == first
