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


@pytest.mark.parametrize(
    ("text", "speaker", "verb"),
    [
        (
            "On Monday, three guards were wounded by a mine near Sevare, a local official told Reuters.",
            "official",
            "told",
        ),
        (
            "The two sides signed a pact in Accra, former premier Ana Ruiz, who led the talks, told reporters.",
            "Ruiz",
            "told",
        ),
    ],
)
def test_a_saying_is_not_joined_to_what_is_said(parser, text, speaker, verb):
    (s,) = [mended(s) for s in parser.parse(text)]
    at, who = s.words.index(verb), s.words.index(speaker)
    assert s.deps[at] == "ROOT" and s.heads[at] == at
    assert s.heads[who] == at and s.deps[who] == "nsubj"


def test_whom_a_participle_acts_on_says_nothing(parser):
    text = (
        "The air force carried out strikes on a village in the northwestern region of Sagaing on Tuesday, killing as many as 90 "
        "people, including about 20 children, who were attending a feast held by foes of the junta, a witness and a local doctor said."
    )
    (s,) = [mended(s) for s in parser.parse(text)]
    people = s.words.index("people")
    assert s.words[s.heads[people]] == "killing" and s.deps[people] == "dobj"
    assert s.words[next(c for c in s.children[s.words.index("said")] if s.deps[c] == "nsubj")] == "witness"


@pytest.mark.parametrize("verb", ["denied", "admitted"])
def test_what_is_denied_is_a_deed(parser, verb):
    (s,) = [mended(s) for s in parser.parse(f"The police {verb} beating protesters.")]
    at = s.words.index("beating")
    assert s.words[s.heads[at]] == verb and s.deps[at] == "xcomp" and s.heads[s.words.index("protesters")] == at


def test_the_state_in_which_somebody_is_left_is_said_of_him(parser):
    (s,) = [mended(s) for s in parser.parse("The bombing left 3 soldiers wounded.")]
    assert s.deps[s.words.index("wounded")] == "oprd"


def test_what_stands_before_a_semicolon_is_no_content(parser):
    (s,) = [
        mended(s) for s in parser.parse("The panel accused all parties of war crimes; Addis Ababa rejected its report.")
    ]
    assert s.deps[s.words.index("accused")] != "ccomp"


@pytest.mark.parametrize(
    "text",
    [
        "Norway has asked the secretary-general to replace the envoy.",
        "The party's secretary-general rejected the pact.",
        "The mayor met the inspector-general and the director-general of prisons.",
    ],
)
def test_an_office_with_a_hyphen_is_one_noun(parser, text):
    (s,) = [mended(s) for s in parser.parse(text)]
    for at in (t for t in range(len(s)) if s.norms[t] == "general"):
        assert s.pos[at] == "NOUN" and s.deps[at - 2] == "compound" and s.heads[at - 2] == at
        assert not s.children[at - 2] and s.heads[at] not in {at - 2, at - 1}
    assert all(i in s.children[h] for i, h in enumerate(s.heads) if h != i)


@pytest.mark.parametrize(
    ("text", "noun", "is_counted"),
    [
        ("On Nov. 16 gunmen on motorcycles ambushed a patrol.", "gunmen", False),
        ("On May 3 police arrested two men in Lagos.", "police", False),
        ("In May 40 rebels surrendered.", "rebels", True),
    ],
)
def test_the_day_of_a_month_counts_nobody(parser, text, noun, is_counted):
    (s,) = [mended(s) for s in parser.parse(text)]
    at = s.words.index(noun)
    assert any(s.deps[c] == "nummod" for c in s.children[at]) == is_counted


def test_a_charge_that_is_denied_hangs_on_what_was_said(parser):
    (s,) = [mended(s) for s in parser.parse("Ghana accused Togo of arming the rebels, a charge Lomé denies.")]
    accused, charge, denies = (s.words.index(w) for w in ("accused", "charge", "denies"))
    assert s.deps[accused] == "ROOT" and s.heads[charge] == accused and s.heads[denies] == charge
    assert s.deps[denies] == "relcl" and all(i in s.children[h] for i, h in enumerate(s.heads) if h != i)
