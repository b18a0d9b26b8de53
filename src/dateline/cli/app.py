"""The commands put together, and errors turned into one line and an exit status (0 all well, 1 some input failed, 2 wrong use)."""

import sys

import typer

from dateline import __version__
from dateline.errors import DatelineError, InputError, StoreError, UsageError
from dateline.records import writable

from .claims import actors, claims, dyads
from .coding import code, explain
from .comparing import compare
from .deciding import decisions, merge, rejoin, split
from .exporting import export
from .fetching import fetch
from .incidents import changes, incident, incidents
from .listing import event, events, not_coded, reports
from .lookups import actor, codebook, doctor, place
from .measuring import evaluate
from .people import person
from .processing import process
from .screen import err
from .serving import serve
from .upkeep import backup, check, migrate, store
from .watching import watch

app = typer.Typer(
    name="dateline",
    help="Reads news reports of armed conflict and peace talks and turns them into event data that you can check.\n\n"
    "Start with:  dateline code REPORTS/   then:  dateline incidents   and:  dateline incident ID",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
_COMMANDS = (
    process, export, compare,
    code, events, event, incidents, incident, claims, dyads, actors, changes, reports, not_coded, merge, split, decisions, rejoin,
    explain, evaluate, codebook, actor, place, doctor, serve,
    fetch, watch, backup, check, migrate,
)  # fmt: skip
for command in _COMMANDS:
    app.command(command.__name__.replace("_", "-"))(command)
app.add_typer(person, name="person")
app.add_typer(store, name="store")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Tell the version."),
) -> None:
    """Who did what to whom, when, where, how many were hurt, and who says so."""


def main() -> None:
    """Run the command line and exit."""
    try:
        app()
    except UsageError as error:
        err.print(str(error), markup=False, highlight=False)
        sys.exit(2)
    except (InputError, StoreError, DatelineError) as error:
        err.print(str(error), markup=False, highlight=False)
        sys.exit(1)
    except UnicodeEncodeError:
        unwritable = next((a for a in sys.argv[1:] if writable(a) != a), None)
        if unwritable is None:
            raise
        err.print(f"{writable(unwritable)}: what was given is not in UTF-8.", markup=False, highlight=False)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        err.print(f"{error.filename or 'output'}: {error.strerror or error}.", markup=False, highlight=False)
        sys.exit(1)
