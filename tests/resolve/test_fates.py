"""What became of those who were hit, told in other sentences than the deed. All reports are ours."""

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources


def total(text: str, harm: str, resources: Resources) -> int:
    """The figure of a harm as a reader of the records adds it: no part, no repeat, and of the hurt none who died."""
    events = code_text(text, resources, published="2018-03-14").events
    figures = {
        (c.start, c.end): (c.best if c.best is not None else c.low or 0) - c.died
        for e in events
        for c in e.casualties
        if c.harm == harm and not c.is_subtotal and not c.repeats and e.status in {"occurred", "ongoing"}
    }
    return sum(figures.values())


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Gunmen fired on a bus near Maroua on Monday. Nine passengers were taken to hospital. Two of them died.", 2, 7),
        ("Snipers shot five marchers in Aleppo on Sunday. Two of the marchers died.", 2, 3),
        ("A shepherd was shot near Nablus on Monday. He was pronounced dead at a clinic.", 1, 0),
        ("A raid on a village near Jos killed a farmer. A second villager died on Tuesday.", 2, 0),
        ("Rebels attacked a convoy near Goma on Monday. Four drivers are dead, the army said.", 4, 0),
        ("Six people were shot at a wedding in Quetta on Saturday, leaving one guest dead.", 1, 5),
        ("A guard was killed and three others were wounded in an attack in Kismayo. Four people were shot, police said.", 1, 3),
    ],
)  # fmt: skip
def test_fates_belong_to_the_deed(text: str, killed: int, injured: int, resources: Resources) -> None:
    assert (total(text, "killed", resources), total(text, "injured", resources)) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A teenager in Lodwar died after accidentally shooting himself, police said on Monday.", 1, 0),
        ("A boy has died, days after he accidentally shot himself in the face in Kano.", 1, 0),
        (
            "A student was wounded when he accidentally shot himself on Monday. The student is in stable condition.",
            0,
            1,
        ),
        ("A militiaman killed his commander and then shot himself in Goma.", 1, 1),
        (
            "A gunman shot two women in Cali on Monday and later killed himself. The gunman was found dead in a hotel.",
            1,
            2,
        ),
    ],
)
def test_who_shoots_himself_is_one_person(text: str, killed: int, injured: int, resources: Resources) -> None:
    assert (total(text, "killed", resources), total(text, "injured", resources)) == (killed, injured)


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A nurse died in Tripoli after she was shot on Friday. Another man was shot in the arm.", 1, 1),
        ("Gunmen killed a guard in Kano on Monday. A driver was shot in the leg. He is expected to survive.", 1, 1),
        ("A soldier shot Ali Hassan and Omar Aziz in Basra on Monday. Aziz died on Tuesday.", 1, 1),
        ("Police killed a 40-year-old man in Lima on Monday. A 12-year-old was shot in the hand.", 1, 1),
        ("Five men were shot in Jos on Monday. Three of the men suffered minor injuries and another was taken to hospital in "
         "critical condition. The fifth man was pronounced dead.", 1, 4),
    ],
)  # fmt: skip
def test_who_is_somebody_else_or_lives_is_none_of_the_dead(
    text: str, killed: int, injured: int, resources: Resources
) -> None:
    assert (total(text, "killed", resources), total(text, "injured", resources)) == (killed, injured)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked a police post in Lashkar Gah on Monday. The mayor, whose father died of cancer, condemned it.",
        "Militants attacked a market in Baga on Monday. Without more guards traders would die, the governor said.",
        "Soldiers attacked a camp near Bunia on Monday. If a peacekeeper is found dead, talks will end.",
    ],
)
def test_other_deaths_are_none_of_the_deed(text: str, resources: Resources) -> None:
    assert total(text, "killed", resources) == 0


def test_a_man_is_killed_once_whatever_the_day(resources: Resources) -> None:
    text = (
        "Militiamen killed Daoud Karimi in Herat on Monday. Hundreds mourned on Wednesday for Karimi, who was killed on "
        "his way to work."
    )
    assert total(text, "killed", resources) == 1


def test_the_figure_stands_in_the_report_word_for_word(resources: Resources) -> None:
    coded = code_text("Rebels shelled Taiz on Friday. Three of the nurses died.", resources, published="2018-03-14")
    (death,) = [c for e in coded.events for c in e.casualties if c.harm == "killed"]
    assert coded.report.text[death.start : death.end] == death.text == "Three of the nurses"


def test_figures_of_a_long_time_are_background(resources: Resources) -> None:
    events = code_text(
        "The army has killed 40 rebels in Ituri since October.", resources, published="2018-03-14"
    ).events
    assert [e.historical for e in events if e.casualties] == [True]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (
            "The envoy ruled out a vote in the three provinces, where more than 4,000 people have died since the revolt flared "
            "in 2011. On Monday a mine killed two guards near Lashio.",
            [2],
        ),
        ("A mine killed two guards near Gao on Monday. Some 900 villagers have perished in the war.", [2]),
        ("Some 900 villagers have perished over the past three years. Gunmen killed three farmers near Beni.", [3]),
        ("Forty people have perished in the region. Gunmen killed three farmers near Beni.", [3]),
        ("Nine people perished in Nimba. A bomb killed seven guards near the market.", [7]),
        ("Seven people perished in Nimba on Monday. A bomb killed seven guards near the market.", [7, 7]),
    ],
)
def test_a_total_of_years_or_of_a_war_is_no_toll_of_a_deed(text: str, figures: list[int], resources: Resources) -> None:
    events = code_text(text, resources, published="2018-03-14").events
    assert [[c.low for c in e.casualties] for e in events if e.evidence[0].text == "killed"] == [figures]
    assert not any(c.repeats for e in events for c in e.casualties if c.low == figures[0] and len(figures) == 1)


def test_those_who_died_since_the_attack_are_its_dead(resources: Resources) -> None:
    text = "Shells hit a market in Taiz on Monday. Four people have perished since the attack."
    assert total(text, "killed", resources) == 4


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("Rebels said that they attacked a base near Menaka on Monday. Mali's government reported 54 dead.", "54 dead",
         "Government of Mali"),
        ("The army said that gunmen fired on a bus near Jos on Monday. Two of the passengers died, a nurse said.", "Two", "a nurse"),
        ("The army said that gunmen fired on a bus near Jos on Monday. Two of the passengers died.", "Two", None),
        ("The army said that gunmen fired on a bus near Jos on Monday. Two of the passengers died, the army said.", "Two", "same"),
    ],
)  # fmt: skip
def test_who_gives_a_figure_is_kept_where_it_is_not_who_tells_the_deed(
    text: str, words: str, speaker: str | None, resources: Resources
) -> None:
    events = code_text(text, resources, published="2018-03-14").events
    (figure,) = {c for e in events for c in e.casualties if c.harm == "killed" and c.text.startswith(words)}
    if speaker == "same":
        assert figure.attribution is None
        return
    assert figure.attribution is not None
    assert [a.speaker.name if a.speaker else None for a in figure.attribution] == ([speaker] if speaker else [])
    assert all(text[a.start : a.end] == a.text for a in figure.attribution)
