"""Fetching what lies at an address, and nothing that an address should not reach."""

from .addresses import Address, parse_address
from .archive import Archive, write_archive
from .client import FEEDS, LISTS, PAGES, Fetched, Fetcher, Known
from .networks import refusal_of
from .options import USER_AGENT, FetchOptions, Network, Resolve
from .refusal import FetchError, Stopped
from .robots import Robots, parse_robots
from .turns import Turns

__all__ = [
    "FEEDS",
    "LISTS",
    "PAGES",
    "USER_AGENT",
    "Address",
    "Archive",
    "FetchError",
    "FetchOptions",
    "Fetched",
    "Fetcher",
    "Known",
    "Network",
    "Resolve",
    "Robots",
    "Stopped",
    "Turns",
    "parse_address",
    "parse_robots",
    "refusal_of",
    "write_archive",
]
