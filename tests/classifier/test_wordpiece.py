"""Words into pieces, and what the model reads of a marked sentence."""

from pathlib import Path

import pytest

import dateline.classifier
from dateline.classifier.inputs import MAX_PIECES, POOLS, mark, path_tokens
from dateline.classifier.wordpiece import WordPiece
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


def test_actors_stand_between_markers_and_are_pooled_apart(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Malian troops shelled a village near Gao.")[0]
    marked = mark(s, [(0, 2)], [(3, 5)], wordpiece)
    assert [marked.pieces.count(wordpiece.id_of(f"[unused{i}]")) for i in (1, 2, 3, 4)] == [1, 1, 1, 1]
    source, target = marked.pools[POOLS.index("source")], marked.pools[POOLS.index("target")]
    assert source and target and not set(source) & set(target)


def test_the_verb_that_joins_two_actors_is_on_their_path(parser: Parser) -> None:
    s = parser.parse("Colombian guerrillas have refused to release the captured mayor.")[0]
    words = {s.norms[t] for t in path_tokens(s, [(0, 2)], [(6, 9)])}
    assert {"refused", "release"} <= words


def test_a_masked_actor_leaves_no_word_of_its_name(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Malian troops shelled a village near Gao.")[0]
    marked = mark(s, [(0, 2)], [(3, 5)], wordpiece, masked=frozenset({"source"}))
    assert not set(wordpiece.pieces("troops")) & set(marked.pieces)


def test_a_long_sentence_is_read_around_its_actors(wordpiece: WordPiece, parser: Parser) -> None:
    long = (
        "On Monday, "
        + "after many weeks of rain and wind, " * 30
        + "Sudanese police arrested two reporters in Kassala."
    )
    s = parser.parse(long)[0]
    at = s.norms.index("sudanese")
    marked = mark(s, [(at, at + 2)], [(at + 3, at + 5)], wordpiece)
    assert len(marked.pieces) <= MAX_PIECES
    assert all(marked.pools)


def test_a_sentence_without_marked_actors_is_still_read(wordpiece: WordPiece, parser: Parser) -> None:
    s = parser.parse("Crowds gathered in Minsk.")[0]
    assert mark(s, [], [], wordpiece).pools[0]
