"""Time expressions, found and resolved; sentences of our own about different conflicts."""

from datetime import date

import pytest

from dateline.mentions import find_dates, find_document_dates
from dateline.records import DateMention
from dateline.text import Parser

PUBLISHED = date(2018, 10, 4)
"""A Thursday."""


def dates_of(parser: Parser, text: str, published: date | None = PUBLISHED) -> list[DateMention]:
    return [m for s in parser.parse(text) for m in find_dates(s, published)]


def told(parser: Parser, text: str, published: date | None = PUBLISHED) -> list[tuple[str | None, str | None]]:
    return [(m.first, m.last) for m in dates_of(parser, text, published)]


def story(parser: Parser, text: str, published: date | None) -> list[DateMention]:
    return [m for found in find_document_dates(parser.parse(text), published) for m in found]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Shelling killed four people in Taiz on Saturday.", "2018-09-29"),
        ("Gunmen ambushed an army patrol near Gao early Thursday.", "2018-10-04"),
        ("Rebels shot down a helicopter over Idlib late Sunday.", "2018-09-30"),
        ("Police fired tear gas in Managua on Monday night.", "2018-10-01"),
        ("Troops have blocked the road to Kidal since Friday.", "2018-09-28"),
        ("Tuesday's attack will not stop the vote, the Somali minister said.", "2018-10-02"),
    ],
)
def test_weekday_in_past_tense_is_the_last_one_before_publication(parser: Parser, text: str, day: str) -> None:
    assert told(parser, text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoy will meet the Houthi delegation on Saturday.", "2018-10-06"),
        ("Both armies agreed to withdraw from Abyei on Monday.", "2018-10-08"),
        ("Talks on Western Sahara are scheduled for Wednesday in Geneva.", "2018-10-10"),
        ("The general is expected to arrive in Goma next Tuesday.", "2018-10-09"),
        ("Voters in Bosnia will go to the polls on Sunday.", "2018-10-07"),
    ],
)
def test_weekday_under_a_future_is_the_next_one(parser: Parser, text: str, day: str) -> None:
    assert told(parser, text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Air strikes hit Hodeidah overnight.", "2018-10-03", "2018-10-04"),
        ("Mortars fell on Donetsk yesterday.", "2018-10-03", "2018-10-03"),
        ("Fighting displaced thousands in Cauca last month.", "2018-09-01", "2018-09-30"),
        ("The rebels captured the town last week.", "2018-09-24", "2018-09-30"),
        ("A bomb killed a mayor in Mindanao on Sept. 28.", "2018-09-28", "2018-09-28"),
        ("Clashes broke out in Kirkuk in late October.", "2017-10-21", "2017-10-31"),
        ("The truce in Donbas collapsed in February.", "2018-02-01", "2018-02-28"),
        ("Forty people died in Benghazi over the past three days.", "2018-10-01", "2018-10-04"),
        ("The strike on the school bus came two months ago.", "2018-08-01", "2018-08-31"),
        ("The observers counted 30 violations in the week ending 30 September.", "2018-09-24", "2018-09-30"),
        ("Violence in Plateau rose in the first half of 2018.", "2018-01-01", "2018-06-30"),
        ("Patrols were fired upon between 3 and 7 June.", "2018-06-03", "2018-06-07"),
        ("Patrols were fired upon from June 28 to July 2.", "2018-06-28", "2018-07-02"),
        ("Some 900 people fled Borno in early 2018.", "2018-01-01", "2018-04-30"),
        ("The army shelled the suburb from March to April 2018.", "2018-03-01", "2018-04-30"),
        ("The siege began in July last year.", "2017-07-01", "2017-07-31"),
        ("The mutiny took place in April of this year.", "2018-04-01", "2018-04-30"),
    ],
)
def test_news_expression_is_counted_from_publication(parser: Parser, text: str, first: str, last: str) -> None:
    assert told(parser, text) == [(first, last)]


@pytest.mark.parametrize(
    ("text", "first", "last", "published"),
    [
        ("A grenade was thrown at a parade on Thanksgiving Day.", "2018-11-22", "2018-11-22", date(2018, 11, 26)),
        ("Churches in Jos were burnt on Christmas Eve.", "2010-12-24", "2010-12-24", date(2010, 12, 27)),
        ("Suicide bombers struck hotels in Colombo on Easter Sunday.", "2019-04-21", "2019-04-21", date(2019, 4, 23)),
        ("The Taliban declared a ceasefire for Eid al-Fitr.", "2018-06-15", "2018-06-15", date(2018, 6, 18)),
        ("Raids on Aden continued during Ramadan.", "2018-05-16", "2018-06-14", date(2018, 7, 1)),
        ("Soldiers killed two smugglers near Sardasht on Nowruz.", "2021-03-21", "2021-03-21", date(2021, 3, 25)),
    ],
)
def test_feast_is_the_last_one_kept(parser: Parser, text: str, first: str, last: str, published: date) -> None:
    assert told(parser, text, published) == [(first, last)]


def test_feast_under_a_future_is_the_next_one(parser: Parser) -> None:
    text = "The militia will free the hostages on Christmas Day."
    assert told(parser, text, date(2019, 11, 3)) == [("2019-12-25", "2019-12-25")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The envoy's mandate is extended until 20 October.", "2018-10-20"),
        ("The mission will end on 5 January.", "2019-01-05"),
        ("Gunmen killed a judge in Peshawar on 5 January.", "2018-01-05"),
        ("Guerrillas attacked the pipeline on December 30.", "2017-12-30"),
    ],
)
def test_day_and_month_take_the_year_to_which_tense_points(parser: Parser, text: str, day: str) -> None:
    assert told(parser, text) == [(day, day)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The convoy was hit at 10 p.m. on Wednesday near Herat.", "2018-10-03T22:00"),
        ("The blast shook Mogadishu on the morning of 2 October.", "2018-10-02TMO"),
        ("Clashes went on in Tripoli until Tuesday evening.", "2018-10-02TEV"),
    ],
)
def test_hour_takes_the_date_beside_it(parser: Parser, text: str, value: str) -> None:
    assert [m.timex_value for m in dates_of(parser, text)] == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may march on the capital.",
        "A second bomb exploded in Quetta.",
        "Security Council resolution 1701 ended the war.",
        "About 1950 soldiers were sent to Darfur.",
        "Once the army left, looting began.",
        "The soldiers spring to attention.",
    ],
)
def test_words_that_only_look_like_times_are_left_alone(parser: Parser, text: str) -> None:
    assert dates_of(parser, text) == []


def test_next_day_is_counted_from_the_day_told_before(parser: Parser) -> None:
    text = "The junta seized power in Niamey on 18 September. The next day, crowds burnt the ministry. Two days later, the president fled."
    found = story(parser, text, PUBLISHED)
    assert [m.first for m in found] == ["2018-09-18", "2018-09-19", "2018-09-21"]


def test_year_is_carried_through_a_history(parser: Parser) -> None:
    text = (
        "In 1932 the two armies clashed in the Chaco. In June, a patrol seized a fort. In September 1932 the siege of the "
        "post began. The treaty of 1938 was still far off. By December, the line had moved. In 1933 the front froze. "
        "On 12 May, war was declared. The following year, Bolivia counter-attacked. In 1935 both sides were worn out. "
        "On 12 June, a truce was signed. It had cost more than any war there since 1870."
    )
    values = [m.timex_value for m in story(parser, text, date(2015, 3, 1))]
    assert values == [
        "1932", "1932-06", "1932-09", "1938", "1932-12", "1933", "1933-05-12", "1934", "1935", "1935-06-12", "1870",
    ]  # fmt: skip


def test_years_before_christ_are_carried_and_counted_backwards(parser: Parser) -> None:
    text = "In 431 BC, Sparta invaded Attica. The following year, a plague broke out. In the winter, the city held."
    assert [m.timex_value for m in story(parser, text, None)] == ["BC0431", "BC0430", "BC0430-WI"]


def test_no_day_is_made_up_after_a_month(parser: Parser) -> None:
    text = "The army took the town in March 2016. The next day, it burnt the market."
    found = story(parser, text, date(2017, 1, 5))
    assert (found[1].first, found[1].last, found[1].timex_value) == ("2016-03-01", "2016-03-31", "2016-03-XX")


def test_mention_quotes_its_words(parser: Parser) -> None:
    text = "Farmers and herders clashed in Benue on Tuesday, 2 October 2018, for a third time in recent weeks."
    for m in dates_of(parser, text):
        assert text[m.start : m.end] == m.text


def test_without_publication_a_weekday_stays_open(parser: Parser) -> None:
    (found,) = dates_of(parser, "Mortars fell on the camp on Friday.", None)
    assert (found.first, found.timex_value) == (None, "XXXX-WXX-5")


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a clinic on Monday. The junta took power on Feb. 1, 2021. A guard spoke half an hour later.",
        "Troops shelled the town last week. The front signed a deal in 2015.",
        "A jet struck at 8 a.m. and came back two days ago. The war began in 2021.",
    ],
)
def test_a_report_without_a_day_dates_nothing_by_a_year_told_in_passing(parser: Parser, text: str) -> None:
    days = [m.first for m in story(parser, text, None) if m.precision in {"day", "week"}]
    assert days in ([], ["2021-02-01"])


def test_a_report_without_a_day_may_open_with_one(parser: Parser) -> None:
    text = "Gunmen raided Bor on 3 March 2014. On Tuesday they came back."
    assert [m.first for m in story(parser, text, None)] == ["2014-03-03", "2014-02-25"]


@pytest.mark.parametrize(
    "text", ["Rebels shelled the May 22 hospital.", "The April 6 Movement marched.", "A bus left the 14 July Bridge."]
)
def test_a_day_in_a_name_is_no_date(parser: Parser, text: str) -> None:
    assert told(parser, text) == []


@pytest.mark.parametrize("text", ["The May 22 raid failed.", "The May 22 school shooting shook the town."])
def test_a_day_before_a_deed_is_its_date(parser: Parser, text: str) -> None:
    assert told(parser, text) == [("2018-05-22", "2018-05-22")]


def test_a_month_before_any_year_of_an_undated_report_is_of_no_year(parser: Parser) -> None:
    found = story(parser, "Clan fighters have taken villages since August. In October 2017, a bomb killed 500.", None)
    assert [(m.text, m.first) for m in found] == [("August", None), ("October 2017", "2017-10-01")]
