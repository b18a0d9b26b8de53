"""What completes a verb and was parsed as a part of the noun beside it. Sentences our own."""

import pytest

from dateline.syntax import mended
from dateline.syntax.hang import hung, is_tree, sound


@pytest.mark.parametrize(
    ("text", "word", "relation", "head"),
    [
        ("Soldiers shot dead two farmers near Jos.", "dead", "oprd", "shot"),
        ("Guards shot dead three miners in Katanga on Friday.", "dead", "oprd", "shot"),
        ("The army raid left nine men wounded.", "wounded", "oprd", "left"),
        ("Gunmen raided a camp near Goma, killing 37 people and leaving more than 60 others wounded.", "others", "dobj", "leaving"),
        ("He called on Oman to press the militia to release nine sailors.", "release", "xcomp", "press"),
        ("Last week suspected extremists killed a mayor near Djibo.", "week", "npadvmod", "killed"),
        ("Minsk refuses to negotiate with the council, whom it calls terrorists.", "terrorists", "oprd", "calls"),
    ],
)  # fmt: skip
def test_a_complement_is_hung_on_its_verb(parser, text, word, relation, head):
    (s,) = [mended(s) for s in parser.parse(text)]
    at = s.words.index(word)
    assert (s.deps[at], s.words[s.heads[at]]) == (relation, head)
    assert all(i in s.children[h] for i, h in enumerate(s.heads) if h != i)


@pytest.mark.parametrize(
    "text",
    [
        "Medics found dead civilians in the ruins.",
        "Accra sent jets to bomb the depot.",
        "The men wounded in the raid left on Monday.",
    ],
)
def test_what_is_no_complement_stays(parser, text):
    (s,) = parser.parse(text)
    assert mended(s) == s


@pytest.mark.parametrize(
    "text",
    [
        "When they were leaving they shot back at us and hit the driver.",
        "As the leaving guards shouted they fired at the van.",
    ],
)
def test_no_word_is_hung_below_itself(parser, text):
    (s,) = [mended(s) for s in parser.parse(text)]
    assert is_tree(s)


def test_a_change_that_makes_a_circle_is_left_out(parser):
    (s,) = parser.parse("The guards fired at the van.")
    circle = hung(s, (1, "nsubj", 2), (2, "ccomp", 1))
    assert not is_tree(circle) and is_tree(s)
    assert sound(circle, s) is s and sound(s, s) is s
