"""What `import dateline` offers: coding from Python, an open store, and its records as they are or as a frame."""

from .asked import Asked
from .coding import Coded, code
from .opened import OpenStore, open_store
from .table import Table

__all__ = ["Asked", "Coded", "OpenStore", "Table", "code", "open_store"]
