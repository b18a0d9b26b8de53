import pytest

from dateline.syntax import mended


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("A suicide bomber on a motorcycle killed six people near a rally, officials said.", "bomber", "killed"),
        ("A gunman in a lorry killed two guards at a mine, the army said.", "gunman", "killed"),
        ("A sniper on a roof in Aleppo wounded three medics on Sunday, residents said.", "sniper", "wounded"),
    ],
)
def test_a_past_tense_with_an_object_is_no_reduced_relative(parser, text, subject, verb):
    (s,) = [mended(s) for s in parser.parse(text)]
    at = s.words.index(verb)
    assert s.words.index(subject) in s.children[at] and s.deps[s.words.index(subject)] == "nsubj"
    assert s.deps[at] in {"ccomp", "ROOT"}
    assert all(i in s.children[h] for i, h in enumerate(s.heads) if h != i)


def test_a_passive_participle_stays_where_it_is(parser):
    (s,) = parser.parse("The army buried two soldiers killed in the raid on Monday, officials said.")
    assert mended(s) == s


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        ("Gunmen attacked a village on Saturday, killing nine farmers, a local leader told Reuters.", "leader", "told"),
        ("Shells hit a clinic near Goma, wounding two nurses, a hospital director told AFP.", "director", "told"),
    ],
)
def test_who_says_it_at_the_end_is_the_subject_of_the_saying(parser, text, speaker, verb):
    (s,) = [mended(s) for s in parser.parse(text)]
    at, who = s.words.index(verb), s.words.index(speaker)
    assert s.heads[who] == at and s.deps[who] == "nsubj" and who in s.children[at]
    assert all(i in s.children[h] for i, h in enumerate(s.heads) if h != i)


@pytest.mark.parametrize(
    ("text", "victims", "verb"),
    [
        ("Three teens shot in Karachi.", "teens", "shot"),
        ("Nurse fatally stabbed, another wounded in Jos.", "Nurse", "stabbed"),
        ("Man shot in the leg in Nairobi.", "Man", "shot"),
    ],
)
def test_a_headline_leaves_out_the_auxiliary_of_the_passive(parser, text, victims, verb):
    (s,) = [mended(s) for s in parser.parse(text)]
    assert s.deps[s.words.index(victims)] == "nsubjpass"
    assert s.tags[s.words.index(verb)] == "VBN"


@pytest.mark.parametrize(
    "text",
    [
        "Guards shot at protesters in Khartoum.",
        "Gunmen shot, killed a clerk in Taiz.",
        "The rebels killed, and nobody asked why.",
        "Soldiers wounded two herders in Gao.",
    ],
)
def test_who_does_it_stays_the_subject(parser, text):
    assert "nsubjpass" not in {d for s in parser.parse(text) for d in mended(s).deps}
