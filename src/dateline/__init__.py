"""Dateline: news reports of armed conflict and peace talks, turned into event data that a researcher can check.

`code(...)` codes a text, a path or reports; `open_store(path)` opens a database. Both are loaded when first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.library import Asked, Coded, OpenStore, Table, code, open_store

__version__ = "0.1.0"

__all__ = ["Asked", "Coded", "OpenStore", "Table", "__version__", "code", "open_store"]


def __getattr__(name: str) -> Any:
    """What the library room offers, loaded on first use: `import dateline` alone stays light."""
    if name not in __all__:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    return getattr(import_module("dateline.library"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
