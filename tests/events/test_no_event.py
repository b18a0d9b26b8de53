"""No event is an answer: sport, markets, weather, the screen, contests for votes; and what only borrows their words."""

import pytest

from dateline.evaluate.coding import code_row
from dateline.resources import Resources

NOTHING_HAPPENED = """
The striker attacked down the left and scored twice.
Liverpool attacked from the first minute against Real Madrid.
The team attacked in waves and won by three goals.
Arsenal beat Chelsea 2-0 in London on Sunday.
France defeated Morocco in the World Cup semi-final.
Kenya's runners dominated the marathon in Boston.
India thrashed Pakistan by nine wickets in Ahmedabad.
Brazil crushed South Korea in the last sixteen.
The Lakers fought back to beat the Celtics in overtime.
Ronaldo shot wide from ten metres.
The goalkeeper saved a shot from Messi.
Djokovic battled past Nadal in four sets.
The coach defended his players after the defeat.
Senegal met Egypt in the final of the cup.
The captain struck twice before half-time in Lagos.
The All Blacks attacked the South African line after the break.
Shares in Turkey were hit by fears over inflation.
Oil prices were hit by a strong dollar on Tuesday.
The rupee came under attack from speculators in Mumbai.
Bank stocks were hammered in Tokyo.
Gold retreated from a record high.
Wheat futures rallied in Chicago.
The peso surrendered its gains on Friday.
Markets in Hong Kong rallied on Monday.
The euro was battered by the crisis.
Bond yields in Italy surged on Thursday.
The index fought its way back above 5,000 points.
Investors fled to the dollar.
Profits at the bank were wiped out by bad loans.
Copper fell as supplies recovered in Chile.
The takeover bid was launched by a Swiss company.
Storm Daniel battered the coast of Libya.
The hurricane hit Cuba on Monday.
A heatwave struck Spain in July.
Floods displaced thousands in Pakistan.
An earthquake hit western Nepal.
The typhoon killed four people in the Philippines.
Heavy rain attacked the roofs of the old town.
Snow blocked roads in northern Japan.
Lightning struck a barn near Lyon.
Drought gripped Somalia for a third year.
The cyclone tore through Mozambique.
The film bombed at the box office.
The movie shot in Morocco won three prizes.
Critics attacked the play as dull.
The director shot the scene in Jordan.
The novel tells of a siege in Leningrad.
The band fired its drummer in May.
The album hit number one in Germany.
In the film, soldiers storm a beach in Normandy.
The painting captured the mood of Beirut.
The photographer captured the sunset over Istanbul.
Labour won the election in Britain.
The party captured 86 seats in the parliament of Taiwan.
Macron defeated Le Pen in the runoff.
The candidate launched her campaign in Ohio.
Congress swept the state of Karnataka.
The ruling party lost its majority in South Africa.
Voters punished the government in Portugal.
Opposition candidates fought for every vote in Ghana.
The senator took the lead in the polls in Iowa.
The virus attacks the lungs.
Malaria killed thousands of children in Chad.
The company fired 300 workers in Detroit.
Doctors fought the epidemic in Guinea.
The chess champion attacked with his queen.
Kasparov sacrificed a knight and attacked the king.
The museum in Nairobi opens at nine.
The capital lies on the river Nile.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOTHING_HAPPENED)
def test_no_event_is_an_answer(text: str, resources: Resources) -> None:
    assert [e for e in code_row(text, resources).events if not e.historical] == []


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked the bus of the football champions in Cabinda.",
        "Police fired tear gas at fans before the cup final in Cairo.",
        "A bomb killed two players of the volleyball team in Diyala.",
        "Militants shot the goalkeeper of the national team in Mogadishu.",
        "The rebels shelled the market in Bunia.",
        "Coalition forces returned fire killing one insurgent.",
    ],
)
def test_deed_at_a_match_or_a_market_is_an_event(text: str, resources: Resources) -> None:
    assert "ASSAULT" in {e.event_type for e in code_row(text, resources).events}
