"""How fast the pages and the API answer over a store of synthetic events, while reports are added beside them.

    python benchmarks/serve.py --events 1000000 --connections 16 --workers 2

The store is made once (`--db`) and used again. Prints requests a second and the 50th and 99th percentile of each kind of request.
"""

import argparse
import asyncio
import json
import os
import platform
import random
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

from dateline.codebook import load_codebook
from dateline.records import CodedReport, Report
from dateline.store import open_store

PER_REPORT = 5
COUNTRIES = ("AFG", "COL", "ETH", "SYR", "YEM", "MMR", "COD", "SDN", "MLI", "UKR")
SEED = 20191209


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--db", type=Path, default=Path("bench-serve.db"))
    asked.add_argument("--events", type=int, default=1_000_000)
    asked.add_argument("--connections", type=int, default=16)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--workers", type=int, default=2)
    given = asked.parse_args()
    if not given.db.exists():
        started = time.perf_counter()
        make_store(given.db, given.events)
        print(f"made {given.db}: {given.events:,} events in {time.perf_counter() - started:.0f} s")
    ids = _ids(given.db)
    port = _free_port()
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "dateline",
            "serve",
            "--db",
            str(given.db),
            "--port",
            str(port),
            "--workers",
            str(given.workers),
        ],
        stderr=subprocess.DEVNULL,
    )
    stop = threading.Event()
    try:
        started = time.perf_counter()
        _wait(port)
        print(
            f"opened in {time.perf_counter() - started:.1f} s; {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
        )
        threading.Thread(target=_code_beside, args=(given.db, stop), daemon=True).start()
        for name, paths in _requests(ids).items():
            _get(port, paths(random.Random(SEED)))
            print(_row(name, asyncio.run(_load(port, paths, given.connections, given.seconds))), flush=True)
    finally:
        stop.set()
        server.terminate()
        server.wait(timeout=20)
    return 0


def _requests(ids: list[str]) -> dict[str, Callable[[random.Random], str]]:
    types = [t.name for t in load_codebook().types]
    return {
        "event by id": lambda r: f"/api/v1/events/{r.choice(ids)}",
        "filtered list of 50": lambda r: (
            f"/api/v1/events?country={r.choice(COUNTRIES)}&type={r.choice(types)}&limit=50"
        ),
        "map box": lambda r: (
            f"/api/v1/incident-places?box={(w := r.randint(-20, 60))},{(s := r.randint(-20, 40))},{w + 6},{s + 6}"
        ),
        "series": lambda r: "/api/v1/series",
        "overview": lambda r: "/",
        "events page": lambda r: f"/events?country={r.choice(COUNTRIES)}",
    }


async def _load(port: int, path_of: Callable[[random.Random], str], connections: int, seconds: float) -> list[float]:
    """The seconds that each answer took, over connections kept open."""
    until = time.perf_counter() + seconds
    taken: list[float] = []

    async def one(number: int) -> None:
        rand = random.Random(SEED + number)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < until:
            started = time.perf_counter()
            writer.write(f"GET {path_of(rand)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head.split(b"\r\n")[0].decode())
            lowered = head.lower()
            if b"content-length:" in lowered:
                await reader.readexactly(int(lowered.split(b"content-length:")[1].split(b"\r\n")[0]))
            else:
                while size := int((await reader.readline()).strip() or b"0", 16):
                    await reader.readexactly(size + 2)
                await reader.readline()
            taken.append(time.perf_counter() - started)
        writer.close()

    await asyncio.gather(*(one(n) for n in range(connections)))
    return [seconds, *sorted(taken)]


def _row(name: str, measured: list[float]) -> str:
    seconds, taken = measured[0], measured[1:]
    at = [1000 * taken[min(len(taken) - 1, int(share * len(taken)))] for share in (0.5, 0.99)]
    return f"{name:22} {len(taken) / seconds:8.0f} requests/s   p50 {at[0]:7.1f} ms   p99 {at[1]:7.1f} ms"


def _code_beside(db: Path, stop: threading.Event) -> None:
    """Add a report about every 200 ms, as `dateline code` does beside the readers."""
    store = open_store(db)
    number = 0
    while not stop.wait(0.2):
        number += 1
        report = Report(
            id=f"r-beside{os.getpid()}{number}",
            title=None,
            text=f"Report {number}.",
            language="en",
            published="2024-01-01",
        )
        store.add(CodedReport(report, (), (), (), "no_event", "made for a benchmark", "bench", ()))
    store.close()


def make_store(path: Path, number: int) -> None:
    """A store of synthetic events in reports of five, each an incident of its own in every third."""
    open_store(path).close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA cache_size = -400000")
    rand, book = random.Random(SEED), load_codebook()
    for first in range(0, number, 50_000):
        connection.execute("BEGIN")
        for n in range(first, min(first + 50_000, number)):
            if n % PER_REPORT == 0:
                _report(connection, n // PER_REPORT)
            _event(connection, n, rand, book.types)
        connection.execute("COMMIT")
    connection.execute(
        "INSERT INTO telling (told_on, reports, events, incidents, matching, rule) VALUES ('2024-01-01', 0, 0, 0, 'bench', 'bench')"
    )
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _report(connection: sqlite3.Connection, n: int) -> None:
    day = f"{2000 + n % 24:04}-{1 + n % 12:02}-{1 + n % 28:02}"
    record = {
        "kind": "report",
        "id": f"r-{n:016x}",
        "title": f"Report {n}",
        "text": f"Fighters attacked a village, report {n} said. " * PER_REPORT,
        "language": "en",
        "agency": "Bench",
        "dateline_place": None,
        "published": day,
        "source_uri": None,
        "duplicate_of": None,
    }
    connection.execute(
        "INSERT INTO report (id, title, published, agency, outcome, coder_version, record, known_from) "
        "VALUES (?,?,?,?,'coded','bench',?,?)",
        (record["id"], record["title"], day, "Bench", json.dumps(record), day),
    )


def _event(connection: sqlite3.Connection, n: int, rand: random.Random, types: tuple) -> None:
    kind, country = types[rand.randrange(len(types))], COUNTRIES[rand.randrange(len(COUNTRIES))]
    day = f"{2000 + rand.randrange(24):04}-{1 + rand.randrange(12):02}-{1 + rand.randrange(28):02}"
    killed = rand.randrange(20) if kind.name == "ASSAULT" else None
    lat, lon = round(rand.uniform(-20, 45), 2), round(rand.uniform(-20, 65), 2)
    report_id, event_id = f"r-{n // PER_REPORT:016x}", f"{n:016x}"
    sides = [_actor(rand), _actor(rand)]
    where = {
        "text": "village",
        "start": 20,
        "end": 27,
        "name": f"Village {n % 5000}",
        "country": country,
        "admin1": f"Province {n % 300}",
        "lat": lat,
        "lon": lon,
        "geonames_id": None,
        "precision": "place",
        "admin2": None,
    }
    casualties = (
        []
        if killed is None
        else [
            {
                "harm": "killed",
                "low": killed,
                "best": killed,
                "high": killed,
                "bound": "exact",
                "victims": None,
                "subgroup": None,
                "is_subtotal": False,
                "text": "a village",
                "start": 18,
                "end": 27,
                "repeats": False,
            }
        ]
    )
    record = {
        "kind": "event",
        "id": event_id,
        "report_id": report_id,
        "event_type": kind.name,
        "mode": None,
        "contexts": [],
        "cameo": kind.cameo,
        "quad_class": kind.quad_class,
        "intensity": kind.score,
        "source": sides[:1],
        "target": sides[1:],
        "mediator": [],
        "status": "occurred",
        "historical": False,
        "when": {"text": None, "start": None, "end": None, "from": day, "to": day, "precision": "day"},
        "where": where,
        "casualties": casualties,
        "means": None,
        "attribution": [],
        "evidence": [{"field": "trigger", "text": "attacked", "start": 9, "end": 17}],
        "sentence": {"start": 0, "end": 48},
        "confidence": round(rand.random(), 3),
        "reason": "synthetic",
        "coder_version": "bench",
    }
    connection.execute(
        "INSERT INTO event (id, report_id, position, event_type, status, historical, day_from, day_to, country, place, lat, lon, killed, "
        "confidence, record, admin1, precision) VALUES (?,?,?,?,'occurred',0,?,?,?,?,?,?,?,?,?,?,'place')",
        (
            event_id,
            report_id,
            n % PER_REPORT,
            kind.name,
            day,
            day,
            country,
            where["name"],
            lat,
            lon,
            killed,
            record["confidence"],
            json.dumps(record),
            where["admin1"],
        ),
    )
    connection.executemany(
        "INSERT INTO event_actor VALUES (?,?,?,?,?,?,?)",
        [
            (report_id, event_id, side, a["actor_id"], a["name"], a["country"], "REB")
            for side, a in zip(("source", "target"), sides, strict=True)
        ],
    )
    if n % 3 == 0:
        _incident(connection, record, day, killed)


def _incident(connection: sqlite3.Connection, event: dict, day: str, killed: int | None) -> None:
    where = event["where"]
    toll = (
        []
        if killed is None
        else [
            {
                "harm": "killed",
                "low": killed,
                "best": killed,
                "high": killed,
                "rule": "bench",
                "disputed": False,
                "claims": [],
            }
        ]
    )
    record = {
        "kind": "incident",
        "id": f"i-{event['id']}",
        "event_ids": [event["id"]],
        "event_type": event["event_type"],
        "source": event["source"],
        "target": event["target"],
        "when": event["when"],
        "where": where,
        "casualties": toll,
        "status": "occurred",
        "reports": [event["report_id"]],
        "first_reported": day,
        "last_updated": day,
        "revisions": [],
        "disputed": False,
        "disputes": [],
        "coder_version": "bench",
    }
    connection.execute(
        "INSERT INTO incident (id, version, known_from, known_until, is_current, event_type, status, day_from, day_to, country, "
        "admin1, place, precision, lat, lon, killed_low, killed, killed_high, disputed, confidence, events, reports, sources, "
        "first_reported, last_updated, fingerprint, record) "
        "VALUES (?,1,?,'9999-12-31',1,?,'occurred',?,?,?,?,?,'place',?,?,?,?,?,0,?,1,1,1,?,?,'',?)",
        (
            record["id"],
            day,
            event["event_type"],
            day,
            day,
            where["country"],
            where["admin1"],
            where["name"],
            where["lat"],
            where["lon"],
            killed,
            killed,
            killed,
            event["confidence"],
            day,
            day,
            json.dumps(record),
        ),
    )


def _actor(rand: random.Random) -> dict:
    n = int(rand.paretovariate(1.2)) % 800
    country = COUNTRIES[n % len(COUNTRIES)]
    return {
        "text": f"Group {n}",
        "start": 0,
        "end": 8,
        "actor_id": f"group-{n}",
        "name": f"Group {n}",
        "country": country,
        "sectors": ["REB"],
        "role": None,
        "anonymous": False,
    }


def _ids(db: Path) -> list[str]:
    with sqlite3.connect(db) as connection:
        return [r[0] for r in connection.execute("SELECT id FROM event WHERE rowid % 500 = 0 LIMIT 2000")]


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _get(port: int, path: str) -> None:
    urlopen(f"http://127.0.0.1:{port}{path}", timeout=120).read()


def _wait(port: int) -> None:
    for _ in range(2400):
        try:
            return _get(port, "/codebook")
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


if __name__ == "__main__":
    sys.exit(main())
