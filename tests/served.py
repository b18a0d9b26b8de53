"""A small server on loopback for tests: routes by path, every request written down."""

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

Route = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Served:
    """A running server: its port, its routes, which may be changed, and what was asked of it so far."""

    port: int
    routes: dict[str, Route]
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def answer(
    body: bytes | str = b"", *, status: int = 200, media: str | None = "text/html; charset=utf-8", **headers: str
) -> Route:
    """A route that always answers so; `_` in the names of headers stands for `-`."""
    raw = body.encode() if isinstance(body, str) else body

    def route(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if media is not None:
            handler.send_header("Content-Type", media)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        if "Content_Length" not in headers:
            handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)

    return route


@contextmanager
def serving(routes: Mapping[str, Route], certificate: Path | None = None) -> Iterator[Served]:
    """A server with these routes; other paths answer 404."""
    served = Served(0, dict(routes))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append((self.path, dict(self.headers.items())))
            try:
                served.routes.get(self.path, answer(status=404))(self)
            except OSError:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    served.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
