"""Who says what: direct quotes, indirect speech, attitudes, speakers and channels."""

import pytest

from dateline.mentions import find_actors, find_quotes
from dateline.records import Mentions, QuoteMention, Sentence
from dateline.register import Register
from dateline.text import Parser


class Read:
    """A text with its quotes, and the words of their speakers."""

    def __init__(self, text: str, parser: Parser, register: Register) -> None:
        self.text = text
        self.sentences: list[Sentence] = parser.parse(text)
        self.mentions = [Mentions(actors=tuple(find_actors(s, register, None))) for s in self.sentences]
        self.quotes: list[QuoteMention] = find_quotes(text, self.sentences, self.mentions)

    def speaker(self, quote: QuoteMention) -> str | None:
        if quote.carried_from is not None:
            index, token = quote.carried_from
            return self.sentences[index].words[token]
        return self.sentences[quote.sentence].words[quote.speaker_head] if quote.speaker_head >= 0 else None

    def told(self) -> list[tuple[str | None, str, str]]:
        """Speaker, verb and text of each quote."""
        return [(self.speaker(q), q.verb, q.text) for q in self.quotes]


@pytest.fixture
def read(parser: Parser, register: Register):
    return lambda text: Read(text, parser, register)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The army denied that its troops had fired on the market in Wau.",
            ("army", "deny", "its troops had fired on the market in Wau"),
        ),
        ("The offensive is over, the general told reporters.", ("general", "tell", "The offensive is over")),
        (
            "The convoy was ambushed near Kidal, according to a police officer.",
            ("officer", "according to", "The convoy was ambushed near Kidal"),
        ),
        (
            "Ambassador Linda Hart told the council that Russia was starving Idlib.",
            ("Hart", "tell", "Russia was starving Idlib"),
        ),
        (
            "The group's claim that it shot down the helicopter could not be verified.",
            ("group", "claim", "it shot down the helicopter"),
        ),
        (
            "President Hadi is quoted as saying that the port remains closed.",
            ("Hadi", "say", "the port remains closed"),
        ),
        ("In the minister's view, the truce in Yemen is dead.", ("minister", "view", "the truce in Yemen is dead")),
        (
            "The ministry issued a statement saying that 12 soldiers were killed in Kidal.",
            ("ministry", "say", "12 soldiers were killed in Kidal"),
        ),
        ("Ethiopia believes Eritrea is arming the militia.", ("Ethiopia", "believe", "Eritrea is arming the militia")),
    ],
)
def test_reported_clause_has_its_speaker_and_verb(read, text: str, told: tuple[str, str, str]) -> None:
    assert told in read(text).told()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The rebels threatened to blow up the dam.", ("rebels", "threaten", "to blow up the dam")),
        (
            "Amnesty International urged the government to open an inquiry.",
            ("International", "urge", "the government to open an inquiry"),
        ),
        (
            "The president called on the junta to free the detainees.",
            ("president", "call", "the junta to free the detainees"),
        ),
        ("Kenya wants Somalia to secure the border.", ("Kenya", "want", "Somalia to secure the border")),
        ("The UN condemned the attack on the clinic.", ("UN", "condemn", "the attack on the clinic")),
        ("Speaking on television, Maduro called the vote a sham.", ("Maduro", "call", "the vote a sham")),
        ("She hopes that the talks in Geneva resume.", ("She", "hope", "the talks in Geneva resume")),
    ],
)
def test_attitudes_and_intentions_are_statements_too(read, text: str, told: tuple[str, str, str]) -> None:
    assert told in read(text).told()


def test_participle_before_a_noun_introduces_nothing(read) -> None:
    assert read("Belhaj leads the brigade in Derna, a UN designated terrorist group.").quotes == []


def test_physical_attack_is_no_statement(read) -> None:
    assert read("The convoy was attacked by bandits near Agadez.").quotes == []
    assert read("Jets attacked the depot and militiamen blasted the gate.").quotes == []


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Two hostages were freed near Mitu — a farmer and his son — the guerrillas' regional press officer "
            "Camilo Duarte wrote on Telegram.",
            "Duarte",
        ),
        (
            "The shelling killed nine people in Donetsk, the region's military administration chief Pavlo Kyrylenko "
            "said in a statement.",
            "Kyrylenko",
        ),
        ("“The bridge is ours,” a spokesman for the Karen National Union said Monday.", "spokesman"),
        ("Jan Egeland, the head of the Norwegian Refugee Council, warned that Tigray was starving.", "Egeland"),
        ("The commander, speaking to the BBC from Goma, said that his men had taken the airport.", "commander"),
        ("“There will be no ceasefire,” said Brigadier Salah Osman on Friday.", "Osman"),
    ],
)
def test_long_speaker_phrase_gives_the_person_beside_the_verb(read, text: str, speaker: str) -> None:
    found = read(text)
    assert [found.speaker(q) for q in found.quotes] == [speaker]


def test_aside_between_dashes_belongs_to_what_is_said(read) -> None:
    text = (
        "Two hostages were freed near Mitu — a farmer and his son — the guerrillas' press officer Camilo Duarte wrote."
    )
    assert read(text).quotes[0].text == "Two hostages were freed near Mitu — a farmer and his son"


def test_quote_split_by_its_cue_gives_both_pieces_to_one_speaker(read) -> None:
    found = read("“We will not leave the town,” said Colonel Ahmed Saleh. “If they come, we will fight.”")
    assert found.told() == [
        ("Saleh", "say", "We will not leave the town"),
        ("Saleh", "say", "If they come, we will fight."),
    ]
    assert all(q.is_direct for q in found.quotes)
    assert len({(q.sentence, q.cue) for q in found.quotes}) == 1


def test_cue_after_a_question_mark_is_found_in_what_follows(read) -> None:
    found = read("“Where is the aid?” Hassan Diab asked. “Our children are hungry.”")
    assert [found.speaker(q) for q in found.quotes] == ["Diab", "Diab"]


def test_quotation_that_goes_on_over_paragraphs_is_one_quote(read) -> None:
    found = read(
        "“They shelled us at dawn.\n\n“We ran to the river,” said Mary Nyandeng, a mother of four from Bentiu."
    )
    assert [(found.speaker(q), q.is_direct) for q in found.quotes] == [("Nyandeng", True)]
    assert found.quotes[0].text.startswith("They shelled") and found.quotes[0].text.endswith("to the river")


def test_paragraph_of_quotation_without_a_cue_keeps_the_speaker(read) -> None:
    found = read(
        "“There will be no ceasefire,” said Kofi Mensah, the rebels' envoy.\n\n“We have lost too many men in this war.”"
    )
    assert [found.speaker(q) for q in found.quotes] == ["Mensah", "Mensah"]


def test_pronoun_speaker_is_carried_over_from_the_speaker_before(read) -> None:
    found = read("“Nobody has slept,” said Colonel Ahmed Saleh, the commander.\n\n“We are waiting for food,” he added.")
    assert found.speaker(found.quotes[-1]) == "Saleh"
    assert found.quotes[-1].carried_from is not None


def test_statement_speaks_on_in_the_next_sentence(read) -> None:
    found = read(
        "The statement said: “All prisoners will be freed by Friday.” It added that the Red Cross would escort them."
    )
    assert found.told() == [
        ("statement", "say", "All prisoners will be freed by Friday."),
        ("statement", "add", "the Red Cross would escort them"),
    ]


def test_british_single_marks_are_quotation_marks_and_apostrophes_are_not(read) -> None:
    found = read("'We were given no warning', said Tanya Koval. The soldiers' base in Kherson wasn't hit, she said.")
    assert [q.is_direct for q in found.quotes] == [True, False]


def test_words_in_marks_within_a_clause_leave_it_indirect(read) -> None:
    found = read("The envoy said the siege of Taiz had become “unbearable” for the people of the city.")
    assert [q.is_direct for q in found.quotes] == [False]
    assert found.quotes[0].text.startswith("the siege of Taiz")


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("In a statement, the Polisario Front said Moroccan troops had shelled Mahbes.", "statement"),
        ("The mission in its daily report said that two patrols were shot at.", "daily report"),
        ("The siege is over, President Museveni tweeted.", "tweet"),
        ("A joint communique said that the prisoners would be exchanged.", "joint communique"),
        ("The mayor told a news conference that the bridge was mined.", None),
    ],
)
def test_channel_is_told_where_the_text_tells_it(read, text: str, channel: str | None) -> None:
    assert read(text).quotes[0].channel == channel


def test_opening_participle_shares_the_speaker_of_the_sentence(read) -> None:
    found = read("Warning that the truce will collapse on Sunday, Osman also said “we are ready for talks in Juba.”")
    assert ("Osman", "the truce will collapse on Sunday") in [(found.speaker(q), q.text) for q in found.quotes]
    assert ("Osman", "we are ready for talks in Juba.") in [(found.speaker(q), q.text) for q in found.quotes]


def test_trailing_participle_shares_the_speaker_and_ends_the_content_before(read) -> None:
    found = read("The general told reporters that the offensive was over, adding that 40 militants had surrendered.")
    assert found.told() == [
        ("general", "tell", "the offensive was over"),
        ("general", "add", "40 militants had surrendered"),
    ]


def test_denied_cue_says_so_in_its_verb(read) -> None:
    assert read("The army did not confirm that it had lost the bridge.").quotes[0].verb == "not confirm"


def test_unnamed_sources_are_speakers(read) -> None:
    found = read("Three guards were killed in Callao, said an official who asked not to be named.")
    assert found.speaker(found.quotes[0]) == "official"


def test_hearsay_has_no_speaker(read) -> None:
    found = read("The army is believed to have killed the hostages.")
    assert [found.speaker(q) for q in found.quotes] == [None]


def test_every_quote_is_the_text_of_its_span(read) -> None:
    text = (
        "“The town fell at noon,” Mayor Ines Cabral said. Officials in Pemba denied that.\n\n"
        "“Help us,” she said, adding that the road was cut. ‘Never,’ the governor replied."
    )
    found = read(text)
    assert found.quotes
    assert all(text[q.start : q.end] == q.text for q in found.quotes)


def test_speaker_is_the_head_of_an_actor_mention_where_there_is_one(read) -> None:
    found = read("Human Rights Watch accused the militia of executing prisoners. The Sudanese army denied the claim.")
    heads = [{a.head for a in m.actors} for m in found.mentions]
    assert len(found.quotes) == 2
    assert all(q.speaker_head in heads[q.sentence] for q in found.quotes)


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ('"The road is open," Ana Ruiz wrote on Twitter.', "twitter"),
        ('"The road is open," Ana Ruiz wrote on Facebook.', "facebook"),
        ('"The road is open," Ana Ruiz wrote.', "letter"),
        ('"The road is open," Ana Ruiz tweeted.', "tweet"),
    ],
)
def test_told_medium_wins_over_that_of_the_verb(read, text: str, channel: str) -> None:
    assert read(text).quotes[0].channel == channel


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Police: Six held after raid on camp in Lashio", "Police", "Six held after raid on camp in Lashio"),
        ("Ana Ruiz: Rebels will lay down their arms", "Ruiz", "Rebels will lay down their arms"),
    ],
)
def test_headline_names_its_speaker_before_a_colon(read, text: str, speaker: str, content: str) -> None:
    assert [(s, v, c) for s, v, c in read(text).told()] == [(speaker, "say", content)]


def test_label_before_a_colon_says_nothing(read) -> None:
    assert not read("Breaking News: Six held after raid on camp in Lashio").told()


def test_statement_of_nobody_is_none(read) -> None:
    assert not read("He is accused of the raid on Kolofata.").told()
