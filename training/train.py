"""Train the shipped classifier: out-of-fold logits for the last layer, then the network on all rows, then int8 ONNX."""

import argparse
import json
import shutil
from dataclasses import asdict
from pathlib import Path

import numpy as np

from crossval import figures
from dateline.classifier.combine import Combination
from exporting import export_int8
from network import base_model_folder
from recipe import (
    FOLDS,
    Corpora,
    first_stage,
    out_of_fold,
    outputs_of,
    read_corpora,
    second_stage,
)
from stacking import Outputs, fit_combination

OUT = Path(__file__).parent.parent / "src" / "dateline" / "classifier" / "weights"


def joined(gold: Outputs, weak: Outputs) -> Outputs:
    """The gold rows and the weak rows labelled NONE: what the last layer learns from."""
    none = weak.at([i for i, label in enumerate(weak.labels) if label == "NONE"])
    return Outputs(np.concatenate([gold.logits, none.logits]), gold.rules + none.rules, gold.labels + none.labels)


def last_layer(corpora: Corpora, found: dict[str, np.ndarray]) -> Combination:
    """The last layer fitted to the out-of-fold logits."""
    return fit_combination(joined(*outputs_of(corpora, found, range(FOLDS))))


def main() -> None:
    """Write model.onnx, vocab.txt and labels.json, and print the cross-validated figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with relations/, synthetic/, police/, load/")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--logits", type=Path, help="out-of-fold logits (npz): read where there, else written")
    options.add_argument("--last-layer-only", action="store_true", help="keep the network; needs --logits")
    chosen = options.parse_args()
    corpora = read_corpora(chosen.data, chosen.seed)
    start = None if chosen.last_layer_only else first_stage(corpora, chosen.seed)
    if start is not None:
        shutil.copy(base_model_folder() / "vocab.txt", chosen.out / "vocab.txt")
        network = second_stage(start, corpora, range(len(corpora.relations)), chosen.seed)
        export_int8(network, chosen.out / "model.onnx")
    if chosen.logits is not None and chosen.logits.exists():
        found = dict(np.load(chosen.logits))
    else:
        found = out_of_fold(corpora, start, chosen.seed, range(FOLDS))
        if chosen.logits is not None:
            np.savez(chosen.logits, **found)
    layer = last_layer(corpora, found)
    (chosen.out / "labels.json").write_text(json.dumps(asdict(layer), indent=1) + "\n", encoding="utf-8")
    print(json.dumps(figures(corpora, *outputs_of(corpora, found, range(FOLDS)), range(FOLDS)), indent=2))


if __name__ == "__main__":
    main()
