"""Files of a list that came and went unseen: those whose names carry a time between the last known one and the one named now."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from .kept import Found

_STAMP = re.compile(r"(?<!\d)(?:19|20)\d{12}(?!\d)")
_FORM = "%Y%m%d%H%M%S"
MISSED = "missed"
"""The version of a file that no pointer names any more."""

Newest = Callable[[str, str], str | None]
"""The newest file known whose address begins and ends so, around its time, by its address."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Files to be fetched after a gap; `is_whole` is true where these are all that the gap holds."""

    files: list[Found]
    is_whole: bool


def missed_files(found: Sequence[Found], newest: Newest, step: float, most: int) -> Missed:
    """The files between the newest known and the one named now, `step` seconds apart, at most the last `most` of each series.

    A name carries its time as YYYYMMDDHHMMSS (`20191209121500.gkg.csv.zip`); of other names nothing can be told, and the gap is not whole.
    """
    files: list[Found] = []
    is_whole = bool(found)
    for now in found:
        stamps = list(_STAMP.finditer(now.address))
        at = _time(stamps[-1][0]) if stamps and now.kind == "file" else None
        if at is None:
            is_whole = False
            continue
        before, after = now.address[: stamps[-1].start()], now.address[stamps[-1].end() :]
        known = newest(before, after)
        last = _time(known[len(before) : len(before) + 14]) if known is not None else None
        if last is None:
            continue
        count = max(0, -(-int((at - last).total_seconds()) // int(step)) - 1)
        is_whole = is_whole and count <= most
        for back in range(min(count, most), 0, -1):
            address = f"{before}{at - timedelta(seconds=back * step):{_FORM}}{after}"
            files.append(Found(address, MISSED, "file", address))
    return Missed(files, is_whole)


def _time(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(stamp, _FORM)
    except ValueError:
        return None
