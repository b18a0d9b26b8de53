"""Run every suite, group its mistakes by kind, and write docs/errors.md with what was tried against each kind.

    python scripts/errors.py GOLD [--suite police --suite actors] [--out docs/errors.md]

GOLD is a folder laid out as docs/evaluation.md says. Kinds of suites that are not run again are kept from the last run
(docs/errors.json). What was tried stands in docs/errors-tried.toml, kept by hand. Examples are a few words with names and
figures masked: the corpora's texts are not ours to show. The triples' mistakes are those of cross-validation
(training/crossval.json, written by training/triples.py), since the shipped classifier has learnt from every row.
"""

import argparse
import json
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from accuracy import CROSSVAL, FILES
from dateline.evaluate import SUITES, kinds_of, run_suite
from dateline.resources import load_resources

TRIED = Path(__file__).parent.parent / "docs" / "errors-tried.toml"
MOST = 12
"""Kinds of a suite that are shown; the rest is summed up."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--suite", action="append", choices=sorted(FILES))
    parser.add_argument("--out", type=Path, default=Path("docs/errors.md"))
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    kept = options.out.with_suffix(".json")
    found: dict[str, dict[str, Any]] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    resources = load_resources()
    for suite in options.suite or sorted(FILES):
        for name, file in FILES[suite]:
            print(f"{name} …", flush=True)
            errors = run_suite(suite, options.gold / file, resources, options.limit).errors
            found[name] = {"suite": suite, "limit": options.limit, "kinds": [asdict(k) for k in kinds_of(errors)]}
            kept.write_text(json.dumps(found, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    held_out = json.loads(CROSSVAL.read_text("utf-8")).get("triples_errors") if CROSSVAL.exists() else None
    if held_out:
        found["triples"] = {"suite": "triples", "kinds": held_out}
    options.out.write_text(page(found, tomllib.loads(TRIED.read_text("utf-8"))), encoding="utf-8")


def page(found: dict[str, dict[str, Any]], tried: dict[str, list[dict[str, str]]]) -> str:
    """The error page, in Markdown; `tried` has the entries of each suite by its name."""
    lines = [
        "# Mistakes",
        "",
        "Made by `make errors` on the development parts that the [accuracy page](accuracy.md) names: what the coder gets wrong,",
        "grouped by what parse, mentions and events tell of each mistake (nothing is labelled by hand), and what was tried",
        "against it. Examples are a few words, names and figures masked; `dateline evaluate SUITE --data FILE --errors 20` prints",
        "whole ones from a corpus that you have.",
        "",
    ]
    told: set[str] = set()
    for name, entry in sorted(found.items()):
        suite = entry["suite"]
        part = f" The first {entry['limit']} rows of the file." if entry.get("limit") else ""
        lines += [f"## {name}", "", SUITES[suite][0].upper() + SUITES[suite][1:] + "." + part, ""]
        if suite == "relations":
            lines += [
                "The classifier has learnt from every row of this file: what is left here is what it could not learn.",
                "",
            ]
        if suite == "triples":
            lines += ["Out of fold: each row coded with a network that has not seen it.", ""]
        lines += _table(entry["kinds"])
        if suite not in told:
            lines += _tried(tried.get(suite, []))
        told.add(suite)
    return "\n".join(lines)


def _table(kinds: list[dict[str, Any]]) -> list[str]:
    every = sum(k["count"] for k in kinds)
    rows = [
        f"| {k['count']} | {k['count'] / every:.0%} | {_cell(k['name'])} | {' · '.join(f'`{_code(e)}`' for e in k['examples'])} |"
        for k in kinds[:MOST]
    ]
    rest = sum(k["count"] for k in kinds[MOST:])
    if rest:
        rows.append(f"| {rest} | {rest / every:.0%} | {len(kinds) - MOST} rarer kinds | |")
    return ["| mistakes | share | kind | what they look like |", "|---|---|---|---|", *rows, ""]


def _tried(entries: list[dict[str, str]]) -> list[str]:
    if not entries:
        return []
    rows = [f"| {_cell(e['against'])} | {_cell(e['tried'])} | {_cell(e['came'])} |" for e in entries]
    return ["| against | tried | what came of it |", "|---|---|---|", *rows, ""]


def _cell(text: str) -> str:
    """Text safe in a cell of a Markdown table."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def _code(text: str) -> str:
    return text.replace("|", "/").replace("`", "'")


if __name__ == "__main__":
    main()
