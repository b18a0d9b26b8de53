"""Train the heads that tell an event's mode, and say how right they are on stories whose headline they have not seen.

    python training/modes.py --data DIR                # prints cross-validated figures, writes weights/modes.npz

Reads `DIR/synthetic/stories.jsonl.gz` only. The encoder is the shipped one and stays as it is; each type with modes gets a
ridge regression over the mean hidden state of its clause. Stories that share a headline but for its names share a fold.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.classifier.modes import UNTOLD
from dateline.codebook import load_codebook
from dateline.events import find_events
from dateline.mentions import find_mentions
from dateline.records import Sentence
from dateline.resources import Resources, load_resources
from dateline.syntax import mended, span_of
from dateline.text import parse_texts
from examples import read_rows
from record import record
from weak import Casing

OUT = Path(__file__).parent.parent / "src" / "dateline" / "classifier" / "weights" / "modes.npz"
RENAMED = {
    "primative": "primitive", "sieze": "seize", "execute": "targeted", "assassinate": "targeted", "ban": "restrict",
    "return": "release",
}  # fmt: skip
"""Modes of the stories that the codebook writes otherwise; of those that it lacks (`massacre`, `cleansing`), none is told."""
FOLDS = 3
ALIKE = 0.45
"""The share of words from which two headlines of one mode are the same but for names."""
PULL, SCALE = 2.0, 4.0


@dataclass(frozen=True, slots=True)
class ModeExample:
    """A sentence of a story: its type and mode, what the rules say of the mode, the mean hidden state, and its fold."""

    event_type: str
    mode: str
    rule: str | None
    state: NDArray[np.float32]
    fold: int


def mode_examples(rows: Sequence[dict[str, Any]], resources: Resources) -> list[ModeExample]:
    """One example a distinct headline, and one an opening sentence in which the rules find an event of the story's type."""
    casing, folds = Casing(row["text"] for row in rows), template_folds(rows)
    told: dict[str, tuple[int, int]] = {}
    for n, row in enumerate(rows):
        told.setdefault(casing.sentence_case(row["headline"].strip(' "')), (n, 1))
        told.setdefault(row["text"].split("\n\n")[0][:600], (n, 2))
    texts = sorted(told, key=lambda text: told[text])
    parsed = parse_texts(resources.parser, texts, None)
    found = []
    for text, sentences in zip(texts, parsed, strict=True):
        n, most = told[text]
        found += _examples(
            text, [mended(s) for s in sentences[:most]], rows[n], folds[n], resources, is_headline=most == 1
        )
    return found


def _examples(
    text: str, sentences: Sequence[Sentence], row: dict[str, Any], fold: int, resources: Resources, *, is_headline: bool
) -> list[ModeExample]:
    """The example of a text, if it has one: of an opening only a sentence with an event of the type is."""
    assert resources.classifier is not None
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    for s, m in zip(sentences, mentions.sentences, strict=True):
        drafts = find_events(s, m, resources.lexicon)
        draft = next((d for d in drafts if d.event_type == row["event_type"]), None)
        if draft is not None or is_headline:
            clause = (0, len(s)) if draft is None else span_of(s, draft.trigger)
            mode = codebook_mode(row["event_type"], row["mode"])
            state = resources.classifier.state(s, clause)
            return [ModeExample(row["event_type"], mode, None if draft is None else draft.mode, state, fold)]
    return []


def codebook_mode(event_type: str, mode: str | None) -> str:
    """The codebook's name of a story's mode; UNTOLD where the story has none or one that the codebook lacks."""
    name = RENAMED.get(mode or "", mode or "")
    return name if name in modes_of(event_type) else UNTOLD


def modes_of(event_type: str) -> frozenset[str]:
    """The modes that the codebook has for a type."""
    return frozenset(mode.name for mode in load_codebook().type(event_type).modes)


def template_folds(rows: Sequence[dict[str, Any]]) -> list[int]:
    """The fold of each story; the headlines of a mode that differ by names only stay together, and modes are spread evenly."""
    words = [frozenset(re.findall(r"[a-z]+", row["headline"].lower())) for row in rows]
    of_mode: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        of_mode[row["event_type"], row["mode"] or ""].append(n)
    fold_of = [0] * len(rows)
    for _, members in sorted(of_mode.items()):
        templates: list[list[int]] = []
        for n in members:
            alike = [t for t in templates if any(_is_alike(words[n], words[m]) for m in t)]
            templates = [t for t in templates if t not in alike] + [[*(m for t in alike for m in t), n]]
        for rank, template in enumerate(sorted(templates, key=lambda t: (-len(t), t))):
            for n in template:
                fold_of[n] = rank % FOLDS
    return fold_of


def _is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return shared >= ALIKE * (len(one) + len(other) - shared)


Head = tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.float64]]


def fit_head(examples: Sequence[ModeExample]) -> Head:
    """The modes, weights and bias of one type: ridge regression on +1 and -1, rare modes weighing more."""
    modes = tuple(sorted({e.mode for e in examples}))
    states = np.stack([e.state for e in examples]).astype(np.float64)
    gold = np.array([[1.0 if e.mode == m else -1.0 for m in modes] for e in examples])
    counts = Counter(e.mode for e in examples)
    weights = np.array([counts[e.mode] ** -0.5 for e in examples])
    weights /= weights.mean()
    middle, offset = states.mean(0), np.average(gold, axis=0, weights=weights)
    centred = states - middle
    alike = centred @ centred.T
    ridge = np.diag(PULL * np.trace(alike) / len(examples) / weights)
    found = (centred.T @ np.linalg.solve(alike + ridge, gold - offset)).T
    return modes, found, offset - found @ middle


def shares_of(head: Head, state: NDArray[np.float32]) -> NDArray[np.float64]:
    """The probabilities of a head's modes."""
    _, weights, bias = head
    scores = SCALE * (weights @ state + bias)
    raised = np.exp(scores - scores.max())
    shares: NDArray[np.float64] = raised / raised.sum()
    return shares


def cross_validated(examples: Sequence[ModeExample]) -> list[tuple[str, float]]:
    """For each example the mode that heads fitted to the other folds tell, and its probability."""
    told: list[tuple[str, float]] = [(UNTOLD, 0.0)] * len(examples)
    for event_type in sorted({e.event_type for e in examples}):
        for fold in range(FOLDS):
            others = [e for e in examples if e.event_type == event_type and e.fold != fold]
            if len({e.mode for e in others}) < 2:
                continue
            head = fit_head(others)
            for n, e in enumerate(examples):
                if e.event_type == event_type and e.fold == fold:
                    shares = shares_of(head, e.state)
                    told[n] = head[0][int(shares.argmax())], float(shares.max())
    return told


def figures(examples: Sequence[ModeExample], bounds: Sequence[float] = (0.5, 0.6, 0.7, 0.8)) -> dict[str, Any]:
    """How right rules, heads and both are on types with modes; and how often heads are where the rules tell none, by bound."""
    told = cross_validated(examples)
    rows = [n for n, e in enumerate(examples) if modes_of(e.event_type)]
    untold = [n for n in rows if examples[n].rule is None]

    def right(name: str, bound: float = 0.0) -> float:
        got = {
            "rules": [examples[n].rule or UNTOLD for n in rows],
            "heads": [told[n][0] for n in rows],
            "both": [examples[n].rule or (told[n][0] if told[n][1] >= bound else UNTOLD) for n in rows],
        }[name]
        hits = sum(g == examples[n].mode for g, n in zip(got, rows, strict=True))
        return round(hits / len(rows), 4)

    by_bound = {}
    for bound in bounds:
        sure = [n for n in untold if told[n][1] >= bound and told[n][0] != UNTOLD]
        hits = sum(told[n][0] == examples[n].mode for n in sure)
        by_bound[str(bound)] = {
            "told": len(sure), "right": round(hits / max(len(sure), 1), 4), "both": right("both", bound),
        }  # fmt: skip
    return {
        "sentences": len(rows), "rules": right("rules"), "heads": right("heads"),
        "without a mode by the rules": len(untold), "by bound": by_bound,
    }  # fmt: skip


def write_heads(examples: Sequence[ModeExample], path: Path) -> None:
    """Write a head for each type that has modes, as half-precision weights."""
    stored: dict[str, NDArray[Any]] = {"scale": np.array(SCALE, dtype=np.float32)}
    for event_type in sorted({e.event_type for e in examples}):
        if modes_of(event_type):
            modes, weights, bias = fit_head([e for e in examples if e.event_type == event_type])
            stored[f"modes_{event_type}"] = np.array(modes)
            stored[f"weights_{event_type}"] = weights.astype(np.float16)
            stored[f"bias_{event_type}"] = bias.astype(np.float32)
    np.savez_compressed(path, **stored)


def main() -> None:
    """Print and record the cross-validated figures, then write the heads fitted to all stories."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with synthetic/stories.jsonl.gz")
    options.add_argument("--out", type=Path, default=OUT)
    chosen = options.parse_args()
    rows = list(read_rows(chosen.data / "synthetic" / "stories.jsonl.gz"))
    examples = mode_examples(rows, load_resources())
    told = figures(examples)
    record("modes", told)
    write_heads(examples, chosen.out)
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
