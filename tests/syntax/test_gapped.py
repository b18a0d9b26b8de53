"""Joined passives, suppositions behind a noun and semicolons, where the parser saw another clause. All sentences are ours."""

import pytest

from dateline.syntax import arguments, mended


def _only(parser, text):
    (s,) = [mended(s) for s in parser.parse(text)]
    assert all(i in s.children[h] for i, h in enumerate(s.heads) if h != i)
    return s


@pytest.mark.parametrize(
    ("text", "verb", "hurt"),
    [
        ("Nine clerks were killed and some 20 wounded in the district of Oruro Bajo, an aide, Jan Bos, said.", "wounded", "20"),
        ("A judge was shot dead and a nun wounded by masked men in Bamenda.", "wounded", "nun"),
        ("Four monks were arrested and two others beaten by police in Mandalay.", "beaten", "others"),
        ("At least 60 people have been killed and half a million displaced in Cabo Delgado.", "displaced", "million"),
        ("About 400 people have been killed and more than a million uprooted, the charity says.", "uprooted", "million"),
        ("Six villagers were killed, 11 wounded and hundreds more displaced, said a report.", "wounded", "11"),
        ("Six villagers were killed, 11 wounded and hundreds more displaced, said a report.", "displaced", "hundreds"),
    ],
)  # fmt: skip
def test_a_joined_participle_without_its_auxiliary_has_its_own_subject(parser, text, verb, hurt):
    s = _only(parser, text)
    at = s.words.index(verb)
    assert s.deps[at] == "conj"
    assert arguments(s, at).patients == (s.words.index(hurt),)


def test_who_dies_is_not_done_to(parser):
    s = _only(parser, "Four traders were brought to a clinic in Juba, three died and one was sent home.")
    assert arguments(s, s.words.index("died")).agents == (s.words.index("three"),)


@pytest.mark.parametrize(
    ("text", "verb", "agent"),
    [
        ("Two cadets were shot dead and three others wounded by unknown gunmen in Jos on Friday.", "shot", "gunmen"),
        ("A priest was abducted and beaten by the militia.", "abducted", "militia"),
        ("Nine farmers were killed and 14 wounded by rebels near Beni.", "killed", "rebels"),
    ],
)
def test_an_agent_told_once_is_that_of_both_passives(parser, text, verb, agent):
    s = _only(parser, text)
    assert arguments(s, s.words.index(verb)).agents == (s.words.index(agent),)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Ali Noor was elected governor of the province in May and killed by rebels.", "elected"),
        ("The colonel was arrested on Monday in Goma and was beaten by guards.", "arrested"),
    ],
)
def test_passives_that_tell_two_happenings_share_no_agent(parser, text, verb):
    s = _only(parser, text)
    assert arguments(s, s.words.index(verb)).agents == ()


@pytest.mark.parametrize(
    ("text", "noun", "participle", "verb", "dep"),
    [
        ("Gunmen believed to be deserters attacked a village near Hpakant, a trader said.", "Gunmen", "believed", "attacked", "nsubj"),
        ("Men thought to belong to the LRA abducted six nurses in Haut-Uele, the mayor said.", "Men", "thought", "abducted", "nsubj"),
        ("Three gunmen presumed to be smugglers were killed in Sinaloa, police said.", "gunmen", "presumed", "killed", "nsubjpass"),
        ("Fighters said to be from a Tuareg faction captured eleven soldiers, the army said.", "Fighters", "said", "captured", "nsubj"),
    ],
)  # fmt: skip
def test_what_somebody_is_believed_to_be_is_said_of_him(parser, text, noun, participle, verb, dep):
    s = _only(parser, text)
    at, who = s.words.index(verb), s.words.index(noun)
    assert s.heads[who] == at and s.deps[who] == dep
    assert s.heads[s.words.index(participle)] == who
    assert s.heads[at] == at or s.words[s.heads[at]] == "said"


@pytest.mark.parametrize(
    "text",
    [
        "The envoy believed the rebels to be ready and flew to Juba.",
        "Police said the men were believed to have fled.",
        "The minister knew that the general was said to be ill.",
    ],
)
def test_a_verb_of_belief_with_a_believer_stays(parser, text):
    (s,) = parser.parse(text)
    assert mended(s) == s


def test_what_hangs_over_a_semicolon_belongs_to_the_half_before_it(parser):
    s = _only(
        parser, "Nine people died in the raid on the depot, according to the clinic; the army put the toll at six."
    )
    assert s.words[s.heads[s.words.index("according")]] == "died"
