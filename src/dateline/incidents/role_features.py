"""What the model of roles looks at: the features of a noun phrase, of its sentence and of its report."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.records import ActorMention, CodedReport, Event, Mentions, ReportMentions, Sentence
from dateline.syntax import first_conjunct

from .phrases import Phrase

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
_HARM = frozenset({"killed", "injured", "abducted"})


@dataclass(frozen=True, slots=True)
class View:
    """One report as the model sees it: its sentences with their mentions, and the events told in each."""

    sentences: Sequence[Sentence]
    mentions: Sequence[Mentions]
    events: tuple[tuple[Event, ...], ...]
    lemma_counts: Counter[str]


def view_of(sentences: Sequence[Sentence], mentions: ReportMentions, coded: CodedReport) -> View:
    """The view of a report: events are given to the sentence that they were told in."""
    by_start: dict[int, list[Event]] = {}
    for event in coded.events:
        by_start.setdefault(event.sentence.start, []).append(event)
    counts = Counter(lemma.lower() for s in sentences for lemma in s.lemmas)
    return View(sentences, mentions.sentences, tuple(tuple(by_start.get(s.start, ())) for s in sentences), counts)


def report_features(view: View) -> list[str]:
    """The features of the whole report: its words and pairs of words, each once, and the events coded."""
    found: dict[str, None] = {}
    for s, events in zip(view.sentences, view.events, strict=True):
        words = [s.lemmas[i].lower() for i in range(len(s)) if s.pos[i] in _CONTENT]
        found.update((f"w {w}", None) for w in words)
        found.update((f"b {a} {b}", None) for a, b in itertools.pairwise(words))
        for e in events:
            found[f"e {e.event_type} {e.mode} {e.status}"] = None
            found.update((f"s {e.event_type} {x}", None) for a in e.source for x in a.sectors)
            found.update((f"t {e.event_type} {x}", None) for a in e.target for x in a.sectors)
            found.update((f"v {e.event_type} {w}", None) for w in e.evidence[0].text.lower().split())
            found.update((f"h {c.harm}", None) for c in e.casualties)
    lead = " ".join(w for s in view.sentences[:2] for w in s.norms).split()
    found.update((f"l {w}", None) for w in lead)
    return list(found)


def sentence_features(view: View, at: int) -> list[str]:
    """The words of a sentence and the kinds of event told in it."""
    s = view.sentences[at]
    words = dict.fromkeys(s.lemmas[i].lower() for i in range(len(s)) if s.pos[i] in {"VERB", "NOUN"})
    return [*words, *dict.fromkeys(f"E{e.event_type}/{e.mode}" for e in view.events[at])]


def phrase_features(view: View, at: int, phrase: Phrase, of_sentence: Sequence[str], relevance: int) -> list[str]:
    """The features of a phrase of the sentence at place `at`; `relevance` is the step of its report's relevance."""
    s, h, kind = view.sentences[at], phrase.head, phrase.kind
    lemma = s.lemmas[h].lower()
    mention = _mention_at(view.mentions[at], h)
    actor = _actor_class(mention)
    found = [
        f"k {kind}", f"l {lemma}", f"l {lemma} {relevance}", f"kr {kind} {relevance}", f"n {s.norms[h]}", f"t {s.tags[h]} {kind}",
        f"d {s.deps[h]} {kind}", f"a {actor}", f"ar {actor} {relevance}", f"suf {lemma[-3:]}",
        f"p {min(phrase.sentence, 6)} {kind}", f"c {min(view.lemma_counts[lemma], 5)} {kind}",
    ]  # fmt: skip
    found += [f"m {kind} {s.lemmas[c].lower()}" for c in s.children[h] if c < h]
    found += [f"ml {lemma} {s.lemmas[c].lower()}" for c in s.children[h] if c < h and s.pos[c] != "DET"]
    found += [f"md {kind} {s.deps[c]}" for c in s.children[h]]
    found += [f"x-{n} {s.norms[h - n]}" for n in (1, 2) if h >= n]
    found += [f"x+{n} {s.norms[h + n]}" for n in (1, 2) if h + n < len(s)]
    found += [f"x-k {kind} {s.norms[h - 1]}" if h else "first"]
    for way in _ways(s, h):
        found += [f"g {way}", f"gk {kind} {way}", f"ga {actor} {way}"]
    found += [f"e {x}" for x in _event_roles(view, at, h)]
    found += [f"ek {kind} {x}" for x in _event_roles(view, at, h)]
    found += [f"s {kind} {w}" for w in of_sentence]
    found += [f"sl {lemma} {w}" for w in of_sentence if w[0] == "E"]
    found += [f"of {kind} {s.lemmas[o].lower()}" for o in _complements(s, h)]
    return found


def _mention_at(mentions: Mentions, h: int) -> ActorMention | None:
    return next((m for m in mentions.actors if m.head == h), None) or next(
        (m for m in mentions.actors if m.lo <= h < m.hi), None
    )


def _actor_class(m: ActorMention | None) -> str:
    if m is None:
        return "none"
    known = (m.actor_id or "").split("-")[0]
    return f"{m.kind} {known} {'/'.join(m.sectors)} {'person' if m.is_person else 'body'} {m.role and m.role.lower().split()[-1]}"


def _complements(s: Sentence, h: int) -> Iterator[int]:
    for prep in s.children[h]:
        if s.deps[prep] == "prep":
            yield from (c for c in s.children[prep] if s.deps[c] == "pobj")


def _ways(s: Sentence, h: int) -> Iterator[str]:
    """How the phrase hangs in its sentence, as words: governor and relation, through prepositions, one and two steps up."""
    i, prefix = first_conjunct(s, h), ""
    if s.deps[i] == "appos":
        i, prefix = first_conjunct(s, s.heads[i]), "appos "
    if s.deps[i] in {"compound", "nmod", "amod"} and s.heads[i] > i:
        yield f"part {s.lemmas[s.heads[i]].lower()}"
        i, prefix = first_conjunct(s, s.heads[i]), prefix + "part "
    for _ in range(3):
        head, dep = s.heads[i], s.deps[i]
        if head == i:
            yield f"{prefix}root"
            return
        if dep == "pobj":
            prefix += f"{s.norms[head]} "
            i = head
            head = s.heads[i]
            dep = "pp"
        if dep == "nsubj" and any(s.norms[c] in {"who", "which", "that"} for c in s.children[h]):
            dep = "nsubj who"
        yield f"{prefix}{dep} {s.lemmas[head].lower()}"
        prefix = f"{prefix}{dep} {s.pos[head]} "
        i = head
    for c in s.children[h]:
        if s.deps[c] in {"relcl", "acl"}:
            is_passive = any(s.deps[x] in {"auxpass", "nsubjpass"} for x in s.children[c]) or s.tags[c] == "VBN"
            yield f"{s.deps[c]} {s.lemmas[c].lower()} {is_passive}"


def _event_roles(view: View, at: int, h: int) -> Iterator[str]:
    """The part that the phrase plays in the events coded in its sentence."""
    s = view.sentences[at]
    lo, hi = s.starts[h], s.ends[h]
    for e in view.events[at]:
        what = f"{e.event_type}/{e.mode}" if e.event_type in {"ASSAULT", "COERCE"} else e.event_type
        for item in e.evidence:
            if item.start <= lo and hi <= item.end:
                yield f"{item.field} {what}"
        for c in e.casualties:
            if c.harm in _HARM and c.victims is not None and c.victims.start <= lo and hi <= c.victims.end:
                yield f"victim {c.harm} {what}"
