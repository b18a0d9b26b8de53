"""The runtime of the classifier keeps to itself."""

import os
import subprocess
import sys
from pathlib import Path


def test_the_runtime_reports_nothing_to_its_maker(tmp_path: Path) -> None:
    # Left to itself, ONNX Runtime (1.32) makes an identifier and a queue of reports under the user's cache, and sends them.
    homes = dict.fromkeys(
        ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"), str(tmp_path)
    )
    env = {k: v for k, v in os.environ.items() if k != "ORT_DISABLE_TELEMETRY"}
    load = "from dateline.classifier import Classifier; Classifier.load()"
    subprocess.run([sys.executable, "-B", "-c", load], env={**env, **homes}, check=True)
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
