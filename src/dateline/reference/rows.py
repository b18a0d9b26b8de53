"""A comparison as figures and as rows of a table."""

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from .compare import Comparison, Match
from .happening import Happening, Spot

COLUMNS = (
    "outcome", "ours", "theirs", "row", "days_apart", "km_apart", "place_level", "our_day", "their_day", "our_place", "their_place",
    "our_type", "their_type", "our_actors", "their_actors", "our_deaths", "their_deaths", "deaths_difference", "deaths_agree", "why",
)  # fmt: skip
"""The columns of a row: `outcome` is match, only_ours or only_theirs; `row` is the row of the reference file."""


def rows_of(found: Comparison) -> Iterator[dict[str, Any]]:
    """The matches, then what only the reference has, then what only we have; each by day."""
    empty = dict.fromkeys(COLUMNS)
    for match in found.matches:
        near = match.near
        yield {
            **empty, "outcome": "match", **_ours(match.ours), **_theirs(match.theirs), "days_apart": near.days,
            "km_apart": None if near.km is None else round(near.km, 1), "place_level": near.level,
            "deaths_difference": _difference(match), "deaths_agree": _agreement(match), "why": _why(match),
        }  # fmt: skip
    for outcome, left, told in (("only_theirs", found.only_theirs, _theirs), ("only_ours", found.only_ours, _ours)):
        for h in left:
            why = (
                "the one near it is matched with another" if h.id in found.contested else "none near in place and time"
            )
            yield {**empty, "outcome": outcome, **told(h), "why": why}


def figures_of(found: Comparison) -> dict[str, Any]:
    """Agreement, misses and deaths as figures; shares are of all, None where there are none."""
    matches = found.matches
    ours, theirs = len(matches) + len(found.only_ours), len(matches) + len(found.only_theirs)
    distances = [m.near.km for m in matches if m.near.km is not None]
    figures: dict[str, Any] = {
        "data_set": found.data_set.title,
        "ours": ours,
        "theirs": theirs,
        "matched": len(matches),
        "only_ours": len(found.only_ours),
        "only_theirs": len(found.only_theirs),
        "share_of_theirs_matched": _share(len(matches), theirs),
        "share_of_ours_matched": _share(len(matches), ours),
        "same_day": _share(sum(m.near.days == 0 for m in matches), len(matches)),
        "same_type": _share(sum(m.ours.kind == m.theirs.kind for m in matches), len(matches)),
        "median_km": round(median(distances), 1) if distances else None,
        "matched_by_area": sum(m.near.km is None for m in matches),
    }
    if any(m.theirs.detail for m in matches):
        figures["same_sub_type"] = _share(sum(m.ours.detail == m.theirs.detail for m in matches), len(matches))
    return {**figures, **_deaths(found)} if found.data_set.counts_deaths else figures


def _deaths(found: Comparison) -> dict[str, Any]:
    differences = [d for m in found.matches if (d := _difference(m)) is not None]
    agreed = [_agreement(m) for m in found.matches]
    return {
        "deaths_equal": agreed.count("equal"),
        "deaths_within": agreed.count("within"),
        "deaths_differ": agreed.count("differ"),
        "deaths_ours_matched": _sum([m.ours for m in found.matches]),
        "deaths_theirs_matched": _sum([m.theirs for m in found.matches]),
        "deaths_mean_difference": round(sum(map(abs, differences)) / len(differences), 2) if differences else None,
        "deaths_only_ours": _sum(found.only_ours),
        "deaths_only_theirs": _sum(found.only_theirs),
    }


def _sum(happenings: Sequence[Happening]) -> int:
    return sum(h.best or 0 for h in happenings)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _difference(match: Match) -> int | None:
    ours, theirs = match.ours.best, match.theirs.best
    return None if ours is None or theirs is None else ours - theirs


def _agreement(match: Match) -> str | None:
    """`equal` best figures, `within` where the ranges meet, else `differ`; None where one counts no deaths."""
    ours, theirs = match.ours, match.theirs
    if ours.best is None or theirs.best is None:
        return None
    if ours.best == theirs.best:
        return "equal"
    lows = [h.best if h.low is None else h.low for h in (ours, theirs)]
    highs = [h.best if h.high is None else h.high for h in (ours, theirs)]
    meets = max(x for x in lows if x is not None) <= min(x for x in highs if x is not None)
    return "within" if meets else "differ"


def _why(match: Match) -> str:
    """`4.2 km apart, 1 day apart`, `same province, same day`."""
    near = match.near
    place = (
        f"{near.km:.1f} km apart"
        if near.km is not None
        else "no place told"
        if near.level == "none"
        else f"same {near.level}"
    )
    day = "same day" if near.days == 0 else f"{near.days} day{'s' if near.days > 1 else ''} apart"
    return f"{place}, {day}"


def _ours(h: Happening) -> dict[str, Any]:
    return {"ours": h.id, **_side(h, "our")}


def _theirs(h: Happening) -> dict[str, Any]:
    return {"theirs": h.id, "row": h.row, **_side(h, "their")}


def _side(h: Happening, whose: str) -> dict[str, Any]:
    return {
        f"{whose}_day": h.first.isoformat() if h.first == h.last else f"{h.first} to {h.last}",
        f"{whose}_place": _place(h.spot),
        f"{whose}_type": " / ".join(k for k in (h.kind, h.detail) if k),
        f"{whose}_actors": "; ".join(h.actors),
        f"{whose}_deaths": _told(h),
    }


def _told(h: Happening) -> str | None:
    """`26`, or `26 (24 to 30)`."""
    if h.best is None or h.low is None or h.high is None:
        return None if h.best is None else str(h.best)
    return str(h.best) if h.low == h.best == h.high else f"{h.best} ({h.low} to {h.high})"


def _place(spot: Spot) -> str:
    names = (spot.place, spot.district if not spot.place else None, spot.province, spot.country)
    return ", ".join(dict.fromkeys(n for n in names if n))
