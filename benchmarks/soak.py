"""Soak: `dateline watch` on a feed that never stops, with memory and open files measured all along.

    python benchmarks/soak.py [MINUTES]

A wire service on loopback names new reports at every look; half of them carry their text, the pages of the others are fetched. After a
third of the time for warming up, memory should not grow by more than 1 MB an hour for what is kept in memory, and files not at all.
The texts are made from a few sentences with changing names, places and figures.
"""

import os
import sys
import tempfile
import time
from contextlib import closing
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network
from itertools import count
from pathlib import Path
from threading import Thread

import numpy as np

from dateline.fetch import Fetcher, FetchOptions
from dateline.resources import load_resources
from dateline.settings import Watch
from dateline.store import open_store
from dateline.watch import Ledger, Watcher

_PLACES = (
    "Sake",
    "Mubi",
    "Kunduz",
    "Khartoum",
    "Baidoa",
    "Gao",
    "Kidal",
    "Goma",
    "Maiduguri",
    "Mekelle",
    "Lashkar Gah",
    "Bunia",
)
_DEEDS = (
    "Gunmen killed {n} people in the town of {place} on Monday, the police said.",
    "The army shelled positions of the rebels near {place}, wounding {n} fighters, a spokesman said on Tuesday.",
    "The government and the rebels agreed on a ceasefire of {n} days around {place}, mediators said.",
    "About {n} protesters marched through {place} to demand the release of detained teachers.",
)
_AT_ONCE = 20
_EVERY = 5.0


def _text(number: int) -> str:
    deed = _DEEDS[number % len(_DEEDS)].format(n=2 + number % 97, place=_PLACES[number % len(_PLACES)])
    return (
        f"{deed} It was report {number} of the day. "
        + "Residents said that the roads were closed until the evening. " * 25
    )


def _serve(numbers: "count[int]") -> ThreadingHTTPServer:
    class Wire(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/feed":
                body = self._feed()
            else:
                body = f"<html><body><article><p>{_text(int(self.path[3:]))}</p></article></body></html>"
            raw = body.encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml" if self.path == "/feed" else "text/html")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def _feed(self) -> str:
            port = self.server.server_address[1]
            items = ""
            for _ in range(_AT_ONCE):
                number = next(numbers)
                told = escape(_text(number)) if number % 2 else "In brief."
                link = f"http://127.0.0.1:{port}/p/{number}"
                items += (
                    f"<item><link>{link}</link><title>Report {number}</title><description>{told}</description></item>"
                )
            return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Soak</title>{items}</channel></rss>'

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Wire)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server


def _memory() -> float:
    """Resident memory of this process in MB, the pages of mapped files left out."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    return int(fields["RssAnon"].split()[0]) / 1_024


def main(minutes: float) -> None:
    server = _serve(count())
    port = server.server_address[1]
    watch = Watch.model_validate({"every": "1s", "feeds": {"wire": {"address": f"http://127.0.0.1:{port}/feed"}}})
    options = FetchOptions(networks=(ip_network("127.0.0.0/8"),), ports=(port,), delay=0.0, honour_robots=False)
    seen: list[tuple[float, float, int]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(open_store(Path(folder) / "soak.db")) as store,
        closing(Ledger(Path(folder) / "soak.watch")) as ledger,
    ):
        watcher = Watcher(watch, store, ledger, Fetcher(options), load_resources())
        start = time.monotonic()
        while (passed := time.monotonic() - start) < 60 * minutes:
            pause = watcher.step()
            if not seen or passed - seen[-1][0] >= _EVERY:
                seen.append((passed, _memory(), len(os.listdir("/proc/self/fd"))))
            if pause:
                time.sleep(min(pause, 0.2))
        reports = sum(watcher.work.reports.values())
    later = [s for s in seen if s[0] > 20 * minutes]
    slope = float(np.polyfit([s[0] for s in later], [s[1] for s in later], 1)[0]) * 3_600
    print(f"{reports} reports in {minutes:g} minutes: {reports / minutes / 60:.1f} a second.")
    print(f"Memory {later[0][1]:.0f} MB after a third, {later[-1][1]:.0f} MB at the end: {slope:+.0f} MB an hour.")
    print(f"Open files {min(s[2] for s in later)} to {max(s[2] for s in later)}.")


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 15)
