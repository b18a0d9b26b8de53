"""What parties do with promises and talks, on reports of ours from other conflicts."""

import pytest

from dateline.pipeline import code_text
from dateline.processes import Definition, Party, ProcessState, monitor
from dateline.records import to_plain
from dateline.resources import Resources

from .conftest import state_told

PHILIPPINES = Definition(
    "philippines-ndf", "The Philippines and the NPA",
    (
        Party("Philippine government", ("Government of Philippines", "Duterte"), (), "PHL", ("GOV", "MIL", "COP")),
        Party("NPA", ("New People's Army", "communist rebels", "National Democratic Front"), (), "PHL", ("REB",)),
    ),
    (Party("Norway", (), (), "NOR", ("GOV",)),), ("PHL",), (2016, 2020),
)  # fmt: skip
SUDAN = Definition(
    "south-sudan", "South Sudan",
    (
        Party("South Sudanese government", ("Government of South Sudan", "Salva Kiir"), (), "SSD", ("GOV", "MIL")),
        Party("SPLA-IO", ("Riek Machar", "SPLM-IO", "Machar's forces"), (), "SSD", ("REB",)),
    ),
    (Party("IGAD", ("Intergovernmental Authority on Development",)),), ("SSD",), (2013, 2020),
)  # fmt: skip


def states(state: ProcessState) -> list[tuple[str, tuple[str, ...], str]]:
    return [(c.what, c.who, c.state) for c in state.commitments]


def test_a_truce_counts_its_days_from_its_first(resources: Resources) -> None:
    state = state_told(
        PHILIPPINES, resources,
        ("2017-12-20", "MANILA, Dec 20, 2017 (Sample Wire) - The New People's Army declared a five-day "
        "ceasefire on Wednesday. The truce would begin on Sunday."),
        ("2018-01-02", "MANILA, Jan 2, 2018 (Sample Wire) - President Rodrigo Duterte met soldiers in Manila "
        "on Tuesday. The New People's Army did not comment."),
    )  # fmt: skip
    (truce,) = state.ceasefires
    assert (truce.start, truce.end, truce.is_unilateral) == ("2017-12-24", "2017-12-28", True)


def test_an_attack_by_the_side_that_promised_breaks_the_truce(resources: Resources) -> None:
    state = state_told(
        PHILIPPINES, resources,
        ("2017-12-20", "MANILA, Dec 20, 2017 (Sample Wire) - The New People's Army declared a unilateral "
        "ceasefire on Wednesday."),
        ("2017-12-27", "MANILA, Dec 27, 2017 (Sample Press) - New People's Army rebels killed three "
        "Philippine soldiers in an ambush in Davao on Wednesday, witnesses said."),
    )  # fmt: skip
    assert ("ceasefire", ("NPA",), "violated") in states(state)
    (breach,) = state.ceasefires[0].violations
    assert breach.is_observed and breach.independent and not breach.responses


def test_a_promise_of_others_is_only_sought(resources: Resources) -> None:
    state = state_told(
        PHILIPPINES, resources,
        ("2017-01-20", "ROME, Jan 20, 2017 (Sample Wire) - The National Democratic Front demanded the release "
        "of 400 prisoners by the Philippine government on Friday."),
        ("2017-02-03", "MANILA, Feb 3, 2017 (Sample Wire) - The Philippine government released 400 communist "
        "prisoners on Friday."),
    )  # fmt: skip
    release = next(c for c in state.commitments if c.what == "release")
    assert (release.who, release.history[0].state) == (("Philippine government",), "sought")


def test_a_sentence_without_an_event_still_tells_the_end_of_a_truce(resources: Resources) -> None:
    state = state_told(
        SUDAN, resources,
        ("2015-08-26", "JUBA, Aug 26, 2015 (Sample Wire) - Salva Kiir's government and SPLM-IO rebels signed "
        "a permanent ceasefire in Juba on Wednesday, mediated by IGAD."),
        ("2016-07-10", "JUBA, July 10, 2016 (Sample Press) - Government forces and fighters loyal to Riek "
        "Machar clashed in Juba on Sunday. \"The ceasefire has ended,\" a spokesman for Riek "
        "Machar said."),
    )  # fmt: skip
    assert ("ceasefire", ("South Sudanese government", "SPLA-IO"), "lapsed") in states(state)
    (agreement,) = state.agreements
    assert agreement.mediators == ("IGAD",) and agreement.stage == "Cea"


@pytest.mark.parametrize("as_of", ["2015-08-25", "2015-08-26"])
def test_nothing_is_known_before_it_is_told(as_of: str, resources: Resources) -> None:
    text = (
        "JUBA, Aug 26, 2015 (Sample Wire) - Salva Kiir's government and SPLM-IO rebels signed "
        "a permanent ceasefire in Juba on Wednesday."
    )
    coded = code_text(text, resources)
    events = [to_plain(e) for e in coded.events]
    state = monitor(SUDAN, events, {coded.report.id: to_plain(coded.report)}, as_of)
    assert len(state.agreements) == int(as_of == "2015-08-26")


def test_a_reprint_adds_nothing(resources: Resources) -> None:
    text = "MANILA, Dec 20, 2017 (Sample Wire) - The New People's Army declared a unilateral ceasefire on Wednesday."
    first, second = (code_text(t, resources) for t in (text, f"{text} It gave no reason."))
    reports = {c.report.id: to_plain(c.report) for c in (first, second)}
    reports[second.report.id]["duplicate_of"] = first.report.id
    events = [to_plain(e) for c in (first, second) for e in c.events]
    state = monitor(PHILIPPINES, events, reports)
    assert [len([s for s in c.history if s.proof]) for c in state.commitments] == [1]


LANKA = Definition(
    "sri-lanka", "Sri Lanka and the Tigers",
    (
        Party("Sri Lankan government", ("Sri Lanka's government",), (), "LKA", ("GOV", "MIL")),
        Party("LTTE", ("Tamil Tigers", "Liberation Tigers of Tamil Eelam"), (), "LKA", ("REB",)),
    ),
    (Party("Norway", ("Norwegian",), (), "NOR", ("GOV",)), Party("Thailand", ("Thai government",), (), "THA", ("GOV",))),
    ("LKA",), (2001, 2009),
)  # fmt: skip
SIGNED = (
    "COLOMBO, Feb 22, 2002 (Sample Wire) - The Sri Lankan government and the Liberation Tigers of Tamil Eelam signed an "
    "indefinite ceasefire agreement on Friday, brokered by Norway.\n\n"
    "Under the agreement, the army would pull out of schools and temples within 30 days."
)


def test_who_hosts_is_told_apart_from_who_mediates(resources: Resources) -> None:
    state = state_told(
        LANKA, resources,
        ("2002-09-16", "BANGKOK, Sept 16, 2002 (Sample Press) - Sri Lanka's government and the Tamil Tigers opened peace talks in "
         "Thailand on Monday, hosted by the Thai government and mediated by Norway."),
    )  # fmt: skip
    (held,) = state.rounds
    assert (held.hosts, set(held.mediators)) == (("Thailand",), {"Norway", "Thailand"})


def test_what_a_signed_agreement_says_a_signer_will_do_is_a_promise_with_its_day(resources: Resources) -> None:
    state = state_told(LANKA, resources, ("2002-02-22", SIGNED))
    pull_out = next(c for c in state.commitments if c.what == "withdrawal")
    assert (pull_out.who, pull_out.state, pull_out.due) == (("Sri Lankan government",), "agreed", "2002-03-24")


def test_a_side_that_leaves_a_truce_ends_it_whatever_it_charges(resources: Resources) -> None:
    state = state_told(
        LANKA, resources, ("2002-02-22", SIGNED),
        ("2008-01-02", "COLOMBO, Jan 2, 2008 (Sample Wire) - Sri Lanka's government withdrew from a ceasefire agreement with the "
         "Tamil Tigers on Wednesday, accusing the rebels of thousands of violations."),
    )  # fmt: skip
    truce = next(c for c in state.ceasefires)
    assert (truce.state, truce.end) == ("lapsed", "2008-01-02")
    assert ("ended", ("Sri Lankan government",)) in {(b.kind, b.who) for b in state.breakdowns}
    assert not [c for c in state.commitments if c.what == "withdrawal" and c.state == "met"]


def test_a_swap_done_in_part_is_in_force_for_the_side_that_owes(resources: Resources) -> None:
    state = state_told(
        LANKA, resources,
        ("2002-09-16", "BANGKOK, Sept 16, 2002 (Sample Press) - The Tamil Tigers agreed to release ten soldiers in exchange for 15 "
         "Tiger prisoners held by Sri Lanka's government, a negotiator said on Monday."),
        ("2002-09-28", "COLOMBO, Sept 28, 2002 (Sample Wire) - The Tamil Tigers released seven soldiers on Saturday, the Red Cross "
         "said. Sri Lanka's government freed 15 rebels on the same day."),
    )  # fmt: skip
    told = {(c.who, c.state, c.promised, c.delivered) for c in state.commitments}
    assert told == {(("LTTE",), "in_force", 10, 7), (("Sri Lankan government",), "met", 15, 15)}


def test_talks_that_a_side_shuns_are_refused(resources: Resources) -> None:
    state = state_told(
        LANKA, resources,
        ("2003-05-05", "COLOMBO, May 5, 2003 (Sample Wire) - The Tamil Tigers refused to return to peace talks with Sri Lanka's "
         "government on Monday until aid reached the north."),
    )  # fmt: skip
    assert ("refused", "talks", ("LTTE",)) in {(b.kind, b.what, b.who) for b in state.breakdowns}
