"""What coding one report gives."""

from dataclasses import dataclass

from .event import Event
from .report import Report
from .statement import Claim, Quote, Relation, RoleFiller


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One coded report. `outcome` is coded, no_event or failed; `reason` says why when it is not coded."""

    report: Report
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    relations: tuple[Relation, ...]
    outcome: str
    reason: str | None
    coder_version: str
    claims: tuple[Claim, ...] = ()
    roles: tuple[RoleFiller, ...] = ()
