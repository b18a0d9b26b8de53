"""Writing the network as an int8 ONNX encoder and float heads: the files that `Classifier.load` reads."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.classifier import Classifier
from dateline.classifier.combine import Combination
from examples import Example
from network import FIRST_MASK, MASKS, Network, base_model_folder
from stacking import UNTAUGHT


class _Encoder(nn.Module):
    """The network's encoder with its masks written into the word embeddings, for one unpadded sentence at a time."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder = network.encoder
        words = network.encoder.embeddings.word_embeddings.weight.data
        words[FIRST_MASK : FIRST_MASK + MASKS] += network.masks.weight.data[1:]
        network.masks.weight.data.zero_()

    def forward(self, pieces: Tensor) -> Tensor:
        hidden: Tensor = self.encoder(input_ids=pieces).last_hidden_state
        return hidden


def export_int8(network: Network, folder: Path) -> None:
    """Write encoder.onnx (weights in int8, each output channel with its own scale), heads.npz, vocab.txt and labels.json.

    The last layer is still untaught: it is learnt from out-of-fold logits.
    """
    network.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        whole = Path(made) / "whole.onnx"
        torch.onnx.export(
            _Encoder(network),
            (torch.ones(1, 12, dtype=torch.long),),
            str(whole),
            input_names=["pieces"],
            output_names=["hidden"],
            dynamic_axes={"pieces": {1: "length"}, "hidden": {1: "length"}},
            opset_version=17,
            dynamo=False,
        )
        onnx.checker.check_model(str(whole))
        quantize_dynamic(whole, folder / "encoder.onnx", per_channel=True, weight_type=QuantType.QInt8)
    weights = torch.cat([network.types.weight, network.event.weight]).detach().numpy()
    bias = torch.cat([network.types.bias, network.event.bias]).detach().numpy()
    np.savez(folder / "heads.npz", weights=weights.astype(np.float32), bias=bias.astype(np.float32))
    shutil.copy(base_model_folder() / "vocab.txt", folder / "vocab.txt")
    write_layer(UNTAUGHT, folder)


def write_layer(layer: Combination, folder: Path) -> None:
    """Write the last layer as labels.json."""
    (folder / "labels.json").write_text(json.dumps(asdict(layer), indent=1) + "\n", encoding="utf-8")


def int8_logits(folder: Path, examples: Sequence[Example]) -> np.ndarray:
    """The logits of the examples as an exported folder gives them: what ships is what is measured."""
    classifier = Classifier.load(folder)
    return classifier.logits([(e.sentence, e.source, e.target) for e in examples]).astype(np.float32)
