"""The form's fields: read back as they were written, and refused where they cannot be."""

from dataclasses import replace

import pytest

from dateline.errors import UsageError
from dateline.records import to_plain
from dateline.review import FIELDS, changes_of, written

from .made import TEXT, coded_report

RECORDS = [to_plain(e) for e in coded_report().events]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: r["id"])
def test_form_sent_back_as_it_was_changes_nothing(record: dict) -> None:
    form = written(record)
    assert tuple(form) == FIELDS
    assert changes_of(form, record, TEXT) == {}
    assert changes_of({k: v.replace("\n", "\r\n") + " " for k, v in form.items()}, record, TEXT) == {}


def test_other_fields_of_a_form_are_passed_over() -> None:
    assert changes_of({"csrf": "x", "id": "other", "report_id": "r-2", "confidence": "1"}, RECORDS[0], TEXT) == {}


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"event_type": "WAR"}, "no such event type"),
        ({"mode": "picnic"}, "no such mode"),
        ({"status": "maybe"}, "not one of"),
        ({"source": "Shan fighters [MMR REB]"}, "does not stand in the report"),
        ({"source": "The junta [MMR XXX]"}, "no such code"),
        ({"source": "The junta [["}, "cannot be read"),
        ({"when_from": "last Sunday"}, "no day"),
        ({"when_from": "2023-03-05", "when_to": "2023-03-01"}, "before"),
        ({"where_lat": "91"}, "no latitude"),
        ({"where_country": "Burma"}, "three-letter"),
        ({"casualties": "killed 9-4 = at least six soldiers"}, "must rise"),
        ({"casualties": "eaten 4 = at least six soldiers"}, "no such harm"),
        ({"casualties": "killed 7 = seven soldiers"}, "does not stand"),
        ({"means": "a drone"}, "does not stand"),
    ],
)
def test_value_that_cannot_be_is_refused_with_the_reason(form: dict[str, str], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        changes_of(form, RECORDS[0], TEXT)


def test_new_type_brings_its_class_score_and_code() -> None:
    changes = changes_of({"event_type": "consult", "mode": "phone"}, RECORDS[0], TEXT)
    assert (changes["event_type"], changes["quad_class"], changes["mode"]) == ("CONSULT", 1, "phone")
    assert changes["intensity"] > 0 and changes["cameo"].startswith("04")


def test_mode_that_the_new_type_lacks_falls_away() -> None:
    record = {**RECORDS[0], "mode": "aerial"}
    assert changes_of({"event_type": "CONSULT"}, record, TEXT)["mode"] is None


def test_casualties_are_read_with_their_bounds_and_keep_what_was_known_of_the_words() -> None:
    lines = "killed 6-8 best 7 = at least six soldiers\ninjured ?-3 = soldiers"
    killed, injured = changes_of({"casualties": lines}, RECORDS[0], TEXT)["casualties"]
    assert (killed["low"], killed["best"], killed["high"], killed["bound"]) == (6, 7, 8, "range")
    assert (injured["low"], injured["best"], injured["high"], injured["bound"]) == (None, 3, 3, "at_most")
    assert TEXT[killed["start"] : killed["end"]] == "at least six soldiers"


def test_place_and_time_keep_their_words_and_take_new_values() -> None:
    changes = changes_of({"where_precision": "admin1", "when_from": "2023-03-04"}, RECORDS[0], TEXT)
    assert changes["where"]["text"] == "Hpa-An" and changes["where"]["precision"] == "admin1"
    assert changes["when"]["text"] == "Sunday" and (changes["when"]["from"], changes["when"]["to"]) == (
        "2023-03-04",
        "2023-03-05",
    )


def test_empty_place_takes_it_away() -> None:
    empty = {name: "" for name in FIELDS if name.startswith("where_")}
    assert changes_of(empty, RECORDS[0], TEXT)["where"] is None


def test_words_are_taken_nearest_to_the_sentence() -> None:
    text = TEXT + " The junta denied it."
    event = replace(coded_report().events[1], source=())
    changes = changes_of({"source": "The junta"}, to_plain(event), text)
    assert changes["source"][0]["start"] == text.index("The junta")
