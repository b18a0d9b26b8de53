"""What a model proposes, made into drafts of events: every value found in the text and read by our own grammar, or refused.

A draft holds indexes of tokens and mentions, never a string of the model's, so that nothing of it can reach a record.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.codebook import Codebook
from dateline.errors import UsageError
from dateline.events import Lexicon, status_of
from dateline.records import EventDraft, Mentions, ReportMentions, Sentence

from .asking import HARMS, STATUSES
from .quoting import actor_at, date_at, figure_at, head_of, place_at, tokens_of_quote

_LONGEST_TRIGGER = 6
_MOST_EVENTS = 60
_MOST_VALUES = 8
ALONE = 0.3
"""The strength of an event that only the model finds; not calibrated."""


@dataclass(slots=True)
class Refusals:
    """What was left out and why, in our words: whole events, and single values of events that were kept."""

    events: Counter[str] = field(default_factory=Counter)
    values: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Ground:
    """What proposals are held against: the report's words and mentions, the codebook and the lexicon."""

    text: str
    sentences: Sequence[Sentence]
    mentions: ReportMentions
    codebook: Codebook
    lexicon: Lexicon


def grounded(proposed: Sequence[Any], asked: Sequence[int], ground: Ground, refused: Refusals) -> list[EventDraft]:
    """The drafts of what a model proposes for the sentences that it was asked about (by index); each trigger and type once."""
    found: dict[tuple[int, int, str], EventDraft] = {}
    for told in proposed[:_MOST_EVENTS]:
        draft = _draft(told, asked, ground, refused)
        if draft is None:
            continue
        if (draft.sentence, draft.trigger, draft.event_type) in found:
            refused.events["the same event twice"] += 1
        else:
            found[draft.sentence, draft.trigger, draft.event_type] = draft
    if len(proposed) > _MOST_EVENTS:
        refused.events[f"more than {_MOST_EVENTS} in one answer"] += len(proposed) - _MOST_EVENTS
    return sorted(found.values(), key=lambda d: (d.sentence, d.trigger, d.event_type))


def _draft(told: Any, asked: Sequence[int], ground: Ground, refused: Refusals) -> EventDraft | None:
    if not isinstance(told, dict):
        refused.events["not of the form asked for"] += 1
        return None
    event_type = _type(told.get("event_type"), ground.codebook)
    if event_type is None:
        refused.events["no event type of the codebook"] += 1
        return None
    place = _trigger(told, asked, ground)
    if place is None:
        refused.events["its trigger does not stand in the sentence"] += 1
        return None
    s, lo, hi = place
    if hi - lo > _LONGEST_TRIGGER:
        refused.events[f"a trigger of more than {_LONGEST_TRIGGER} words"] += 1
        return None
    draft = _with_values(told, event_type, s, (lo, hi), ground, refused)
    if not (draft.source or draft.target or draft.mediator or draft.casualties):
        refused.events["no side and no harm that stands in the sentence"] += 1
        return None
    return draft


def _type(told: object, book: Codebook) -> str | None:
    try:
        return book.type(told).name if isinstance(told, str) else None
    except UsageError:
        return None


def _trigger(told: dict[str, Any], asked: Sequence[int], ground: Ground) -> tuple[Sentence, int, int] | None:
    """The sentence and tokens of the trigger: in the sentence told, else in the only one asked about that holds it."""
    number, words = told.get("sentence"), told.get("trigger")
    if isinstance(number, int) and not isinstance(number, bool) and number - 1 in asked:
        s = ground.sentences[number - 1]
        found = tokens_of_quote(s, ground.text, words)
        if found is not None:
            return s, *found
    held = [(s, f) for n in asked if (f := tokens_of_quote(s := ground.sentences[n], ground.text, words)) is not None]
    return (held[0][0], *held[0][1]) if len(held) == 1 else None


def _with_values(
    told: dict[str, Any], event_type: str, s: Sentence, trigger: tuple[int, int], ground: Ground, refused: Refusals
) -> EventDraft:
    lo, hi = trigger
    head = head_of(s, lo, hi)
    mentions = ground.mentions.sentences[s.index]
    values = _Values(s, mentions, ground.text, refused)
    source = values.actors("source", told.get("source"))
    mediator = values.actors("mediator", told.get("mediator"))
    target = tuple(i for i in values.actors("target", told.get("target")) if i not in source)
    means = values.words("means", told.get("means"))
    status = status_of(s, head, ground.lexicon)
    return EventDraft(
        sentence=s.index,
        trigger=head,
        trigger_lo=lo,
        trigger_hi=hi,
        event_type=event_type,
        mode=_mode(told.get("mode"), event_type, ground.codebook, refused),
        source=tuple(i for i in source if i not in mediator),
        target=tuple(i for i in target if i not in mediator),
        mediator=mediator,
        status=_status(told.get("status"), refused) or status.status,
        historical=status.historical,
        when=values.mention("when", told.get("when"), lambda b, e: date_at(mentions.dates, b, e)),
        where=values.mention("where", told.get("where"), lambda b, e: place_at(mentions.places, b, e)),
        casualties=values.figures(told.get("casualties")),
        means_lo=means[0] if means else -1,
        means_hi=means[1] if means else -1,
        evidence=(("trigger", lo, hi), *([("means", *means)] if means else [])),
        score=ALONE,
    )


def _mode(told: object, event_type: str, book: Codebook, refused: Refusals) -> str | None:
    if told is None or told == "":
        return None
    modes = [m.name for m in book.type(event_type).modes]
    if isinstance(told, str) and told in modes:
        return told
    refused.values["mode: none of its type"] += 1
    return None


def _status(told: object, refused: Refusals) -> str | None:
    if isinstance(told, str) and told in STATUSES:
        return told
    if told is not None:
        refused.values["status: no such status"] += 1
    return None


@dataclass(frozen=True, slots=True)
class _Values:
    """The values of one event, looked for in its sentence; what is not found is counted and dropped."""

    s: Sentence
    mentions: Mentions
    text: str
    refused: Refusals

    def actors(self, side: str, told: object) -> tuple[int, ...]:
        found: list[int] = []
        for words in self._list(side, told):
            index = self.mention(side, words, lambda lo, hi: actor_at(self.mentions.actors, lo, hi))
            if index is not None and index not in found:
                found.append(index)
        return tuple(found)

    def figures(self, told: object) -> tuple[int, ...]:
        found: list[int] = []
        for figure in self._list("casualties", told):
            harm = figure.get("harm") if isinstance(figure, dict) else None
            if not isinstance(figure, dict) or harm not in HARMS:
                self.refused.values["casualties: not of the form asked for"] += 1
                continue
            index = self.mention("casualties", figure.get("words"), self._figure_finder(str(harm)))
            if index is not None and index not in found:
                found.append(index)
        return tuple(sorted(found))

    def _figure_finder(self, harm: str) -> Callable[[int, int], int | None]:
        return lambda lo, hi: figure_at(self.mentions.casualties, harm, lo, hi)

    def mention(self, name: str, told: object, find: Callable[[int, int], int | None]) -> int | None:
        """The index of the mention that quoted words stand for."""
        found = self.words(name, told)
        if found is None:
            return None
        index = find(*found)
        if index is None:
            self.refused.values[f"{name}: nothing that Dateline reads as such"] += 1
        return index

    def words(self, name: str, told: object) -> tuple[int, int] | None:
        """The tokens of quoted words."""
        if told is None or told == "":
            return None
        found = tokens_of_quote(self.s, self.text, told)
        if found is None:
            self.refused.values[f"{name}: words that the sentence does not hold"] += 1
        return found

    def _list(self, name: str, told: object) -> list[Any]:
        if told is None:
            return []
        if not isinstance(told, list):
            self.refused.values[f"{name}: not of the form asked for"] += 1
            return []
        if len(told) > _MOST_VALUES:
            self.refused.values[f"{name}: more than {_MOST_VALUES}"] += len(told) - _MOST_VALUES
        return told[:_MOST_VALUES]
