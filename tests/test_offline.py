"""Offline: coding, the commands and the pages open no connection but to this machine itself.

Every process that a test starts, workers too, runs with an audit hook that refuses and writes down what Python tries to reach. What
libraries in other languages try is caught by `scripts/cut_off.py`, in a namespace without routes, and by `scripts/offline.sh`, which traces
the system calls of setting up, too.
"""

import importlib.util
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOOK = """
import os, sys

def _watch(event, args):
    if event == "socket.getaddrinfo" or event == "socket.gethostbyname":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"):
        host = args[1][0] if isinstance(args[1], tuple) else None
    else:
        return
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host in ("localhost", "::1") or host.startswith("127."):
        return
    with open(os.environ["OUTSIDE"], "a") as log:
        log.write(f"{event} {host} {sys.argv}\\n")
    raise OSError(f"cut off: {event} {host}")

sys.addaudithook(_watch)
"""


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Path]:
    """An environment in which every Python process is watched, and the file that says what was tried."""
    folder = tmp_path_factory.mktemp("cut")
    (folder / "sitecustomize.py").write_text(HOOK)
    paths = [str(folder), str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "OUTSIDE": str(folder / "outside")}, folder / "outside"


@pytest.fixture(scope="module")
def store(cut: tuple[dict[str, str], Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the sample reports of one country, coded on two workers with the network cut off."""
    folder = tmp_path_factory.mktemp("desk")
    done = dateline(cut, folder, "code", str(ROOT / "examples" / "reports" / "ethiopia"), "--workers", "2")
    assert "coded" in done.stderr, done.stderr
    return folder


def dateline(cut: tuple[dict[str, str], Path], folder: Path, *args: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "dateline", *args]
    return subprocess.run(command, cwd=folder, env=cut[0], capture_output=True, text=True, check=False)


def tried(cut: tuple[dict[str, str], Path]) -> str:
    return cut[1].read_text() if cut[1].exists() else ""


@pytest.mark.parametrize("host", ["192.0.2.1", "example.org", "2001:db8::1"])
def test_the_hook_sees_and_refuses_what_leads_outside(
    cut: tuple[dict[str, str], Path], tmp_path: Path, host: str
) -> None:
    env = {**cut[0], "OUTSIDE": str(tmp_path / "outside")}
    call = f"import socket; socket.create_connection(({host!r}, 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", call], env=env, capture_output=True, text=True, check=False)
    assert done.returncode and "cut off" in done.stderr and host in (tmp_path / "outside").read_text()


def test_coding_on_workers_reaches_nothing(cut: tuple[dict[str, str], Path], store: Path) -> None:
    assert (store / "dateline.db").stat().st_size > 100_000 and tried(cut) == ""


@pytest.mark.parametrize(
    "args",
    [
        ("incidents", "--format", "jsonl"),
        ("export", "ged", "--out", "ged.csv"),
        ("doctor",),
    ],
)
def test_the_commands_reach_nothing(cut: tuple[dict[str, str], Path], store: Path, args: tuple[str, ...]) -> None:
    done = dateline(cut, store, *args)
    assert done.returncode == 0, done.stderr
    assert tried(cut) == ""


def test_watching_a_folder_reaches_nothing(cut: tuple[dict[str, str], Path], tmp_path: Path) -> None:
    folder = ROOT / "examples" / "reports" / "ethiopia"
    (tmp_path / "dateline.toml").write_text(f'[watch]\nport = 0\n[watch.folders.inbox]\npath = "{folder}"\n')
    done = dateline(cut, tmp_path, "watch", "--once")
    assert done.returncode == 0 and "coded" in done.stderr, done.stderr
    assert tried(cut) == ""


@pytest.fixture
def served(cut: tuple[dict[str, str], Path], store: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dateline", "serve", "--port", str(port)]
    running = subprocess.Popen(command, cwd=store, env=cut[0], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            assert running.poll() is None and time.monotonic() < end, "the pages did not come up"
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}/"
    running.terminate()
    running.wait(timeout=20)


def test_all_pages_work_and_reach_nothing(cut: tuple[dict[str, str], Path], served: str) -> None:
    spec = importlib.util.spec_from_file_location("walk_pages", ROOT / "scripts" / "walk_pages.py")
    assert spec and spec.loader
    walker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(walker)
    asked, wrong = walker.walk(served, 120)
    assert wrong == [] and asked >= 60
    assert tried(cut) == ""


@pytest.mark.slow
def test_the_demo_and_the_pages_work_without_a_route_and_no_library_of_any_language_tries_one() -> None:
    command = [sys.executable, str(ROOT / "scripts" / "cut_off.py"), "60"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip("no network namespace can be made here; the hook above looks at Python alone")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no connection to another machine was tried" in done.stdout


def test_only_the_rooms_that_fetch_open_connections() -> None:
    """A new import of something that opens connections must be thought about: it is named here, or it does not come in."""
    opens = re.compile(
        r"^\s*(?:import|from) (?:socket|ssl|http\.client|urllib\.request|ftplib|smtplib|requests|httpx|aiohttp|websockets)\b",
        re.M,
    )
    package = ROOT / "src" / "dateline"
    found = {p.relative_to(package).as_posix() for p in package.rglob("*.py") if opens.search(p.read_text("utf-8"))}
    rooms = {name for name in found if not name.startswith(("fetch/", "coders/"))}
    assert rooms == {"cli/serving.py"}
