"""What a process is told from: only what concerns it is read, and it is told as from everything."""

import pytest

from dateline.processes import monitor
from dateline.query import material_of
from dateline.store import Filter, Store

from .conftest import definition

PROCESSES = ("united-states-taliban", "colombia-farc", "ethiopia-tigray")


def told_from_everything(store: Store, name: str, as_of: str | None):
    known = Filter(as_of=as_of)
    reports = {r["id"]: r for r in store.reports(known)}
    return monitor(definition(name), store.events(known), reports, as_of, store.incidents.listed(known))


@pytest.mark.parametrize("name", PROCESSES)
@pytest.mark.parametrize("as_of", [None, "2019-12-31", "2016-10-01", "2022-09-15"])
def test_a_process_is_told_as_from_everything(samples_store: Store, name: str, as_of: str | None) -> None:
    found = material_of(samples_store, definition(name), as_of)
    assert monitor(definition(name), found.events, found.reports, as_of, found.incidents) == told_from_everything(
        samples_store, name, as_of
    )


@pytest.mark.parametrize("name", PROCESSES)
def test_reports_of_other_conflicts_are_not_read(samples_store: Store, name: str) -> None:
    found = material_of(samples_store, definition(name))
    folder = {"united-states-taliban": "afghanistan", "colombia-farc": "colombia", "ethiopia-tigray": "ethiopia"}[name]
    assert {str(r["source_uri"]).split("/")[-2] for r in found.reports.values()} == {folder}
    assert 0 < len(found.reports) < samples_store.counts()["report"]
    assert {e["report_id"] for e in found.events} <= found.reports.keys()
