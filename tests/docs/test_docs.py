"""The documentation against the code, in both directions: commands, options, settings, filters, columns and record fields."""

import importlib.util
import re
import shlex
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from dateline.cli.app import app
from dateline.export import PROFILES
from dateline.library import Asked
from dateline.processes import ProcessState
from dateline.processes import state as process_state
from dateline.records import Claim, Event, Incident, Quote, Relation, Report
from dateline.records import actor as actor_module
from dateline.records import event as event_module
from dateline.records import incident as incident_module
from dateline.settings import Settings, View, Watch

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
COMMANDS = get_command(app).commands  # type: ignore[attr-defined]


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next of its kind."""
    level = heading.split(" ")[0]
    found = re.split(rf"^{re.escape(heading)}$", text, maxsplit=1, flags=re.MULTILINE)[1]
    return re.split(rf"^{level} ", found, maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(text: str) -> list[str]:
    """The first cells of the tables, without their headers."""
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    return [row.split("|")[1].strip() for row in rows if "`" in row.split("|")[1]]


def quoted(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


def test_every_command_is_documented_and_every_documented_command_is_there() -> None:
    told = {next(iter(quoted(cell))).split(" ")[0] for cell in first_cells(page("cli").split("## Filters")[0])}
    assert told == set(COMMANDS)


def test_every_setting_is_documented_and_every_documented_setting_is_there() -> None:
    rows = [line.split("|") for line in section(page("cli"), "## Settings").splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `"): row[2].strip(" `") for row in rows}
    assert told == {name: f"DATELINE_{name.upper()}" for name in Settings.model_fields}


def test_every_setting_of_watch_is_documented_and_every_documented_one_is_there() -> None:
    told = {name for cell in first_cells(section(page("watching"), "## The settings")) for name in quoted(cell)}
    assert told == set(Watch.model_fields)


def test_every_filter_is_documented_and_every_documented_filter_is_there() -> None:
    cells = first_cells(section(page("cli"), "## Filters"))
    told = {option.removeprefix("--no-").removeprefix("--") for c in cells for option in re.findall(r"--[a-z-]+", c)}
    assert told - {"view"} == {name.replace("_", "-") for name in View.model_fields}


def test_the_library_takes_the_filters_of_the_command_line() -> None:
    assert set(Asked.__annotations__) == set(View.model_fields)
    told = quoted(section(page("library"), "## Keep and ask").split("take the filters")[1].split("are there too")[0])
    assert set(View.model_fields) <= told


def parameters_of(command: typer.core.TyperCommand) -> set[str]:
    options = {option for p in command.params for option in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    return {option for option in options if option.startswith("-")}


def documented_lines() -> list[tuple[str, str]]:
    found = []
    for path in (*sorted(DOCS.glob("*.md")), ROOT / "README.md"):
        for block in re.findall(r"^```\w*\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            found += [(path.name, line) for line in block.splitlines() if re.match(r"(?:\.venv/bin/)?dateline ", line)]
    return found


@pytest.mark.parametrize(("name", "line"), documented_lines())
def test_a_documented_line_is_a_command_with_its_options(name: str, line: str) -> None:
    words = shlex.split(line.split(" # ")[0].split("|")[0].split(">")[0])[1:]
    if not words or words[0].startswith("-"):
        return
    command = COMMANDS[words[0]]
    if hasattr(command, "commands"):
        command = command.commands[words[1]]
    known = parameters_of(command)
    assert {w.split("=")[0] for w in words[1:] if w.startswith("--")} <= known, line


def test_process_options_are_documented() -> None:
    told = set(re.findall(r"^\| `(--[a-z-]+)`", page("processes"), re.MULTILINE))
    assert told == parameters_of(COMMANDS["process"]) - {"--help", "-h"}


def test_export_options_are_documented() -> None:
    own = {"--out", "--format", "--inter-numeric", "--guard-formulas"}
    assert own <= parameters_of(COMMANDS["export"])
    assert all(option in page("exports") for option in own)


def test_export_pages_hold_the_columns_that_are_written() -> None:
    spec = importlib.util.spec_from_file_location("export_columns", ROOT / "scripts" / "export_columns.py")
    assert spec and spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    assert made.page(page("exports")) == page("exports"), "run: python scripts/export_columns.py"


def test_every_profile_is_documented_with_its_forms() -> None:
    rows = [line.split("|") for line in section(page("exports"), "## Profiles").splitlines() if line.startswith("| `")]
    told = {row[1].strip(" `"): [f.split(" ")[0] for f in row[3].strip().split(", ")] for row in rows}
    assert told == {p.name: list(p.formats) for p in PROFILES.values()}


def names_of(kind: type) -> set[str]:
    return {f.name.rstrip("_") for f in fields(kind)}


def parts_in(*modules: object) -> set[str]:
    return {
        name
        for module in modules
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind)
        for name in names_of(kind)
    }


RECORDS = [
    ("report", Report), ("event", Event), ("quote", Quote), ("relation", Relation), ("claim", Claim), ("incident", Incident),
    ("process", ProcessState),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), RECORDS)
def test_every_field_of_a_record_is_documented_and_every_documented_field_is_there(name: str, kind: type) -> None:
    text = section(page("records"), f"## {name}")
    is_table = "| field |" in text
    told = (
        {word for cell in first_cells(text) for word in quoted(cell)}
        if is_table
        else quoted(re.split(r"\.\s", text, maxsplit=1)[0])
    )
    assert told == names_of(kind)


def test_the_parts_of_records_are_documented() -> None:
    told = quoted(page("records"))
    parts = parts_in(actor_module, event_module, incident_module, process_state)
    inner = {
        "known_from",
        "sources",
        "confidence",
        "known_until",
        "replaced_by",
        "ended_as",
    }  # of accounts and links, told in incidents.md
    matching = (
        names_of(incident_module.MatchLink) | names_of(incident_module.MatchPart) | names_of(incident_module.Decision)
    )
    assert parts - told - inner - matching - names_of(incident_module.IncidentVersion) == set()
