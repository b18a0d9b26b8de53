"""`python -m dateline.gazetteer [FILE]`: compile the gazetteer and tell where it lies."""

import sys
from pathlib import Path

from .build import build
from .open import default_path

print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else default_path()))
