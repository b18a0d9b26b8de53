import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents import group_duplicates

from .made import report

STORY = (
    "Two soldiers were killed and five were wounded when their truck hit a mine on the road between Tumaco and Pasto "
    "on Monday, the governor of the department said. He said that the road had been closed since the morning and that "
    "helicopters had taken the wounded to a hospital in Cali. No group has said that it laid the mine."
)
OTHER = (
    "Traders in Mekelle closed their shops on Thursday in protest against a tax on fuel that the interim administration "
    "announced last week. The chamber of commerce said that talks with the mayor would begin on Friday morning."
)


def _groups(reports):
    return group_duplicates(reports)


def test_a_reprint_under_another_agency_repeats_the_earlier_report():
    first = report("a", STORY, "2019-05-06", "Sample Wire")
    again = report("b", STORY.replace("Two soldiers", "Two soldiers of the army"), "2019-05-07", "Daily Sample")
    assert _groups([again, first]) == {"r-a": "r-a", "r-b": "r-a"}


def test_a_trim_that_keeps_the_first_sentences_repeats_the_whole_story():
    whole, trim = report("a", STORY, "2019-05-06"), report("b", STORY.split(" No group")[0], "2019-05-06")
    assert _groups([whole, trim])["r-b"] == "r-a"


def test_different_stories_stand_alone():
    assert _groups([report("a", STORY), report("b", OTHER)]) == {"r-a": "r-a", "r-b": "r-b"}


def test_of_reports_of_one_day_the_smallest_id_is_canonical():
    found = _groups([report("c", STORY), report("a", STORY), report("b", STORY)])
    assert set(found.values()) == {"r-a"}


def test_the_same_words_months_apart_are_no_reprint():
    found = _groups([report("a", STORY, "2019-05-06"), report("b", STORY, "2019-09-06")])
    assert found == {"r-a": "r-a", "r-b": "r-b"}


def test_page_furniture_joins_nothing():
    furniture = "Sign up for our newsletter to get the latest news by mail every morning before breakfast. " * 3
    months = [report(f"m{m}", f"{furniture} {OTHER[m * 9 :]}", f"2019-{m:02}-06") for m in (1, 4)]
    pair = [report("a", furniture + STORY, "2019-05-06"), report("b", furniture + OTHER, "2019-05-07")]
    assert _groups([*months, *pair])["r-b"] == "r-b"


@pytest.mark.parametrize("text", ["", "…", "Flash."])
def test_short_and_empty_reports_are_taken(text):
    assert _groups([report("a", text), report("b", STORY)])["r-a"] == "r-a"


@given(st.permutations([("a", STORY), ("b", STORY + " More follows."), ("c", OTHER), ("d", STORY[:250])]))
def test_the_order_of_reports_changes_nothing(told):
    reports = [report(name, text, f"2019-05-0{1 + ord(name) % 4}") for name, text in told]
    assert _groups(reports) == _groups(sorted(reports, key=lambda r: r.id))
