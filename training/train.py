"""Train the shipped classifier: the network on all rows, as int8 ONNX, and the last layer by out-of-fold logits."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from crossval import figures, recorded
from dateline.classifier.combine import Combination
from exporting import export_int8, write_layer
from recipe import (
    Corpora,
    first_stage,
    kept_folds,
    kept_outputs,
    outputs_of,
    read_corpora,
    second_stage,
)
from record import record
from stacking import fit_combination, joined

OUT = Path(__file__).parent.parent / "src" / "dateline" / "classifier" / "weights"


def last_layer(corpora: Corpora, found: dict[str, np.ndarray], folds: Sequence[int]) -> Combination:
    """The last layer fitted to the out-of-fold logits of the folds."""
    gold, weak = outputs_of(corpora, found, folds)
    return fit_combination(joined(gold.at([r for r, f in enumerate(corpora.folds) if f in folds]), weak))


def main() -> None:
    """Write model.onnx, vocab.txt and labels.json, and print the cross-validated figures."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with relations/, synthetic/, police/, load/")
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--folds",
        type=Path,
        required=True,
        help="what crossval.py --keep wrote: the logits of its networks teach the last layer",
    )
    options.add_argument("--last-layer-only", action="store_true", help="keep the network: the lexicon has changed")
    chosen = options.parse_args()
    corpora = read_corpora(chosen.data, chosen.seed)
    start = None if chosen.last_layer_only else first_stage(corpora, chosen.seed)
    if start is not None:
        network = second_stage(start, corpora, range(len(corpora.relations)), chosen.seed)
        export_int8(network, chosen.out)
    folds = kept_folds(chosen.folds)
    found = kept_outputs(corpora, folds, chosen.folds)
    layer = last_layer(corpora, found, folds)
    write_layer(layer, chosen.out)
    told = figures(corpora, *outputs_of(corpora, found, folds), folds)
    record("relations", recorded(told))
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
