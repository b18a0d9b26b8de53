"""Writing the network as int8 ONNX."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.classifier.inputs import POOLS, mark
from dateline.classifier.model import arrays_of
from dateline.classifier.wordpiece import WordPiece
from examples import Example
from network import FIRST_MARKER, MARKERS, Network


class _Plain(nn.Module):
    """The network with its markers written into the word embeddings, for one unpadded sentence at a time."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network
        words = network.encoder.embeddings.word_embeddings.weight.data
        words[FIRST_MARKER : FIRST_MARKER + MARKERS] += network.markers.weight.data[1:]
        network.markers.weight.data.zero_()

    def forward(self, pieces: Tensor, pools: Tensor) -> Tensor:
        hidden = self.network.encoder(input_ids=pieces).last_hidden_state
        views = torch.bmm(pools, hidden).flatten(1)
        return torch.cat([self.network.types(views), self.network.event(views)], dim=1)


def export_int8(network: Network, path: Path) -> None:
    """Write the network to `path`, weights in int8 (each output channel with its own scale)."""
    network.eval()
    plain = _Plain(network)
    pieces, pools = torch.ones(1, 12, dtype=torch.long), torch.zeros(1, len(POOLS), 12)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            plain,
            (pieces, pools),
            str(whole),
            input_names=["pieces", "pools"],
            output_names=["logits"],
            dynamic_axes={"pieces": {0: "batch", 1: "length"}, "pools": {0: "batch", 2: "length"}},
            opset_version=17,
            dynamo=False,
        )
        onnx.checker.check_model(str(whole))
        quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)


def int8_logits(network: Network, examples: Sequence[Example], wordpiece: WordPiece) -> np.ndarray:
    """The logits of the examples as the exported int8 model gives them: what ships is what is measured."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        export_int8(network, path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(path), sess_options=options, providers=["CPUExecutionProvider"])
        marked = [mark(e.sentence, e.source, e.target, wordpiece) for e in examples]
        return np.array([session.run(None, arrays_of(m))[0][0] for m in marked], dtype=np.float32)
