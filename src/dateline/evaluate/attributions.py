"""Attributions against PolNeAR: F1 of who says what, direct and indirect, and character F1 of the contents."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.mentions import find_mentions
from dateline.records import QuoteMention, Sentence
from dateline.resources import Resources
from dateline.syntax import children_by, noun_phrase

from .kinds import masked
from .metrics import f1
from .suite import SuiteResult

_OPENING = '"“«„'
_CLOSING = '"”»'
Spans = Sequence[Sequence[int]]
_Share = Callable[[Mapping[str, Any], Mapping[str, Any]], bool]


def predict(row: dict[str, Any], resources: Resources) -> dict[str, Any]:
    """The attributions of a text: spans of source, cue and content, and the span of the source's head."""
    text = row["text"]
    sentences = resources.parser.parse(text)
    published = date.fromisoformat(row["published"][:10]) if row.get("published") else None
    mentions = find_mentions(
        sentences, text=text, published=published, register=resources.register, gazetteer=resources.gazetteer
    )
    return {"attributions": attributions_of(mentions.quotes, sentences, text)}


def attributions_of(quotes: Sequence[QuoteMention], sentences: Sequence[Sentence], text: str) -> list[dict[str, Any]]:
    """The attributions that quotes amount to: the pieces of a quotation that its cue splits are one."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    for quote in quotes:
        spans = attribution_spans(quote, sentences, text)
        known = found.setdefault((quote.sentence, quote.cue), spans)
        if known is not spans:
            known["content"] = _joined(known["content"] + spans["content"])
    return list(found.values())


def attribution_spans(quote: QuoteMention, sentences: Sequence[Sentence], text: str) -> dict[str, Any]:
    """One quote as lists of `[start, end]`; without a speaker, `source` and `heads` are empty."""
    heads, source = _source(quote, sentences)
    cue = sentences[quote.sentence]
    spans = [[sentences[i].starts[lo], sentences[i].ends[hi - 1]] for i, lo, hi in quote.content_tokens]
    return {
        "source": source,
        "heads": heads,
        "cue": [[cue.starts[quote.cue], cue.ends[quote.cue]]],
        "content": [_with_marks(span, text) for span in _joined(spans)],
        "direct": quote.is_direct,
    }


def _source(quote: QuoteMention, sentences: Sequence[Sentence]) -> tuple[list[list[int]], list[list[int]]]:
    """The spans of the speaker's heads and phrases; a relative pronoun counts beside the noun that it stands for."""
    if quote.speaker_head >= 0:
        index, head = quote.sentence, quote.speaker_head
    elif quote.carried_from is not None:
        index, head = quote.carried_from
    else:
        return [], []
    s = sentences[index]
    lo, hi = noun_phrase(s, head, keep_of=True)
    heads, phrases = [[s.starts[head], s.ends[head]]], [[s.starts[lo], s.ends[hi - 1]]]
    if index == quote.sentence:
        for c in children_by(s, quote.cue, "nsubj"):
            if s.norms[c] in {"who", "which", "that"}:
                heads.append([s.starts[c], s.ends[c]])
                phrases.append([s.starts[c], s.ends[c]])
    return heads, phrases


def _joined(spans: list[list[int]]) -> list[list[int]]:
    """Spans in text order, those with nothing but a space or two between them as one."""
    joined: list[list[int]] = []
    for start, end in sorted(spans):
        if joined and start - joined[-1][1] <= 2:
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    return joined


def _with_marks(span: list[int], text: str) -> list[int]:
    """The span with the quotation marks right at its ends, as the gold has them."""
    start, end = span
    if end + 1 < len(text) and text[end] == "," and text[end + 1] in _CLOSING:
        end += 1
    return [start - (start > 0 and text[start - 1] in _OPENING), end + (end < len(text) and text[end] in _CLOSING)]


def evaluate(rows: list[dict[str, Any]], resources: Resources) -> SuiteResult:
    """F1 of attributions, direct and indirect apart, and character F1 of the contents.

    An attribution is right when the source's head stands in the gold source and half of the gold content's characters
    are in the content; `strict_f1` asks for half of the longer of the two.
    """
    predictions = [predict(r, resources) for r in rows]
    return score(rows, predictions)


def score(rows: Sequence[dict[str, Any]], predictions: Sequence[dict[str, Any]]) -> SuiteResult:
    """The figures for predictions that were made elsewhere; rows without gold are left out."""
    n: Counter[str] = Counter()
    errors: list[dict[str, Any]] = []
    strict = 0
    for row, got in zip(rows, predictions, strict=True):
        if "attributions" in row:
            gold = _distinct(row["attributions"])
            _match(row["text"], gold, got["attributions"], n, errors)
            _count_characters(gold, got["attributions"], n)
            strict += _hits(gold, got["attributions"], _share_most)
    told = n["got_direct"] + n["got_indirect"]
    figures = {
        "f1": _f1(n, ("direct", "indirect")),
        "direct_f1": _f1(n, ("direct",)),
        "indirect_f1": _f1(n, ("indirect",)),
        "content_char_f1": round(f1(n["char_both"], n["char_got"], n["char_gold"]), 4),
        "strict_f1": round(f1(strict, told, n["gold_direct"] + n["gold_indirect"]), 4),
        "counts": dict(sorted(n.items())),
    }
    return SuiteResult(figures, errors, list(predictions))


def _distinct(attributions: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gold without what a second annotator marked again: twenty articles hold the marks of several."""
    kept: list[dict[str, Any]] = []
    for a in attributions:
        if a["content"] and not any(_overlap(a["cue"], k["cue"]) and _share_most(a, k) for k in kept):
            kept.append(a)
    return kept


def _f1(n: Mapping[str, int], kinds: Sequence[str]) -> float:
    """The harmonic mean of precision and recall; a pair may be direct on one side and indirect on the other."""
    found, wanted = sum(n[f"found_{k}"] for k in kinds), sum(n[f"gold_{k}"] for k in kinds)
    right, told = sum(n[f"right_{k}"] for k in kinds), sum(n[f"got_{k}"] for k in kinds)
    if not found or not right:
        return 0.0
    recall, precision = found / wanted, right / told
    return round(2 * precision * recall / (precision + recall), 4)


def _kind(content: Spans, text: str) -> str:
    """`direct` where the content opens with a quotation mark."""
    start = min(s for s, _ in content) if content else 0
    return "direct" if text[start : start + 1] and text[start] in _OPENING else "indirect"


def _match(
    text: str, gold: list[dict[str, Any]], got: list[dict[str, Any]], n: Counter[str], errors: list[dict[str, Any]]
) -> None:
    """Counts the pairs, and notes what was missed and what was told for nothing."""
    to_gold = _pairs(gold, got, _half)
    to_got = {j: i for i, j in to_gold.items()}
    for i, g in enumerate(gold):
        kind = _kind(g["content"], text)
        n[f"gold_{kind}"] += 1
        n[f"found_{kind}"] += i in to_gold
        if i not in to_gold:
            near = next((p for p in got if _half(g, p)), None)
            errors.append(_error(f"missed {kind}: {_why_missed(g, near, got)}", text, g, near))
    for j, p in enumerate(got):
        kind = _kind(p["content"], text)
        n[f"got_{kind}"] += 1
        n[f"right_{kind}"] += j in to_got
        if j not in to_got:
            is_part = any(_overlap(p["content"], g["content"]) for g in gold)
            why = "another source or too little of the content" if is_part else "nothing attributed there"
            errors.append(_error(f"spurious {kind}: {why}", text, None, p))


def _why_missed(gold: dict[str, Any], near: dict[str, Any] | None, got: Sequence[dict[str, Any]]) -> str:
    if near is not None:
        return "no source told" if not near["source"] else "another source"
    if any(_overlap(gold["content"], p["content"]) for p in got):
        return "less than half of the content"
    return "not seen" if gold["cue"] else "not seen, no cue"


def _pairs(gold: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]], share: _Share) -> dict[int, int]:
    """Gold index to predicted index, one to one, those that share most characters first."""
    shared = [
        (-_overlap(g["content"], p["content"]), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(got)
        if share(g, p) and _same_source(g, p)
    ]
    paired: dict[int, int] = {}
    for _, i, j in sorted(shared):
        if i not in paired and j not in paired.values():
            paired[i] = j
    return paired


def _hits(gold: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]], share: _Share) -> int:
    return len(_pairs(gold, got, share))


def _same_source(gold: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    if not gold["source"] or not got["heads"]:
        return not gold["source"] and not got["heads"]
    return any(a < y and x < b for a, b in got["heads"] for x, y in gold["source"])


def _half(gold: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether at least half of the gold content's characters were told."""
    return 0 < _length(gold["content"]) <= 2 * _overlap(gold["content"], got["content"])


def _share_most(gold: Mapping[str, Any], got: Mapping[str, Any]) -> bool:
    """Whether the contents share at least half of the characters of the longer one."""
    longer = max(_length(gold["content"]), _length(got["content"]))
    return 0 < longer <= 2 * _overlap(gold["content"], got["content"])


def _overlap(one: Spans, other: Spans) -> int:
    return sum(max(0, min(b, y) - max(a, x)) for a, b in one for x, y in other)


def _length(spans: Spans) -> int:
    return sum(b - a for a, b in spans)


def _count_characters(gold: Sequence[dict[str, Any]], got: Sequence[dict[str, Any]], n: Counter[str]) -> None:
    wanted = {c for g in gold for a, b in g["content"] for c in range(a, b)}
    told = {c for p in got for a, b in p["content"] for c in range(a, b)}
    n["char_gold"] += len(wanted)
    n["char_got"] += len(told)
    n["char_both"] += len(wanted & told)


def _error(kind: str, text: str, gold: dict[str, Any] | None, got: dict[str, Any] | None) -> dict[str, Any]:
    at = min(a for x in (gold or got or {}).get("content", [[0, 0]]) for a in x[:1])
    context = text[max(0, at - 120) : at + 120].replace("\n", " ")
    cue = ((gold or got or {}).get("cue") or [[at, at]])[0]
    shape = masked(text, cue[0], cue[1])
    return {"kind": kind, "text": context, "gold": _told(gold, text), "got": _told(got, text), "shape": shape}


def _told(attribution: dict[str, Any] | None, text: str) -> str | None:
    if attribution is None:
        return None
    parts = (" // ".join(text[a:b] for a, b in attribution[k]) for k in ("source", "cue", "content"))
    return " | ".join(parts)
