"""The filters of every listing as keyword arguments."""

from typing import TypedDict

from dateline.settings import view_of
from dateline.store import Filter


class Asked(TypedDict, total=False):
    """What is asked for; the names and forms are those of the command line: `country="AFG"`, `dyad="Taliban:Afghan army"`."""

    actor: str
    dyad: str
    type: str
    mode: str
    status: str
    country: str
    admin: str
    place: str
    near: str
    since: str
    until: str
    claimant: str
    claimant_kind: str
    min_confidence: float
    disputed: bool
    background: bool
    text: str
    as_of: str


def filter_of(asked: Asked) -> Filter:
    """The filter over the store. Raises UsageError with the name of what is wrong."""
    return view_of(dict(asked)).filter()
