"""The house: imports go one way, and a room is entered by its door."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "dateline"


def test_a_lower_floor_never_imports_a_higher_one():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([str(linter)], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_room_is_entered_by_its_door():
    rooms = {p.name for p in PACKAGE.iterdir() if p.is_dir()}
    broken = []
    for path in PACKAGE.rglob("*.py"):
        own = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dateline."):
                parts = (node.module or "").split(".")
                if len(parts) > 2 and parts[1] in rooms and parts[1] != own and not node.level:
                    broken.append(f"{path.relative_to(PACKAGE)}: {node.module}")
    assert broken == []


def test_no_file_of_the_package_is_over_long():
    long = [p.name for p in PACKAGE.rglob("*.py") if len(p.read_text("utf-8").splitlines()) > 430]
    assert long == []
