"""An open store: questions by the filters of the command line, their answers as records or frames."""

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, Unpack

from dateline import __version__
from dateline.engine import tell_incidents
from dateline.errors import InputError
from dateline.export import Options, Source, Written, export, profile_of
from dateline.processes import Definition, ProcessState, find_definition, monitor
from dateline.query import material_of
from dateline.records import CodedReport
from dateline.settings import load_settings
from dateline.store import Store
from dateline.store import open_store as open_file

from .asked import Asked, filter_of
from .coding import Coded
from .table import Table


class OpenStore:
    """A database of reports and what was coded from them. Close it, or use it in a `with` block."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    def add(self, coded: Coded | Iterable[CodedReport], day: str | None = None) -> dict[str, int]:
        """Keep coded reports and join all events into incidents anew; how many incidents are new, changed, same and gone.

        `day` (ISO) is the one on which this store learns it, for its history.
        """
        for report in coded:
            self.store.add(report, day)
        if isinstance(coded, Coded):
            for unread in coded.unread:
                self.store.add_unread(unread)
        return tell_incidents(self.store, day)

    def events(self, **asked: Unpack[Asked]) -> Table:
        """The events asked for, by day."""
        return Table(self.store.events(filter_of(asked)))

    def incidents(self, **asked: Unpack[Asked]) -> Table:
        """The incidents asked for, by day; with `as_of` as they were told on that day."""
        return Table(self.store.incidents.listed(filter_of(asked)))

    def claims(self, **asked: Unpack[Asked]) -> Table:
        """The claims asked for, by day of saying."""
        return Table(self.store.claims(filter_of(asked)))

    def reports(self, **asked: Unpack[Asked]) -> Table:
        """The reports that hold an event asked for, by day of publication."""
        return Table(self.store.reports(filter_of(asked)))

    def changes(self, since: str | None = None, until: str | None = None) -> Table:
        """What changed in incidents from one day to another, oldest first."""
        return Table(self.store.incidents.changes(since, until))

    def event(self, event_id: str) -> dict[str, Any]:
        """The event of that id, or of the only id that begins so. Raises InputError where there is none."""
        found = self.store.event(event_id)
        if found is None:
            raise InputError(event_id, "no such event.")
        return found

    def incident(self, incident_id: str, as_of: str | None = None) -> dict[str, Any]:
        """The incident of that id, as known on a day. Raises InputError where there is none."""
        found = self.store.incidents.one(incident_id, as_of)
        if found is None:
            raise InputError(incident_id, "no such incident.")
        return found

    def table(self, profile: str, **asked: Unpack[Asked]) -> Table:
        """The flat rows of an export profile (`events`, `incidents`, `acled`, `ged`, …), with its columns and names."""
        rows = profile_of(profile).rows(Source(self.store, filter_of(asked)))
        return Table(rows)

    def export(
        self, profile: str, out: str | Path, *, format: str | None = None, guard_formulas: bool = False,
        **asked: Unpack[Asked],
    ) -> list[Written]:  # fmt: skip
        """Write an export to a file or into a folder, with its codebook and manifest; what was written."""
        options = Options(guard_formulas=guard_formulas)
        program = f"dateline {__version__}"
        return export(
            self.store, profile, Path(out), asked=filter_of(asked), options=options, format=format, program=program
        )

    def process(self, definition: Definition | str | Path, as_of: str | None = None) -> ProcessState:
        """The state of a peace process, as known on a day. A process is a definition, its file, or its name in `processes/`."""
        process = (
            definition if isinstance(definition, Definition) else find_definition(str(definition), Path("processes"))
        )
        told = material_of(self.store, process, as_of)
        return monitor(process, told.events, told.reports, as_of, told.incidents)


def open_store(path: str | Path | None = None) -> OpenStore:
    """The store at that path or `postgresql://` address, made where there is none; without one that of the settings. Raises StoreError."""
    return OpenStore(open_file(path if path is not None else load_settings().db))
