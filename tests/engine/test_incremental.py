"""Only what new reports touch is told again: the store holds what telling everything from scratch gives, whatever came when."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.engine import read_accounts, tell_incidents
from dateline.engine.shelf import Shelf
from dateline.incidents import default_options
from dateline.records import Decision, to_plain
from dateline.store import Filter, open_store
from incidents.made import ARMY, MINISTRY, TALIBAN, claim, event, report
from incidents.stories import coded

# few neighbours, so that a report that comes in pushes others out of reach
NARROW = replace(default_options(), neighbours=1, candidates=2, version="narrow")
TOWNS = ("Charikar", "Sangin", "Imam Sahib")
SCENES = ("a market of carpet sellers", "the gate of a flour mill", "a convoy of fuel lorries")
DAY = "2020-01-01"


def made(number, chance):
    """A made-up report: mostly an attack in one of three towns within a few days, else a withdrawal or one without an event."""
    town, scene, day = chance.choice(TOWNS), chance.choice(SCENES), f"2019-09-{chance.randint(10, 19)}"
    kind, agency, killed = chance.random(), chance.choice(("Sample Wire", "Other Press")), chance.randint(2, 30)
    published = f"2019-09-{min(29, int(day[-2:]) + chance.randint(0, 2)):02}"
    if kind < 0.1:
        text = f"KILL: Attack on {scene} in {town}\nPlease disregard the story on {scene} in {town}. Notice {number}."
        return coded(report(f"{number:02}", text, published, agency))
    text = f"Gunmen attacked {scene} in {town} on Tuesday and killed {killed} people, officials said."
    text += " " + " ".join(chance.choice(SCENES) for _ in range(chance.randint(0, 2)))
    text += f" Call {number * 37 % 11} for more." if chance.random() < 0.5 else ""
    own = report(f"{number:02}", text, published if kind < 0.95 else None, agency)
    own = replace(own, source_uri=f"https://news.example/{number % 9 if kind > 0.8 else number + 100}")
    if kind > 0.9:
        return coded(own)
    told = event(own, "attacked", source=(TALIBAN,), target=(ARMY,) if kind < 0.5 else (), day=day, place=town, admin1=town, country="AFG",
                 casualties=[("killed", killed)])  # fmt: skip
    denied = event(own, "said", event_type="REJECT", source=(TALIBAN,), status="negated") if kind < 0.2 else None
    said = claim(told, "killed", killed, speaker=MINISTRY, said_on=published)
    return coded(own, told, *([denied] if denied else []), claims=[said])


def kept(store):
    """All that is kept, less when it was learned."""
    return (
        [store.incidents.versions(i) for i in sorted(store.incidents.ids())],
        [{k: v for k, v in r.items() if k != "entered_on"} for r in store.incidents.changes()],
        [store.incidents.links(i) for i in sorted(store.incidents.ids())],
        list(store.claims()),
        [(r["id"], r["duplicate_of"], r["superseded_by"]) for r in store.reports(all_revisions=True)],
    )


def from_scratch(store):
    """The incidents as a telling of everything at once gives them, and which report repeats which."""
    found = read_accounts(store, options=NARROW)
    repeats = {i: of for i, of in found.duplicates.items() if i != of}
    return {i.id: to_plain(i) for i in found.incidents}, repeats


def in_store(store):
    incidents = {i: store.incidents.one(i) for i in sorted(store.incidents.ids())}
    repeats = {r["id"]: r["duplicate_of"] for r in store.reports(all_revisions=True) if r["duplicate_of"]}
    return incidents, repeats


def decide(store, chance):
    """What people do: join, part, or undo what was decided."""
    events = sorted(e["id"] for e in store.events() if e["event_type"] == "ASSAULT")
    done = [d["entry"] for d in store.incidents.decided() if d["undone_on"] is None]
    if done and chance.random() < 0.3:
        store.incidents.undo([chance.choice(done)], DAY)
    elif len(events) > 1:
        store.incidents.decide([Decision(chance.choice(["join", "part"]), *chance.sample(events, 2))], DAY)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 100_000), st.lists(st.integers(1, 6), min_size=1, max_size=6))
def test_whatever_came_when_the_store_holds_what_a_telling_from_scratch_gives(tmp_path_factory, seed, sizes):
    chance = random.Random(seed)
    reports = [made(number, chance) for number in range(26)]
    chance.shuffle(reports)
    store, waiting = open_store(tmp_path_factory.mktemp("grown") / "t.db"), list(reports)
    for step in range(40):
        size = sizes[step % len(sizes)]
        for one in waiting[:size]:
            store.add(one, DAY)
        waiting = waiting[size:]
        if chance.random() < 0.3:
            again = chance.choice(reports)
            recoded = tuple(replace(e, confidence=0.5) for e in again.events)[: chance.randint(0, 2)]
            store.add(replace(again, events=recoded, coder_version=f"v{step}"), DAY)
        if chance.random() < 0.3:
            decide(store, chance)
        tell_incidents(store, DAY, options=NARROW)
        assert in_store(store) == from_scratch(store)
        if not waiting:
            break
    before = kept(store)
    told = tell_incidents(store, DAY, options=NARROW, anew=True)
    assert (told["new"], told["changed"], told["gone"]) == (0, 0, 0) and kept(store) == before
    store.close()


@pytest.fixture
def grown(tmp_path):
    chance = random.Random(3)
    store = open_store(tmp_path / "t.db")
    for number in range(40):
        store.add(made(number, chance), DAY)
    tell_incidents(store, DAY)
    yield store
    store.close()


def test_reports_that_nothing_touched_are_not_read_again(grown, monkeypatch):
    read = []
    plain = Shelf._read_report
    monkeypatch.setattr(Shelf, "_read_report", lambda shelf, i: read.append(i) or plain(shelf, i))
    assert tell_incidents(grown, DAY)["changed"] == 0 and read == []
    far = report("far", "Farmers in Arauca blocked a bridge over the Casanare on Monday.", "2016-03-07")
    grown.add(
        coded(far, event(far, "blocked", event_type="PROTEST", day="2016-03-07", place="Arauca", country="COL")), DAY
    )
    assert tell_incidents(grown, DAY)["new"] == 1 and set(read) == {"r-far"}


def test_other_settings_tell_everything_again(grown, monkeypatch):
    read = set()
    plain = Shelf._read_report
    monkeypatch.setattr(Shelf, "_read_report", lambda shelf, i: read.add(i) or plain(shelf, i))
    tell_incidents(grown, DAY, options=NARROW)
    assert len(read) == 40 and in_store(grown) == from_scratch(grown)


def test_a_withdrawal_hides_the_story_in_every_listing_and_not_as_of_the_day_before(tmp_path):
    store = open_store(tmp_path / "t.db")
    of = report("a", f"Gunmen attacked {SCENES[0]} in Sangin and killed 4 people.", "2019-09-17")
    told = event(of, "attacked", day="2019-09-17", place="Sangin", country="AFG", casualties=[("killed", 4)])
    notice = report("k", f"KILL: Gunmen attacked {SCENES[0]} in Sangin\nPlease disregard the story.", "2019-09-18")
    store.add(coded(of, told, claims=[claim(told, "killed", 4)]), DAY)
    tell_incidents(store, DAY)
    assert len(list(store.incidents.listed())) == len(list(store.events())) == len(list(store.claims())) == 1
    store.add(coded(notice), DAY)
    tell_incidents(store, DAY)
    assert not list(store.incidents.listed()) and not list(store.events()) and not list(store.claims())
    known = Filter(as_of="2019-09-17")
    assert len(list(store.incidents.listed(known))) == len(list(store.events(known))) == 1
    assert next(store.reports(all_revisions=True))["superseded_by"] == "r-k"
    last = list(store.incidents.changes())[-1]
    assert (last["reason"], last["report_id"], last["changed_on"]) == ("story withdrawn", "r-k", "2019-09-18")
    store.close()
