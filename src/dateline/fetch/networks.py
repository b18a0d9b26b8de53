"""Which numbers are fetched from: public ones, and the networks that a user allows; judged after the name is resolved."""

import csv
import socket
from functools import cache
from importlib.resources import files
from ipaddress import ip_address, ip_network
from queue import Empty, SimpleQueue
from threading import Thread

from .options import FetchOptions, Network, Resolve
from .refusal import FetchError
from .wire import Deadline

_PUBLIC6 = ip_network("2000::/3")


def refusal_of(number: str, allowed: tuple[Network, ...] = ()) -> str | None:
    """Why a number (an IP address as text) is not fetched from; None where it may be."""
    try:
        ip = ip_address(number)
    except ValueError:
        return "no IP address"
    if any(ip.version == n.version and ip in n for n in allowed):
        return None
    for network, why in _refused():
        if ip.version == network.version and ip in network:
            return why
    if ip.version == 6 and ip not in _PUBLIC6:
        return "an address that is not public"
    return None


def numbers_of(
    host: str, port: int, where: str, options: FetchOptions, resolve: Resolve, deadline: Deadline
) -> list[str]:
    """The numbers of a host that may be connected to, in the resolver's order. Raises FetchError where there is none."""
    found = _resolved(host, port, where, resolve, deadline)
    refused = {number: refusal_of(number, options.networks) for number in found}
    usable = [number for number in found if refused[number] is None]
    if found and not usable:
        why = refused[found[0]]
        raise FetchError(where, f"{host} is {why} ({found[0]}). Not fetched.", "Allow it: networks in [watch].")
    if not usable:
        raise FetchError(where, f"{host} has no address.", is_final=False)
    return usable


def resolve_by_system(host: str, port: int) -> list[str]:
    """The numbers of a host by the machine's resolver, each once. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


@cache
def _refused() -> tuple[tuple[Network, str], ...]:
    lines = (files(__package__) / "networks.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple((ip_network(row["network"]), row["why"]) for row in rows)


def _resolved(host: str, port: int, where: str, resolve: Resolve, deadline: Deadline) -> list[str]:
    """The resolver's answer. It cannot be broken off, so it runs beside us, and is left behind when time is up."""
    answers: SimpleQueue[list[str] | Exception] = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    Thread(target=ask, daemon=True).start()
    while True:
        try:
            answer = answers.get(timeout=deadline.slice())
        except Empty:
            continue
        if isinstance(answer, Exception):
            raise FetchError(where, f"{host} is not found ({answer}).", is_final=False)
        return answer
