"""The script of the error page: kinds in a table, what was tried beside them, nothing that breaks the table."""

import importlib.util
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from dateline.evaluate import SUITES

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def errors() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    try:
        spec = importlib.util.spec_from_file_location("errors_script", ROOT / "scripts" / "errors.py")
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(ROOT / "scripts"))
    return module


FOUND = {
    "police": {
        "suite": "police",
        "kinds": [{"name": "kill missed", "count": 3, "examples": ["a | b [c]"]}]
        + [{"name": f"kind {n}", "count": 1, "examples": []} for n in range(15)],
    }
}


def test_the_page_tells_kinds_with_shares_and_sums_up_the_rest(errors: ModuleType) -> None:
    page = errors.page(FOUND, {"police": [{"against": "kill missed", "tried": "<b>", "came": "x | y"}]})
    assert "| 3 | 17% | kill missed | `a / b [c]` |" in page
    assert "| 4 | 22% | 4 rarer kinds | |" in page
    assert "| kill missed | &lt;b> | x \\| y |" in page


def test_every_entry_of_what_was_tried_names_a_suite_and_is_whole() -> None:
    tried = tomllib.loads((ROOT / "docs" / "errors-tried.toml").read_text("utf-8"))
    assert set(tried) <= set(SUITES)
    assert {"actors", "police", "incidents", "triples", "relations"} <= set(tried)
    for entries in tried.values():
        assert all(set(e) == {"against", "tried", "came"} and all(e.values()) for e in entries)


def test_every_suite_of_the_accuracy_page_has_its_mistakes_told() -> None:
    page = (ROOT / "docs" / "errors.md").read_text("utf-8")
    accuracy = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    wanted = [line for line in accuracy.splitlines() if line.startswith("## ") and line != "## Confidence"]
    assert [line for line in wanted if line not in page] == []
