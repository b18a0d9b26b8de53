"""The command line: each command is a thin skin over one library call."""

from .app import main

__all__ = ["main"]
