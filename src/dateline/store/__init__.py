"""The store: records kept in SQLite, each report with its records in one transaction; the incidents that they tell of together."""

from .distance import add_functions, km_between
from .filters import EventFilter, Filter, Near
from .incidents import Told
from .open import SCHEMA_VERSION, open_store
from .people import ROLES, People, Person, Token
from .reviews import Review, ReviewConflict, Reviewed, Reviews
from .store import Store
from .upkeep import Fault, back_up, faults_of

__all__ = [
    "ROLES",
    "SCHEMA_VERSION",
    "EventFilter",
    "Fault",
    "Filter",
    "Near",
    "People",
    "Person",
    "Review",
    "ReviewConflict",
    "Reviewed",
    "Reviews",
    "Store",
    "Token",
    "Told",
    "add_functions",
    "back_up",
    "faults_of",
    "km_between",
    "open_store",
]
