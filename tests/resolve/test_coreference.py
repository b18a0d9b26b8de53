"""Who is meant by names, pronouns, definite phrases, appositions and groups; sentences of many conflicts, our own."""

from collections.abc import Callable

import pytest

from dateline.mentions import find_mentions
from dateline.resolve.coreference import resolve_actors
from dateline.resources import Resources

Names = Callable[[str, str], list[str]]


@pytest.fixture
def meant(resources: Resources) -> Names:
    """The names that the last mention with these words stands for."""

    def find(text: str, words: str) -> list[str]:
        sentences = resources.parser.parse(text)
        mentions = find_mentions(
            sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
        )
        resolved = resolve_actors(sentences, mentions, resources.register, None)
        found = [r for r in resolved.values() if r.mention.text == words]
        assert found, [r.mention.text for r in resolved.values()]
        return [ref.name or ref.text for ref in found[-1].refs]

    return find


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Amina Diallo of the nurses' union met the minister. Diallo said the strike would go on.",
            "Diallo",
            "Amina Diallo",
        ),
        ("Envoy Tesfaye Lemma flew to Asmara. Tesfaye said the border would open.", "Tesfaye", "Tesfaye Lemma"),
        ("Gen. Ibrahim al-Sayed led the raid. Police said Sayed had lost two men.", "Sayed", "Ibrahim al-Sayed"),
        (
            "Maria Ressa-Cruz, a mayor, was shot on Monday. Police said Ressa-Cruz had been warned.",
            "Ressa-Cruz",
            "Maria Ressa-Cruz",
        ),
    ],
)
def test_last_or_first_name_repeats_a_person_told_in_full(meant: Names, text: str, words: str, who: str) -> None:
    assert meant(text, words) == [who]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Envoy Amina Diallo met the rebels in Bangui. She said they had agreed.", "She", "Amina Diallo"),
        ("Commander Paulo Reis surrendered on Monday. He gave up 20 rifles.", "He", "Paulo Reis"),
        ("Mayor Ana Ruiz met Governor Luis Vega in Cali. He promised to send troops.", "He", "Luis Vega"),
        ("General Omar Said praised Amina Diallo. She thanked him.", "him", "Omar Said"),
        ("Hamas fired rockets at Sderot on Sunday. It said that the attack was revenge.", "It", "Hamas"),
        ("Boko Haram raided Kolofata. Its fighters burned 40 houses.", "Its", "Boko Haram"),
        ("The rebels shelled the port of Tripoli. They also fired on a hospital.", "They", "The rebels"),
        ("Villagers fled Darfur in May. Militiamen had burned their homes.", "their", "Villagers"),
        ("Thousands of protesters marched in Lima, and police detained six of them.", "them", "protesters"),
        (
            "The bomb wounded four gunmen near Mandera. The army said they had crossed the border.",
            "they",
            "four gunmen",
        ),
        ("Police said Wednesday that rebels had attacked a bus. They killed six passengers.", "They", "rebels"),
        ("Amina Diallo accused Paulo Reis of treason. She added that she would resign.", "she", "Amina Diallo"),
    ],
)
def test_pronoun_takes_the_nearest_actor_that_agrees(meant: Names, text: str, words: str, who: str) -> None:
    assert who in meant(text, words)[0]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Rebel leader Joseph Odhiambo said that his fighters had left Uvira. He added that the town was calm.",
            "He",
            "Joseph Odhiambo",
        ),
        (
            "President Ana Ruiz said rebel chief Luis Vega had broken his word. She added that talks were over.",
            "She",
            "Ana Ruiz",
        ),
        ("Amina Diallo said that Paulo Reis ordered the raid. She told reporters that he must go.", "he", "Paulo Reis"),
    ],
)
def test_speaker_goes_on(meant: Names, text: str, words: str, who: str) -> None:
    assert meant(text, words) == [who]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("A rebel spokesman, Paulo Reis, said the bridge was mined.", "A rebel spokesman", "Paulo Reis"),
        ("The mayor, Ana Ruiz, called for calm.", "The mayor", "Ana Ruiz"),
        ("Paulo Reis, the group's commander, was killed in Beni.", "the group's commander", "Paulo Reis"),
        ("Turkey will send ships, its defence minister, Kemal Aydin, said.", "its defence minister", "Kemal Aydin"),
    ],
)
def test_apposition_names_who_is_meant(meant: Names, text: str, words: str, who: str) -> None:
    assert meant(text, words) == [who]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Boko Haram raided Kolofata. The group took 12 girls.", "The group", "Boko Haram"),
        (
            "The ELN freed two soldiers near Arauca. The guerrillas said they had been well.",
            "The guerrillas",
            "National Liberation Army",
        ),
        ("The Taliban attacked Kunduz. The insurgents burned the bank.", "The insurgents", "Taliban"),
        ("Congo's army shelled Bunagana. The army said the rebels had fled.", "The army", "Congo's army"),
        ("Envoys of the FARC came to Havana. The rebels want a truce.", "The rebels", "Revolutionary Armed Forces"),
    ],
)
def test_definite_phrase_takes_up_a_known_body(meant: Names, text: str, words: str, who: str) -> None:
    assert who.lower() in meant(text, words)[0].lower()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("President Salva Kiir met the press. Its defence minister was absent.", "Its defence minister"),
        ("The Taliban attacked Kunduz. A group of farmers fled.", "farmers"),
        ("Boko Haram raided Kolofata. Two commanders were arrested in Lagos.", "Two commanders"),
    ],
)
def test_other_phrase_stays_itself(meant: Names, text: str, words: str) -> None:
    assert meant(text, words) == [words]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Ethiopia and Eritrea signed the accord. Both sides promised to withdraw.",
            "Both sides",
            {"Ethiopia", "Eritrea"},
        ),
        (
            "The government of Colombia opened talks with the FARC in Oslo. The two sides will meet again in May.",
            "The two sides",
            {"Government of Colombia", "FARC"},
        ),
        (
            "Armenia and Azerbaijan traded fire. Russia urged both sides to stop.",
            "both sides",
            {"Armenia", "Azerbaijan"},
        ),
        (
            "Hamas and Israel agreed to a truce. Egypt said the warring parties would exchange prisoners.",
            "the warring parties",
            {"Hamas", "Israel"},
        ),
        (
            "President Ana Ruiz and rebel chief Luis Vega met in Quito. The two leaders shook hands.",
            "The two leaders",
            {"Ana Ruiz", "Luis Vega"},
        ),
        (
            "Prime Minister Omar Said will fly to Abuja to meet General Paul Adeyemi. The two men have not met since 2011.",
            "The two men",
            {"Omar Said", "Paul Adeyemi"},
        ),
        (
            "India and Pakistan closed the crossing. The two countries have fought three wars.",
            "The two countries",
            {"India", "Pakistan"},
        ),
        (
            "Kigali said on Monday that M23 had left Goma. Rwanda and Congo blamed each other. Each side denied it.",
            "Each side",
            {"Rwanda", "Congo"},
        ),
        (
            "Sudan's army fought the Rapid Support Forces in Nyala. Saudi Arabia called on both parties to talk.",
            "both parties",
            {"army", "Rapid Support Forces"},
        ),
        ("Ethiopia and Eritrea signed the accord. They will open the border.", "They", {"Ethiopia", "Eritrea"}),
        (
            "Ana Ruiz and Luis Vega met in Quito. The mayor of the city ate with them.",
            "them",
            {"Ana Ruiz", "Luis Vega"},
        ),
    ],
)
def test_group_resolves_to_its_members(meant: Names, text: str, words: str, who: set[str]) -> None:
    names = " | ".join(meant(text, words)).lower()
    assert len(meant(text, words)) == len(who)
    aliases = {"farc": "revolutionary armed forces"}
    assert all(w.lower() in names or aliases.get(w.lower(), w.lower()) in names for w in who), names


def test_who_threatens_both_sides_is_neither(meant: Names) -> None:
    text = "Kenya sent Peter Otieno to Juba. President Salva Kiir and Riek Machar met on Monday. Otieno threatened both sides."
    assert "Peter Otieno" not in meant(text, "both sides")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Witnesses said that soldiers had fired on the crowd in Conakry.", "Witnesses"),
        ("Activists said six people were held in Minsk.", "Activists"),
        ("An official who asked not to be named said the talks in Doha had failed.", "An official"),
        ("A military source said that three rebels died near Kidal.", "A military source"),
        ("Residents reported shelling in Donetsk.", "Residents"),
        ("Rescuers said nine bodies were found in Idlib.", "Rescuers"),
    ],
)
def test_unnamed_source_is_an_anonymous_actor(resources: Resources, text: str, words: str) -> None:
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    ref = next(
        r.refs[0]
        for r in resolve_actors(sentences, mentions, resources.register, None).values()
        if r.mention.text == words
    )
    assert ref.anonymous
    assert ref.sectors


@pytest.mark.parametrize(
    ("text", "words", "sector"),
    [
        ("A rebel spokesman said the town had fallen.", "A rebel spokesman", "REB"),
        ("An army officer said the men were held.", "An army officer", "MIL"),
        ("A U.N. official said aid had reached Gao.", "A U.N. official", "IGO"),
        ("A police officer said the suspect had fled.", "A police officer", "COP"),
    ],
)
def test_sector_is_that_of_the_body_spoken_for(resources: Resources, text: str, words: str, sector: str) -> None:
    sentences = resources.parser.parse(text)
    mentions = find_mentions(
        sentences, text=text, published=None, register=resources.register, gazetteer=resources.gazetteer
    )
    assert next(a for a in mentions.sentences[0].actors if a.text == words).sectors == (sector,)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Erdogan met Putin. Erdogan threatened to punish Khalifa Haftar if he broke the truce.", "he", "Khalifa Haftar"),
        ("The minister warned Bobi Wine that he would be held if he joined the march.", "he", "Robert Kyagulanyi"),
        ("Police praised Omar Diallo. Ana Ruiz, whose bid was barred over the charges against her, left.", "her", "Ana Ruiz"),
        ("Paul Biya refuses to meet Issa Sow, whom he calls a traitor.", "he", "Paul Biya"),
    ],
)  # fmt: skip
def test_a_pronoun_of_a_condition_or_relative_clause(meant: Names, text: str, words: str, who: str) -> None:
    assert meant(text, words) == [who]


def test_a_name_is_taken_up_as_the_report_spells_it(meant: Names) -> None:
    text = "The government of Prime Minister Fayez al-Serraj met. Angela Merkel has invited Serraj."
    assert meant(text, "Serraj") == ["Fayez al-Sarraj"]


def test_two_men_are_men(meant: Names) -> None:
    text = "Angela Merkel invited both Khalifa Haftar and Fayez al-Sarraj. The envoy urged the two men to come."
    assert meant(text, "the two men") == ["Khalifa Haftar", "Fayez al-Sarraj"]


def test_a_group_with_a_name_of_its_own_is_none_told_before(meant: Names) -> None:
    text = "The ELN attacked a base. Petro, a former member of the M-19 rebel group, condemned it."
    assert meant(text, "the M-19 rebel group") == ["the M-19 rebel group"]


def test_two_sides_of_what_was_agreed(meant: Names) -> None:
    text = "The TTP called off a ceasefire agreed with the army in June. The minister urged Kabul to act. The two sides had met."
    assert meant(text, "The two sides") == ["Tehrik-i-Taliban Pakistan", "the army"]
