"""`code` and `explain`: reports in, records out."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from dateline.coders import Coder, Limits, coder_of, told_usage
from dateline.engine import (
    ENGINES,
    EngineOptions,
    Sink,
    Spool,
    Start,
    Tally,
    code_archive,
    code_many,
    forget,
    tell_incidents,
)
from dateline.errors import UsageError
from dateline.gazetteer import open_gazetteer
from dateline.pipeline import explain as explain_text
from dateline.records import on_one_line
from dateline.reports import ReadOptions, read_reports
from dateline.resources import load_resources
from dateline.settings import Settings, load_settings
from dateline.store import Filter, Place, Store, open_store

from .deciding import joining
from .screen import EVENT_COLUMNS, casualty, err, event_row, names, out, safe, table, told_line


def code(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, or - for standard input.", metavar="PATH…")],
    format: Annotated[
        str, typer.Option(help="table: keep in the database and show; jsonl: write records, one a line.")
    ] = "table",
    db: Annotated[
        str | None, typer.Option(help="The database (default: dateline.db; with jsonl: none unless named).")
    ] = None,
    published: Annotated[
        str | None, typer.Option(help="Day of publication of reports that do not tell it: 2019-12-09.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Processes; 0: one for each core. The records are the same.")
    ] = None,
    field: Annotated[
        list[str] | None, typer.Option(help="Column of a JSONL or CSV file: text=body, published=date, title=…")
    ] = None,
    gate: Annotated[
        bool | None, typer.Option(help="Skip sentences without event words before parsing: faster, misses some.")
    ] = None,
    min_confidence: Annotated[float | None, typer.Option(help="Show only events at least this sure (0 to 1).")] = None,
    engine: Annotated[
        str, typer.Option(help="Where: local (processes of this machine), ray or dask. The records are the same.")
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(help="A Ray or Dask cluster that runs already; without it one of this machine is made."),
    ] = None,
    coder: Annotated[
        str | None,
        typer.Option(help="Who codes: built-in, llm:MODEL@URL (a model that you run or rent), or a plug-in's name."),
    ] = None,
    incidents: Annotated[
        bool, typer.Option(help="Join the events of all reports into incidents afterwards (see: dateline rejoin).")
    ] = True,
) -> None:
    """Code reports: read them, keep their records, and say what was found and what could not be coded.

    A run that was stopped goes on where it was when it is given again: what is done is noted beside the database.

    Text, HTML, JSONL, JSON and CSV are read; folders are read through. Example:
    dateline code reports/ --published 2019-12-09 --workers 2
    """
    if format not in {"table", "jsonl"}:
        raise UsageError(f"--format {format}: no such format. Formats: table, jsonl.")
    settings = load_settings(db=db, workers=workers, gate=gate, min_confidence=min_confidence, coder=coder)
    chosen = chosen_coder(settings)
    if engine not in ENGINES:
        raise UsageError(f"--engine {engine}: no such engine. Engines: {', '.join(ENGINES)}.")
    options = ReadOptions(published=_iso(published), fields=_fields(field or []), languages=settings.languages,
                          max_chars=settings.max_chars)  # fmt: skip
    store = open_store(settings.db) if format == "table" or db is not None else None
    spool = Spool() if format == "jsonl" else None
    where = EngineOptions(engine, settings.workers or os.cpu_count() or 1, address)
    tally = _run(
        paths, options, settings, Sink(store, spool, date.today().isoformat()), Start(_loading(settings), chosen), where
    )
    if spool is not None:
        for block in spool.lines():
            sys.stdout.write(block)
        sys.stdout.flush()
        spool.close()
    told = None
    if store is not None:
        if incidents and not store.incidents.is_up_to_date():
            options_of_joining, rule = joining(settings)
            told = tell_incidents(store, date.today().isoformat(), options=options_of_joining, rule=rule)
        if format == "table":
            _show(store, settings)
        store.close()
    _summary(tally, settings, settings.db if store is not None else None)
    if told is not None:
        err.print(told_line(told), markup=False)
    if tally.failed:
        raise typer.Exit(1)


def chosen_coder(settings: Settings) -> Coder:
    """The coder that the settings name. Raises UsageError."""
    limits = Limits(timeout=settings.llm_timeout, tries=settings.llm_tries)
    return coder_of(settings.coder, limits, allow_plain_http=settings.llm_plain_http)


def _iso(published: str | None) -> str | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published).isoformat()
    except ValueError:
        raise UsageError(f"--published {published}: no date. Write it as 2019-12-09.") from None


def _fields(given: list[str]) -> dict[str, str]:
    found = {}
    for pair in given:
        name, equals, column = pair.partition("=")
        if not equals or not column:
            raise UsageError(f"--field {pair}: write it as FIELD=COLUMN, such as text=body.")
        found[name] = column
    return found


def _loading(settings: Settings) -> dict[str, object]:
    """How each worker loads its resources."""
    return {
        "parser": settings.parser,
        "register": settings.register_file,
        "gazetteer": settings.gazetteer_file,
        "use_gate": settings.gate,
        "use_classifier": settings.classifier,
    }


def _run(
    paths: list[str], options: ReadOptions, settings: Settings, sink: Sink, start: Start, engine: EngineOptions
) -> Tally:
    with _progress() as progress:
        task = progress.add_task("coding", total=_count(paths))
        if "-" in paths:
            return _run_stream(paths, options, settings, sink, start, engine)

        def watching(outcomes: int, done: int) -> None:
            progress.update(task, advance=outcomes, description=f"coding, {done} shards done")

        manifest = _manifest(sink, settings.db)
        return code_archive(paths, options, start, engine, sink, manifest=manifest, watching=watching)


def _run_stream(
    paths: list[str], options: ReadOptions, settings: Settings, sink: Sink, start: Start, engine: EngineOptions
) -> Tally:
    """Code what comes in by standard input, which cannot be cut into shards."""
    if engine.name != "local":
        raise UsageError(f"--engine {engine.name} reads files, not standard input.")
    tally = Tally()
    inputs = read_reports(paths, options, open_gazetteer(extra=settings.gazetteer_file))
    for outcome in code_many(inputs, workers=engine.workers, loading=start.loading, coder=start.coder):
        tally.add(outcome)
        sink.keep(outcome)
    return tally


def _manifest(sink: Sink, db: Place) -> Path | None:
    """Where it is noted what is done: beside the database. None where records are written elsewhere too, and so all are needed."""
    if sink.store is None or sink.spool is not None:
        return None
    path = Path(f"{db}.shards") if isinstance(db, Path) else Path("dateline.shards")
    if not any(sink.store.counts().values()):
        forget(path)
    return path


class _Rate(ProgressColumn):
    """Reports a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


@contextmanager
def _progress() -> Iterator[Progress]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Rate(),
               TimeElapsedColumn(), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=err, transient=True, disable=not sys.stderr.isatty()) as progress:
        yield progress


def _count(paths: list[str]) -> int | None:
    """The number of files, where that tells the number of reports; None for streams and tables."""
    found = 0
    for path in paths:
        if path == "-":
            return None
        given = Path(path)
        files = [Path(d) / f for d, _, names_ in os.walk(given) for f in names_] if given.is_dir() else [given]
        if any(f.suffix.lower() in {".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".gz"} for f in files):
            return None
        found += len(files)
    return found


def _show(store: Store, settings: Settings) -> None:
    limit = 200
    listed = list(store.events(Filter(min_confidence=settings.min_confidence or None), limit + 1))
    out.print(table(None, EVENT_COLUMNS, (event_row(e) for e in listed[:limit])))
    if len(listed) > limit:
        out.print(f"The first {limit} events. All of them: dateline events --db {settings.db}")


def _summary(tally: Tally, settings: Settings, db: Place | None) -> None:
    total = tally.coded + tally.no_event + tally.failed
    line = f"{total} reports: {tally.coded} coded ({tally.events} events), {tally.no_event} without an event, {tally.failed} failed."
    if tally.skipped:
        line += f" {tally.skipped} other {'file was' if tally.skipped == 1 else 'files were'} not read."
    err.print(line + (f" Kept in {db}." if db else ""), markup=False)
    for line in told_usage(tally.usage, settings.llm_prices) if tally.usage else ():
        err.print(safe(line), soft_wrap=True)
    for reason in tally.reasons[:20]:
        err.print(safe(on_one_line(f"  {reason}")), soft_wrap=True)
    if len(tally.reasons) > 20:
        err.print(f"  … and {len(tally.reasons) - 20} more.")
    if db and (tally.failed or tally.no_event):
        err.print(f"What gave no event, and why: dateline not-coded --db {db}", markup=False)


def explain(
    text: Annotated[str, typer.Argument(help="A sentence or a short report; - reads standard input.")],
    published: Annotated[str | None, typer.Option(help="Day of publication, for dates such as 'on Saturday'.")] = None,
    format: Annotated[str, typer.Option(help="table, or json for everything that each stage saw.")] = "table",
) -> None:
    """Show each stage's view of a text: the parse, the mentions, the triggers, and why it was coded so.

    Example: dateline explain "Rebels shelled the town of Kitchanga on Monday, killing two soldiers." --published 2022-10-25
    """
    settings = load_settings()
    text = sys.stdin.read() if text == "-" else text
    resources = load_resources(
        parser=settings.parser,
        register=settings.register_file,
        gazetteer=settings.gazetteer_file,
        use_classifier=settings.classifier,
    )
    seen = explain_text(text, resources, published=_iso(published))
    if format == "json":
        out.print_json(data=seen)
        return
    _print_explained(seen)


def _print_explained(seen: dict[str, Any]) -> None:
    text = seen["report"]["text"]
    for sentence, mentions in zip(seen["sentences"], seen["mentions"], strict=True):
        out.rule(f"sentence {sentence['index'] + 1}")
        out.print(safe(text[sentence["start"] : sentence["end"]]))
        rows = zip(
            sentence["words"], sentence["lemmas"], sentence["pos"], sentence["deps"],
            (sentence["words"][h] for h in sentence["heads"]), strict=True,
        )  # fmt: skip
        out.print(table("parse", ("word", "lemma", "part of speech", "relation", "head"), rows))
        out.print(table("mentions", ("kind", "text", "read as"), _mention_rows(mentions)))
        drafts = [d for d in seen["drafts"] if d["sentence"] == sentence["index"]]
        columns = ("trigger", "type", "status", "source", "target", "why")
        out.print(table("triggers", columns, (_draft_row(d, sentence, mentions) for d in drafts)))
    out.rule("events")
    out.print(table(None, EVENT_COLUMNS, (event_row(e) for e in seen["events"])))
    for event in seen["events"]:
        for c in event["casualties"]:
            out.print(safe(f"{event['id'][:8]}: {casualty(c)}: “{c['text']}”"))


def _mention_rows(mentions: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    for a in mentions["actors"]:
        yield "actor", a["text"], names([a]) + (f", {a['role']}" if a["role"] else "")
    for p in mentions["places"]:
        yield "place", p["text"], (p["preposition"] or "") + (" (part of an actor)" if p["in_actor"] else "")
    for d in mentions["dates"]:
        yield "date", d["text"], f"{d['first']} to {d['last']} ({d['precision']})"
    for q in mentions["quantities"]:
        yield "quantity", q["text"], f"{q['low']} to {q['high']} ({q['bound']})"
    for c in mentions["casualties"]:
        yield "casualty", c["text"], f"{c['harm']} {c['low']} to {c['high']}"


def _draft_row(draft: dict[str, Any], sentence: dict[str, Any], mentions: dict[str, Any]) -> list[object]:
    def told(indexes: list[int]) -> str:
        return ", ".join(mentions["actors"][i]["text"] for i in indexes)

    words = " ".join(sentence["words"][draft["trigger_lo"] : draft["trigger_hi"]])
    kind = draft["event_type"] + (f" {draft['mode']}" if draft["mode"] else "")
    return [words, kind, draft["status"], told(draft["source"]), told(draft["target"]), draft["reason"]]
