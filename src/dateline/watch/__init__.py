"""Feeds, lists and folders watched on a schedule: what comes in is fetched, coded and kept; what did not come is told."""

from .health import Health, pages_of_health
from .kept import Gap, Item, Seen, Source
from .ledger import Ledger
from .lock import locked
from .running import leave, run
from .told import gap_rows, status_rows
from .watcher import Watcher, Work

__all__ = [
    "Gap",
    "Health",
    "Item",
    "Ledger",
    "Seen",
    "Source",
    "Watcher",
    "Work",
    "gap_rows",
    "leave",
    "locked",
    "pages_of_health",
    "run",
    "status_rows",
]
