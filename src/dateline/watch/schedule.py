"""When a source is due again, when a page is tried again, and what counts as a gap."""

_DAY = 86_400.0
_FIRST_PAUSE = 60.0
_LONGEST_PAGE_PAUSE = 6 * 3_600.0
_SLACK = 60.0


def pause_of_source(every: float, failures: int, retry_after: float | None = None) -> float:
    """Seconds until a source is due again: `every`; after failures sooner at first, then ever later, at most a day.

    A source that asks to be left alone for longer is left alone for longer.
    """
    if failures == 0:
        pause = every
    elif failures <= 3:
        pause = min(every, _FIRST_PAUSE * 4.0 ** (failures - 1))
    else:
        pause = max(every, min(every * 2.0 ** min(failures - 3, 20), _DAY))
    return max(pause, retry_after or 0.0)


def pause_of_page(tries: int, retry_after: float | None = None) -> float:
    """Seconds until a page that could not be had is tried again: a minute, then four times as long each, at most six hours."""
    return max(min(_FIRST_PAUSE * 4.0 ** min(max(tries - 1, 0), 10), _LONGEST_PAGE_PAUSE), retry_after or 0.0)


def is_gap(every: float, last_good: float | None, now: float) -> bool:
    """Whether a source went unseen for clearly longer than it should."""
    return last_good is not None and now - last_good > 1.5 * every + _SLACK


def missed(every: float, due: float, now: float) -> int:
    """How many looks were due and not taken before the one that is taken now."""
    return max(0, int((now - due) // every))
