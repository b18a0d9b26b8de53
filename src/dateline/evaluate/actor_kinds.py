"""What kind of mistake a missed or a needless side of the actors suite is, told from the parse, the mentions and the events."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import ActorMention, Event, Sentence

from .coding import overlaps

Chars = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A row as the coder read it: its sentences with their actor mentions, every event, and those that are scored."""

    text: str
    sentences: tuple[Sentence, ...]
    actors: tuple[ActorMention, ...]
    events: tuple[Event, ...]
    main: tuple[Event, ...]


def kind_of_missed(span: Chars, side: str, told: dict[str, list[Chars]], reading: Reading) -> str:
    """Why a gold span was not told: `side` is S or T, `told` what was."""
    other = "T" if side == "S" else "S"
    if any(overlaps(span, s) for s in (*told[other], *told["R"])):
        return f"{side} missed: told as the other side"
    if not reading.events:
        return f"{side} missed: no event coded"
    if any(overlaps(span, s) for e in reading.events if e not in reading.main for s in _spans(e)):
        return f"{side} missed: in an event that is not the main one"
    found = next((a for a in reading.actors if overlaps(span, (a.start, a.end))), None)
    if found is None:
        return f"{side} missed: no actor found ({_words(span, reading.sentences)})"
    return f"{side} missed: actor in no event ({found.kind}{_place(found, reading.sentences)})"


def kind_of_extra(span: Chars, side: str, gold: dict[str, list[Chars]], reading: Reading) -> str:
    """What a span that the gold has not on this side is."""
    other = "T" if side == "S" else "S"
    if any(overlaps(span, s) for s in gold[other]):
        return f"{side} needless: the other side's"
    is_beside = "beside another" if gold[side] else "gold leaves the side open"
    found = next((a for a in reading.actors if overlaps(span, (a.start, a.end))), None)
    return f"{side} needless: {is_beside} ({found.kind if found else 'thing or place'})"


def _spans(event: Event) -> Iterable[Chars]:
    return ((a.start, a.end) for a in (*event.source, *event.target, *event.mediator))


def _words(span: Chars, sentences: Sequence[Sentence]) -> str:
    """What the head of a span is: a name, a common noun, a pronoun, an adjective."""
    for s in sentences:
        tokens = [i for i in range(len(s)) if overlaps((s.starts[i], s.ends[i]), span)]
        if tokens:
            head = next((t for t in reversed(tokens) if s.heads[t] not in tokens or s.heads[t] == t), tokens[-1])
            names = {"PROPN": "name", "NOUN": "common noun", "PRON": "pronoun", "ADJ": "adjective"}
            return names.get(s.pos[head], "other word")
    return "other word"


def _place(actor: ActorMention, sentences: Sequence[Sentence]) -> str:
    """Where in the tree a mention stands, if not as subject or object."""
    dep = sentences[actor.sentence].deps[actor.head]
    told = {"appos": ", apposition", "conj": ", coordinated", "pobj": ", after a preposition", "poss": ", possessor"}
    return told.get(dep, ", modifier" if dep in {"compound", "amod", "nmod"} else "")
