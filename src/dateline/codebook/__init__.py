"""The PLOVER codebook as data."""

from .loader import Codebook, EventType, Mode, load_codebook

__all__ = ["Codebook", "EventType", "Mode", "load_codebook"]
