import dataclasses

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.incidents import account

from .made import ARMY, HOSPITAL, MINISTRY, TALIBAN, claim, event, report
from .test_matching import APART, PARWAN, PARWAN_TOLL

FIRST = report("a", PARWAN, "2019-09-17")
LATER = report("b", PARWAN_TOLL + "\nThe Taliban denied it.\nNo one was hurt, the Taliban said.", "2019-09-18")
SCENE = {"day": "2019-09-17", "place": "Charikar", "admin1": "Parwan", "country": "AFG"}
BOMBED = event(FIRST, "killed", casualties=[("killed", 24)], **SCENE)
ROSE = event(LATER, "killed", source=(TALIBAN,), casualties=[("killed", 26)], **SCENE)
CLAIMS = [
    claim(BOMBED, "killed", 24, speaker=HOSPITAL, kind="medical", said_on="2019-09-17"),
    claim(ROSE, "killed", 26, speaker=MINISTRY, said_on="2019-09-18"),
]
DENIED = event(LATER, "denied", event_type="REJECT", source=(TALIBAN,))
EVENTS, REPORTS = [BOMBED, ROSE], [FIRST, LATER]


def known(as_of=None, extra=()):
    return account([*EVENTS, *extra], CLAIMS, REPORTS, as_of).incidents


def attack(incidents):
    return next(i for i in incidents if i.event_type == "ASSAULT")


def test_the_account_of_a_day_knows_only_what_was_published():
    (early,), (late,) = known("2019-09-17"), known("2019-09-18")
    assert [t.best for t in early.casualties] == [24] and [t.best for t in late.casualties] == [26]
    assert early.id == late.id
    assert known("2019-09-16") == ()


def test_revisions_say_what_changed_with_which_report():
    (incident,) = known()
    changes = {r.field: r for r in incident.revisions}
    assert changes["killed"].reason == "toll raised" and changes["killed"].report_id == "r-b"
    assert changes["source"].reason == "perpetrator named" and changes["source"].value == "Taliban"
    assert [r.revision for r in incident.revisions] == list(range(1, len(incident.revisions) + 1))


def test_revisions_are_only_ever_added():
    (early,), (late,) = known("2019-09-17"), known()
    assert late.revisions[: len(early.revisions)] == early.revisions


def test_every_claim_names_its_incident_and_what_outdated_it():
    found = account(EVENTS, CLAIMS, REPORTS)
    first, second = found.claims
    assert {first.incident_id, second.incident_id} == {found.incidents[0].id}
    assert first.superseded_by == second.id and second.superseded_by is None


def test_a_denial_by_a_party_makes_the_incident_disputed():
    plain, denied = known()[0], attack(known(extra=[DENIED]))
    assert not plain.disputed
    assert denied.disputed and [d.field for d in denied.disputes] == ["account"]


def test_those_accused_who_blame_another_dispute_who_did_it():
    blamed = event(LATER, "denied", event_type="ACCUSE", source=(TALIBAN,), target=(MINISTRY,))
    blamed = dataclasses.replace(blamed, evidence=(dataclasses.replace(blamed.evidence[0], text="blamed"),))
    incident = attack(known(extra=[blamed]))
    assert [d.field for d in incident.disputes] == ["who"]


def test_an_account_explains_why_reports_were_joined():
    found = account(EVENTS, CLAIMS, REPORTS)
    (link,) = found.why(found.incidents[0].id)
    assert link.score.likelihood >= 0.5 and link.score.parts


def test_every_event_told_as_fact_stands_in_exactly_one_incident():
    own, events = APART
    found = account([*EVENTS, *events], CLAIMS, [*REPORTS, own]).incidents
    held = [e for i in found for e in i.event_ids]
    assert sorted(held) == sorted(e.id for e in [*EVENTS, *events])


@settings(max_examples=25, deadline=None)
@given(st.permutations([*EVENTS, DENIED, *APART[1]]), st.permutations([*REPORTS, APART[0]]), st.permutations(CLAIMS))
def test_the_order_of_what_comes_in_changes_nothing(events, reports, claims):
    plain = account([*EVENTS, DENIED, *APART[1]], CLAIMS, [*REPORTS, APART[0]])
    assert account(events, claims, reports).incidents == plain.incidents


def test_a_person_who_was_not_hurt_contradicts_nobody():
    unhurt = event(LATER, "hurt", target=(MINISTRY,), status="negated", speaker=TALIBAN)
    said = dataclasses.replace(
        claim(unhurt, "occurrence", None, speaker=TALIBAN, kind="party"), value_text="did not happen"
    )
    assert not account([*EVENTS, unhurt], [*CLAIMS, said], REPORTS).incidents[0].disputed


def test_those_who_say_that_they_did_not_do_it_dispute_that_it_happened():
    unsaid = event(LATER, "hurt", source=(TALIBAN,), status="negated", speaker=TALIBAN)
    said = dataclasses.replace(
        claim(unsaid, "occurrence", None, speaker=TALIBAN, kind="party"), value_text="did not happen"
    )
    found = account([*EVENTS, unsaid], [*CLAIMS, said], REPORTS).incidents[0]
    assert "occurrence" in {d.field for d in found.disputes}


ACCUSED = report(
    "x",
    "Three farmers were killed near Charikar on Tuesday.\nThe Taliban accused the army of it.\n"
    "The army said that it had shelled a camp of another group.\nThe army said that it had bombed the Taliban.",
)
FARMERS = event(ACCUSED, "killed", source=(ARMY,), casualties=[("killed", 3)], **SCENE)
BLAME = event(ACCUSED, "accused", event_type="ACCUSE", source=(TALIBAN,), target=(ARMY,))
GROUP = dataclasses.replace(TALIBAN, actor_id="other-afg", name="Other Front", text="another group")


def fields_disputed(*answers):
    found = attack(account([FARMERS, BLAME, *answers], [], [ACCUSED]).incidents)
    return [d.field for d in found.disputes]


def test_the_accused_who_say_that_they_fought_another_dispute_who_was_hit():
    answer = event(ACCUSED, "shelled", source=(ARMY,), target=(GROUP,), speaker=ARMY, **SCENE)
    assert fields_disputed(answer) == ["who"]


def test_the_accused_who_own_to_a_deed_against_their_accusers_contradict_nobody():
    answer = event(ACCUSED, "bombed", source=(ARMY,), target=(TALIBAN,), speaker=ARMY, **SCENE)
    unspoken = event(ACCUSED, "shelled", source=(ARMY,), target=(GROUP,), **SCENE)
    assert fields_disputed(answer) == [] and fields_disputed(unspoken) == [] and fields_disputed() == []
