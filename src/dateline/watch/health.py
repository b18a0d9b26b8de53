"""How the watcher is doing, on loopback only: a page, `/health` for a monitor, `/metrics` for Prometheus."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, time
from typing import Any

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from dateline.errors import StoreError

from .ledger import Ledger
from .told import gap_rows, status_rows
from .watcher import Work

_STILL = 600.0
"""Seconds without a sign of life after which the watcher is called stuck."""
_CSP = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
_STYLE = (
    "body{font:16px/1.4 system-ui,sans-serif;margin:1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;margin-bottom:2rem}td,th{text-align:left;padding:.25rem .75rem;border-bottom:1px solid #ccc}"
)
_SHOWN = 50


class Health:
    """What is told of a watcher that works in this process, from its ledger and its counts."""

    def __init__(self, ledger: Path, work: Work, now: Callable[[], float] = time) -> None:
        self._path, self._work, self._now = ledger, work, now
        self._registry = CollectorRegistry()
        self._registry.register(_Counts(self))
        ProcessCollector(registry=self._registry)

    def state(self) -> dict[str, Any]:
        """`status` is ok, failing (a source cannot be seen) or stuck (no sign of life); with the sources and the gaps that last."""
        with closing(Ledger(self._path)) as ledger:
            sources, gaps = status_rows(ledger, self._now()), gap_rows(ledger, self._now())
        still = monotonic() - self._work.alive
        failing = [s["source"] for s in sources if s["failures"]]
        status = "stuck" if still > _STILL else "failing" if failing else "ok"
        return {
            "status": status, "still_s": round(still, 1), "failing": failing, "sources": sources,
            "gaps": gaps[:_SHOWN], "reports": dict(sorted(dict(self._work.reports).items())),
        }  # fmt: skip

    def metrics(self) -> bytes:
        """The same in the text form of Prometheus."""
        return generate_latest(self._registry)

    def families(self) -> Iterator[Metric]:
        """The metrics, each with its samples."""
        state, work = self.state(), self._work
        reports = CounterMetricFamily("dateline_watch_reports", "Reports by what became of them", labels=["outcome"])
        for outcome, count in sorted(dict(work.reports).items()):
            reports.add_metric([outcome], count)
        pages = CounterMetricFamily(
            "dateline_watch_pages", "Pages asked for by what became of them", labels=["outcome"]
        )
        for outcome, count in sorted(dict(work.pages).items()):
            pages.add_metric([outcome], count)
        looks = CounterMetricFamily("dateline_watch_looks", "Looks at sources by outcome", labels=["source", "outcome"])
        for (source, outcome), count in sorted(dict(work.looks).items()):
            looks.add_metric([source, outcome], count)
        yield from (reports, pages, looks)
        for name, words in (
            ("waiting", "Pages and files that wait"),
            ("failures", "Failures in a row"),
            ("overdue_s", "Seconds since it was due"),
        ):
            family = GaugeMetricFamily(f"dateline_watch_{name.replace('_s', '_seconds')}", words, labels=["source"])
            for row in state["sources"]:
                family.add_metric([row["source"]], row[name])
            yield family
        yield GaugeMetricFamily("dateline_watch_still_seconds", "Seconds since the last sign of life", state["still_s"])

    def page(self) -> str:
        """The same for a person."""
        state = self.state()
        columns = ("source", "last_seen", "due", "waiting", "done", "left", "failures", "fault")
        gap_columns = ("source", "since", "until", "minutes", "why", "may_lack")
        return (
            '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dateline watch</title>'
            '<link rel="stylesheet" href="/style.css"></head><body>'
            f"<h1>Dateline watch: {escape(state['status'])}</h1><h2>Sources</h2>{_table(columns, state['sources'])}"
            f"<h2>Gaps</h2>{_table(gap_columns, state['gaps'])}</body></html>"
        )


class _Counts(Collector):
    def __init__(self, health: Health) -> None:
        self._health = health

    def collect(self) -> Iterator[Metric]:
        return self._health.families()

    def describe(self) -> list[Metric]:
        return []


def _table(columns: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    head = "".join(f"<th>{escape(c.replace('_', ' '))}</th>" for c in columns)
    body = "".join("<tr>" + "".join(f"<td>{_cell(r[c])}</td>" for c in columns) + "</tr>" for r in rows)
    return f"<table><tr>{head}</tr>{body}</table>" if rows else "<p>None.</p>"


def _cell(value: Any) -> str:
    return (
        ""
        if value is None
        else escape({True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value))
    )


@contextmanager
def pages_of_health(health: Health, port: int) -> Iterator[int]:
    """Serves `/`, `/health` and `/metrics` on 127.0.0.1; gives the port. Raises StoreError where the port is taken."""

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "Dateline", ""
        timeout = 10

        def do_GET(self) -> None:
            if (self.headers.get("Host") or "").rpartition(":")[0].strip("[]") not in {"127.0.0.1", "localhost"}:
                self._answer(403, "text/plain", b"Ask for 127.0.0.1 or localhost.\n")
                return
            try:
                self._answer(*_answer(health, self.path.partition("?")[0]))
            except StoreError as error:
                self._answer(503, "text/plain; charset=utf-8", f"{error}\n".encode())

        def _answer(self, status: int, media: str, body: bytes) -> None:
            self.send_response(status)
            for name, value in (
                ("Content-Type", media), ("Content-Length", str(len(body))), ("Content-Security-Policy", _CSP),
                ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cache-Control", "no-store"),
            ):  # fmt: skip
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            return

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise StoreError(
            f"127.0.0.1:{port}: the health page cannot be served ({error.strerror}). Set port in [watch]; 0: none."
        ) from None
    server.daemon_threads = True
    server.block_on_close = False
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True).start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def _answer(health: Health, path: str) -> tuple[int, str, bytes]:
    if path == "/":
        return 200, "text/html; charset=utf-8", health.page().encode()
    if path == "/style.css":
        return 200, "text/css", _STYLE.encode()
    if path == "/health":
        state = health.state()
        return (503 if state["status"] == "stuck" else 200), "application/json", (json.dumps(state) + "\n").encode()
    if path == "/metrics":
        return 200, "text/plain; version=0.0.4; charset=utf-8", health.metrics()
    return 404, "text/plain", b"There are /, /health and /metrics.\n"
