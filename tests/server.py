"""A PostgreSQL server of the tests' own: a new cluster in a temporary folder, reached over a socket in it."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from dateline.store import PostgresUrl, open_store

_QUICK = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "autovacuum=off",
    "shared_buffers=32MB",
    "max_connections=300",
)


def binaries() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest version's; None where there are none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    beside = shutil.which("postgres")
    return found[-1].parent if found else Path(beside).parent if beside else None


class Server:
    """A running server. Its databases hold an empty store, and are used again by later tests."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made = 0
        self._free: list[PostgresUrl] = []

    def url(self, name: str) -> PostgresUrl:
        """The address of a database of that name."""
        return PostgresUrl(f"postgresql://postgres@/{name}?host={self.folder}")

    def bare(self) -> PostgresUrl:
        """A new database with nothing in it."""
        self._made += 1
        with psycopg.connect(self.url("postgres").secret, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE t{self._made} TEMPLATE template0")
        return self.url(f"t{self._made}")

    def new(self) -> PostgresUrl:
        """A database with an empty store."""
        if self._free:
            return self._free.pop()
        url = self.bare()
        open_store(url).close()
        return url

    def release(self, url: PostgresUrl) -> None:
        """Empty a database that nobody needs any more; connections that were left open are ended."""
        with psycopg.connect(url.secret, autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid != pg_backend_pid()"
            )
            tables = connection.execute(
                "SELECT string_agg(relname, ', ') FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
                "AND relname != 'dateline_store'"
            ).fetchone()
            assert tables is not None
            connection.execute(f"TRUNCATE {tables[0]} RESTART IDENTITY")
        self._free.append(url)


@contextmanager
def running() -> Iterator[Server]:
    """A new server, gone with all its data at the end. PostgreSQL refuses root: then it runs as `postgres`."""
    programs = binaries()
    assert programs is not None, "PostgreSQL's server is not installed: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user: dict[str, Any] = {}
    if os.geteuid() == 0:
        entry = pwd.getpwnam("postgres")
        os.chown(folder, entry.pw_uid, entry.pw_gid)
        user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def run(program: str, *arguments: str) -> None:
        with open(folder / "log", "a+") as log:
            done = subprocess.run(
                [programs / program, "-D", folder / "data", *arguments], stdout=log, stderr=log, cwd=folder, **user
            )
        assert done.returncode == 0, (folder / "log").read_text()

    try:
        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        settings = (*_QUICK, "listen_addresses = ''", f"unix_socket_directories = '{folder}'")
        with open(folder / "data" / "postgresql.conf", "a") as file:
            file.write("\n".join(["", *settings, ""]))
        run("pg_ctl", "start", "--wait", "--silent", "-l", str(folder / "server.log"))
        try:
            yield Server(folder)
        finally:
            run("pg_ctl", "stop", "--wait", "--silent", "--mode=immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
