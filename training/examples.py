"""Training examples: marked sentences with a type, read from the development corpora."""

import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.events import Lexicon, classify_pair
from dateline.records import Sentence
from dateline.syntax import mended
from dateline.text import Parser

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Example:
    """A marked sentence. `label` is a type, YIELD (CONCEDE or RETREAT) or NONE; `rule` is what the rule lexicon says."""

    sentence: Sentence
    source: Spans
    target: Spans
    label: str
    weight: float = 1.0
    rule: tuple[str | None, float] = (None, 0.0)
    row: int = -1


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file, plain or gzipped."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def token_spans(s: Sentence, spans: Sequence[Sequence[int]]) -> Spans:
    """The token ranges that character spans touch in a sentence."""
    found = []
    for start, end in spans:
        tokens = [i for i in range(len(s)) if s.starts[i] < end and s.ends[i] > start]
        if tokens:
            found.append((tokens[0], tokens[-1] + 1))
    return tuple(found)


def relation_examples(rows: Sequence[dict[str, Any]], parser: Parser, lexicon: Lexicon) -> list[Example]:
    """One example a row: the sentence of the row that holds most of the marked sides."""
    found = []
    for number, row in enumerate(rows):
        best: tuple[tuple[int, float, int], Example] | None = None
        for s in map(mended, parser.parse(row["text"])):
            source, target = token_spans(s, row["source"]), token_spans(s, row["target"])
            rule = classify_pair(s, source, target, lexicon)
            key = (bool(source) + bool(target), rule[1] if rule[0] else 0.0, -s.index)
            if best is None or key > best[0]:
                best = key, Example(s, source, target, row["event_type"], 1.0, rule, number)
        assert best is not None
        found.append(best[1])
    return found


def grouped_folds(texts: Sequence[str], labels: Sequence[str], folds: int, alike: float = 0.6) -> list[int]:
    """The fold of each row; texts that share words (Jaccard of word sets at least `alike`) stay together.

    Groups go, largest first, to the fold that has fewest rows of their labels: the same for the same input.
    """
    words = [frozenset(re.findall(r"[a-z]+", t.lower())) for t in texts]
    group = list(range(len(texts)))

    def top(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    for i, one in enumerate(words):
        for j in range(i):
            shared = len(one & words[j])
            if shared >= alike * (len(one) + len(words[j]) - shared):
                group[max(top(i), top(j))] = min(top(i), top(j))
    members: dict[int, list[int]] = {}
    for i in range(len(texts)):
        members.setdefault(top(i), []).append(i)
    counts: list[dict[str, int]] = [{} for _ in range(folds)]
    fold_of = [0] * len(texts)
    for rows in sorted(members.values(), key=lambda m: (-len(m), m)):
        load = [(sum(c.get(labels[r], 0) for r in rows), sum(c.values()), f) for f, c in enumerate(counts)]
        fold = min(load)[2]
        for r in rows:
            fold_of[r] = fold
            counts[fold][labels[r]] = counts[fold].get(labels[r], 0) + 1
    return fold_of
