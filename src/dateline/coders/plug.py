"""The seam: what a coder is, and how one is found by the name that a user gives."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol, runtime_checkable

from dateline.deadline import OutOfTimeError, within
from dateline.errors import UsageError
from dateline.pipeline import CODER_VERSION, code_parsed, code_report, parse_reports
from dateline.records import CodedReport, Report
from dateline.resources import Resources

from .address import PREFIX, address_of
from .llm import Limits, LlmCoder, key_of_environment

BUILT_IN = "built-in"
SECONDS, CHARS = 30.0, 300_001
GROUP = "dateline.coders"
"""The group of entry points under which packages register coders: a name, and a callable without arguments that gives one."""


class Coder(Protocol):
    """Codes one report. Picklable, since each worker gets a copy; it writes nothing and changes no report.

    `version` names it in every record. `code` returns the coded report, its outcome `failed` with a reason where it could not.
    """

    @property
    def version(self) -> str: ...

    def code(self, report: Report, resources: Resources) -> CodedReport: ...


@runtime_checkable
class BatchCoder(Coder, Protocol):
    """A coder that is faster with several reports at once. What it says of a report must not depend on the others."""

    def code_batch(self, reports: Sequence[Report], resources: Resources) -> list[CodedReport]:
        """The coded reports in order. Where one makes it raise, the engine codes them one by one."""
        ...


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """The rules and the classifier; a report that takes longer than `SECONDS` for each `CHARS` of its text, or part of them, fails."""

    version: str = CODER_VERSION

    def code(self, report: Report, resources: Resources) -> CodedReport:
        seconds = SECONDS * (1 + len(report.text) // CHARS)
        try:
            return within(seconds, lambda: code_report(report, resources))
        except OutOfTimeError:
            where = report.source_uri or report.id
            reason = f"{where}: coding takes more than {seconds:g} seconds (a list, a table, noise?). Split it or leave it out."
            return CodedReport(report, (), (), (), "failed", reason, self.version)

    def code_batch(self, reports: Sequence[Report], resources: Resources) -> list[CodedReport]:
        """The coded reports. Raises OutOfTimeError where they take longer together than they may."""
        if sum(len(r.text) for r in reports) > CHARS:
            return [self.code(r, resources) for r in reports]
        return within(SECONDS, lambda: _code_together(reports, resources))


def _code_together(reports: Sequence[Report], resources: Resources) -> list[CodedReport]:
    parsed = parse_reports(reports, resources)
    return [code_parsed(r, sentences, resources) for r, sentences in zip(reports, parsed, strict=True)]


def built_in() -> Coder:
    """The coder that Dateline brings along."""
    return BuiltIn()


def coder_of(name: str, limits: Limits | None = None, *, allow_plain_http: bool = False) -> Coder:
    """The coder of that name: `built-in`, `llm:MODEL@URL`, or an installed plug-in's.

    `limits` and `allow_plain_http` are for models only. Raises UsageError where there is no such coder or it cannot be made.
    """
    if name == BUILT_IN:
        return built_in()
    if name.startswith(PREFIX):
        key_of_environment()
        return LlmCoder(address_of(name, allow_plain_http=allow_plain_http), limits or Limits())
    return _plug_in(name)


def _plug_in(name: str) -> Coder:
    found = {point.name: point for point in sorted(entry_points(group=GROUP), key=lambda p: (p.name, p.value))}
    if name not in found:
        known = ", ".join([BUILT_IN, "llm:MODEL@URL", *found])
        raise UsageError(f"--coder {name[:80]}: no such coder. Coders: {known}.")
    return _made(name, found[name])


def _made(name: str, point: EntryPoint) -> Coder:
    try:
        make: Callable[[], Coder] = point.load()
        return make()
    except Exception as error:
        raise UsageError(f"--coder {name}: {point.value} cannot be loaded: {type(error).__name__}: {error}.") from error
