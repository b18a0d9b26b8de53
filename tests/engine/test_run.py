"""The engine: same records for any number of workers and any order; a broken report fails alone."""

from dataclasses import replace

import pytest

from dateline.engine import Spool, Tally, code_many
from dateline.records import Unreadable
from dateline.reports import ReadOptions, read_reports


def lines(reports, resources=None, workers=1):
    spool = Spool()
    for outcome in code_many(reports, resources, workers=workers):
        if not isinstance(outcome, Unreadable):
            spool.add(outcome)
    return "".join(spool.lines())


@pytest.fixture(scope="module")
def reports(gazetteer):
    from tests.conftest import SAMPLES

    return list(read_reports([str(SAMPLES / "ethiopia")], ReadOptions(), gazetteer))


@pytest.mark.slow
def test_records_are_the_same_bytes_for_one_worker_and_two_and_for_any_order(reports, resources):
    once = lines(reports, resources)
    assert once == lines(list(reversed(reports)), resources)
    assert once == lines(reports, workers=2)


def test_a_report_that_breaks_the_coder_fails_alone(reports, resources):
    broken = replace(reports[0], published="not a day", id="r-broken")
    outcomes = list(code_many([broken, Unreadable("x.txt", "x.txt: the file is empty."), reports[1]], resources))
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
    assert tally.coded + tally.no_event + tally.failed + tally.skipped == 3
    assert outcomes[2].outcome == "coded"


def test_a_report_given_twice_is_written_once(reports, resources):
    twice = [reports[0], replace(reports[0], source_uri="zz.txt")]
    assert lines(twice, resources) == lines(twice[::-1], resources) == lines(twice[:1], resources)


def test_every_span_quotes_the_text(reports, resources):
    for coded in code_many(reports, resources):
        text = coded.report.text
        for event in coded.events:
            spans = [
                *event.evidence,
                *event.source,
                *event.target,
                *event.mediator,
                *event.casualties,
                *event.attribution,
            ]
            spans += [c.victims for c in event.casualties if c.victims] + [
                a.speaker for a in event.attribution if a.speaker
            ]
            spans += [s for s in (event.when, event.where) if s is not None and s.text is not None]
            assert all(text[s.start : s.end] == s.text for s in spans)
        assert all(text[q.start : q.end] == q.text for q in coded.quotes)
        assert all(text[e.start : e.end] == e.text for r in coded.relations for e in r.evidence)
        assert all(text[c.start : c.end] == c.text for c in coded.claims)


def test_bounds_are_in_order(reports, resources):
    for coded in code_many(reports, resources):
        for event in coded.events:
            for c in event.casualties:
                known = [n for n in (c.low, c.best, c.high) if n is not None]
                assert known == sorted(known)
            if event.when is not None and event.when.from_ and event.when.to:
                assert event.when.from_ <= event.when.to
