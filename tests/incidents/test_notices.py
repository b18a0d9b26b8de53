"""Notices that withdraw or correct a story. All texts are ours."""

import pytest

from dateline.incidents import account
from dateline.incidents.notices import find_notices, notice_kind
from dateline.pipeline import code_report

from .made import HOSPITAL, claim, event, report

STORY = (
    "An explosion tore through the cattle market of Maroua on Friday and killed 20 people, the regional hospital said. "
    "Traders fled towards the mosque while smoke rose over the pens. Nobody claimed the explosion. "
    "The governor closed the road to Mora and called for donors of blood at the hospital."
)
OTHER = "Floods cut the bridge at Garoua on Friday, and two ferries were lost, the river police said. Nobody drowned."
SCENE = {"day": "2021-03-05", "place": "Maroua", "admin1": "Far North", "country": "CMR"}


def story(name="a", text=STORY, published="2021-03-05", agency="Sahel Press", killed=20):
    own = report(name, text, published, agency, title="Blast at Maroua cattle market kills 20")
    blast = event(own, "killed", casualties=[("killed", killed)], **SCENE)
    return own, blast, claim(blast, "killed", killed, speaker=HOSPITAL, kind="medical", said_on=published)


KILLED = (
    "KILL: Blast at Maroua cattle market.\nPlease kill the story on a blast at the Maroua cattle market, which did not take place. "
    "No substitute will be issued."
)


def told(*stories, notices=(), as_of=None):
    reports, events, claims = zip(*stories, strict=True)
    return account(events, claims, [*reports, *notices], as_of)


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("KILL: Blast at a market in Jos", "Please disregard.", "withdrawn"),
        (None, "STORY WITHDRAWN - Clash near Arauca\nThe item was sent in error.", "withdrawn"),
        (
            None,
            "Editors, the report on shelling in Donetsk of 3 May is withdrawn. No replacement follows.",
            "withdrawn",
        ),
        ("CORRECTED-Rebels take Bossangoa", "Rebels took Bossangoa on Sunday.", "corrected"),
        (None, "Correction: Ambush in Paktia\nThe ambush took place on Monday, not on Sunday.", "corrected"),
        (None, "(Refiles to correct toll in second paragraph)\nA mine killed four men near Kidal.", "corrected"),
        (None, "A mine killed four men. (This version corrects the day of the blast.)", "corrected"),
        ("Kill the bill, say marchers", "Thousands marched in Tbilisi.", None),
        ("Army withdrawn from Malakal", "The army was withdrawn from Malakal on Sunday.", None),
        ("Rebels kill 20", "Rebels killed 20 people. The newspaper withdrew its correspondent.", None),
        (None, "The general asked the newspaper to correct its account of the raid.", None),
    ],
)
def test_a_notice_is_told_by_how_it_begins_or_what_it_asks(title, text, kind):
    assert notice_kind(report("n", text, title=title)) == kind


def test_a_withdrawn_story_is_no_longer_told_and_stays_in_the_history():
    notice = report("k", KILLED, "2021-03-06", "Sahel Press")
    found = told(story(), notices=[notice])
    ((incident_id, versions),) = found.versions.items()
    first, last = (v.incident for v in versions)
    assert [t.best for t in first.casualties] == [20] and first.status == "occurred"
    assert last.status == "withdrawn" and last.revisions[-1].reason == "story withdrawn"
    assert last.revisions[-1].report_id == "r-k" and last.revisions[-1].changed_on == "2021-03-06"
    assert [v.known_from for v in versions] == ["2021-03-05", "2021-03-06"]
    (before,) = told(story(), notices=[notice], as_of="2021-03-05").incidents
    assert before.id == incident_id and before.status == "occurred"


def test_claims_of_a_withdrawn_story_count_no_more_where_others_stand():
    text = "Three traders were killed by a blast at the cattle market of Maroua on Friday, witnesses said. Goats lay about the pens."
    own = report("b", text, "2021-03-05", "Lake Wire", title="Blast at Maroua cattle market")
    blast = event(own, "killed", casualties=[("killed", 3)], **SCENE)
    seen = own, blast, claim(blast, "killed", 3, said_on="2021-03-05")
    before = told(story(), seen).incidents
    after = told(story(), seen, notices=[report("k", KILLED, "2021-03-06", "Sahel Press")]).incidents
    assert [(i.reports, i.casualties[0].high) for i in before] == [(("r-a", "r-b"), 20)]
    assert [(i.reports, i.casualties[0].high) for i in after] == [(("r-b",), 3)]
    reasons = {(r.field, r.reason): r for r in after[0].revisions}
    assert reasons["report", "story withdrawn"].previous == "r-a" and ("killed", "toll lowered") in reasons


def test_a_withdrawal_ends_the_reprints_of_its_story_and_nothing_else():
    reprint = report("b", STORY, "2021-03-06", "Lake Wire")
    others = [report("o", OTHER, "2021-03-06", "Sahel Press"), report("old", STORY, "2021-01-02", "Sahel Press")]
    notice = report("k", KILLED, "2021-03-06", "Sahel Press")
    (found,) = find_notices([*others, reprint, story()[0], notice], {})
    assert (found.kind, found.of) == ("withdrawn", ("r-a", "r-b"))


def test_another_agency_does_not_withdraw_a_story():
    (found,) = find_notices([story()[0], report("k", KILLED, "2021-03-06", "Lake Wire")], {})
    assert found.of == ()


def test_a_corrected_story_stands_in_the_place_of_the_first():
    mended = story("b", "(Refiles to correct toll in first paragraph)\n" + STORY.replace("20", "12"), killed=12)
    found = told(story(), mended)
    (incident,) = found.incidents
    assert incident.reports == ("r-b",) and [(t.low, t.best, t.high) for t in incident.casualties] == [(12, 12, 12)]
    change = next(r for r in incident.revisions if r.reason == "story corrected")
    assert (change.field, change.previous, change.value, change.report_id) == ("report", "r-a", "r-b", "r-b")
    assert any(r.reason == "toll lowered" for r in incident.revisions)


def test_what_a_correction_says_was_wrong_counts_for_nothing():
    text = (
        "Correction: Maroua blast\nThe hospital of Maroua said that 12 people died in the cattle market blast.\n"
        "This agency reported erroneously on Friday that it killed 20 people."
    )
    own = report("n", text, "2021-03-06", "Sahel Press")
    right = event(own, "died", casualties=[("killed", 12)], **SCENE)
    wrong = event(own, "killed", casualties=[("killed", 20)], **SCENE)
    incidents = account([right, wrong], [claim(right, "killed", 12), claim(wrong, "killed", 20)], [own]).incidents
    assert [e for i in incidents for e in i.event_ids] == [right.id]


def test_the_order_of_reports_of_one_day_changes_nothing():
    for name in ("0", "z"):
        notice = report(name, KILLED, "2021-03-05", "Sahel Press")
        (versions,) = told(story(), notices=[notice]).versions.values()
        assert [v.incident.status for v in versions] == ["withdrawn"]
        assert [r.reason for r in versions[-1].incident.revisions][-1] == "story withdrawn"


def test_a_withdrawal_is_coded_to_no_event_and_says_why(resources):
    coded = code_report(report("k", KILLED, title="KILL: Blast at Maroua cattle market kills 20"), resources)
    assert (coded.outcome, coded.events, coded.reason) == ("no_event", (), "a notice that withdraws a story")
