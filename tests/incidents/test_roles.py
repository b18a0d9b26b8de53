"""Who did it, for whom, to what, to whom and with what is gathered over the sentences of one report."""

import pytest

from dateline.incidents import country_of, join_happenings
from dateline.pipeline import code_text
from dateline.records import CodedReport, RoleFiller, to_plain
from dateline.resources import Resources

_BOMBING = (
    "LIMA, 12 MAY 91 (AFP) -- Terrorists of the Shining Path last night dynamited the offices of a bank in the center of Lima. "
    "Police said that the attackers threw a powerful bomb at the building from a moving car. "
    "Mayor Rolando Quispe was killed by the bomb, and two passersby were wounded."
)
_TALKS = (
    "GENEVA, 12 May 2014 (AFP) -- The foreign ministers of France and Japan met in Geneva on Monday to discuss trade. "
    "They agreed to meet again in Tokyo in June."
)


@pytest.fixture(scope="module")
def bombing(resources: Resources) -> CodedReport:
    return code_text(_BOMBING, resources)


def _texts(fillers: tuple[RoleFiller, ...], role: str) -> list[str]:
    return [f.text.lower() for f in fillers if f.role == role]


def test_each_role_is_filled_from_its_own_sentence(bombing: CodedReport) -> None:
    assert "shining path" in " ".join(_texts(bombing.roles, "organisation"))
    assert any("terrorists" in t or "attackers" in t for t in _texts(bombing.roles, "perpetrator"))
    assert any("bomb" in t for t in _texts(bombing.roles, "weapon"))
    assert "rolando quispe" in _texts(bombing.roles, "victim")


def test_a_filler_quotes_the_report_and_belongs_to_its_events(bombing: CodedReport) -> None:
    ids = {e.id for e in bombing.events}
    for filler in bombing.roles:
        assert bombing.report.text[filler.start : filler.end] == filler.text
        assert 0 <= filler.score <= 1
        assert filler.event_ids
        assert set(filler.event_ids) <= ids


def test_talks_have_no_roles_of_violence(resources: Resources) -> None:
    assert code_text(_TALKS, resources).roles == ()


def test_a_role_is_a_record_of_its_own_kind(bombing: CodedReport) -> None:
    plain = to_plain(bombing.roles[0])
    assert plain["kind"] == "role"
    assert set(plain) == {"kind", "report_id", "role", "text", "start", "end", "score", "certainty", "event_ids"}


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("The Shining Path claimed responsibility for the bomb that killed Mayor Rolando Quispe in Lima.", "claimed"),
        ("Suspected Shining Path guerrillas killed Mayor Rolando Quispe with a bomb in Lima.", "suspected"),
        ("Guerrillas of the Shining Path killed Mayor Rolando Quispe with a bomb in Lima.", "told"),
    ],
)
def test_suspicion_and_claims_are_kept_as_such(resources: Resources, sentence: str, certainty: str) -> None:
    coded = code_text(f"LIMA, 12 MAY 91 (AFP) -- {sentence}", resources)
    told = {f.certainty for f in coded.roles if f.role in {"perpetrator", "organisation"}}
    assert certainty in told


def test_a_happening_without_a_place_lies_where_the_story_is(resources: Resources) -> None:
    coded = code_text(_BOMBING, resources)
    happenings = join_happenings(coded.events)
    assert happenings
    assert {country_of(h, coded) for h in happenings} == {"PER"}


def test_victims_told_in_one_sentence_are_added_up(resources: Resources) -> None:
    coded = code_text("LIMA, 12 MAY 91 (AFP) -- Rebels killed two priests and three nurses near Ayacucho.", resources)
    assert [h.count("killed") for h in join_happenings(coded.events)] == [5]
