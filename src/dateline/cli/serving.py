"""`serve`: the store in a browser."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import UsageError
from dateline.settings import load_settings

from .screen import err

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def serve(
    db: Annotated[
        Path | None, typer.Option(help="The database (default: dateline.db); made where it does not exist.")
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; any but 127.0.0.1 shows the store to others.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option(help="A host name that the pages answer to, beside localhost.")
    ] = None,
    basemap: Annotated[
        Path | None,
        typer.Option(help="Countries to draw in the place of Natural Earth's: TopoJSON or GeoJSON.", exists=True),
    ] = None,
    processes: Annotated[Path, typer.Option(help="The folder of process files.")] = Path("processes"),
    login: Annotated[bool, typer.Option("--login", help="Let only people with an account read.")] = False,
    https: Annotated[
        bool, typer.Option("--https", help="Served behind a proxy that speaks HTTPS: keep the cookie to it.")
    ] = False,
) -> int:
    """Show the store in a browser: reports, events, map, actors, and a page to paste a report into.

    Example: dateline serve --db dateline.db --port 8000
    """
    settings = load_settings(db=db)
    try:
        import uvicorn

        from dateline.pages import Coder, build_app, key_beside
        from dateline.resources import load_resources
    except ModuleNotFoundError as error:
        raise UsageError(f"serve: the package {error.name} is missing. Install it: pip install {error.name}") from None
    load = partial(
        load_resources, parser=settings.parser, register=settings.register_file, gazetteer=settings.gazetteer_file
    )
    hosts = [*_LOOPBACK, *(name or []), *([host] if host not in {"0.0.0.0", "::"} else [])]
    app = build_app(
        settings.db, coder=Coder(load), hosts=hosts, is_warmed=True, is_open=not login, is_secure=https,
        key=key_beside(settings.db), basemap=basemap, processes=processes,
    )  # fmt: skip
    err.print(f"Dateline on http://{host}:{port}/ with {settings.db}. Stop it with Ctrl-C.", markup=False)
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, date_header=True)
    return 0
