"""A scripted model server on loopback: it answers as it is told to, well or badly, and keeps what it was asked."""

import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Step = Callable[["Asked"], None]
"""What the server does with one request."""


class Asked(BaseHTTPRequestHandler):
    """One request; `sent` is its body, `told` the numbered sentences in it."""

    protocol_version = "HTTP/1.1"
    server: "Scripted"

    def do_POST(self) -> None:
        self.sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.told = json.loads(self.sent["messages"][-1]["content"])
        with self.server.lock:
            self.server.asked.append(self)
            step = self.server.steps[min(len(self.server.asked), len(self.server.steps)) - 1]
        self.close_connection = True
        step(self)

    do_GET = do_POST

    def log_message(self, *_: object) -> None:
        pass

    def raw(self, body: bytes, *, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)


class Scripted(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, steps: list[Step]) -> None:
        super().__init__(("127.0.0.1", 0), Asked)
        self.steps, self.asked, self.lock, self.over = steps, [], threading.Lock(), threading.Event()

    def handle_error(self, *_: object) -> None:
        pass

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


@contextmanager
def serving(*steps: Step) -> Iterator[Scripted]:
    """A server that does the steps in turn, the last for ever."""
    server = Scripted(list(steps))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()


def envelope(content: object, **over: Any) -> dict[str, Any]:
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
    return {"model": "m", "choices": [choice], "usage": {"prompt_tokens": 100, "completion_tokens": 20}, **over}


def says(content: object, **over: Any) -> Step:
    """Answers with that content, JSON-encoded unless it is text."""
    text = content if isinstance(content, str) else json.dumps(content)
    return lambda asked: asked.raw(json.dumps(envelope(text, **over)).encode())


def sends(body: bytes, **given: Any) -> Step:
    """Answers with those bytes."""
    return lambda asked: asked.raw(body, **given)


def status(code: int, **headers: str) -> Step:
    return sends(b'{"error": {"message": "your key sk-secret is <b>bad</b>"}}', status=code, **headers)


def hangs(asked: Asked) -> None:
    asked.server.over.wait(20)


def drips(asked: Asked) -> None:
    """One byte of a good answer now and then."""
    body = json.dumps(envelope('{"events": []}')).encode()
    asked.send_response(200)
    asked.send_header("Content-Type", "application/json")
    asked.send_header("Content-Length", str(len(body)))
    asked.end_headers()
    for n in range(len(body)):
        asked.wfile.write(body[n : n + 1])
        if asked.server.over.wait(0.05):
            return


def drips_its_head(asked: Asked) -> None:
    for character in b"HTTP/1.1 200 OK\r\n" + b"X-Y: z\r\n" * 1000:
        asked.wfile.write(bytes([character]))
        if asked.server.over.wait(0.05):
            return


def resets(asked: Asked) -> None:
    asked.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.connection.close()
    asked.rfile.close()


def breaks_off(asked: Asked) -> None:
    asked.send_response(200)
    asked.send_header("Content-Type", "application/json")
    asked.send_header("Content-Length", "5000")
    asked.end_headers()
    asked.wfile.write(b'{"choices": [')


def endless(asked: Asked) -> None:
    """A body without a length that never ends."""
    asked.send_response(200)
    asked.send_header("Content-Type", "application/json")
    asked.send_header("Connection", "close")
    asked.end_headers()
    while not asked.server.over.is_set():
        asked.wfile.write(b" " * 65_536)


def no_http(asked: Asked) -> None:
    asked.wfile.write(b"\x00\xff\x16\x03garbage\n" * 50)
