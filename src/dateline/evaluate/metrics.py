"""Precision, recall and F1, macro averages, and the cluster metrics."""

from collections import Counter
from collections.abc import Hashable, Sequence


def f1(hits: int, predicted: int, gold: int) -> float:
    """The F1 of `hits` right out of `predicted`, with `gold` to find; 0 where nothing is right."""
    return 2 * hits / (predicted + gold) if hits else 0.0


def prf(hits: int, predicted: int, gold: int) -> tuple[float, float, float]:
    """Precision, recall and F1."""
    return hits / predicted if predicted else 0.0, hits / gold if gold else 0.0, f1(hits, predicted, gold)


def class_f1(gold: Sequence[str], got: Sequence[str | None]) -> dict[str, float]:
    """F1 of every class that occurs in `gold`."""
    hits = Counter(g for g, p in zip(gold, got, strict=True) if g == p)
    told, wanted = Counter(got), Counter(gold)
    return {c: f1(hits[c], told[c], wanted[c]) for c in sorted(wanted)}


def macro_f1(gold: Sequence[str], got: Sequence[str | None]) -> float:
    """The mean of the classes' F1 over the classes of `gold`; a refusal (None) counts against recall."""
    per_class = class_f1(gold, got)
    return sum(per_class.values()) / len(per_class) if per_class else 0.0


def b_cubed(gold: Sequence[Hashable], got: Sequence[Hashable]) -> float:
    """B-cubed F1 of two partitions of the same items (Bagga and Baldwin 1998)."""
    both, wanted, told = Counter(zip(gold, got, strict=True)), Counter(gold), Counter(got)
    n = len(gold)
    if not n:
        return 0.0
    precision = sum(c * c / told[p] for (_, p), c in both.items()) / n
    recall = sum(c * c / wanted[g] for (g, _), c in both.items()) / n
    return 2 * precision * recall / (precision + recall)


def pairwise(gold: Sequence[Hashable], got: Sequence[Hashable]) -> float:
    """F1 over the pairs of items that each of two partitions joins."""

    def pairs(counts: Counter[Hashable]) -> int:
        return sum(c * (c - 1) // 2 for c in counts.values())

    both: Counter[Hashable] = Counter(zip(gold, got, strict=True))
    return f1(pairs(both), pairs(Counter(got)), pairs(Counter(gold)))
