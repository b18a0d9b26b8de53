"""The three processes of the sample reports, against what a reader of the reports writes down."""

import tomllib
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from dateline.processes import Commitment, ProcessState
from dateline.store import Store

from .conftest import state_of

GOLD: dict[str, list[dict[str, Any]]] = tomllib.loads((Path(__file__).parent / "gold.toml").read_text(encoding="utf-8"))
PROCESSES = tuple(GOLD)


def states_of(commitment: Commitment) -> list[str]:
    return [state for state, _ in groupby(step.state for step in commitment.history)]


def told(commitment: Commitment) -> tuple[Any, ...]:
    number = (commitment.promised, commitment.delivered)
    return (commitment.what, commitment.who, commitment.to_whom, commitment.due, *number, states_of(commitment))


def wanted(row: dict[str, Any]) -> tuple[Any, ...]:
    due = str(row["due"]) if "due" in row else None
    sides = (tuple(row["who"]), tuple(row["to_whom"]))
    return (row["what"], *sides, due, row.get("promised"), row.get("delivered"), row["states"])


@pytest.mark.parametrize("name", PROCESSES)
def test_every_planted_commitment_has_its_state_and_no_other_is_found(name: str, samples_store: Store) -> None:
    found = [told(c) for c in state_of(samples_store, name).commitments]
    assert sorted(found, key=str) == sorted((wanted(row) for row in GOLD[name]), key=str)


@pytest.mark.parametrize("name", PROCESSES)
def test_a_commitment_begins_on_the_day_it_was_first_told(name: str, samples_store: Store) -> None:
    found = {(c.what, c.who, c.history[0].day) for c in state_of(samples_store, name).commitments}
    rows = [r for r in GOLD[name] if "first" in r]
    assert {(r["what"], tuple(r["who"]), str(r["first"])) for r in rows} <= found


AS_OF = [
    (name, day, row["what"], tuple(row["who"]), state)
    for name, rows in GOLD.items()
    for row in rows
    for day, state in row.get("as_of", {}).items()
]


@pytest.mark.parametrize(("name", "day", "what", "who", "state"), AS_OF)
def test_the_state_as_known_on_a_day(
    name: str, day: str, what: str, who: tuple[str, ...], state: str, samples_store: Store
) -> None:
    found = [c for c in state_of(samples_store, name, day).commitments if c.what == what and set(c.who) & set(who)]
    assert state in {c.state for c in found}


@pytest.mark.parametrize("name", PROCESSES)
def test_every_entry_names_its_events(name: str, samples_store: Store) -> None:
    state = state_of(samples_store, name)
    known = {e["id"] for e in samples_store.events()}
    entries = (*state.rounds, *state.agreements, *state.releases, *state.breakdowns, *state.spoilers)
    assert all(entry.evidence for entry in entries)
    proofs = [p for entry in entries for p in entry.evidence]
    proofs += [s.proof for c in state.commitments for s in c.history if s.proof]
    assert {p.event_id for p in proofs if p.event_id} <= known
    texts = {r["id"]: r["text"].replace("\n", " ") for r in samples_store.reports()}
    assert all(p.text in texts[p.report_id] for p in proofs)
    assert sum(p.event_id is not None for p in proofs) > 0.8 * len(proofs)


def rounds_told(state: ProcessState) -> set[tuple[str, str]]:
    return {(r.first, r.state) for r in state.rounds}


def test_rounds_of_talks_are_called_off_resumed_and_held(samples_store: Store) -> None:
    state = state_of(samples_store, "united-states-taliban")
    wanted = {
        ("2019-09-07", "called_off"), ("2019-11-28", "resumed"), ("2019-12-07", "resumed"), ("2019-12-12", "called_off"),
        ("2020-02-29", "announced"), ("2020-03-31", "held"),
    }  # fmt: skip
    assert wanted <= rounds_told(state)
    colombia = state_of(samples_store, "colombia-farc")
    opening = next(r for r in colombia.rounds if r.first == "2012-10-18" and r.state == "held")
    assert (opening.parties, opening.hosts, opening.level) == (
        ("Colombian government", "FARC"),
        ("Norway", "Cuba"),
        "envoy",
    )
    assert ("2014-11-17", "called_off") in rounds_told(colombia)


def test_talks_tell_who_mediates_and_who_hosts(samples_store: Store) -> None:
    state = state_of(samples_store, "ethiopia-tigray")
    pretoria = next(r for r in state.rounds if r.first == "2022-10-25")
    assert (pretoria.state, pretoria.mediators, pretoria.hosts) == (
        "held",
        ("African Union", "South Africa"),
        ("South Africa",),
    )
    nairobi = next(r for r in state.rounds if r.first == "2022-11-12")
    assert nairobi.level == "commander"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("united-states-taliban", {("2020-02-29", "SubPar")}),
        ("colombia-farc", {("2016-06-23", "Cea"), ("2016-11-24", "SubComp")}),
        ("ethiopia-tigray", {("2022-11-02", "Cea"), ("2022-11-12", "Imp")}),
    ],
)
def test_agreements_have_their_stage(name: str, wanted: set[tuple[str, str]], samples_store: Store) -> None:
    assert {(a.day, a.stage) for a in state_of(samples_store, name).agreements} == wanted


def test_the_african_union_brokered_the_cessation(samples_store: Store) -> None:
    signed = next(a for a in state_of(samples_store, "ethiopia-tigray").agreements if a.day == "2022-11-02")
    assert "African Union" in signed.mediators and signed.place == "Pretoria"


def test_a_breach_has_its_claims_and_the_answer(samples_store: Store) -> None:
    state = state_of(samples_store, "colombia-farc")
    broken = next(c for c in state.ceasefires if c.start == "2014-12-20")
    assert (broken.end, broken.is_unilateral, broken.state) == ("2015-05-22", True, "lapsed")
    (breach,) = broken.violations
    assert breach.by == ("FARC",) and breach.is_observed
    assert any("accused the rebels of violating" in p.text for p in breach.claims)
    assert any("self-defence" in p.text for p in breach.responses)
    joint = next(c for c in state.ceasefires if not c.is_unilateral)
    assert any("another rebel group" in p.text for v in joint.violations for p in v.responses)


def test_each_side_charges_the_other_and_others_tell_only_of_fighting(samples_store: Store) -> None:
    state = state_of(samples_store, "ethiopia-tigray")
    breaches = [v for c in state.ceasefires for v in c.violations]
    assert {v.by for v in breaches} == {("Ethiopian government",), ("Tigray People's Liberation Front",)}
    assert all(v.claims and v.responses for v in breaches)
    assert all(any("Fighting broke out" in p.text for p in v.independent) for v in breaches)


def test_releases_refusals_and_spoilers(samples_store: Store) -> None:
    state = state_of(samples_store, "united-states-taliban")
    assert [(r.day, r.by, r.number) for r in state.releases] == [
        ("2019-11-19", ("Taliban",), 2), ("2019-11-19", ("Afghan government",), 3),
        ("2020-04-08", ("Afghan government",), 100), ("2020-04-12", ("Taliban",), 20),
    ]  # fmt: skip
    refused = {(b.day, b.kind, b.what) for b in state.breakdowns}
    assert {
        ("2020-03-01", "refused", "release"),
        ("2020-03-02", "refused", "talks"),
        ("2020-03-02", "ended", "ceasefire"),
    } <= refused
    spoilers = {(s.day, name) for s in state.spoilers for name in s.by}
    assert {("2019-12-11", "Taliban"), ("2020-03-06", "Islamic State")} <= spoilers


def test_voters_who_are_no_party_can_refuse_an_agreement(samples_store: Store) -> None:
    state = state_of(samples_store, "colombia-farc")
    assert ("2016-10-02", ("Colombian voters",)) in {(b.day, b.who) for b in state.breakdowns}


def test_violence_by_week_and_perpetrator(samples_store: Store) -> None:
    weeks = {(w.week, w.perpetrator): w for w in state_of(samples_store, "united-states-taliban").violence}
    attacked = weeks["2020-03-02", "Taliban"]
    assert attacked.killed_best in {20, 22}  # `at least 20 soldiers and policemen`: the policemen are counted or not
    colombia = {(w.week, w.perpetrator): w for w in state_of(samples_store, "colombia-farc").violence}
    assert colombia["2015-05-18", "Colombian government"].killed_best == 26
    assert all(w.killed_low <= w.killed_best <= w.killed_high for w in (*weeks.values(), *colombia.values()))
    before = state_of(samples_store, "ethiopia-tigray", "2022-08-26").violence
    after = state_of(samples_store, "ethiopia-tigray", "2022-08-27").violence
    assert (max(w.killed_best for w in before), max(w.killed_best for w in after)) == (4, 7)
