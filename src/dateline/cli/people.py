"""`person`: accounts of a store, for those who review and for scripts that write."""

from datetime import date
from typing import Annotated

import typer

from dateline.review import add_person, change_person, issue_token
from dateline.settings import load_settings
from dateline.store import People, Store, open_store

from .screen import out, table

Db = Annotated[str | None, typer.Option(help="The database (default: dateline.db).")]
Name = Annotated[str, typer.Argument(help="The person's name.")]
Role = Annotated[str, typer.Option(help="viewer, coder or admin.")]
Password = Annotated[
    str,
    typer.Option(
        prompt=True,
        hide_input=True,
        confirmation_prompt=True,
        help="Asked for where it is not given.",
        envvar="DATELINE_PASSWORD",
    ),
]

person = typer.Typer(help="Accounts of a store: who may look, review, or give accounts.", no_args_is_help=True)


def _open(db: str | None) -> Store:
    return open_store(load_settings(db=db).db)


@person.command()
def add(name: Name, password: Password, role: Role = "coder", db: Db = None) -> None:
    """Give somebody an account. Example: dateline person add Nilar --role admin"""
    store = _open(db)
    add_person(store, name, password, role, date.today().isoformat())
    store.close()
    out.print(f"{name} may log in as {role}.", markup=False)


@person.command("list")
def list_(db: Db = None) -> None:
    """List the accounts. Example: dateline person list"""
    store = _open(db)
    rows = [(p.name, p.role, "open" if p.is_active else "closed", p.added_on) for p in People(store).all()]
    store.close()
    out.print(table(f"{len(rows)} accounts", ("name", "role", "account", "since"), rows))


@person.command()
def change(
    name: Name,
    role: Annotated[str | None, typer.Option(help="viewer, coder or admin.")] = None,
    close: Annotated[bool, typer.Option("--close", help="Let the person in no more.")] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Let the person in again.")] = False,
    new_password: Annotated[str | None, typer.Option(help="A new password.", envvar="DATELINE_NEW_PASSWORD")] = None,
    db: Db = None,
) -> None:
    """Change an account. Example: dateline person change Nilar --role viewer"""
    store = _open(db)
    is_active = False if close else True if reopen else None
    changed = change_person(store, name, password=new_password, role=role, is_active=is_active)
    store.close()
    out.print(f"{changed.name}: {changed.role}, {'open' if changed.is_active else 'closed'}.", markup=False)


@person.command()
def token(name: Name, label: Annotated[str, typer.Option(help="What it is for.")] = "script", db: Db = None) -> None:
    """Make a token for the API; it is shown once. Example: dateline person token Nilar --label nightly"""
    store = _open(db)
    if People(store).find(name) is None:
        store.close()
        raise typer.BadParameter(f"{name}: no such person.")
    typer.echo(issue_token(store, name, label, date.today().isoformat()))
    store.close()
