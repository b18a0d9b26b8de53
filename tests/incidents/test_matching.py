from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.incidents import Decision, Matcher, default_options, tellings_of
from dateline.incidents.scoring import score

from .made import ARMY, TALIBAN, event, report

PARWAN = (
    "A suicide bomber killed 24 people near a campaign rally in Charikar on Tuesday, the hospital of Parwan said. "
    "The attacker rode a motorcycle to the police training centre where the rally was held."
)
PARWAN_TOLL = (
    "The bombing near a campaign rally in Charikar killed 26 people, the hospital of Parwan said on Wednesday. "
    "The attacker had come on a motorcycle to the police training centre."
)
KUNDUZ = (
    "Fighters stormed an outpost of the army near Imam Sahib in Kunduz before dawn on Tuesday and killed 8 soldiers. "
    "A member of the provincial council said reinforcements came too late."
)


def told(name, text, trigger, published, day, place, admin1, killed, source=(TALIBAN,)):
    own = report(name, text, published)
    harm = [("killed", killed)]
    made = event(
        own, trigger, source=source, day=day, place=place, admin1=admin1, country="AFG", casualties=harm, target=()
    )
    return own, [made]


FIRST = told("a", PARWAN, "killed", "2019-09-17", "2019-09-17", "Charikar", "Parwan", 24)
LATER = told("b", PARWAN_TOLL, "killed", "2019-09-18", "2019-09-17", "Charikar", "Parwan", 26)
APART = told("c", KUNDUZ, "stormed", "2019-09-17", "2019-09-17", "Imam Sahib", "Kunduz", 8)
AGAIN = told("d", PARWAN + " More follows.", "killed", "2019-09-17", "2019-09-17", "Charikar", "Parwan", 24)
NEXT_YEAR = told("e", PARWAN_TOLL.replace("26", "11"), "killed", "2021-03-02", "2021-03-01", "Charikar", "Parwan", 11)
ALL = [FIRST, LATER, APART, AGAIN, NEXT_YEAR]


def tellings(*reports):
    return [t for own, events in reports for t in tellings_of(own, events, default_options())]


REPORT_OF = {e.id: e.report_id for _, events in ALL for e in events}


def groups(found):
    return [tuple(sorted(REPORT_OF[i] for i in g)) for g in found]


def joined(*reports, decisions=()):
    matcher = Matcher(decisions=decisions)
    matcher.add(tellings(*reports))
    return sorted(groups(matcher.groups()))


def test_two_reports_of_one_attack_make_one_happening():
    assert ("r-a", "r-b") in joined(FIRST, LATER, APART)


def test_attacks_in_two_provinces_on_one_day_stay_apart():
    assert joined(FIRST, APART) == [("r-a",), ("r-c",)]


def test_the_same_words_of_another_year_tell_of_another_attack():
    assert ("r-a", "r-e") not in joined(FIRST, NEXT_YEAR)


def test_the_parts_of_a_score_sum_to_its_log_odds():
    a, b = tellings(FIRST, LATER)
    found = score(a, b, default_options())
    assert {"text", "same_day", "place_same", "dyad_same"} <= {p.name for p in found.parts}
    assert 0.5 < found.likelihood <= 1
    assert score(b, a, default_options()) == found


def test_tellings_of_different_kinds_never_match():
    talks = report("t", "The government and the Taliban met in Doha on Tuesday.", "2019-09-17")
    met = event(talks, "met", event_type="CONSULT", source=(TALIBAN, ARMY), day="2019-09-17")
    (violence,) = tellings(FIRST)
    consult = next(t for t in tellings_of(talks, [met], default_options()) if t.events)
    assert score(violence, consult, default_options()).likelihood == 0.0


def test_a_report_without_an_event_makes_a_bare_telling():
    (bare,) = tellings_of(report("x", PARWAN), [], default_options())
    assert bare.events == () and bare.is_main and bare.family == ""


def test_a_denied_event_makes_no_telling_of_its_own():
    own = report("x", "The army denied that it shelled the village.")
    found = tellings_of(own, [event(own, "shelled", status="negated")], default_options())
    assert all(not t.events for t in found)


def test_what_a_person_parts_stays_parted_and_what_is_joined_stays_joined():
    one, two, three = (r[1][0].id for r in (FIRST, LATER, APART))
    assert ("r-a", "r-b") not in joined(FIRST, LATER, decisions=[Decision("part", one, two)])
    assert ("r-a", "r-c") in joined(FIRST, APART, decisions=[Decision("join", one, three)])


def test_the_pairs_compared_for_each_happening_are_bounded():
    def scored(count):
        matcher = Matcher()
        for n in range(count):
            matcher.add(
                tellings(told(f"{n:04}", PARWAN, "killed", "2019-09-17", "2019-09-17", "Charikar", "Parwan", 24))
            )
        matcher.groups()
        return matcher.pairs_scored / count

    options = default_options()
    assert scored(60) <= options.candidates + options.sample**2
    assert scored(120) <= 1.3 * scored(60)


@settings(max_examples=40, deadline=None)
@given(st.permutations(range(len(ALL))), st.lists(st.integers(1, 3), min_size=1, max_size=5))
def test_any_order_and_any_batches_give_the_same_happenings(order, sizes):
    at_once = Matcher()
    at_once.add(tellings(*ALL))
    bit_by_bit, waiting, step = Matcher(), [ALL[i] for i in order], 0
    while waiting:
        size = sizes[step % len(sizes)]
        bit_by_bit.add(tellings(*waiting[:size]))
        bit_by_bit.groups()
        waiting, step = waiting[size:], step + 1
    assert groups(bit_by_bit.groups()) == groups(at_once.groups())
