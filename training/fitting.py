"""Fitting the network: one loss for types, the joined class YIELD, and no event; everything seeded."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dateline.classifier.reading import Reading, read, views_of
from dateline.classifier.wordpiece import WordPiece
from examples import Example
from network import TYPES, Network, as_tensors

_JOINED = {"YIELD": ("CONCEDE", "RETREAT")}


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of one run of fitting."""

    epochs: int = 8
    batch: int = 24
    encoder_rate: float = 1e-4
    head_rate: float = 1e-3
    smoothing: float = 0.1
    mask_rate: float = 0.15
    drop_rate: float = 0.0
    decay: float = 0.01
    warm: float = 0.1
    seed: int = 1
    event_weight: float = 0.5


def label_matrix(labels: Sequence[str]) -> Tensor:
    """One row a label: 1 for the types it may stand for, all 0 for NONE."""
    rows = torch.zeros(len(labels), len(TYPES))
    for row, label in enumerate(labels):
        for name in _JOINED.get(label, (label,)):
            if name in TYPES:
                rows[row, TYPES.index(name)] = 1.0
    return rows


def loss_of(logits: Tensor, allowed: Tensor, weights: Tensor, plan: Plan) -> Tensor:
    """The weighted loss: the types' shared probability given an event, and event against none."""
    has_event = allowed.sum(1) > 0
    logp = torch.log_softmax(logits[:, :-1].float(), dim=1)
    told = torch.logsumexp(logp.masked_fill(allowed == 0, -30.0), dim=1)
    smooth = logp.mean(1)
    types = -((1 - plan.smoothing) * told + plan.smoothing * smooth) * has_event
    event = torch.nn.functional.binary_cross_entropy_with_logits(
        logits[:, -1].float(), has_event.float(), reduction="none"
    )
    return (weights * (types + plan.event_weight * event)).sum() / weights.sum()


def _batches(examples: Sequence[Example], plan: Plan, chance: random.Random) -> list[list[int]]:
    """Shuffled batches of like length."""
    order = list(range(len(examples)))
    chance.shuffle(order)
    window = plan.batch * 16
    batches = []
    for at in range(0, len(order), window):
        part = sorted(order[at : at + window], key=lambda i: len(examples[i].sentence))
        batches += [part[b : b + plan.batch] for b in range(0, len(part), plan.batch)]
    chance.shuffle(batches)
    return batches


def _read(
    e: Example, wordpiece: WordPiece, plan: Plan, chance: random.Random
) -> tuple[Reading, Sequence[Sequence[int]]]:
    masked = frozenset(side for side in ("source", "target") if chance.random() < plan.mask_rate)
    target = () if e.source and chance.random() < plan.drop_rate else e.target
    reading = read(e.sentence, e.source, target, wordpiece, masked=masked)
    return reading, views_of(e.sentence, reading, e.source, target)


def fit(examples: Sequence[Example], wordpiece: WordPiece, plan: Plan, network: Network | None = None) -> Network:
    """The network fitted to the examples; goes on from `network` where one is given."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    network = network or Network()
    network.train()
    torch.set_num_threads(1)
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": network.encoder.encoder.parameters(), "lr": plan.encoder_rate},
            {"params": heads, "lr": plan.head_rate},
        ],
        weight_decay=plan.decay,
        fused=True,
    )
    steps = plan.epochs * ((len(examples) + plan.batch - 1) // plan.batch + 1)
    warm = max(1, int(plan.warm * steps))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.0, (steps - step) / (steps - warm)))
    )
    for _ in range(plan.epochs):
        for batch in _batches(examples, plan, chance):
            chosen = [examples[i] for i in batch]
            tensors = as_tensors([_read(e, wordpiece, plan, chance) for e in chosen])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = network(*tensors)
            loss = loss_of(
                logits, label_matrix([e.label for e in chosen]), torch.tensor([e.weight for e in chosen]), plan
            )
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
    return network
