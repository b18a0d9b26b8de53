"""Who acts and who is acted on in raw sentences: F1 of the spans, exact and overlapping (BIO tags S and T)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from dateline.records import ActorRef, Event, Sentence
from dateline.resources import Resources
from dateline.syntax import ancestors

from .coding import code_row, overlaps
from .metrics import f1
from .suite import SuiteResult

Range = tuple[int, int]
_MUTUAL = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
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
    """The token ranges of sources and targets; where both sides act together, the first is source, the others target."""
    text, starts = "", list[int]()
    for token in row["tokens"]:
        text += " " if text else ""
        starts.append(len(text))
        text += token
    ends = [a + len(t) for a, t in zip(starts, row["tokens"], strict=True)]
    found: dict[str, list[Range]] = {"S": [], "T": [], "R": []}
    for event in main_events(code_row(text, resources).events, resources.parser.parse(text)):
        for side, spans in _sides(event).items():
            found[side] += [r for a in spans if (r := _tokens(a, starts, ends)) not in found[side]]
    return {side: _without_overlaps(spans) for side, spans in found.items()}


def _sides(event: Event) -> dict[str, list[Range]]:
    """The character ranges of one event by the corpus's roles: S acts, T is acted on, R are those who act on one another.

    Who fights or grants something together with another is marked S and T even so. Where nobody is acted on, the place
    that the deed concerns is marked T (`imposed a curfew in X`).
    """
    source, target = _ranges(event.source), _ranges(event.target)
    if event.mediator and not target:
        return {"S": _ranges(event.mediator), "T": source}
    if not target and len(source) > 1:
        return {"R": source} if event.event_type in _MUTUAL else {"S": source[:1], "T": source[1:]}
    where = event.where
    if not target and where is not None and event.event_type in _LOCAL:
        target = [(where.start, where.end)] if where.start is not None and where.end is not None else []
    return {"S": source, "T": target}


def _ranges(actors: Sequence[ActorRef]) -> list[Range]:
    return [(a.start, a.end) for a in actors]


def main_events(events: Sequence[Event], sentences: Sequence[Sentence]) -> list[Event]:
    """The events told highest in the parse: the corpus marks the sides of the sentence's main event only."""
    depths = [_depth(e, sentences) for e in events]
    return [e for e, depth in zip(events, depths, strict=True) if depth == min(depths)]


def _depth(event: Event, sentences: Sequence[Sentence]) -> int:
    """Steps from the trigger up to the root; steps through reported speech do not count."""
    start = event.evidence[0].start
    for s in sentences:
        token = next((i for i in range(len(s)) if s.starts[i] <= start < s.ends[i]), None)
        if token is not None:
            path = [token, *ancestors(s, token)]
            return sum(s.deps[t] not in {"ROOT", "ccomp", "xcomp"} for t in path)
    return 99


def _tokens(span: Range, starts: list[int], ends: list[int]) -> Range:
    inside = [i for i in range(len(starts)) if starts[i] < span[1] and ends[i] > span[0]]
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
            if hits < len(gold) or hits < len(got[side]):
                errors.append(_error(row, side, gold, got[side]))
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


def _error(row: dict[str, Any], side: str, gold: list[Range], got: list[Range]) -> dict[str, Any]:
    def words(spans: list[Range]) -> list[str]:
        return [" ".join(row["tokens"][a:b]) for a, b in spans]

    kind = ("missed " if len(got) < len(gold) else "extra " if len(got) > len(gold) else "other ") + side
    return {"kind": kind, "text": " ".join(row["tokens"]), "gold": words(gold), "got": words(got)}
