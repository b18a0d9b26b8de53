"""A growth run: stopped amid a block and resumed, it keeps every report once and loses no block; its exponent is told rightly."""

import json
import sys
from functools import partial
from pathlib import Path

import pytest

from dateline.store import Filter, open_store

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

import growth
from growth import Block, Coder, State, apart, exponents, grow, here, row
from retold import Stream
from scale import coder_of

STORIES = [
    "Goma, March 3 (Wire) - Gunmen killed four farmers near Goma on Sunday, the police said.",
    "Bogota, May 9 (Wire) - The government and the rebels signed a truce of 30 days in Cauca, mediators said.",
    "Grain prices rose by two per cent in Odessa, traders said.",
    "Kidal, June 1 (Wire) - The army arrested 12 protesters in Kidal, a spokesman said.",
]


@pytest.fixture
def stream(tmp_path):
    load = tmp_path / "load.jsonl"
    load.write_text("".join(json.dumps({"text": t}) + "\n" for t in STORIES))
    return Stream(load)


def kept(state):
    store = open_store(state.db)
    try:
        return sorted((r["source_uri"], r["content_hash"]) for r in store.reports(Filter(all_revisions=True)))
    finally:
        store.close()


def test_texts_come_as_they_are_then_told_again_the_same_each_time(stream):
    assert [stream.text(n) for n in range(4)] == STORIES
    again = [stream.text(n) for n in range(4, 12)]
    assert again == [stream.text(n) for n in range(4, 12)] and len({*again, *STORIES}) > 8


def test_a_run_that_was_stopped_goes_on_and_keeps_each_report_once(stream, resources, tmp_path, monkeypatch, capsys):
    coding = here(Coder(stream, resources))
    whole = State(tmp_path / "whole", "k")
    grow(coding, [4, 16], whole, block=3, untold=4)
    with monkeypatch.context() as stopped:
        keep, left = growth.Sink.keep, iter(range(4))

        def stops(sink, outcome):
            keep(sink, outcome)
            if next(left, None) is None:
                raise KeyboardInterrupt

        stopped.setattr(growth.Sink, "keep", stops)
        with pytest.raises(KeyboardInterrupt):
            grow(coding, [4, 16], State(tmp_path / "cut", "k"), block=3, untold=4)
    lines = tmp_path / "cut" / "growth.jsonl"
    lines.write_text(lines.read_text() + '{"first": 3, "docu')
    grow(coding, [4, 16], State(tmp_path / "cut", "k"), block=3, untold=4, limit=0)
    resumed = State(tmp_path / "cut", "k")
    grow(coding, [4, 16], resumed, block=3, untold=4)
    assert [b.first for b in resumed.blocks] == [b.first for b in whole.blocks] == [0, 3, 4, 7, 10, 13]
    assert resumed.blocks[-1].last == 16 and resumed.blocks[-1].sitting > 1
    assert kept(resumed) == kept(whole) and len(kept(whole)) > 12
    assert "16 documents are done" in capsys.readouterr().out


@pytest.mark.slow
def test_two_workers_keep_what_one_keeps(stream, resources, tmp_path):
    alone, shared = State(tmp_path / "alone", "k"), State(tmp_path / "shared", "k")
    grow(here(Coder(stream, resources)), [4, 10], alone, block=3, untold=4)
    make = partial(coder_of, tmp_path / "load.jsonl", None, gate=False, rules_only=False)
    grow(apart(2, make), [4, 10], shared, block=3, untold=4)
    assert [b.first for b in shared.blocks] == [b.first for b in alone.blocks] == [0, 3, 4, 7]
    assert kept(shared) == kept(alone) and all(b.coding > 0 for b in shared.blocks)


def test_the_state_of_another_run_is_refused(tmp_path):
    State(tmp_path, "one")
    with pytest.raises(SystemExit, match="state of another run"):
        State(tmp_path, "two")


def block(first, coding, yardstick=1.0, memory=300.0):
    return Block(first, 10, coding, 0.0, yardstick, 1.0, memory, 1.0, 1, first >= 20)


def test_the_exponent_is_one_where_each_block_costs_the_same_and_a_slow_hour_is_taken_out():
    same = [block(n, 2.0) for n in range(0, 120, 10)]
    assert [line.split("exponent is ")[1] for line in exponents(same, [10, 100])] == [
        "1.000 in CPU seconds, 1.000 in yardsticks.",
        "1.000 in CPU seconds, 1.000 in yardsticks.",
    ]
    slow = [block(n, 2.0 if n < 10 else 4.0, 1.0 if n < 10 else 2.0) for n in range(0, 100, 10)]
    assert "1.279 in CPU seconds, 1.000 in yardsticks" in exponents(slow, [10, 100])[0]
    quadratic = [block(n, n + 5.0) for n in range(0, 100, 10)]
    assert "2.000 in CPU seconds" in exponents(quadratic, [10, 100])[0]


def test_memory_that_grows_after_the_first_tenth_is_told():
    grown = [block(n, 1.0, memory=300.0 + n) for n in range(0, 200, 10)]
    assert "| 490 | +180 |" in row(grown)
