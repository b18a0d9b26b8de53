"""The queue puts what coders differ on first, and says why."""

from dataclasses import replace

import pytest

from dateline.query import EventQuery, Readers
from dateline.review import ORDERS, next_in_queue, queue_length
from dateline.store import Filter, Review, Reviews, open_store

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


@pytest.fixture
def judged(place):
    """A store in which Nilar let the talks stand and took the ambush out."""
    store = open_store(place)
    store.add(coded_report())
    for event_id, verdict in (("e-ambush", "reject"), ("e-talks", "accept")):
        Reviews(store).add(Review(event_id, "Nilar", verdict, {}, None, "2026-11-24T10:00:00Z"), 0)
    store.close()
    readers = Readers(place)
    with readers.reading() as found:
        yield found
    readers.close()


@pytest.mark.parametrize("order", ORDERS)
def test_a_second_coder_is_shown_what_the_first_took_out_too(judged, order):
    seen = []
    while found := next_in_queue(judged, EventQuery(), "Thant", order=order, is_second=True, skip=tuple(seen)):
        seen.append(found.event["id"])
    assert sorted(seen) == ["e-ambush", "e-talks"] and queue_length(judged, EventQuery(), "Thant", is_second=True) == 2
    assert seen[0] == ("e-ambush" if order in {"deadly", "text"} else "e-talks")
    assert next_in_queue(judged, EventQuery(), "Nilar", order=order, is_second=True) is None
    assert next_in_queue(judged, EventQuery(), "Thant", order=order) is None


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Filter(event_type="assault"), 1), (Filter(event_type="consult"), 1), (Filter(country="mmr", place="Hpa"), 1),
        (Filter(admin="Kayin"), 1), (Filter(since="2023-03-05", until="2023-03-05"), 1), (Filter(since="2023-03-06"), 0),
        (Filter(status="future"), 1), (Filter(min_confidence=0.8), 1), (Filter(historical=False), 2), (Filter(historical=True), 0),
    ],
)  # fmt: skip
def test_what_was_taken_out_is_found_by_the_filters_of_the_queue(judged, asked, found):
    assert queue_length(judged, EventQuery(asked), "Thant", is_second=True) == found


def test_deaths_of_what_was_taken_out_are_found(judged):
    assert queue_length(judged, EventQuery(has_deaths=True), "Thant", is_second=True) == 1
