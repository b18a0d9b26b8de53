"""Running the one-report pipeline over many reports, in this process or on a pool, and keeping what comes out."""

from .run import Outcome, Tally, code_many
from .spool import Spool

__all__ = ["Outcome", "Spool", "Tally", "code_many"]
