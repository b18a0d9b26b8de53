"""The examples of docs/library.md, run in the order of the page."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent.parent / "docs" / "library.md"


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("polars")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert len(blocks) >= 4
    names: dict[str, object] = {}
    for number, block in enumerate(blocks, 1):
        exec(compile(block, f"library.md, example {number}", "exec"), names)


def test_import_alone_loads_nothing() -> None:
    heavy = ("spacy", "pydantic", "duckdb", "numpy", "typer", "sqlite3")
    script = f"import sys, dateline; dateline.__version__; sys.exit(', '.join(m for m in {heavy!r} if m in sys.modules) or 0)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_offered_is_there_and_nothing_else() -> None:
    import dateline

    assert all(getattr(dateline, name) for name in dateline.__all__)
    with pytest.raises(AttributeError, match="no attribute 'kode'"):
        _ = dateline.kode
