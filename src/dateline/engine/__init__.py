"""Running the one-report pipeline over many reports, in this process or on a pool; telling the incidents of a store."""

from .archive import EngineOptions, Sink, code_archive
from .engines import ENGINES
from .manifest import Entry, Manifest, forget
from .run import Tally, code_many
from .spool import Spool
from .telling import incident_faults, read_accounts, tell_incidents
from .work import Outcome, Start

__all__ = [
    "ENGINES",
    "EngineOptions",
    "Entry",
    "Manifest",
    "Outcome",
    "Sink",
    "Spool",
    "Start",
    "Tally",
    "code_archive",
    "code_many",
    "forget",
    "incident_faults",
    "read_accounts",
    "tell_incidents",
]
