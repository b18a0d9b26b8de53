"""Weakly labelled examples: synthetic stories, turned-round pairs, and sentences in which two actors do nothing."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.events import Lexicon, classify_pair, find_events
from dateline.mentions import find_mentions
from dateline.records import ActorMention, EventDraft, Mentions, Sentence
from dateline.resources import Resources
from dateline.syntax import mended
from examples import Example, Spans

_ONE_WAY = frozenset(
    {"ACCUSE", "REJECT", "REQUEST", "THREATEN", "COERCE", "AID", "SANCTION", "SUPPORT", "YIELD", "PROTEST", "MOBILIZE"}
)
_ARREST, _KILL, _FORCE = 1, 0, 3
_BUSINESS = re.compile(
    r"\b(mln|bln|dlrs?|pct|cts|shares?|stock|shareholders?|dividends?|earnings|takeover|merger|acqui\w+|creditors?)\b"
)
_POWERS = frozenset({"GOV", "MIL", "REB", "COP", "LEG", "JUD", "OPP", "IGO", "SPY", "UAF"})


@dataclass(frozen=True, slots=True)
class Found:
    """A parsed sentence with its mentions."""

    sentence: Sentence
    mentions: Mentions


def found_in(text: str, resources: Resources) -> list[Found]:
    """The sentences of a text with their mentions."""
    sentences = [mended(s) for s in resources.parser.parse(text)]
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    return [Found(s, m) for s, m in zip(sentences, mentions.sentences, strict=True)]


class Casing:
    """How words are written inside running text, for headlines in which every word has a capital."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._small: Counter[str] = Counter()
        self._large: Counter[str] = Counter()
        for text in texts:
            for word in re.findall(r"(?<=[a-z,] )[A-Za-z][A-Za-z'-]+", text):
                (self._small if word.islower() else self._large)[word.lower()] += 1

    def sentence_case(self, headline: str) -> str:
        """The headline with capitals only where running text has them, and at its start."""
        words = [w.lower() if self._is_small(w) else w for w in headline.split()]
        return " ".join([words[0][:1].upper() + words[0][1:], *words[1:]]) if words else ""

    def _is_small(self, word: str) -> bool:
        plain = word.lower().strip(".,:;'\"")
        return self._small[plain] > self._large[plain] or (word.istitle() and plain.endswith(("ing", "ed", "tors")))


def _span(actor: ActorMention) -> Spans:
    return ((actor.lo, actor.hi),)


def _outer(actors: Sequence[ActorMention]) -> list[ActorMention]:
    """The mentions that stand in no other mention."""
    return [a for a in actors if not any(b is not a and b.lo <= a.lo and a.hi <= b.hi for b in actors)]


def synthetic_examples(rows: Iterable[dict[str, Any]], resources: Resources) -> list[Example]:
    """One example a distinct headline, and one a first sentence whose coded event has the story's type."""
    rows = list(rows)
    casing = Casing(row["text"] for row in rows)
    found: list[Example | None] = []
    seen: set[str] = set()
    for row in rows:
        headline = casing.sentence_case(row["headline"].strip(' "'))
        opening = row["text"].split("\n\n")[0]
        if headline not in seen:
            found += [_told(f, row["event_type"], resources, needed=False) for f in found_in(headline, resources)[:1]]
        if opening not in seen:
            told = [_told(f, row["event_type"], resources, needed=True) for f in found_in(opening, resources)[:2]]
            found += [e for e in told if e is not None][:1]
        seen |= {headline, opening}
    return [e for e in found if e is not None]


def _told(f: Found, label: str, resources: Resources, *, needed: bool) -> Example | None:
    """The example of a sentence that should tell of `label`; where the coder finds no such event, by word order."""
    actors = f.mentions.actors
    for draft in find_events(f.sentence, f.mentions, resources.lexicon):
        if draft.event_type == label and draft.source:
            target = tuple(_span(actors[i])[0] for i in draft.target[:1])
            return Example(f.sentence, _span(actors[draft.source[0]]), target, label)
    if needed:
        return None
    outer = _outer(actors)
    source = _span(outer[0]) if outer else ()
    target = _span(outer[1]) if len(outer) > 1 else ()
    return Example(f.sentence, source, target, label)


def turned_round(examples: Sequence[Example], lexicon: Lexicon) -> list[Example]:
    """The one-way examples with source and target changed places: between these, in this order, nothing happens."""
    return [
        replace(
            e,
            source=e.target,
            target=e.source,
            label="NONE",
            rule=classify_pair(e.sentence, e.target, e.source, lexicon),
        )
        for e in examples
        if e.label in _ONE_WAY and e.source and e.target
    ]


def police_examples(
    rows: Iterable[dict[str, Any]], resources: Resources, seed: int, share: float = 1.0
) -> list[Example]:
    """Pairs whose source is police: NONE in unlabelled sentences; ASSAULT or COERCE where label and lexicon say so."""
    chance = random.Random(seed)
    found: list[Example] = []
    for number, row in enumerate(rows):
        labels = row["labels"]
        if not any(labels) and chance.random() > share:
            continue
        label = _police_label(labels)
        if label is None or len(row["text"].split()) < 6:
            continue
        for f in found_in(row["text"], resources):
            outer = _outer(f.mentions.actors)
            police = [a for a in outer if "COP" in a.sectors][:1]
            other = [a for a in outer if "COP" not in a.sectors][:1]
            for p in police:
                for o in other:
                    rule = classify_pair(f.sentence, _span(p), _span(o), resources.lexicon)
                    if label in {"NONE", rule[0]}:
                        found.append(Example(f.sentence, _span(p), _span(o), label, 1.0, rule, 10_000 + number))
    return found


def _police_label(labels: Sequence[int]) -> str | None:
    if not any(labels):
        return "NONE"
    harmed = bool(labels[_KILL] or labels[_FORCE])
    if harmed == bool(labels[_ARREST]):
        return None
    return "ASSAULT" if harmed else "COERCE"


def unlinked_examples(examples: Sequence[Example], resources: Resources, most: int, seed: int) -> list[Example]:
    """Other pairs of actors in the gold sentences, between which the lexicon finds nothing: weakly, nothing happens."""
    chance = random.Random(seed)
    found: list[Example] = []
    for e in examples:
        gold = {t for lo, hi in (*e.source, *e.target) for t in range(lo, hi)}
        outer = _outer(_actors(e.sentence, resources))
        pairs = [(a, b) for a in outer for b in outer if a is not b and not (_in(a, gold) and _in(b, gold))]
        chance.shuffle(pairs)
        for a, b in pairs[:most]:
            rule = classify_pair(e.sentence, _span(a), _span(b), resources.lexicon)
            if rule[0] != e.label and rule[1] < 0.3:
                found.append(Example(e.sentence, _span(a), _span(b), "NONE", 0.3, rule, e.row))
    return found


def _actors(s: Sentence, resources: Resources) -> tuple[ActorMention, ...]:
    found = find_mentions(
        [s], text=_text(s), published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    return found.sentences[0].actors


def _text(s: Sentence) -> str:
    """A text that has the sentence's words at their places."""
    text = [" "] * (s.end + 1)
    for word, start, end in zip(s.words, s.starts, s.ends, strict=True):
        text[start:end] = word
    return "".join(text)


def _in(actor: ActorMention, tokens: set[int]) -> bool:
    return any(t in tokens for t in range(actor.lo, actor.hi))


def quiet_examples(rows: Iterable[dict[str, Any]], resources: Resources, most: int) -> list[Example]:
    """Pairs of actors in business news in whose sentence the lexicon finds no trigger at all."""
    found: list[Example] = []
    for number, row in enumerate(rows):
        for f in found_in(" ".join(row["text"].split())[:600], resources)[:3]:
            outer = _outer(f.mentions.actors)
            if len(outer) < 2 or find_events(f.sentence, f.mentions, resources.lexicon):
                continue
            rule = classify_pair(f.sentence, _span(outer[0]), _span(outer[1]), resources.lexicon)
            if rule[0] is None:
                found.append(Example(f.sentence, _span(outer[0]), _span(outer[1]), "NONE", 0.5, rule, 100_000 + number))
        if len(found) >= most:
            break
    return found


def coded_examples(rows: Iterable[dict[str, Any]], resources: Resources, first_row: int) -> list[tuple[Example, bool]]:
    """The drafts of raw news, labelled by the lexicon; with each whether it is told of business and not of powers."""
    found: list[tuple[Example, bool]] = []
    for number, row in enumerate(rows):
        for f in found_in(" ".join(row["text"].split())[:1500], resources):
            if not 6 <= len(f.sentence) <= 70:
                continue
            for draft in find_events(f.sentence, f.mentions, resources.lexicon):
                found.append(_coded(draft, f, first_row + number))
    return found


def _coded(draft: EventDraft, f: Found, row: int) -> tuple[Example, bool]:
    actors = f.mentions.actors
    source, target = draft.source, draft.target
    if not target and len(source) > 1:
        source, target = source[:1], source[1:]
    spans = [tuple((actors[i].lo, actors[i].hi) for i in side) for side in (source, target)]
    if not target and draft.object_lo >= 0:
        spans[1] = ((draft.object_lo, draft.object_hi),)
    named = [actors[i] for i in (*source, *target)]
    is_business = bool(_BUSINESS.search(" ".join(f.sentence.norms))) and not any(
        a.country or _POWERS & set(a.sectors) for a in named
    )
    weight = draft.score if source and target and not any(a.kind == "pronoun" for a in named) else 0.0
    rule = (draft.event_type, draft.score)
    return Example(f.sentence, spans[0], spans[1], draft.event_type, weight, rule, row), is_business


def business_examples(coded: Sequence[tuple[Example, bool]], most: int, seed: int) -> list[Example]:
    """Drafts of business news without a power on either side, as examples of no event."""
    found = [replace(e, label="NONE", weight=0.5) for e, is_business in coded if is_business]
    random.Random(seed).shuffle(found)
    return found[:most]


def silver_examples(coded: Sequence[tuple[Example, bool]], most: int, seed: int) -> list[Example]:
    """Drafts with two named sides that the lexicon is sure of, at most so many a type: its words, in other sentences."""
    sure = [e for e, is_business in coded if e.weight >= 0.75 and not is_business]
    random.Random(seed).shuffle(sure)
    found: list[Example] = []
    seen: Counter[str] = Counter()
    for e in sure:
        if seen[e.label] < most:
            seen[e.label] += 1
            found.append(replace(e, weight=0.3))
    return found
