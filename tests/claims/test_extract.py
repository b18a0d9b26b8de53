import dataclasses

from dateline.claims import claims_of
from dateline.records import ActorRef, Attribution, Casualty, Event, Evidence, Report, SentenceSpan

TEXT = "M23 rebels killed at least 12 villagers near Kitchanga, a doctor said."
REPORT = Report("r-1", None, TEXT, "en", published="2022-10-25")
M23 = ActorRef("M23 rebels", 0, 10, "m23-cod", "M23", "COD", ("REB",), None)
DOCTOR = ActorRef("a doctor", 56, 64, None, None, None, (), "doctor")
DEAD = Casualty("killed", 12, 12, None, "at_least", None, None, False, "at least 12 villagers", 18, 39)
SAID = Attribution(DOCTOR, "said", "said", 65, 69, False)
EVENT = Event(
    "e-1", "r-1", "ASSAULT", None, (), None, 4, -9.0, (M23,), (), (), "occurred", False, None, None, (DEAD,), None,
    (SAID,), (Evidence("trigger", "killed", 11, 17),), SentenceSpan(0, len(TEXT)), 0.9, "", "test",
)  # fmt: skip


def test_a_figure_is_the_claim_of_the_one_who_gives_it():
    claim = next(c for c in claims_of(REPORT, [EVENT]) if c.field == "killed")
    assert (claim.low, claim.high, claim.bound) == (12, None, "at_least")
    assert claim.claimant == DOCTOR and claim.claimant_kind == "medical"
    assert claim.said_on == "2022-10-25"


def test_every_claim_quotes_its_report():
    assert all(TEXT[c.start : c.end] == c.text for c in claims_of(REPORT, [EVENT]))


def test_who_did_it_is_a_claim_where_somebody_says_so():
    fields = [c.field for c in claims_of(REPORT, [EVENT])]
    assert fields == ["killed", "occurrence", "actor"]
    plain = dataclasses.replace(EVENT, attribution=())
    assert [c.field for c in claims_of(REPORT, [plain])] == ["killed"]


def test_a_denied_event_is_claimed_not_to_have_happened():
    denied = dataclasses.replace(EVENT, status="negated")
    (claim,) = [c for c in claims_of(REPORT, [denied]) if c.field == "occurrence"]
    assert claim.value_text == "did not happen"


def test_a_figure_told_by_another_is_his_claim_and_no_claim_of_who_tells_the_deed():
    mayor = ActorRef("M23 rebels", 0, 10, None, "the mayor", None, ("GOV",), "mayor")
    own = dataclasses.replace(DEAD, attribution=(Attribution(mayor, "report", "said", 65, 69, False),))
    unsaid = dataclasses.replace(DEAD, attribution=())
    claimants = [
        next(
            c.claimant
            for c in claims_of(REPORT, [dataclasses.replace(EVENT, casualties=(told,))])
            if c.field == "killed"
        )
        for told in (own, unsaid, DEAD)
    ]
    assert claimants == [mayor, None, DOCTOR]
