"""The filters that every listing command shares: one set of options, over a named view where one is asked for."""

import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Annotated, Any

import typer

from dateline.errors import UsageError
from dateline.query import Reader, Readers
from dateline.settings import Settings, View, load_settings, view_of
from dateline.store import Filter, open_store

from .screen import err, out, table

By = Annotated[str | None, typer.Option(help="Count by periods and fields, with commas: month,type.")]
Limit = Annotated[int | None, typer.Option(help="At most so many.")]
Format = Annotated[str, typer.Option(help="table or jsonl.")]

_PANEL = "What is asked for"


def _option(name: str) -> inspect.Parameter:
    """A filter as an option of the command line, its help being the field's description."""
    field = View.model_fields[name]
    help_text = (field.description or name)[0].upper() + (field.description or name)[1:] + "."
    names = [f"--{name.replace('_', '-')}"]
    if field.annotation == (bool | None):
        names = [f"{names[0]}/--no-{name}"]
    kind: Any = Annotated[field.annotation, typer.Option(*names, help=help_text, rich_help_panel=_PANEL)]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=kind)


_VIEW: Any = Annotated[
    str | None,
    typer.Option(
        help="A view of the settings file, [views.NAME]; options given beside it win.", rich_help_panel=_PANEL
    ),
]
_DB: Any = Annotated[str | None, typer.Option(help="The database (default: dateline.db).")]


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """The command with all filters, `--view` and `--db` as options; it is called with `asked` and `settings` in their place."""
    own = [p for p in inspect.signature(command).parameters.values() if p.name not in {"asked", "settings"}]
    shared = [_option(name) for name in View.model_fields]
    shared += [
        inspect.Parameter("view", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_VIEW),
        inspect.Parameter("db", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=_DB),
    ]

    @wraps(command)
    def called(**given: Any) -> None:
        settings = load_settings(db=given.pop("db"))
        options = {name: given.pop(name) for name in View.model_fields}
        asked = _asked(options, given.pop("view"), settings)
        command(**given, asked=asked, settings=settings)

    parameters = [*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *shared]
    called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    called.__annotations__ = {p.name: p.annotation for p in parameters}
    return called


def _asked(options: dict[str, Any], view: str | None, settings: Settings) -> Filter:
    if view is not None and view not in settings.views:
        known = ", ".join(sorted(settings.views)) or "none"
        raise UsageError(f"--view {view}: no such view in the settings file. There are: {known}.")
    asked = view_of(options, settings.views[view] if view is not None else None)
    if asked.min_confidence is None and settings.min_confidence:
        asked = view_of({"min_confidence": settings.min_confidence}, asked)
    return asked.filter()


@contextmanager
def reading(settings: Settings, *, of_incidents: bool = False) -> Iterator[Reader]:
    """A reader over the database, brought to the present schema; for incidents, a word where they are out of date."""
    open_store(settings.db, must_exist=True).close()
    with Readers(settings.db).reading() as reader:
        if of_incidents and not reader.store.incidents.is_up_to_date():
            err.print(
                f"The incidents do not know of all reports yet. Bring them up: dateline rejoin --db {settings.db}",
                markup=False,
            )
        yield reader


def check_format(format: str, known: tuple[str, ...] = ("table", "jsonl")) -> None:
    """Nothing. Raises UsageError for a format that there is not."""
    if format not in known:
        raise UsageError(f"--format {format}: no such format. Formats: {', '.join(known)}.")


def json_lines(records: Iterable[dict[str, Any]]) -> None:
    """Print records, one JSON object a line."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def print_groups(groups: list[dict[str, Any]], format: str) -> None:
    """Print counts by periods and fields."""
    if format == "jsonl":
        json_lines(groups)
    else:
        columns = list(groups[0]) if groups else ["nothing found"]
        out.print(table(f"{len(groups)} groups", [c.replace("_", " ") for c in columns], (g.values() for g in groups)))
