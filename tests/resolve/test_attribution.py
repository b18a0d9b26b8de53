"""Which quotes an event stands in, and which of them vouch for it."""

import pytest

from dateline.mentions import find_actors, find_quotes
from dateline.records import Mentions
from dateline.register import Register
from dateline.resolve.attribution import attribution_chains
from dateline.text import Parser


@pytest.fixture
def verbs_over(parser: Parser, register: Register):
    """The verbs of the quotes that a word of a one-sentence text stands in, outermost first."""

    def find(text: str, word: str) -> list[str]:
        sentences = parser.parse(text)
        mentions = [Mentions(actors=tuple(find_actors(s, register, None))) for s in sentences]
        quotes = find_quotes(text, sentences, mentions)
        chains = attribution_chains(sentences, quotes)
        return [
            quotes[i].verb
            for s in sentences
            for t in range(len(s))
            if s.words[t] == word
            for i in chains.get((s.index, t), ())
        ]

    return find


def test_reported_event_is_attributed_to_its_speaker(verbs_over) -> None:
    assert verbs_over("Police reported that two men had been shot in Lashio.", "shot") == ["report"]
    assert verbs_over("Two men were shot in Lashio, according to police.", "shot") == ["according to"]


def test_nested_statements_come_outermost_first(verbs_over) -> None:
    text = "The mayor said the army had claimed that the rebels shelled the clinic in Beni."
    assert verbs_over(text, "shelled") == ["say", "claim"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The bishop condemned the killing of two priests in Kaduna.", "killing"),
        ("The rebels want to seize the airport at Goma.", "seize"),
        ("The court ordered the army to withdraw from the campus in Yangon.", "withdraw"),
        ("The army did not confirm that it had bombed the dam.", "bombed"),
    ],
)
def test_who_judges_or_wishes_is_no_source_for_the_event(verbs_over, text: str, word: str) -> None:
    assert verbs_over(text, word) == []


def test_cue_stands_outside_its_own_content(verbs_over) -> None:
    assert verbs_over("The bridge, the spokesman said, was mined by the retreating army.", "said") == []


def test_event_in_the_reports_own_voice_has_no_attribution(verbs_over) -> None:
    assert verbs_over("Gunmen killed four farmers near Zamfara on Friday.", "killed") == []


def test_who_puts_a_toll_at_a_figure_is_its_source(verbs_over) -> None:
    assert verbs_over("The army put the toll at 35.", "toll") == ["put"]
    assert verbs_over("The rebels set the toll of the raid at nine.", "nine") == ["set"]
    assert verbs_over("The rebels put the bomb at the gate.", "bomb") == []
