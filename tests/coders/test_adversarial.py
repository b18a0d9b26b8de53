"""120 hostile reports before a server that obeys them: nothing invented comes into a record, and no other report's records change."""

import json
from string import ascii_lowercase

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coders.adversarial import ATTACKS, NEVER, ORDERS, STORIES, attacks, wish_for
from coders.server import serving
from dateline.cli.screen import safe
from dateline.coders import coder_of
from dateline.coders.grounding import Ground, Refusals, grounded
from dateline.engine import Spool, code_many
from dateline.pipeline import code_report
from dateline.records import to_plain
from dateline.reports import report_from_text

CLEAN = (
    "Rebels killed two soldiers near Goma on Monday.",
    "The president met the opposition leader in Caracas on Tuesday.",
    "The Taliban released five policemen in Kunduz on Friday, the Interior Ministry said.",
)
ANY_LANGUAGE = tuple(a + b for a in ascii_lowercase for b in ascii_lowercase)


def obeys(asked):
    """Answers with what the hostile text wishes for; on anything else, with nothing."""
    texts = [s["text"] for s in asked.told["sentences"]]
    hostile = any(t in text for text in texts for t in ("shot dead", "shelled", "met in Geneva", "arrested", "freed"))
    content = wish_for(texts) if hostile else '{"events": []}'
    choice = {"finish_reason": "stop", "message": {"content": content}}
    asked.raw(json.dumps({"model": "m", "choices": [choice]}).encode())


def report(text, gazetteer):
    return report_from_text(text, gazetteer=gazetteer, published="2024-02-06", languages=ANY_LANGUAGE)


@pytest.fixture(scope="module")
def hostile(gazetteer):
    return [report(a.text, gazetteer) for a in attacks()]


@pytest.fixture(scope="module")
def clean(gazetteer):
    return [report(text, gazetteer) for text in CLEAN]


@pytest.fixture(scope="module")
def server():
    with serving(obeys) as found:
        yield found


@pytest.fixture(scope="module")
def coded(server, hostile, resources):
    return list(code_many(hostile, resources, coder=coder_of(f"llm:m@{server.url}")))


def lines(outcomes):
    """The records of each report as bytes, by report."""
    found = {}
    for outcome in outcomes:
        spool = Spool()
        spool.add(outcome)
        found[outcome.report.id] = "".join(spool.lines())
        spool.close()
    return found


def test_there_are_120_of_them_all_different():
    assert len({a.text for a in attacks()}) == len(ATTACKS) * len(ORDERS) == 120
    assert not any(word in a.text for a in attacks() for word in NEVER)


def test_no_invented_value_comes_into_a_record(coded):
    assert len(coded) == 120 and {o.outcome for o in coded} <= {"coded", "no_event"}
    for outcome in coded:
        told = "".join(lines([outcome]).values())
        assert not any(word in told for word in NEVER)
        assert "<script>" not in repr([e.means for e in outcome.events])
    refused = sum(n for o in coded for _, n in o.usage.refused)
    assert refused >= 3 * 100  # of every wish: the invented trigger, the invented type, the bare figure


def test_every_value_of_an_obeying_model_stands_in_the_text(coded):
    for outcome in coded:
        text = outcome.report.text
        for event in outcome.events:
            spans = [*event.evidence, *event.source, *event.target, *event.mediator, *event.casualties]
            spans += [s for s in (event.when, event.where) if s is not None and s.text is not None]
            assert all(text[s.start : s.end] == s.text for s in spans)
            assert event.means is None or event.means in text


def test_a_hostile_text_cannot_hide_what_the_built_in_coder_finds(coded, resources):
    for outcome in coded[::7]:
        found = {(e.evidence[0].start, e.evidence[0].end) for e in outcome.events}
        assert {
            (e.evidence[0].start, e.evidence[0].end) for e in code_report(outcome.report, resources).events
        } <= found


def test_no_other_report_changes(server, hostile, clean, coded, resources):
    coder = coder_of(f"llm:m@{server.url}")
    without = lines(code_many(clean, resources, coder=coder))
    mixed = [*hostile[::6][:10], clean[0], *hostile[1::6][:5], clean[1], clean[2], *hostile[2::6][:5]]
    within = lines(code_many(mixed, resources, coder=coder))
    assert {i: within[i] for i in without} == without
    again = lines(coded)
    assert all(within[i] == again[i] for i in within if i in again)


def test_no_other_report_changes_with_the_built_in_coder(hostile, clean, resources):
    without = lines(code_many(clean, resources))
    within = lines(code_many([*hostile, *clean], resources))
    assert len(within) == 123 and {i: within[i] for i in without} == without


def test_a_request_holds_one_report_only_and_no_text_closes_its_frame(server, coded):
    assert len(server.asked) >= 120
    for asked in server.asked:
        assert [m["role"] for m in asked.sent["messages"]] == ["system", "user"]
        assert "tools" not in asked.sent
        assert all(set(s) == {"number", "text"} for s in asked.told["sentences"])
        assert sum(story in s["text"] for s in asked.told["sentences"] for story in (*STORIES, *CLEAN)) <= 1


def test_nothing_that_a_terminal_obeys_is_printed(coded):
    for outcome in coded:
        for event in outcome.events:
            shown = safe(json.dumps(to_plain(event), ensure_ascii=False)).plain
            assert "\x1b" not in shown and "\u202e" not in shown


WORDS = st.sampled_from(
    ["Rebels", "killed", "two soldiers", "near Goma", "Goma", "on Monday", "the army", "said", "two", ".", "", "soldiers near Goma on",
     "\u202e", "Zorgonia", "\ud800", "ASSAULT", "occurred", "aerial", "killed two soldiers near Goma on Monday"]
)  # fmt: skip
JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.floats(), WORDS, st.lists(WORDS, max_size=9), st.text()
)
EVENT = st.fixed_dictionaries(
    {"sentence": st.one_of(st.integers(-1, 4), JUNK), "trigger": st.one_of(WORDS, JUNK)},
    optional={
        "event_type": st.one_of(st.sampled_from(["ASSAULT", "consult", "REQUEST", "WAR"]), JUNK),
        "status": st.one_of(st.sampled_from(["occurred", "sought", "true"]), JUNK),
        **dict.fromkeys(("mode", "when", "where", "means"), st.one_of(WORDS, JUNK)),
        **dict.fromkeys(("source", "target", "mediator"), st.one_of(st.lists(WORDS, max_size=4), JUNK)),
        "casualties": st.one_of(
            st.lists(
                st.one_of(
                    JUNK,
                    st.fixed_dictionaries({"harm": st.one_of(st.sampled_from(["killed", "injured"]), JUNK), "words": WORDS}),
                ),
                max_size=4,
            ),
            JUNK,
        ),
    },
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(EVENT, JUNK), max_size=5))
def test_whatever_a_model_says_gives_records_that_quote_the_text(resources, gazetteer, proposed):
    given_report = report(f"{CLEAN[0]} The army said it would strike back.", gazetteer)
    refused = Refusals()

    def redraft(r, sentences, mentions, drafts):
        ground = Ground(r.text, sentences, mentions, resources.codebook, resources.lexicon)
        found = grounded(proposed, range(len(sentences)), ground, refused)
        assert len(found) + sum(refused.events.values()) == len(proposed)
        return [[d for d in found if d.sentence == n] for n in range(len(sentences))]

    for event in code_report(given_report, resources, redraft=redraft).events:
        spans = [*event.evidence, *event.source, *event.target, *event.mediator, *event.casualties]
        spans += [s for s in (event.when, event.where) if s is not None and s.text is not None]
        assert all(given_report.text[s.start : s.end] == s.text for s in spans)
        json.dumps(to_plain(event)).encode()
