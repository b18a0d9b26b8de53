"""Tolls told again in one report are not added; new ones are. All reports are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources


def total(text: str, harms: set[str], resources: Resources) -> int:
    """The sum of a report's figures for these harms, as a reader of the records adds them."""
    events = code_text(text, resources, published="2016-05-12").events
    figures = {
        (c.start, c.end): c.best if c.best is not None else c.low or 0
        for e in events
        for c in e.casualties
        if c.harm in harms and not c.is_subtotal and not c.repeats and e.status == "occurred"
    }
    return sum(figures.values())


HELD = {"captured", "arrested"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Soldiers detained three suspects near Mocoa on Monday. After a search, the suspects were detained.", 3),
        ("Marines arrested a smuggler and two guards in Zamboanga. Marines also arrested the two guards.", 3),
        ("Troops captured a rebel chief and one gunman near Kidal. After a firefight the troops detained the rebel chief "
         "and one additional gunman.", 2),
        ("Police arrested four men in Batticaloa on Tuesday. Officers arrested three men at a checkpoint. An additional man "
         "was arrested later.", 4),
        ("Commandos detained several fighters in Derna. The commandos detained three fighters in a farmhouse.", 3),
        ("The army captured a guerrilla commander in Arauca. The army also detained two gunmen.", 3),
        ("Police arrested a bomb maker and a courier in Jolo. Two other men were arrested in Cotabato.", 4),
        ("Troops detained a rebel commander and financier near Goma.", 1),
        ("Soldiers captured two militants in Tessalit, including a commander. The commander was captured in a cave.", 2),
    ],
)  # fmt: skip
def test_the_held_are_counted_once(text: str, wanted: int, resources: Resources) -> None:
    assert total(text, HELD, resources) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A bomb killed a policeman and two soldiers in Quetta. All three were killed on the spot.", 3),
        ("Gunmen killed nine herders in Plateau. The herders were killed at dawn.", 9),
        ("A blast killed 12 people in Mosul. Another bomb killed five people in Baiji.", 17),
        ("Rebels killed six soldiers near Juba on Monday. Rebels killed four villagers near Juba on Monday.", 10),
        ("A drone strike killed more than 20 fighters in Sirte. Several fighters were killed as they fled.", 20),
        ("Guards shot two raiders dead in Turkana. Troops killed two of the raiders as they fled.", 2),
        ("The patrol came under fire in Helmand and killed four gunmen. Jets then killed all 11 gunmen on a ridge.", 15),
        ("Medics found that seven people had been killed in Homs.", 7),
        ("The troops returned fire near Bria, which resulted in the killing of two gunmen.", 2),
    ],
)  # fmt: skip
def test_the_dead_are_counted_once(text: str, wanted: int, resources: Resources) -> None:
    assert total(text, {"killed"}, resources) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The army launched an operation to arrest a rebel chief in Kasese on Monday.",
        "Commandos went to the village to capture the guerrilla commander.",
        "The army launched a raid to kill a militia leader in Ituri.",
    ],
)
def test_what_an_operation_is_for_is_not_done(text: str, resources: Resources) -> None:
    events = [e for e in code_text(text, resources, published="2016-05-12").events if e.casualties]
    assert events
    assert all(e.status == "sought" for e in events)


@pytest.mark.parametrize(
    "text",
    [
        "The army carried out a raid which killed four gunmen in Marib.",
        "Officials confirmed that four gunmen had been killed in Marib.",
        "The patrol returned fire, which resulted in the deaths of four gunmen in Marib.",
    ],
)
def test_an_outcome_is_news_wherever_it_is_told(text: str, resources: Resources) -> None:
    events = [e for e in code_text(text, resources, published="2016-05-12").events if e.casualties]
    assert events
    assert not any(e.historical for e in events)


def test_what_was_done_since_a_day_reaches_to_the_report(resources: Resources) -> None:
    events = code_text(
        "The Ukrainian army has killed 30 Russian soldiers near Kherson since May 2.", resources, published="2016-05-12"
    )
    when = next(e.when for e in events.events if e.casualties)
    assert when is not None
    assert (when.from_, when.to, when.precision) == ("2016-05-02", "2016-05-12", "range")


def test_them_is_not_who_does_the_killing(resources: Resources) -> None:
    coded = code_text("The Kenyan army fired at the militants, killing several of them.", resources)
    (killing,) = [e for e in coded.events if e.casualties]
    assert killing.casualties[0].victims is not None
    assert "army" not in (killing.casualties[0].victims.name or "").lower()
