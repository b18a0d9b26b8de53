"""`evaluate`: the coder measured on gold data."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from dateline.errors import UsageError
from dateline.evaluate import SUITES, kinds_of, run_suite
from dateline.resources import load_resources
from dateline.settings import load_settings

from .coding import chosen_coder
from .screen import err, out, safe, table


def evaluate(
    suite: Annotated[str, typer.Argument(help=f"One of: {', '.join(SUITES)}.")],
    data: Annotated[Path, typer.Option(help="The gold file (JSONL, plain or .gz).")],
    format: Annotated[str, typer.Option(help="table or json.")] = "table",
    errors: Annotated[int, typer.Option(help="Show the mistakes counted by kind, and so many of them, to read.")] = 0,
    predictions: Annotated[
        Path | None, typer.Option(help="Write what was predicted for each row to this file.")
    ] = None,
    limit: Annotated[int | None, typer.Option(help="Use the first rows only.")] = None,
    coder: Annotated[
        str | None, typer.Option(help="Measure another coder, as for code --coder; with the suite reviewed only.")
    ] = None,
) -> None:
    """Measure the coder on gold data. Example: dateline evaluate dates --data dev.jsonl.gz --errors 20"""
    if format not in {"table", "json"}:
        raise UsageError(f"--format {format}: no such format. Formats: table, json.")
    settings = load_settings(coder=coder)
    resources = load_resources(
        parser=settings.parser,
        register=settings.register_file,
        gazetteer=settings.gazetteer_file,
        use_classifier=settings.classifier,
    )
    result = run_suite(suite, data, resources, limit, None if coder is None else chosen_coder(settings))
    if predictions is not None:
        with predictions.open("w", encoding="utf-8") as lines:
            for row in result.predictions:
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
    if format == "json":
        typer.echo(json.dumps(result.figures, ensure_ascii=False))
    else:
        out.print(table(f"{suite}: {SUITES[suite]}", ("figure", "value"), _rows(result.figures)))
    if errors:
        shown = err if format == "json" else out
        kinds = kinds_of(result.errors)
        rows = [(k.count, safe(k.name), safe(" | ".join(k.examples))) for k in kinds]
        shown.print(table("mistakes by kind", ("count", "kind", "masked examples"), rows))
        for mistake in result.errors[:errors]:
            shown.print(safe(json.dumps(mistake, ensure_ascii=False)), soft_wrap=True)


def _rows(figures: dict[str, Any]) -> list[tuple[object, object]]:
    rows: list[tuple[object, object]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            rows.extend((f"{name}: {k}", _told(v)) for k, v in value.items())
        else:
            rows.append((name, _told(value)))
    return rows


def _told(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
