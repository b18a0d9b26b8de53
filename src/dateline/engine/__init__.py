"""Running the one-report pipeline over many reports, in this process or on a pool; telling the incidents of a store."""

from .run import Tally, code_many
from .spool import Spool
from .telling import incident_faults, read_accounts, tell_incidents
from .work import Outcome

__all__ = ["Outcome", "Spool", "Tally", "code_many", "incident_faults", "read_accounts", "tell_incidents"]
