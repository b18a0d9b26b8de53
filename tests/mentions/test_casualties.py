"""Casualties of one sentence: who is harmed, how many, and what is part of what. All sentences are ours, from many conflicts.

A reading is written `killed 12`, `killed 12+` (at least), `killed 10-15` (a range), `killed 4 part` (of a total told),
`killed 0`. Readings stand in text order.
"""

import pytest

from dateline.mentions.casualties import find_casualties
from dateline.mentions.quantities import find_quantities
from dateline.records import CasualtyMention
from dateline.text import Parser


def reading(m: CasualtyMention) -> str:
    """One casualty as the tests write it."""
    number = f"{m.low}" if m.low == m.high else f"{m.low}-{m.high}" if m.high is not None else f"{m.low}+"
    return f"{m.harm} {number}" + (" part" if m.is_subtotal else "")


def readings(text: str, parser: Parser) -> list[str]:
    """All casualties of a text, sentence by sentence."""
    return [reading(m) for s in parser.parse(text) for m in find_casualties(s, find_quantities(s))]


def check(text: str, wanted: str, parser: Parser) -> None:
    assert sorted(readings(text, parser)) == sorted(w for w in wanted.split("; ") if w)


TOTALS_AND_PARTS = [
    ("Twelve people, including four children, were killed in Kupwara.", "killed 12; killed 4 part"),
    ("The shelling of Sloviansk killed 17 people, among them three nurses.", "killed 17; killed 3 part"),
    ("Nine miners died in Huanuni, including two brothers.", "killed 9; killed 2 part"),
    ("The raid left 30 dead, including a priest and six schoolgirls.", "killed 30; killed 1 part; killed 6 part"),
    ("At least 40 people were wounded in Bangui, five of them children.", "injured 40+; injured 5 part"),
    ("Rebels freed 21 hostages in Arauca, two of them women.", "released 21; released 2 part"),
    ("Six soldiers were killed near Marawi, four of whom were recruits.", "killed 6; killed 4 part"),
]
COMPANIONS = [
    ("Troops captured a rebel commander along with three of his bodyguards near Mindat.", "captured 1; captured 3"),
    ("Police arrested the smuggler together with two accomplices in Agadez.", "arrested 1; arrested 2"),
    ("Soldiers detained the bomb maker and several of his associates in Buenaventura.", "arrested 1; arrested 3+"),
    ("Marines killed the gang chief and one of his deputies in Cali.", "killed 1; killed 1"),
    ("The general was killed along with six guards when his convoy was hit outside Goma.", "killed 1; killed 6"),
    ("A mullah as well as two elders were abducted from Shindand.", "abducted 1; abducted 2"),
    ("The bomber killed himself and three others at a checkpoint in Mosul.", "killed 1; killed 3"),
]
PRONOUNS = [
    ("The gunship fired at the raiders, killing several of them.", "killed 3+"),
    ("Peacekeepers came upon the militiamen near Bunia and killed many of them.", "killed 3+"),
    ("The patrol shot at the smugglers, killing two of them and wounding another.", "killed 2; injured 1"),
    ("Troops stormed the camp and detained some of the insurgents.", "arrested 2+"),
    ("Two rebels were killed and several others detained in Arakan.", "killed 2; arrested 3+"),
    ("Fifty men were abducted in Baga; most of them were later freed.", "abducted 50; released 2+"),
    ("The avalanche of mortar fire wounded 11 soldiers, and two of them died.", "injured 11; killed 2"),
]
PERSONS = [
    ("Police arrested a bomb specialist in Jolo.", "arrested 1"),
    ("Commandos detained a kidnapper near Maiduguri.", "arrested 1"),
    ("Soldiers captured a propagandist and an arms supplier in Derna.", "captured 1; captured 1"),
    ("The army killed two snipers and a weapons expert in Benghazi.", "killed 2; killed 1"),
    ("A strike near Deir ez-Zor killed the group's treasurer.", "killed 1"),
    ("Gunmen murdered a trade unionist in Barrancabermeja.", "killed 1"),
    ("Security forces detained a former district chairman in Batticaloa.", "arrested 1"),
]
NO_PERSONS = [
    ("The troops seized three rifles and destroyed two vehicles.", ""),
    ("The fire killed forty cattle near Torit.", ""),
    ("The vote killed two bills that the junta disliked.", ""),
    ("The company released its annual report.", ""),
    ("The security force captured the hill after two days.", ""),
]
PHRASES = [
    ("Four suspects were taken into custody in Mombasa.", "arrested 4"),
    ("Police took a smuggler into custody in Nador.", "arrested 1"),
    ("The rebels took nine soldiers prisoner at Ziguinchor.", "captured 9"),
    ("Eleven sailors were taken hostage off Bonny.", "abducted 11"),
    ("Three herders were shot dead in Lodwar.", "killed 3"),
    ("Two officers were found dead in Tegucigalpa.", "killed 2"),
    ("A captain and four recruits lost their lives in the ambush at Tillabéri.", "killed 1; killed 4"),
    ("The two brothers were put to death in Herat.", "killed 2"),
    ("Two militiamen surrendered and six were held for questioning in Bria.", "arrested 6"),
    ("Guerrillas held 14 villagers captive in Caquetá.", "abducted 14"),
    ("Six men were rounded up in Jenin.", "arrested 6"),
    ("Two gunmen were shot and killed in Srinagar.", "killed 2"),
]
NOUNS = [
    ("The army confirmed the capture of two rebel leaders in Nariño.", "captured 2"),
    ("Police announced the arrest of a bomb maker in Surabaya.", "arrested 1"),
    ("The clash resulted in the deaths of three policemen in Puno.", "killed 3"),
    ("The operation led to the detention of five suspects in Tripoli.", "arrested 5"),
    ("The ambush resulted in 14 deaths and nine injuries.", "killed 14; injured 9"),
    ("The militia announced the release of 20 prisoners in Ta'izz.", "released 20"),
    ("The army reported five casualties near Sa'dah.", "killed 5"),
    ("There were 23 fatalities in Douma.", "killed 23"),
]
NUMBERS = [
    ("Between 10 and 15 fighters were killed in Idlib.", "killed 10-15"),
    ("The raid killed between three and six gunmen near Pibor.", "killed 3-6"),
    ("Up to 30 villagers were killed in Boulkessi.", "killed 0-30"),
    ("More than 50 people were hurt in Port-au-Prince.", "injured 50+"),
    ("The airstrike killed dozens of civilians in Saada.", "killed 24+"),
    ("A number of insurgents were detained in Kidal.", "arrested 2+"),
    ("Security forces killed a handful of militants in Sirte.", "killed 3+"),
    ("Police detained a group of youths in Bishkek.", "arrested 2+"),
    ("A couple of soldiers were wounded in Avdiivka.", "injured 2"),
    ("Troops killed half a dozen raiders in Turkana.", "killed 6"),
    ("Nearly 100 civilians were killed in Tigray.", "killed 100"),
    ("The death toll in Beni rose to 31.", "killed 31"),
    ("The toll from the bombing has climbed to 64 dead.", "killed 64"),
    ("Militants were killed in Tirah.", "killed 2+"),
    ("The mortar attack killed two women and a child and wounded 14 people.", "killed 2; killed 1; injured 14"),
    ("Three policemen and two bystanders died in Karachi.", "killed 3; killed 2"),
    ("Six were killed and 20 wounded in Homs.", "killed 6; injured 20"),
    ("At least 20 soldiers and policemen were killed in Zaranj.", "killed 20+"),
    ("One rebel was killed and two captured in Kasese.", "killed 1; captured 2"),
]
HITTING = [
    ("Four men were shot outside a mosque in Kano.", "injured 4"),
    ("Two students were fatally shot in Managua.", "killed 2"),
    ("Police shot and wounded a protester in Conakry.", "injured 1"),
    ("Gunmen shot a judge dead in Quetta.", "killed 1"),
    ("A monk was stabbed in Mandalay.", "injured 1"),
    ("Rebels shot down a helicopter near Kharkiv.", ""),
    ("Soldiers shot at the crowd in Khartoum.", ""),
]
NONE = [
    ("No civilians were harmed in the strike on Raqqa.", "injured 0"),
    ("Nobody was killed in the blast in Lomé.", "killed 0"),
    ("There were no casualties, the Kenyan army said.", "killed 0"),
    ("No women or children were injured in the raid on Kandi.", "injured 0; injured 0"),
    ("The rocket landed in Sderot without hurting anyone.", ""),
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [*TOTALS_AND_PARTS, *COMPANIONS, *PRONOUNS, *PERSONS, *NO_PERSONS, *PHRASES, *NOUNS, *NUMBERS, *HITTING, *NONE],
)
def test_casualties_of_a_sentence(text: str, wanted: str, parser: Parser) -> None:
    check(text, wanted, parser)
