"""The store: records in SQLite or PostgreSQL, each report with its own in one transaction; the incidents that they tell of."""

from .copying import checksum_of, copy_store
from .database import Database, Writing
from .distance import km_between
from .filters import ACTOR_KEY, EventFilter, Filter, Near
from .incidents import Told
from .matching import Kept, KnownReport
from .open import SCHEMA_VERSION, is_made, open_store, open_to_read
from .people import ROLES, People, Person, Token
from .place import Place, PostgresUrl, place_of
from .reviews import Review, ReviewConflict, Reviewed, Reviews
from .store import Store
from .upkeep import Fault, back_up, faults_of

__all__ = [
    "ACTOR_KEY",
    "ROLES",
    "SCHEMA_VERSION",
    "Database",
    "EventFilter",
    "Fault",
    "Filter",
    "Kept",
    "KnownReport",
    "Near",
    "People",
    "Person",
    "Place",
    "PostgresUrl",
    "Review",
    "ReviewConflict",
    "Reviewed",
    "Reviews",
    "Store",
    "Token",
    "Told",
    "Writing",
    "back_up",
    "checksum_of",
    "copy_store",
    "faults_of",
    "is_made",
    "km_between",
    "open_store",
    "open_to_read",
    "place_of",
]
