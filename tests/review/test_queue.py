"""The queue puts what coders differ on first, and says why."""

from dataclasses import replace

import pytest

from dateline.query import EventQuery, Readers
from dateline.review import next_in_queue
from dateline.store import open_store

from .made import coded_report


@pytest.fixture
def reader(place):
    coded = coded_report()
    ambush = replace(coded.events[0], doubt="the model finds no such event")
    store = open_store(place)
    store.add(replace(coded, events=(ambush, *coded.events[1:])))
    store.close()
    readers = Readers(place)
    with readers.reading() as found:
        yield found
    readers.close()


def test_events_on_which_coders_differ_come_first(reader):
    found = next_in_queue(reader, EventQuery(), "Nilar", order="doubt")
    assert (found.event["id"], found.event["doubt"]) == ("e-ambush", "the model finds no such event")
    assert next_in_queue(reader, EventQuery(), "Nilar", order="unsure").event["id"] == "e-talks"
    assert next_in_queue(reader, EventQuery(), "Nilar", order="doubt", skip=("e-ambush",)).event["id"] == "e-talks"
