"""What coding one report gives."""

from dataclasses import dataclass

from .event import Event
from .report import Place, Report
from .statement import Claim, Quote, Relation, RoleFiller
from .usage import CoderUsage


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One coded report. `outcome` is coded, no_event or failed; `reason` says why when it is not coded.

    `usage` tells what a coder that asks a model used; it is no record. Nor is `setting`, the state or province that the
    report as a whole is set in, where it tells one.
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
    setting: Place | None = None
