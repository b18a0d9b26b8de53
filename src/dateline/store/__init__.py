"""The store: records kept in SQLite, each report with its records in one transaction."""

from .open import SCHEMA_VERSION, open_store
from .read import EventFilter
from .store import Store

__all__ = ["SCHEMA_VERSION", "EventFilter", "Store", "open_store"]
