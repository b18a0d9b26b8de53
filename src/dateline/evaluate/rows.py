"""Reading gold files: JSON lines, plain or gzipped."""

import gzip
import json
from pathlib import Path
from typing import Any

from dateline.errors import UsageError


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gold file in order. Raises UsageError where the file is missing or a line is no JSON object."""
    if not path.is_file():
        raise UsageError(f"{path}: no such file. Give a gold file in JSON lines, plain or .gz, with --data.")
    opener = gzip.open if path.suffix == ".gz" else open
    rows: list[dict[str, Any]] = []
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise UsageError(f"{path}:{number}: not JSON ({error}). Each line must be one JSON object.") from None
            if not isinstance(row, dict):
                raise UsageError(f"{path}:{number}: a {type(row).__name__}, not an object.")
            rows.append(row)
    return rows
