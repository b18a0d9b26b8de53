"""The web pages and the JSON API over a store: `build_app(db)` gives the ASGI application."""

from .access import key_beside
from .app import build_app
from .coder import Coder

__all__ = ["Coder", "build_app", "key_beside"]
