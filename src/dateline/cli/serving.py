"""`serve`: the store in a browser."""

import signal
import socket
import sys
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from starlette.applications import Starlette

from dateline.pages import Coder, build_app, key_beside
from dateline.query import prepare_reading
from dateline.resources import load_resources
from dateline.settings import Settings, load_settings

from .screen import err

_QUIET: dict[str, Any] = {"log_level": "warning", "server_header": False, "date_header": True}
_LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def serve(
    db: Annotated[
        str | None, typer.Option(help="The database (default: dateline.db); made where it does not exist.")
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
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes that answer; more than one for many readers.")
    ] = 1,
    login: Annotated[bool, typer.Option("--login", help="Let only people with an account read.")] = False,
    https: Annotated[
        bool, typer.Option("--https", help="Served behind a proxy that speaks HTTPS: keep the cookie to it.")
    ] = False,
) -> int:
    """Show the store in a browser: reports, events, map, actors, and a page to paste a report into.

    Example: dateline serve --db dateline.db --port 8000
    """
    settings = load_settings(db=db)
    hosts = (*_LOOPBACK, *(name or []), *([host] if host not in {"0.0.0.0", "::"} else []))
    served = _Served(settings, hosts, basemap, processes, not login, https)
    key_beside(settings.db)
    prepare_reading(settings.db)
    err.print(f"Dateline on http://{host}:{port}/ with {settings.db}. Stop it with Ctrl-C.", markup=False)
    if workers == 1:
        uvicorn.run(served.app(), host=host, port=port, **_QUIET)
        return 0
    with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET) as shared:
        context = get_context("spawn")
        running = [context.Process(target=_answer, args=(served, shared), daemon=True) for _ in range(workers)]
        for process in running:
            process.start()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        try:
            for process in running:
                process.join()
        except KeyboardInterrupt:
            pass
        finally:
            for process in running:
                process.terminate()
    return 0


@dataclass(frozen=True, slots=True)
class _Served:
    """What an application is made from, in whatever process."""

    settings: Settings
    hosts: tuple[str, ...]
    basemap: Path | None
    processes: Path
    is_open: bool
    is_secure: bool

    def app(self) -> Starlette:
        """The application."""
        load = partial(
            load_resources,
            parser=self.settings.parser,
            register=self.settings.register_file,
            gazetteer=self.settings.gazetteer_file,
        )
        return build_app(
            self.settings.db, coder=Coder(load), hosts=self.hosts, is_warmed=True, is_open=self.is_open,
            is_secure=self.is_secure, key=key_beside(self.settings.db), basemap=self.basemap, processes=self.processes,
        )  # fmt: skip


def _answer(served: _Served, shared: socket.socket) -> None:
    """Answer what comes in at a shared socket."""
    uvicorn.Server(uvicorn.Config(served.app(), **_QUIET)).run(sockets=[shared])
