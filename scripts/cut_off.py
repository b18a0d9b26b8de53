"""The demo and the pages with every network route cut off: what `offline.sh` does, with the packages that are installed, in a minute.

    python scripts/cut_off.py [PAGES]

Runs in a network namespace of its own (Linux with `unshare`, as root or where users may make namespaces), where the system itself
counts each packet and connection that found no route, in whatever language the program is written that tried it. That it counts is
tried at the end. Exit status 0 where the demo was coded, at most PAGES pages (default 150) were well, and nothing was tried; 1 where
not; 3 where there is no namespace to be had.
"""

import fcntl
import os
import socket
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
_SET_FLAGS, _UP = 0x8914, 0x41
_PORT = 8123


def main(pages: int) -> int:
    """Run in a namespace; the exit status."""
    if os.environ.get("DATELINE_CUT_OFF") != "inside":
        unshare = ["unshare", "-n", *([] if os.getuid() == 0 else ["-r"])]
        try:
            has_namespace = subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0
        except OSError:
            has_namespace = False
        if not has_namespace:
            print("no network namespace can be made here.")
            return 3
        environment = {**os.environ, "DATELINE_CUT_OFF": "inside"}
        return subprocess.run([*unshare, sys.executable, __file__, str(pages)], env=environment, check=False).returncode
    loopback_up()
    before = without_route()
    with tempfile.TemporaryDirectory() as folder:
        faults = demo(Path(folder)) or walked(Path(folder), pages)
    tried = without_route() - before
    reach_out()
    if without_route() - before == tried:
        faults.append("the system does not count here what finds no route.")
    if tried:
        faults.append(f"{tried} connections or packets to other machines were tried.")
    print("\n".join(faults) or "the demo and the pages work, and no connection to another machine was tried.")
    return 1 if faults else 0


def loopback_up() -> None:
    """Switch on the loopback of a new namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        fcntl.ioctl(asked, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))


def without_route() -> int:
    """How many connections and packets of this namespace found no route, over both protocols."""
    names, values = [x.split() for x in Path("/proc/net/snmp").read_text().splitlines() if x.startswith("Ip:")]
    count = int(values[names.index("OutNoRoutes")])
    six = Path("/proc/net/snmp6")
    lines = six.read_text().splitlines() if six.exists() else []
    return count + sum(int(x.split()[1]) for x in lines if x.startswith("Ip6OutNoRoutes"))


def reach_out() -> None:
    """Try what must be counted: a connection to an address that belongs to nobody."""
    with socket.socket() as asked:
        asked.settimeout(1)
        asked.connect_ex(("192.0.2.1", 80))


def dateline(*args: str) -> list[str]:
    return [sys.executable, "-m", "dateline", *args]


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def demo(folder: Path) -> list[str]:
    """What is wrong with the demo: the sample reports coded on two workers."""
    given = dateline("code", str(ROOT / "examples" / "reports"), "--db", "dateline.db", "--workers", "2")
    done = subprocess.run(given, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
    is_well = done.returncode == 0 and (folder / "dateline.db").exists()
    return [] if is_well else [f"the demo ended with status {done.returncode}: {done.stderr[-500:]}"]


def walked(folder: Path, pages: int) -> list[str]:
    """What is wrong with the pages, walked by their links."""
    from walk_pages import walk

    processes = str(ROOT / "examples" / "processes")
    given = dateline("serve", "--db", "dateline.db", "--processes", processes, "--port", str(_PORT))
    serving = subprocess.Popen(
        given, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", _PORT)) == 0:
                    break
            if serving.poll() is not None:
                return ["the pages did not come up."]
            time.sleep(0.1)
        asked_for, wrong = walk(f"http://127.0.0.1:{_PORT}/", pages)
        return wrong if asked_for > min(pages, 40) - 1 else [*wrong, f"only {asked_for} pages were found."]
    finally:
        serving.terminate()
        serving.wait(30)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 150))
