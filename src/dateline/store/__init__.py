"""The store: records kept in SQLite, each report with its records in one transaction; the incidents that they tell of together."""

from .distance import add_functions, km_between
from .filters import EventFilter, Filter, Near
from .incidents import Told
from .open import SCHEMA_VERSION, open_store
from .store import Store

__all__ = [
    "SCHEMA_VERSION",
    "EventFilter",
    "Filter",
    "Near",
    "Store",
    "Told",
    "add_functions",
    "km_between",
    "open_store",
]
