"""What must always hold of records: figures and days in order, spans that quote, ids that stay.

Order, batches and repetition change nothing.
"""

import random
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.engine import code_many, tell_incidents
from dateline.gazetteer import Gazetteer
from dateline.records import CodedReport, Report, Unreadable, from_plain, to_plain
from dateline.reports import ReadOptions, read_reports, report_from_text
from dateline.resources import Resources
from dateline.store import Store, open_store

WHO = (
    "The army",
    "Boko Haram",
    "Fighters of the M23",
    "Police",
    "The Taliban",
    "Protesters",
    "Two gunmen",
    "President Ghani",
)
DID = (
    "shelled", "met", "denied that it had attacked", "killed at least {n} people in", "freed {n} prisoners in",
    "said that rebels burned", "killed {n} or {m} soldiers near", "will send {n} troops to",
    "wounded between {n} and {m} civilians in",
)  # fmt: skip
WHERE = ("Sake", "Kabul", "Maiduguri", "the village of Beni", "Helmand province", "the Syrian border")
WHEN = (
    "on Monday",
    "in March 2019",
    "last week",
    "early on 3 May 2012",
    "two days ago",
    "in 2014",
    "between 3 and 5 June",
    "",
)
SAID = ("", ", a doctor said", ", the army said on Tuesday", ", according to two officials who asked not to be named")
SAMPLES = Path(__file__).parent.parent.parent / "examples" / "reports" / "afghanistan"
CALM = settings(
    derandomize=True, max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A few sentences in the manner of reports, with breaks and marks where they may fall."""
    sentences = []
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(0, 5_000))
        did = draw(st.sampled_from(DID)).format(n=n, m=n + draw(st.integers(1, 40)))
        parts = (draw(st.sampled_from(WHO)), did, draw(st.sampled_from(WHERE)), draw(st.sampled_from(WHEN)))
        told = " ".join(p for p in parts if p) + draw(st.sampled_from(SAID)) + "."
        sentences.append(told.replace(" ", draw(st.sampled_from((" ", " ", "\n", "  "))), draw(st.integers(0, 3))))
    return draw(st.sampled_from((" ", "\n\n"))).join(sentences)


def holds(coded: CodedReport) -> None:
    text = coded.report.text

    def quotes(*spans: object) -> None:
        for span in spans:
            if span is not None and span.text is not None:  # type: ignore[attr-defined]
                assert text[span.start : span.end] == span.text  # type: ignore[attr-defined]

    assert len({e.id for e in coded.events}) == len(coded.events)
    for event in coded.events:
        quotes(
            event.when,
            event.where,
            *event.source,
            *event.target,
            *event.mediator,
            *event.evidence,
            *event.casualties,
            *event.attribution,
        )
        assert 0 <= event.confidence <= 1 and event.sentence.start < event.sentence.end
        if event.when is not None and event.when.from_ is not None:
            assert event.when.from_ <= (event.when.to or event.when.from_)
            date.fromisoformat(event.when.from_)
        for harm in event.casualties:
            told = [n for n in (harm.low, harm.best, harm.high) if n is not None]
            assert told == sorted(told)
    quotes(*coded.quotes, *coded.claims)
    for claim in coded.claims:
        assert claim.low is None or claim.high is None or claim.low <= claim.high


def test_figures_days_and_spans_hold_and_ids_stay(resources: Resources, gazetteer: Gazetteer) -> None:
    @CALM
    @given(texts())
    def property_(text: str) -> None:
        report = report_from_text(text, gazetteer=gazetteer, published="2019-12-09", languages=("en",))
        (coded,) = code_many([report], resources)
        assert isinstance(coded, CodedReport) and coded.outcome != "failed", coded
        holds(coded)
        assert list(code_many([report], resources)) == [coded]
        assert from_plain(CodedReport, to_plain(coded)) == coded

    property_()


def test_order_and_batches_change_no_record(resources: Resources, gazetteer: Gazetteer) -> None:
    """Shuffled, alone and among others: the same records, byte for byte."""

    @settings(CALM, max_examples=12)
    @given(st.lists(texts(), min_size=2, max_size=6, unique=True), st.randoms(use_true_random=False))
    def property_(given_texts: list[str], drawn: random.Random) -> None:
        inputs = [
            report_from_text(t, gazetteer=gazetteer, published="2019-12-09", source_uri=str(n))
            for n, t in enumerate(given_texts)
        ]
        together = {r.report.source_uri: r for r in code_many(inputs, resources) if isinstance(r, CodedReport)}
        drawn.shuffle(inputs)
        shuffled = {r.report.source_uri: r for r in code_many(inputs, resources) if isinstance(r, CodedReport)}
        alone = {i.source_uri: next(iter(code_many([i], resources))) for i in inputs}
        assert together == shuffled == alone

    property_()


@pytest.fixture(scope="module")
def coded(resources: Resources) -> list[CodedReport]:
    paths = [str(p) for p in sorted(SAMPLES.glob("*.txt"))[:9]]
    found = list(code_many(read_reports(paths, ReadOptions(), resources.gazetteer), resources))
    assert not any(isinstance(f, Unreadable) for f in found)
    return [f for f in found if isinstance(f, CodedReport)]


def kept(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the log of tellings, sorted."""
    with sqlite3.connect(store.path) as connection:
        tables = [r[0] for r in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        own = [t for t in tables if not t.startswith(("sqlite_", "telling", "report_text", "claim_text"))]
        return {t: sorted(connection.execute(f"SELECT * FROM {t}").fetchall(), key=repr) for t in own}


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[list[Store]]:
    made = [open_store(tmp_path / f"{n}.db") for n in range(3)]
    yield made
    for store in made:
        store.close()


def test_a_corpus_coded_three_times_changes_nothing(coded: list[CodedReport], stores: list[Store]) -> None:
    once = stores[0]
    for n in range(3):
        for report in coded:
            once.add(report, "2020-05-01")
        told = tell_incidents(once, "2020-05-01")
        if n == 0:
            first = kept(once)
        else:
            assert told["new"] == told["changed"] == told["gone"] == 0
    assert kept(once) == first


def test_the_order_in_which_reports_come_changes_no_incident(coded: list[CodedReport], stores: list[Store]) -> None:
    drawn, found = random.Random(11), []
    for store in stores:
        order = list(coded)
        drawn.shuffle(order)
        for report in order:
            store.add(report, "2020-05-01")
        tell_incidents(store, "2020-05-01")
        found.append([dict(i) for i in store.incidents.listed()])
    assert found[0] == found[1] == found[2] and len(found[0]) > 5


def test_a_report_is_read_to_the_same_id_from_any_container(tmp_path: Path, gazetteer: Gazetteer) -> None:
    @settings(CALM, max_examples=30)
    @given(texts())
    def property_(text: str) -> None:
        path = tmp_path / "a.txt"
        path.write_text(text, encoding="utf-8")
        (first,) = read_reports([str(path)], ReadOptions(), gazetteer)
        (second,) = read_reports([str(path)], ReadOptions(), gazetteer)
        assert isinstance(first, Report) and first == second

    property_()
