"""Events of other data sets (ACLED, UCDP GED, GDELT, POLECAT) as a reference, matched with what happened by our reports."""

from .compare import OURS_ONLY, Comparison, Match, compare, in_scope, widened
from .happening import Happening, Spot
from .nearness import Tolerance
from .ours import happenings_of_store
from .read import DATA_SETS, BadRow, Reference, open_reference
from .rows import COLUMNS, figures_of, rows_of

__all__ = [
    "COLUMNS",
    "DATA_SETS",
    "OURS_ONLY",
    "BadRow",
    "Comparison",
    "Happening",
    "Match",
    "Reference",
    "Spot",
    "Tolerance",
    "compare",
    "figures_of",
    "happenings_of_store",
    "in_scope",
    "open_reference",
    "rows_of",
    "widened",
]
