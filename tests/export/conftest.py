"""A store of three made-up reports, with what breaks careless writers: quotes, tabs, line breaks, formulas, missing values."""

import pytest

from dateline.records import (
    ActorRef,
    Attribution,
    Casualty,
    Claim,
    CodedReport,
    Event,
    Evidence,
    Place,
    Report,
    SentenceSpan,
    When,
    Where,
)
from dateline.store import open_store

REBELS = ActorRef("the rebels", 0, 10, "lra-uga", "Lord's Resistance Army", "UGA", ("REB",), None)
ARMY = ActorRef("the army", 0, 8, "army-uga", "Military of Uganda", "UGA", ("MIL",), None)
VILLAGERS = ActorRef('"villagers"', 0, 9, None, '=HYPERLINK("x")\tvillagers', None, ("CVL",), None)
DOCTOR = ActorRef("a doctor", 0, 8, None, "a doctor", "UGA", ("MED",), None)
GULU = Where("Gulu", 0, 4, "Gulu", "UGA", "Northern Region", 2.77457, 32.29899, 233346, "place")
UGANDA = Where("Uganda", 0, 6, "Uganda", "UGA", None, 1.3, 32.3, 226074, "country")


def casualty(harm, low, best, high, *, subgroup=None, victims=None, is_subtotal=False):
    return Casualty(harm, low, best, high, "exact", victims, subgroup, is_subtotal, str(best), 0, 1)


def event(report, number, event_type, words, **given):
    start = report.text.index(words)
    values = {
        "mode": None, "source": (), "target": (), "when": None, "where": None, "casualties": (), "status": "occurred",
        "historical": False, "attribution": (), "means": None, "quad_class": 4, "mediator": (),
    } | given  # fmt: skip
    return Event(
        id=f"{number:x}".ljust(16, "0"), report_id=report.id, event_type=event_type, contexts=("military",), cameo="190", intensity=-9.0,
        evidence=(Evidence("trigger", words, start, start + len(words)),),
        sentence=SentenceSpan(report.text.rfind(".\n", 0, start) + 1, report.text.index(".", start) + 1), confidence=0.8,
        reason="made up", coder_version="test", **values,
    )  # fmt: skip


def report(name, text, **given):
    place = Place("Kampala", "UGA", None, 0.3, 32.6, 1, "place")
    return Report(
        f"r-{name}", None, text, "en", "Made Up Wire", place, published="2004-02-23", source_uri=f"{name}.txt", content_hash=name,
        **given,
    )  # fmt: skip


def day(first, last=None, precision="day"):
    return When("then", 0, 4, first, last or first, precision)


@pytest.fixture
def store(place):
    raid = report("raid", 'Rebels attacked a camp near Gulu\non Saturday, "killing" at least 30 villagers.')
    talks = report(
        "talks", "The army and the rebels signed a truce in Uganda. The army denied that it shelled the town."
    )
    quiet = report("quiet", "It rained.")
    dead = (
        casualty("killed", 30, 30, None, subgroup="civilian", victims=VILLAGERS),
        casualty("killed", 4, 4, 4, subgroup="child", is_subtotal=True),
        casualty("injured", None, None, None),
    )
    said = Attribution(DOCTOR, "said", "said", 0, 4, False)
    attack = event(
        raid, 0xA1, "ASSAULT", "attacked", source=(REBELS,), target=(VILLAGERS,), when=day("2004-02-21"), where=GULU,
        casualties=dead, attribution=(said,),
    )  # fmt: skip
    truce = event(
        talks, 0xB2, "AGREE", "signed", source=(ARMY, REBELS), when=day("2004-02-01", "2004-02-29", "month"), where=UGANDA,
        quad_class=1,
    )  # fmt: skip
    denied = event(talks, 0xC3, "ASSAULT", "shelled", source=(ARMY,), status="negated")
    claim = Claim(
        "c1", raid.id, attack.id, None, "killed", "at least 30", 30, None, "at_least", "persons", "civilian", DOCTOR, "medical",
        "2004-02-23", "killing", 45, 52, None, "test",
    )  # fmt: skip
    made = open_store(place)
    made.add(CodedReport(raid, (attack,), (), (), "coded", None, "test", (claim,)))
    made.add(CodedReport(talks, (truce, denied), (), (), "coded", None, "test"))
    made.add(CodedReport(quiet, (), (), (), "no_event", "no event found", "test"))
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "out"
    made.mkdir()
    return made
