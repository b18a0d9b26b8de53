"""Dateline: news reports of armed conflict and peace talks, turned into event data that a researcher can check."""

__version__ = "0.1.0"
