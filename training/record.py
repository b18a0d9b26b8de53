"""What cross-validation found, kept in crossval.json beside this file: scripts/accuracy.py tells it on the accuracy page."""

import json
from pathlib import Path
from typing import Any

CROSSVAL = Path(__file__).parent / "crossval.json"


def record(section: str, found: Any) -> None:
    """Write one section of crossval.json, the others kept."""
    kept = json.loads(CROSSVAL.read_text("utf-8")) if CROSSVAL.exists() else {}
    kept[section] = found
    CROSSVAL.write_text(json.dumps(kept, indent=1, sort_keys=True) + "\n", encoding="utf-8")
