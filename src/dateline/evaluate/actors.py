"""Who acts and who is acted on in raw sentences: F1 of the spans, exact and overlapping (BIO tags S and T)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dateline.mentions import find_actors
from dateline.records import ActorRef, Event, Sentence
from dateline.resources import Resources
from dateline.syntax import ancestors, noun_phrase

from .actor_kinds import Reading, kind_of_extra, kind_of_missed
from .coding import code_row, overlaps
from .kinds import masked
from .metrics import f1
from .suite import SuiteResult
from .untokenized import untokenized

Range = tuple[int, int]
_MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
_MOVING = frozenset({"MOBILIZE", "RETREAT", "SANCTION", "AGREE", "AID"})
_LOCAL = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "AID", "CONCEDE", "PROTEST", "THREATEN"})


def gold_spans(tags: list[str], side: str) -> list[Range]:
    """The token ranges of one side in BIO tags."""
    found: list[Range] = []
    for i, tag in enumerate(tags):
        if tag == f"B-{side}" or (tag == f"I-{side}" and (not found or found[-1][1] != i)):
            found.append((i, i + 1))
        elif tag == f"I-{side}":
            found[-1] = (found[-1][0], i + 1)
    return found


def predict(row: dict[str, Any], resources: Resources) -> dict[str, list[Range]]:
    """The token ranges of sources and targets; where both sides act together, the first is source, the others target.

    The corpus takes a mere statement for an event, too: where nothing else is told, who is quoted is the source.
    """
    text, tokens = untokenized(row["tokens"])
    coded, sentences = code_row(text, resources), resources.parser.parse(text)
    if not coded.events:
        speakers = [q.speaker for q in coded.quotes if q.speaker is not None]
        return {
            "S": [_tokens(whole_phrase((a.start, a.end), sentences), tokens) for a in speakers[:1]],
            "T": [],
            "R": [],
        }
    return _told(main_events(coded.events, sentences), tokens, sentences)


def _told(events: Sequence[Event], tokens: Sequence[Range], sentences: Sequence[Sentence]) -> dict[str, list[Range]]:
    found: dict[str, list[Range]] = {"S": [], "T": [], "R": []}
    for event in events:
        for side, spans in _sides(event).items():
            whole = [_tokens(whole_phrase(a, sentences), tokens) for a in spans]
            found[side] += [r for n, r in enumerate(whole) if r not in found[side] and r not in whole[:n]]
    return {side: _without_overlaps(spans) for side, spans in found.items()}


def _sides(event: Event) -> dict[str, list[Range]]:
    """The character ranges of one event by the corpus's roles: S acts, T is acted on, R are those who act on one another.

    Who fights or grants something together with another is marked S and T even so. Where nobody is acted on, the place
    that the deed concerns is marked T (`imposed a curfew in X`). So it is where only one's own men are moved (`sent troops
    to X`), and what is built or done by an agreement is no side of it (`agreed to set up a hospital`).
    """
    moved = [a for a in event.target if event.event_type in _MOVING and _is_force(a)]
    things = [a for a in event.target if event.event_type == "AGREE" and not (a.country or a.actor_id)]
    source, target = _ranges(event.source), _ranges([a for a in event.target if a not in moved and a not in things])
    if event.mediator and not target:
        return {"S": _ranges(event.mediator), "T": source}
    if not target and len(source) > 1:
        return {"R": source} if event.event_type in _MUTUAL else {"S": source[:1], "T": source[1:]}
    where = event.where
    if not target and where is not None and (moved or event.event_type in _LOCAL):
        target = [(where.start, where.end)] if where.start is not None and where.end is not None else []
    return {"S": source, "T": target}


def whole_phrase(span: Range, sentences: Sequence[Sentence]) -> Range:
    """The noun phrase that a mention heads, with its article, titles and of-phrase, as the corpus marks it."""
    for s in sentences:
        inside = [t for t in range(len(s)) if s.starts[t] < span[1] and s.ends[t] > span[0]]
        head = next((t for t in inside if s.heads[t] not in inside or s.heads[t] == t), None)
        if head is not None:
            lo, hi = noun_phrase(s, head, keep_of=True)
            return min(s.starts[lo], span[0]), max(s.ends[hi - 1], span[1])
    return span


def _is_force(actor: ActorRef) -> bool:
    return actor.actor_id is None and "MIL" in actor.sectors


def _ranges(actors: Sequence[ActorRef]) -> list[Range]:
    return [(a.start, a.end) for a in actors]


def main_events(events: Sequence[Event], sentences: Sequence[Sentence]) -> list[Event]:
    """The event told highest in the parse, of several there the first that tells both sides: the corpus marks the sides of
    the sentence's main event only."""
    depths = [_depth(e, sentences) for e in events]
    highest = [e for e, depth in zip(events, depths, strict=True) if depth == min(depths)]
    whole = [e for e in highest if e.source and (e.target or e.where)]
    return (whole or highest)[:1]


def _depth(event: Event, sentences: Sequence[Sentence]) -> int:
    """Steps from the trigger up to the root; steps through reported speech do not count."""
    start = event.evidence[0].start
    for s in sentences:
        token = next((i for i in range(len(s)) if s.starts[i] <= start < s.ends[i]), None)
        if token is not None:
            path = [token, *ancestors(s, token)]
            return sum(s.deps[t] not in {"ROOT", "ccomp", "xcomp"} for t in path)
    return 99


def _tokens(span: Range, tokens: Sequence[Range]) -> Range:
    inside = [i for i, (start, end) in enumerate(tokens) if start < span[1] and end > span[0]]
    return inside[0], inside[-1] + 1


def _without_overlaps(spans: list[Range]) -> list[Range]:
    kept: list[Range] = []
    for span in sorted(spans, key=lambda r: (r[0] - r[1], r)):
        if not any(overlaps(span, k) for k in kept):
            kept.append(span)
    return sorted(kept)


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """Exact and overlapping F1 over both sides, and overlapping F1 of each."""
    predictions: list[dict[str, Any]] = []
    errors: list[dict[str, Any]] = []
    counts: Counter[str] = Counter()
    for row in rows:
        got = predict(row, resources)
        predictions.append(dict(got))
        if "tags" not in row:
            continue
        for side in ("S", "T"):
            gold = gold_spans(row["tags"], side)
            counts[f"{side} gold"] += len(gold)
            counts[f"{side} told"] += len(got[side])
            counts["exact"] += len(set(gold) & set(got[side]))
            hits = _matched(gold, got[side])
            counts[f"{side} hits"] += hits
        errors += _errors(row, got, resources)
    gold_all, told_all = counts["S gold"] + counts["T gold"], counts["S told"] + counts["T told"]
    figures = {
        "exact_f1": f1(counts["exact"], told_all, gold_all),
        "overlap_f1": f1(counts["S hits"] + counts["T hits"], told_all, gold_all),
        "source_f1": f1(counts["S hits"], counts["S told"], counts["S gold"]),
        "target_f1": f1(counts["T hits"], counts["T told"], counts["T gold"]),
        "recall": (counts["S hits"] + counts["T hits"]) / gold_all if gold_all else 0.0,
        "precision": (counts["S hits"] + counts["T hits"]) / told_all if told_all else 0.0,
        "rows": len(rows),
    }
    return SuiteResult(figures, errors, predictions)


def _matched(gold: list[Range], got: list[Range]) -> int:
    """How many gold spans are met by a span of their own."""
    free, hits = list(got), 0
    for span in gold:
        match = next((g for g in free if overlaps(span, g)), None)
        if match is not None:
            free.remove(match)
            hits += 1
    return hits


def _errors(row: dict[str, Any], got: dict[str, list[Range]], resources: Resources) -> list[dict[str, Any]]:
    """The mistakes of a row, each gold span missed and each span told for nothing."""
    gold = {side: gold_spans(row["tags"], side) for side in ("S", "T")}
    if all(_matched(gold[s], got[s]) == len(gold[s]) == len(got[s]) for s in gold):
        return []
    text, tokens = untokenized(row["tokens"])
    reading = read(text, resources)

    def chars(spans: dict[str, list[Range]]) -> dict[str, list[Range]]:
        return {side: [(tokens[a][0], tokens[b - 1][1]) for a, b in ranges] for side, ranges in spans.items()}

    wanted, told = chars(gold), chars(got)
    found = []
    for side in ("S", "T"):
        missed = [g for g in wanted[side] if not any(overlaps(g, t) for t in told[side])]
        extra = [t for t in told[side] if not any(overlaps(g, t) for g in wanted[side])]
        kinds = [(g, kind_of_missed(g, side, told, reading)) for g in missed]
        kinds += [(t, kind_of_extra(t, side, wanted, reading)) for t in extra]
        for span, kind in kinds:
            sides = {"gold": [text[a:b] for a, b in wanted[side]], "got": [text[a:b] for a, b in told[side]]}
            found.append({"kind": kind, "text": text, **sides, "shape": masked(text, *span)})
    return found


def read(text: str, resources: Resources) -> Reading:
    """A text as the coder reads it."""
    sentences = resources.parser.parse(text)
    actors = [a for s in sentences for a in find_actors(s, resources.register, None)]
    events = code_row(text, resources).events
    return Reading(text, tuple(sentences), tuple(actors), events, tuple(main_events(events, sentences)))
