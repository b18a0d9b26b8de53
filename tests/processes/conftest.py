"""The sample reports, coded once and kept with their incidents."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.engine import tell_incidents
from dateline.pipeline import code_report, code_text
from dateline.processes import Definition, ProcessState, load_definition, monitor
from dateline.records import Report, to_plain
from dateline.reports import ReadOptions, read_reports
from dateline.resources import Resources
from dateline.store import Filter, Store, open_store

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


@pytest.fixture(scope="session")
def samples_store(tmp_path_factory: pytest.TempPathFactory, resources: Resources) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("samples") / "samples.db")
    for report in read_reports([str(EXAMPLES / "reports")], ReadOptions(), resources.gazetteer):
        if isinstance(report, Report):
            store.add(code_report(report, resources), "2023-02-01")
    tell_incidents(store, "2023-02-01")
    yield store
    store.close()


def definition(name: str) -> Definition:
    return load_definition(EXAMPLES / "processes" / f"{name}.toml")


def state_of(store: Store, name: str, as_of: str | None = None) -> ProcessState:
    known = Filter(as_of=as_of)
    reports = {r["id"]: r for r in store.reports(known)}
    return monitor(definition(name), store.events(known), reports, as_of, store.incidents.listed(known))


def state_told(process: Definition, resources: Resources, *texts: tuple[str, str]) -> ProcessState:
    """The state after reports given as (day of publication, text)."""
    events: list[dict[str, Any]] = []
    reports: dict[str, dict[str, Any]] = {}
    for published, text in texts:
        coded = code_text(text, resources, published=published)
        events += [to_plain(e) for e in coded.events]
        reports[coded.report.id] = to_plain(coded.report)
    return monitor(process, events, reports)
