"""`merge`, `split`, `decisions`, `rejoin`: what a person decides of incidents, which sticks."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from dateline.engine import tell_incidents
from dateline.errors import InputError, UsageError
from dateline.incidents import Decision, MatchOptions, Rule, load_options, load_rule
from dateline.settings import Settings, load_settings
from dateline.store import Store, open_store

from .filters import Format, check_format, json_lines
from .screen import err, out, table, told_line

_Db = Annotated[str | None, typer.Option(help="The database (default: dateline.db).")]
_Note = Annotated[str | None, typer.Option(help="Why, for those who read it later.")]


def merge(
    incident_ids: Annotated[list[str], typer.Argument(help="Two incidents or more.", metavar="ID ID…")],
    note: _Note = None,
    db: _Db = None,
) -> None:
    """Put incidents together: their reports tell of one happening, whatever the scores say. Example: dateline merge i-3f2a i-77b0"""
    settings = load_settings(db=db)
    store = open_store(settings.db, must_exist=True)
    try:
        found = list(dict.fromkeys(_whole_id(store, i) for i in incident_ids))
        if len(found) < 2:
            raise UsageError("merge: name two incidents or more.")
        members = [event for i in found for event in store.incidents.members(i).values()]
        _decide(store, settings, (Decision("join", members[0], other) for other in members[1:]), note)
    finally:
        store.close()


def split(
    incident_id: Annotated[str, typer.Argument(help="The incident.", metavar="ID")],
    reports: Annotated[
        list[str], typer.Argument(help="Reports of it, or first letters of their ids, that tell of another happening.")
    ],
    note: _Note = None,
    db: _Db = None,
) -> None:
    """Take reports out of an incident: they tell of another happening, whatever the scores say. Example: dateline split i-3f2a r-01c9"""
    settings = load_settings(db=db)
    store = open_store(settings.db, must_exist=True)
    try:
        members = store.incidents.members(_whole_id(store, incident_id))
        out_of = [r for r in members if any(r.startswith(asked) for asked in reports)]
        strange = [asked for asked in reports if not any(r.startswith(asked) for r in members)]
        if strange:
            raise InputError(strange[0], "no report of that incident.", f"See them: dateline incident {incident_id}")
        rest = [r for r in members if r not in out_of]
        if not rest:
            raise UsageError("split: that would take out every report. Name some of them.")
        _decide(store, settings, (Decision("part", members[a], members[b]) for a in out_of for b in rest), note)
    finally:
        store.close()


def decisions(
    undo: Annotated[list[int] | None, typer.Option(help="Undo a decision by its number; may be given again.")] = None,
    db: _Db = None,
    format: Format = "table",
) -> None:
    """List what people decided of incidents, or undo it. Example: dateline decisions --undo 3"""
    check_format(format)
    settings = load_settings(db=db)
    store = open_store(settings.db, must_exist=True)
    try:
        if undo:
            if store.incidents.undo(undo, date.today().isoformat()) < len(set(undo)):
                err.print("Some of these were no decisions that stand.", markup=False)
            _tell(store, settings)
        found = list(store.incidents.decided())
    finally:
        store.close()
    if format == "jsonl":
        json_lines(found)
        return
    words = {"join": "one happening", "part": "two happenings"}
    rows = [
        (
            d["entry"],
            words[d["kind"]],
            d["first_event"][:10],
            d["second_event"][:10],
            d["decided_on"],
            d["note"],
            d["undone_on"],
        )
        for d in found
    ]
    out.print(
        table(f"{len(rows)} decisions", ("number", "these are", "event", "event", "on", "why", "undone on"), rows)
    )


def rejoin(db: _Db = None) -> None:
    """Join the events of all reports into incidents from scratch; `code` joins what new reports touch. Example: dateline rejoin"""
    settings = load_settings(db=db)
    store = open_store(settings.db, must_exist=True)
    try:
        _tell(store, settings, anew=True)
    finally:
        store.close()


def joining(settings: Settings) -> tuple[MatchOptions | None, Rule | None]:
    """The user's own settings of matching and of the rule for figures, None where ours stand."""
    return (
        load_options(settings.matching_file) if settings.matching_file else None,
        load_rule(settings.rule_file) if settings.rule_file else None,
    )


def _whole_id(store: Store, asked: str) -> str:
    found = store.incidents.one(asked)
    if found is None:
        raise InputError(asked, "no such incident.", "List them: dateline incidents")
    return str(found["id"])


def _decide(store: Store, settings: Settings, made: Iterable[Decision], note: str | None) -> None:
    store.incidents.decide(made, date.today().isoformat(), note)
    _tell(store, settings)
    err.print("Undo it by its number: dateline decisions --undo NUMBER", markup=False)


def _tell(store: Store, settings: Settings, *, anew: bool = False) -> None:
    options, rule = joining(settings)
    told = tell_incidents(store, date.today().isoformat(), options=options, rule=rule, anew=anew)
    err.print(told_line(told), markup=False)
