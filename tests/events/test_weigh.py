"""Rules and classifier together: confirmed, corrected, dropped and proposed events."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from dateline.classifier import NONE, Classifier, Pair, Rule
from dateline.events import SentenceEvents, find_events, triggers_of, weigh_events
from dateline.mentions import find_mentions
from dateline.records import EventDraft, Sentence
from dateline.resources import Resources

LABELS = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", NONE,
)  # fmt: skip

Answer = Callable[[str, str], tuple[str, float]]


class Oracle(Classifier):
    """A classifier that answers what a test has it answer for the words of source and target."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def probabilities(self, pairs: Sequence[Pair], rules: Sequence[Rule] | None = None) -> list[dict[str, float]]:
        found = []
        for s, source, target in pairs:
            words = [[" ".join(s.words[lo:hi]) for lo, hi in spans] for spans in (source, target)]
            told, share = self._answer(*(side[0] if side else "" for side in words))
            rest = (1.0 - share) / (len(LABELS) - 1)
            found.append({label: share if label == told else rest for label in LABELS})
        return found

    def mode(self, s: Sentence, event_type: str, clause: tuple[int, int]) -> tuple[str | None, float]:
        return None, 0.0


def weigh(text: str, resources: Resources, answer: Answer) -> tuple[list[EventDraft], list[str], list[str]]:
    """The weighed drafts of a one-sentence text, and the words of its actors; the rules' types last."""
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    s, m = sentences[0], mentions.sentences[0]
    hits = triggers_of(s, resources.lexicon)
    drafts = find_events(s, m, resources.lexicon, hits)
    weighed = weigh_events([SentenceEvents(s, m, tuple(hits), tuple(drafts))], resources.lexicon, Oracle(answer))
    return weighed[0], [a.text for a in m.actors], [d.event_type for d in drafts]


CONFIRMED = [
    ("Malian troops shelled the rebels near Kidal.", "ASSAULT"),
    ("Peru accused Chile of spying.", "ACCUSE"),
    ("Norway urged the junta to free the students.", "REQUEST"),
]


@pytest.mark.parametrize(("text", "event_type"), CONFIRMED)
def test_an_event_that_both_see_keeps_its_type(text: str, event_type: str, resources: Resources) -> None:
    found, _, rules = weigh(text, resources, lambda source, target: (event_type, 0.9))
    assert rules == [event_type] and [d.event_type for d in found][:1] == [event_type]


@pytest.mark.parametrize(("text", "event_type"), CONFIRMED)
def test_a_pair_between_which_nothing_happens_gives_no_event(text: str, event_type: str, resources: Resources) -> None:
    found, _, rules = weigh(text, resources, lambda source, target: (NONE, 0.99))
    assert rules and not found


@pytest.mark.parametrize(("text", "event_type"), CONFIRMED)
def test_a_sure_classifier_corrects_the_type_and_says_so(text: str, event_type: str, resources: Resources) -> None:
    first: list[str] = []

    def answer(source: str, target: str) -> tuple[str, float]:
        first.append(source)
        return ("SANCTION", 0.97) if len(first) == 1 else (NONE, 0.97)

    found, _, _ = weigh(text, resources, answer)
    assert [d.event_type for d in found] == ["SANCTION"]
    assert found[0].mode is None and event_type in found[0].reason and "classifier" in found[0].reason


@pytest.mark.parametrize(("text", "event_type"), CONFIRMED)
def test_an_unsure_classifier_leaves_the_type_and_lowers_the_score(
    text: str, event_type: str, resources: Resources
) -> None:
    sure, _, _ = weigh(text, resources, lambda source, target: (event_type, 0.95))
    unsure, _, _ = weigh(text, resources, lambda source, target: ("SANCTION", 0.4))
    assert [d.event_type for d in unsure] == [event_type] and unsure[0].score < sure[0].score


UNKNOWN_VERBS = [
    ("Guatemala lambasticated Belize over the border.", "Guatemala", "Belize", "ACCUSE"),
    ("Kenya brotherized Uganda with a convoy of lorries.", "Kenya", "Uganda", "AID"),
]


@pytest.mark.parametrize(("text", "source", "target", "event_type"), UNKNOWN_VERBS)
def test_an_event_of_a_verb_that_no_lexicon_has_is_proposed(
    text: str, source: str, target: str, event_type: str, resources: Resources
) -> None:
    def answer(one: str, other: str) -> tuple[str, float]:
        return (event_type, 0.95) if (one, other) == (source, target) else (NONE, 0.95)

    found, actors, rules = weigh(text, resources, answer)
    assert not rules
    assert [(d.event_type, [actors[i] for i in d.source], [actors[i] for i in d.target]) for d in found] == [
        (event_type, [source], [target])
    ]
    assert "classifier" in found[0].reason
    assert found[0].trigger == 1


def test_no_more_events_are_proposed_than_the_bound(resources: Resources) -> None:
    text = "Guatemala lambasticated Belize, Mexico and Honduras over the border."
    found, _, rules = weigh(text, resources, lambda source, target: ("ACCUSE", 0.95))
    assert not rules and len(found) == 1


def test_an_actor_under_another_root_of_the_sentence_completes_nothing(resources: Resources) -> None:
    """A parse may have several roots: the way up from an actor then ends without meeting the deed."""
    text = "Chad attacked Niger."
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    s, m = sentences[0], mentions.sentences[0]
    hits = triggers_of(s, resources.lexicon)
    (draft,) = find_events(s, m, resources.lexicon, hits)
    draft = replace(draft, target=(), object_lo=-1)
    other = next(a.head for a in m.actors if a.text == "Niger")
    apart = replace(s, heads=tuple(i if i == other else h for i, h in enumerate(s.heads)))
    oracle = Oracle(lambda source, target: ("ASSAULT", 0.97))
    weighed = [
        weigh_events([SentenceEvents(x, m, tuple(hits), (draft,))], resources.lexicon, oracle)[0] for x in (s, apart)
    ]
    assert [bool(d.target) for d in weighed[0] if d.trigger == draft.trigger] == [True]
    assert [bool(d.target) for d in weighed[1] if d.trigger == draft.trigger] == [False]
