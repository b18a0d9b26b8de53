"""Which town and country a report is written for: its publisher, the stations that it quotes, a nation's own words. All ours."""

import pytest

from dateline.pipeline import code_report
from dateline.reports import report_from_text
from dateline.resolve import choose
from dateline.resolve.local import nation_of, towns_of_publisher
from dateline.resources import Resources


@pytest.mark.parametrize(
    ("publisher", "town"),
    [
        ("Radio Uplands, Odessa, Texas", "Odessa"),
        ("WXYY-TV News, Weather, Sports-Hattiesburg, MS", "Hattiesburg"),
        ("wxyy.com Montgomery Alabama news", "Montgomery"),
        ("Morning Courier | Columbia, South Carolina", "Columbia"),
    ],
)
def test_the_town_of_a_publisher_lies_in_the_state_behind_it(publisher: str, town: str, resources: Resources) -> None:
    assert [t.name for t in towns_of_publisher(publisher, resources.gazetteer)] == [town]


@pytest.mark.parametrize("publisher", [None, "", "Daily Courier", "News, Weather and Sports", "Uplands Online"])
def test_a_publisher_without_a_state_has_no_town(publisher: str | None, resources: Resources) -> None:
    assert towns_of_publisher(publisher, resources.gazetteer) == []


@pytest.mark.parametrize(
    ("text", "nation"),
    [
        ("The Ridge County Sheriff's Office found the men in the 300 block of Elm Street.", "USA"),
        ("Residents of the barangay fled when the rebels came.", "PHL"),
        ("Damage of two crore was done, villagers said.", "IND"),
        ("Detectives of Ridgeshire Constabulary are at work.", "GBR"),
        ("Soldiers killed nine rebels near the border on Friday.", None),
    ],
)
def test_the_words_of_a_nation_tell_it(text: str, nation: str | None) -> None:
    assert nation_of(text) == nation


PLAIN = "Two men were shot at a bar in {}. Officers came to the {} where it stands."


@pytest.mark.parametrize(
    ("town", "where", "state"),
    [
        ("Birmingham", "square", "England"),
        ("Birmingham", "300 block of Elm Street", "Alabama"),
        ("Danville", "square, they told WSLS 10,", "Virginia"),
    ],
)
def test_namesakes_are_told_apart_by_what_is_local(town: str, where: str, state: str, resources: Resources) -> None:
    report = report_from_text(PLAIN.format(town, where), gazetteer=resources.gazetteer, published="2024-05-15")
    areas = {e.where.admin1 for e in code_report(report, resources).events if e.where is not None}
    assert areas == {state}


def test_a_side_of_the_town_is_no_district_abroad(resources: Resources) -> None:
    assert choose([((0, 0), "North Side", None)], {}, resources.gazetteer) == {}


def test_a_report_without_events_has_its_setting(resources: Resources) -> None:
    text = "Oakland police are looking at what took place near the port of Oakland on Wednesday night."
    report = report_from_text(text, gazetteer=resources.gazetteer, published="2024-05-16")
    setting = code_report(report, resources).setting
    assert setting is not None
    assert setting.admin1 == "California"
