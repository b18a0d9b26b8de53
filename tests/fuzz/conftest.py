"""Makes the folder of fuzz targets importable."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "fuzz"))
