"""The recipe: which examples the network sees in which order, and with which settings."""

import copy
import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from dateline.classifier.wordpiece import WordPiece
from dateline.resources import load_resources
from examples import Example, grouped_folds, read_rows, relation_examples
from exporting import export_int8, int8_logits
from fitting import Plan, fit
from network import Network, base_model_folder
from stacking import Outputs
from weak import (
    business_examples,
    coded_examples,
    police_examples,
    quiet_examples,
    silver_examples,
    synthetic_examples,
    turned_round,
    unlinked_examples,
)

FOLDS = 5
FIRST = Plan(epochs=2, batch=32, encoder_rate=1e-4, smoothing=0.2, mask_rate=0.3, event_weight=0.0)
THEN = Plan(epochs=3, batch=24, encoder_rate=1e-4, smoothing=0.1, mask_rate=0.15, drop_rate=0.1, event_weight=0.3)
QUIET, BUSINESS, SILVER = 150, 500, 120
"""Pairs of quiet and of business news, and coded drafts of each type, at most."""
TURNED, UNLINKED = 0.25, 0.35
"""Shares of the one-way rows that come again turned round, and of the rows' other pairs."""
SET_ASIDE = 1000
"""The first stories of the business wire are kept for measuring false alarms."""


@dataclass(frozen=True, slots=True)
class Corpora:
    """The examples of all corpora, and the fold of each relations example."""

    relations: tuple[Example, ...]
    folds: tuple[int, ...]
    turned: tuple[Example, ...]
    unlinked: tuple[Example, ...]
    synthetic: tuple[Example, ...]
    police: tuple[Example, ...]
    quiet: tuple[Example, ...]
    silver: tuple[Example, ...]


def read_corpora(folder: Path, seed: int) -> Corpora:
    """All examples under the folder that holds relations/, synthetic/, police/, load/, attributions/ and incidents/."""
    resources = load_resources(use_classifier=False)
    rows = list(read_rows(folder / "relations" / "dev.jsonl"))
    relations = relation_examples(rows, resources.parser, resources.lexicon)
    wire = list(read_rows(folder / "load" / "reuters21578.jsonl.gz"))
    business = coded_examples(wire[SET_ASIDE::4], resources, 100_000)
    news = [*read_rows(folder / "load" / "wikinews_2019_2020.jsonl.gz")]
    news += [*read_rows(folder / "attributions" / "dev.jsonl.gz")][:600]
    news += [*read_rows(folder / "incidents" / "dev.jsonl.gz")][:600]
    coded = coded_examples(news, resources, 200_000)
    return Corpora(
        tuple(relations),
        tuple(grouped_folds([r["text"] for r in rows], [r["event_type"] for r in rows], FOLDS)),
        tuple(turned_round(relations, resources.lexicon)),
        tuple(unlinked_examples(relations, resources, 2, seed)),
        tuple(synthetic_examples(read_rows(folder / "synthetic" / "stories.jsonl.gz"), resources)),
        tuple(police_examples(read_rows(folder / "police" / "dev.jsonl.gz"), resources, seed)),
        (*quiet_examples(wire[SET_ASIDE:], resources, QUIET), *business_examples(business, BUSINESS, seed)),
        tuple(silver_examples([*coded, *business], SILVER, seed)),
    )


def wordpiece() -> WordPiece:
    """The vocabulary of the base model."""
    return WordPiece((base_model_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines())


def first_stage(corpora: Corpora, seed: int) -> Network:
    """The base model taught the types by the synthetic stories; the same for all folds, since it sees no gold row."""
    return fit(corpora.synthetic, wordpiece(), replace(FIRST, seed=seed))


def second_stage(start: Network | None, corpora: Corpora, rows: Sequence[int], seed: int) -> Network:
    """The network of the first stage fitted to the chosen gold rows, to drafts of the lexicon, and to pairs of no event.

    A share of the one-way rows comes again turned round, and of the other pairs in the rows' sentences, as pairs of none.
    """
    chosen, chance = set(rows), random.Random(seed)
    gold = [corpora.relations[r] for r in rows]
    turned = [e for e in corpora.turned if e.row in chosen and chance.random() < TURNED]
    unlinked = [e for e in corpora.unlinked if e.row in chosen and chance.random() < UNLINKED]
    weak = _kept(corpora, rows)
    none = [replace(e, weight=0.5) for e in (*turned, *weak) if e.label == "NONE"]
    told = [replace(e, weight=0.3) for e in weak if e.label != "NONE"]
    network = copy.deepcopy(start) if start is not None else None
    return fit([*gold, *none, *unlinked, *told], wordpiece(), replace(THEN, seed=seed), network)


def _kept(corpora: Corpora, rows: Sequence[int]) -> list[Example]:
    """The weak pairs that go into training beside the chosen rows: all, or all but the held-out fold's share."""
    held = sorted(set(corpora.folds) - {corpora.folds[r] for r in rows})
    weak = (*corpora.police, *corpora.silver, *corpora.quiet)
    return [e for e in weak if e.row % FOLDS not in held]


def held_out(corpora: Corpora, fold: int) -> tuple[list[int], list[Example]]:
    """The relations rows of a fold, and its examples of no event with the weak positives beside them."""
    rows = [r for r, f in enumerate(corpora.folds) if f == fold]
    turned = [e for e in corpora.turned if corpora.folds[e.row] == fold]
    weak = [e for e in (*corpora.police, *corpora.silver, *corpora.quiet) if e.row % FOLDS == fold]
    return rows, [*turned, *weak]


def out_of_fold(
    corpora: Corpora, start: Network | None, seed: int, folds: Sequence[int], keep: Path
) -> dict[str, np.ndarray]:
    """Int8 logits of every held-out row of the folds, by a network that saw neither it nor a near-duplicate of it.

    `logits` has one row a relations example (zero where its fold was not asked for), `weak` one a weak example, in the
    order of `held_out` over the folds. The networks go to `keep`, one folder a fold.
    """
    for fold in folds:
        rows = [r for r, f in enumerate(corpora.folds) if f != fold]
        export_int8(second_stage(start, corpora, rows, seed), keep / f"fold-{fold}")
        print(f"fold {fold} done", flush=True)
    return kept_outputs(corpora, folds, keep)


def kept_outputs(corpora: Corpora, folds: Sequence[int], keep: Path) -> dict[str, np.ndarray]:
    """What `out_of_fold` gives, by networks that stand in `keep` already: the weak examples change with the lexicon."""
    logits = np.zeros((len(corpora.relations), 17), dtype=np.float32)
    weak = []
    for fold in folds:
        out, other = held_out(corpora, fold)
        held = int8_logits(keep / f"fold-{fold}", [*(corpora.relations[r] for r in out), *other])
        logits[out] = held[: len(out)]
        weak.append(held[len(out) :])
    return {"logits": logits, "weak": np.concatenate(weak)}


def kept_folds(folder: Path) -> list[int]:
    """The folds whose networks a cross-validation left in the folder."""
    return [fold for fold in range(FOLDS) if (folder / f"fold-{fold}" / "encoder.onnx").exists()]


def outputs_of(corpora: Corpora, found: dict[str, np.ndarray], folds: Sequence[int]) -> tuple[Outputs, Outputs]:
    """The out-of-fold outputs of the relations rows, and of the weak examples."""
    gold = Outputs(
        found["logits"].astype(float),
        tuple(e.rule for e in corpora.relations),
        tuple(e.label for e in corpora.relations),
    )
    others = [e for fold in folds for e in held_out(corpora, fold)[1]]
    return gold, Outputs(found["weak"].astype(float), tuple(e.rule for e in others), tuple(e.label for e in others))
