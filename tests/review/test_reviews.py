"""Decisions of reviewers: kept, undone, surviving what is coded later, never lost between two people."""

import pytest

from dateline.errors import DatelineError, InputError, StoreError
from dateline.review import changes_of
from dateline.store import Review, ReviewConflict, Reviews, Store

from .made import TEXT, coded_anew


def decide(
    store: Store, verdict: str, seen: int = 0, event_id: str = "e-ambush", who: str = "Nilar", **form: str
) -> int:
    held = Reviews(store).find(event_id)
    shown = held.record if held else store.event(event_id)
    assert shown is not None
    changes = changes_of(form, shown, TEXT) if form else {}
    return Reviews(store).add(Review(event_id, who, verdict, changes, None, "2026-11-24T10:00:00Z"), seen)


def test_edit_changes_the_record_and_tells_who_did_it(store: Store) -> None:
    decide(store, "edit", event_type="COERCE", source="the group = Karen National Union [MMR REB]")
    found = store.event("e-ambush")
    assert found is not None
    assert (found["event_type"], found["quad_class"], found["source"][0]["name"]) == (
        "COERCE",
        4,
        "Karen National Union",
    )
    assert found["review"]["state"] == "corrected" and found["review"]["reviewer"] == "Nilar"
    assert found["review"]["previous"]["event_type"] == "ASSAULT"
    start, end = found["source"][0]["start"], found["source"][0]["end"]
    assert TEXT[start:end] == "the group"
    assert [e["text"] for e in found["evidence"] if e["field"] == "source"] == ["the group"]


def test_corrected_event_is_found_by_its_new_values(store: Store) -> None:
    from dateline.store import EventFilter

    decide(store, "edit", event_type="COERCE", source="the group = Karen National Union [MMR REB]")
    assert [e["id"] for e in store.events(EventFilter(event_type="COERCE"))] == ["e-ambush"]
    assert [e["id"] for e in store.events(EventFilter(actor="National Union"))] == ["e-ambush"]
    assert not list(store.events(EventFilter(actor="Karen fighters")))


def test_undo_gives_back_what_was(store: Store) -> None:
    before = store.event("e-ambush")
    decide(store, "edit", event_type="COERCE")
    decide(store, "undo", 1)
    assert store.event("e-ambush") == before
    assert [r.verdict for r in Reviews(store).of_event("e-ambush")] == ["edit", "undo"]


def test_undo_takes_back_the_last_decision_only(store: Store) -> None:
    decide(store, "edit", event_type="COERCE")
    decide(store, "edit", 1, status="ongoing")
    decide(store, "undo", 2)
    found = store.event("e-ambush")
    assert found is not None and (found["event_type"], found["status"]) == ("COERCE", "occurred")


def test_rejected_event_leaves_the_events_and_comes_back_by_undo(store: Store) -> None:
    decide(store, "reject")
    assert [e["id"] for e in store.events()] == ["e-talks"]
    held = Reviews(store).find("e-ambush")
    assert held is not None and held.state == "rejected"
    decide(store, "undo", 1)
    assert {e["id"] for e in store.events()} == {"e-ambush", "e-talks"}


def test_correction_survives_recoding(store: Store) -> None:
    decide(store, "edit", event_type="THREATEN", status="hypothetical")
    assert store.add(coded_anew()) == "recoded"
    found = [e for e in store.events() if e["id"] == "e-ambush"]
    assert [(e["event_type"], e["status"]) for e in found] == [("THREATEN", "hypothetical")]
    assert not [e for e in store.events() if e["id"] == "e-other"], (
        "the machine's event at the same words stands beside it"
    )
    held = Reviews(store).find("e-ambush")
    assert held is not None and held.machine is not None and held.machine["event_type"] == "COERCE"


def test_accepted_event_survives_a_coder_that_no_longer_finds_it(store: Store) -> None:
    decide(store, "accept", event_id="e-talks")
    store.add(coded_anew())
    assert {e["id"] for e in store.events()} == {"e-other", "e-talks"}


def test_rejection_survives_recoding(store: Store) -> None:
    decide(store, "reject")
    store.add(coded_anew())
    assert not list(store.events())


def test_second_reviewer_of_a_changed_record_gets_a_conflict(store: Store) -> None:
    decide(store, "edit", 0, who="Nilar", event_type="COERCE")
    with pytest.raises(ReviewConflict, match="Nilar changed this event"):
        decide(store, "edit", 0, who="Thant", status="negated")
    found = store.event("e-ambush")
    assert found is not None and (found["event_type"], found["status"]) == ("COERCE", "occurred")


def test_second_coding_changes_no_record(store: Store) -> None:
    before = store.event("e-ambush")
    Reviews(store).add(Review("e-ambush", "Thant", "reject", {}, None, "2026-11-24T10:00:00Z", is_second=True), 0)
    assert store.event("e-ambush") == before
    assert [r.is_second for r in Reviews(store).all()] == [True]


def test_unknown_event_and_empty_undo_are_refused(store: Store) -> None:
    for event_id, verdict in (("nowhere", "accept"), ("e-ambush", "undo")):
        with pytest.raises(InputError):
            Reviews(store).add(Review(event_id, "Nilar", verdict, {}, None, "2026-11-24"), 0)


def test_reviews_can_be_neither_rewritten_nor_deleted(store: Store) -> None:
    decide(store, "accept")
    for sql in ("DELETE FROM review", "UPDATE review SET reviewer = 'somebody else'"):
        with pytest.raises(StoreError, match=r"are not rewritten|are kept"):
            store.database.run_script(sql)


def test_errors_are_ours(store: Store) -> None:
    assert issubclass(ReviewConflict, DatelineError) and issubclass(StoreError, DatelineError)
