"""What coding one report gives."""

from dataclasses import dataclass

from .event import Event
from .report import Report
from .statement import Claim, Quote, Relation, RoleFiller
from .usage import CoderUsage


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One coded report. `outcome` is coded, no_event or failed; `reason` says why when it is not coded.

    `usage` tells what a coder that asks a model used; it is no record.
    """

    report: Report
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]
    relations: tuple[Relation, ...]
    outcome: str
    reason: str | None
    coder_version: str
    claims: tuple[Claim, ...] = ()
    roles: tuple[RoleFiller, ...] = ()
    usage: CoderUsage | None = None
