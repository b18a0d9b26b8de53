"""What a report tells over several sentences: definite mentions of an event, and dates and places carried on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.records import ActorRef, DateMention, Event, EventDraft, Sentence, When, Where
from dateline.syntax import ancestors, children_by, is_proceeding

from .occurrence import day_for

CARRIED_TYPES = frozenset({"ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST"})
"""Deeds that a report tells in a row; words spoken keep their own date."""

_BETWEEN_TALKERS = frozenset({"RETREAT", "SUPPORT", "AGREE", "CONSULT"})
_DEFINITE = frozenset({"the", "these", "those", "this", "that", "their", "both"})


def is_definite_nominal(s: Sentence, trigger: int) -> bool:
    """Whether the trigger is a noun with a definite determiner (`the talks`, `these attacks`)."""
    return s.pos[trigger] == "NOUN" and any(s.norms[c] in _DEFINITE for c in children_by(s, trigger, "det", "poss"))


def join_definite_events(
    events: Sequence[Event], drafts: Sequence[EventDraft], sentences: Sequence[Sentence]
) -> list[Event]:
    """The events, where a definite nominal without actors takes those of the event it points back to.

    Phenomenon: bridging over definite event nouns. Own example: `Envoys of Manila and the rebels met in Oslo. The talks
    ended on Friday.` The antecedent is the nearest earlier event of the same type that has actors; a truce or a deal that
    is wanted or spoken of is one between those who talk.
    """
    found: list[Event] = []
    for event, draft in zip(events, drafts, strict=True):
        s = sentences[draft.sentence]
        is_mediated = bool(event.mediator) and s.pos[draft.trigger] == "VERB"
        if not event.source and not event.target and (is_mediated or s.pos[draft.trigger] == "NOUN"):
            is_definite = is_mediated or is_definite_nominal(s, draft.trigger)
            antecedent = _antecedent(event, found, is_definite=is_definite)
            if antecedent is not None and s.tags[draft.trigger] == "NNS":
                antecedent = _series(antecedent, found)
            if antecedent is not None:
                event = replace(
                    event,
                    source=antecedent.source,
                    target=antecedent.target,
                    mode=event.mode or antecedent.mode,
                    reason=f"{event.reason}; actors of {antecedent.evidence[0].text!r}",
                )
        found.append(event)
    return found


def without_handovers(events: Sequence[Event]) -> list[Event]:
    """The events without the handing over of those whose release is told already: `freed two nurses. It handed them over to X`."""
    found: list[Event] = []
    for event in events:
        sides = _names(event.source), _names(event.target)
        is_handover = event.event_type == "RETREAT" and event.evidence[0].text.lower().startswith(("hand", "turn"))
        freed = (e for e in found if e.event_type == "RETREAT" and e.mode == "release")
        if not (is_handover and event.target and any((_names(e.source), _names(e.target)) == sides for e in freed)):
            found.append(event)
    return found


def _names(actors: Sequence[ActorRef]) -> list[str | None]:
    return [a.name for a in actors]


def _series(last: Event, earlier: Sequence[Event]) -> Event:
    """The last event with the actors of the whole series that a plural takes up (`the meetings`): events that share one."""
    names = {a.name for a in last.source + last.target}
    members = [
        e for e in earlier
        if e.event_type == last.event_type and not e.historical and e.status != "negated"
        and names & {a.name for a in e.source + e.target}
    ]  # fmt: skip
    actors: dict[str | None, ActorRef] = {}
    for e in (*members, last):
        for actor in e.source:
            actors.setdefault(actor.name, actor)
    return replace(last, source=tuple(actors.values()))


def _antecedent(event: Event, earlier: Sequence[Event], *, is_definite: bool) -> Event | None:
    """The event told before whose actors a nominal takes, or None."""
    for e in reversed(earlier):
        if e.historical or e.status == "negated" or not e.source:
            continue
        if e.event_type == event.event_type and (is_definite or event.event_type == "CONSULT"):
            return e
        is_joint = e.event_type == "CONSULT" or (
            e.event_type == "RETREAT" and e.mode == "ceasefire" and len(e.source) > 1
        )
        if event.event_type in _BETWEEN_TALKERS and is_joint and len(e.source) + len(e.target) > 1:
            return e
    return None


def carry_over(
    events: Sequence[Event],
    sentences: Sequence[Sentence],
    dates: Sequence[Sequence[DateMention]],
    located: Mapping[int, Where],
    published: date | None = None,
    occurred: Mapping[int, When] | None = None,
) -> list[Event]:
    """The events, where a deed without a date or place takes that of the deed, or the day, told just before it.

    A day told of the occurrence itself (`occurred`, by sentence: `It happened on Sunday`) goes before one that is carried on.

    Phenomenon: a narrative keeps its time and place until it names another. Own example: `Gunmen raided Kolofata on
    Sunday. They killed nine villagers.` The carried words keep their own span. Only between deeds that are told as news;
    a day after `published` is one that lies ahead, and no deed happened on it.
    """
    found: list[Event] = []
    last: Event | None = None
    for event in events:
        is_deed = event.event_type in CARRIED_TYPES and event.status == "occurred" and not event.historical
        if is_deed and event.event_type == "ASSAULT" and event.when is None and occurred:
            event = replace(event, when=_occurrence(event, last, sentences, occurred))
        if is_deed and last is not None:
            is_step = last.mode == "arrest" and event.event_type == "ASSAULT"
            when = event.when or (None if is_step else _carried_when(last.when))
            event = replace(event, when=when, where=event.where or _carried_where(event, last, sentences, located))
        if is_deed and event.when is None:
            event = replace(event, when=_story_day(event, sentences, dates, published))
        if is_deed and event.where is None:
            event = replace(event, where=_story_place(event, sentences, located))
        found.append(event)
        if is_deed and (event.when or event.where) and not _is_told_of_habits(event, sentences):
            last = last if last is not None and _is_beside(event, last) else event
    return found


def _occurrence(
    event: Event, last: Event | None, sentences: Sequence[Sentence], occurred: Mapping[int, When]
) -> When | None:
    """The day of occurrence of a deed that has no day, None where a deed of the same sentence tells one."""
    if last is not None and last.sentence == event.sentence and last.when is not None and last.event_type == "ASSAULT":
        return None
    here = next((s.index for s in sentences if s.start == event.sentence.start), None)
    return day_for(here, occurred) if here is not None else None


def _is_beside(event: Event, last: Event) -> bool:
    """Whether a deed is only what the news of its sentence goes back to: `struck a camp on Monday after a bomb killed nine this month`."""
    is_dated = last.when is not None and last.when.precision == "day"
    is_vague = event.when is not None and event.when.precision not in {"day", "none"}
    return event.sentence == last.sentence and is_dated and is_vague


_REACH = 3
_SPEECH = frozenset("say tell announce report state confirm add note declare acknowledge claim write tweet".split())


def _story_day(
    event: Event, sentences: Sequence[Sentence], dates: Sequence[Sequence[DateMention]], published: date | None
) -> When | None:
    """The day that the story is at: the last one told in the sentences just before, not that of a saying or of background."""
    here = next((s.index for s in sentences if s.start == event.sentence.start), None)
    if here is None:
        return None
    for index in range(here - 1, max(-1, here - 1 - _REACH), -1):
        s = sentences[index]
        for mention in dates[index]:
            is_day = mention.precision == "day" and mention.first is not None
            if is_day and published is not None and str(mention.first) > published.isoformat():
                continue
            if is_day and mention.timex_type in {"DATE", "TIME"} and not _is_aside(s, mention):
                return When(mention.text, mention.start, mention.end, mention.first, mention.last, mention.precision)
    return None


def _story_place(event: Event, sentences: Sequence[Sentence], located: Mapping[int, Where]) -> Where | None:
    """The place that the story is at: the last one told with a preposition of place in the sentences just before."""
    here = next((s.index for s in sentences if s.start == event.sentence.start), None)
    if here is None:
        return None
    before = [i for i in range(here - 1, max(-1, here - 1 - _REACH), -1) if i in located]
    return next((located[i] for i in before if not _is_habitual(sentences[i])), None) or next(
        (located[i] for i in before), None
    )


def _is_told_of_habits(event: Event, sentences: Sequence[Sentence]) -> bool:
    return any(_is_habitual(s) for s in sentences if s.start == event.sentence.start)


def _is_habitual(s: Sentence) -> bool:
    """Whether a sentence tells what somebody does for a living, not what happened: `The chief runs cells in Xara.`"""
    root = next((i for i in range(len(s)) if s.heads[i] == i), 0)
    return s.tags[root] in {"VBZ", "VBP"} and s.lemmas[root].lower() not in _SPEECH


def _is_aside(s: Sentence, mention: DateMention) -> bool:
    """Whether the day belongs to a saying, a step of justice, a relative clause or a noun's modifier."""
    head = next((i for i in range(mention.lo, mention.hi) if not mention.lo <= s.heads[i] < mention.hi), mention.lo)
    above = ancestors(s, head)
    verb = next((a for a in above if s.pos[a] in {"VERB", "AUX"}), None)
    if s.deps[head] in {"compound", "amod", "nmod", "poss"}:
        return True
    if verb is None:
        return False
    return s.lemmas[verb].lower() in _SPEECH or is_proceeding(s, verb) or s.deps[verb] in {"relcl", "advcl"}


_WIDE = frozenset({"admin1", "part", "country"})


def _carried_where(
    event: Event, last: Event, sentences: Sequence[Sentence], located: Mapping[int, Where]
) -> Where | None:
    """The place of the deed told before, or what the report has told since that lies in it: a region gives way to its town."""
    told = last.where
    if told is None or told.precision not in _WIDE:
        return told
    here = _story_place(event, sentences, located)
    since = here is not None and here.start is not None and here.start > last.sentence.end
    is_inside = here is not None and here.country == told.country and (told.admin1 in {None, here.admin1})
    return here if since and is_inside and here is not None and here.precision not in _WIDE else told


def _carried_when(when: When | None) -> When | None:
    return when if when is not None and when.from_ is not None else None
