from hypothesis import given
from hypothesis import strategies as st

from dateline.incidents import default_rule, reconcile
from dateline.incidents.figures import Sources

from .made import ARMY, HOSPITAL, MINISTRY, TALIBAN, claim, event, report


def toll(*told, canonical=None, events=()):
    events = {e.id: e for e in [*events, *(e for e, _ in told)]}
    reports = {e.report_id for e in events.values()}
    sources = Sources(events, canonical or {}, dict.fromkeys(reports))
    return reconcile("killed", [c for _, c in told], sources, default_rule())


def says(name, number, day, *, high=None, speaker=None, kind="official", **given_):
    own = report(name, f"{number} people were killed in the attack.", day)
    told = event(own, "killed", day=day, casualties=[("killed", number, high)], **given_)
    return told, claim(told, "killed", number, high, speaker=speaker, kind=kind, said_on=day)


def bounds(found):
    return found.low, found.best, found.high


def test_the_latest_figure_of_an_independent_source_is_the_best():
    found = toll(says("a", 24, "2019-09-17", speaker=HOSPITAL), says("b", 26, "2019-09-18", speaker=MINISTRY))
    assert bounds(found) == (24, 26, 26)
    assert [c.why for c in found.claims] == ["outdated", "latest"]
    assert found.rule.startswith("latest-independent-median")


def test_a_party_counts_for_the_range_and_not_for_the_best():
    found = toll(
        says("a", 11, "2015-04-15", speaker=HOSPITAL), says("b", 60, "2015-04-15", speaker=TALIBAN, kind="party")
    )
    assert bounds(found) == (11, 11, 60)
    assert found.disputed


def test_where_only_parties_speak_their_figures_count():
    assert bounds(toll(says("a", 11, "2015-04-15", speaker=ARMY, kind="party"))) == (11, 11, 11)


def test_a_reprint_counts_as_one_source_with_its_original():
    told = [says(n, k, "2022-08-26") for n, k in (("a", 4), ("b", 4), ("c", 4), ("d", 9), ("e", 9))]
    found = toll(*told, canonical={"r-b": "r-a", "r-c": "r-a"})
    assert [c.why for c in found.claims].count("reprint") == 2
    assert found.best == 9


def test_a_raised_toll_is_a_revision_and_no_dispute():
    found = toll(says("a", 10, "2015-04-15", speaker=ARMY, kind="party"), says("b", 11, "2015-04-16", speaker=HOSPITAL))
    assert not found.disputed and found.best == 11


def test_background_does_not_outdate_news():
    found = toll(
        says("a", 26, "2019-09-18", speaker=HOSPITAL),
        says("b", 24, "2019-12-01", speaker=MINISTRY, historical=True),
    )
    assert found.best == 26


def test_what_did_not_happen_gives_no_figure():
    assert toll(says("a", 24, "2019-09-17", status="negated")) is None


def test_figures_of_one_speaker_in_one_report_are_added_unless_parts_or_repeats():
    own = report("a", "The blast killed four policemen. Two soldiers were killed too. One of them was an officer.")
    four = event(own, "killed four", casualties=[("killed", 4)])
    two = event(own, "Two soldiers", casualties=[("killed", 2)])
    one = event(own, "One of them", casualties=[("killed", 1, 1, True)])
    day = "2019-09-17"
    told = [(e, claim(e, "killed", n, said_on=day)) for e, n in ((four, 4), (two, 2))]
    part = claim(one, "killed", 1, said_on=day)
    start = one.casualties[0].start
    part = type(part)(**{f: getattr(part, f) for f in part.__slots__} | {"start": start})
    assert bounds(toll(*told, (one, part))) == (6, 6, 6)


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 9), st.sampled_from("am"), st.booleans()), min_size=1))
def test_low_best_and_high_are_in_order_and_the_order_of_claims_plays_no_part(told):
    kinds = {"a": "party", "m": "official"}
    made = [
        says(str(i), n, f"2019-09-0{d}", speaker=ARMY if k == "a" else MINISTRY, kind=kinds[k], historical=h)
        for i, (n, d, k, h) in enumerate(told)
    ]
    found = toll(*made)
    assert found.low <= found.best <= found.high
    assert toll(*reversed(made)) == found
