"""The rows of each data set as happenings: which columns are needed, and what their precision codes mean."""

import calendar
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.calendars import parse_absolute_date
from dateline.export import country_coded
from dateline.gazetteer import Gazetteer

from .happening import Happening, Spot

Cells = Mapping[str, str]
_NEAR_KM = 25.0
_LANDSCAPE_KM = 75.0
_WEEK = timedelta(days=6)
_MAX_DEATHS = 10_000_000


class UndatedError(ValueError):
    """A row tells no day, so that it cannot be compared."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A data set: its title, the columns without which a row cannot be read, how a row is read, and whether deaths are counted.

    `read` raises ValueError with what is wrong. Where `is_by_report`, several rows tell of one happening.
    """

    name: str
    title: str
    needed: tuple[str, ...]
    read: Callable[[Cells, Gazetteer], Happening]
    counts_deaths: bool = True
    is_by_report: bool = False


def _acled(cells: Cells, gazetteer: Gazetteer) -> Happening:
    """ACLED: time_precision 1 day, 2 week, 3 month; geo_precision 1 place, 2 near a town, 3 a larger region."""
    first, last = _around(_day(cells, "event_date"), _number(cells, "time_precision"))
    lat, lon = _point(cells, "latitude", "longitude")
    province = _text(cells, "admin1")
    precision = _number(cells, "geo_precision")
    area = "province" if province else "country"
    level = "none" if precision is None else area if precision >= 3 else "place"
    deaths = _deaths(cells, "fatalities")
    return Happening(
        id=_id(cells, "event_id_cnty"),
        first=first,
        last=last,
        spot=Spot(
            level, _country(cells, gazetteer, number="iso"), province, _text(cells, "admin2"), _text(cells, "location"),
            lat, lon, _NEAR_KM if precision == 2 else 0.0,
        ),
        kind=_text(cells, "event_type"),
        detail=_text(cells, "sub_event_type"),
        actors=_names(cells, "actor1", "assoc_actor_1", "actor2", "assoc_actor_2"),
        low=deaths,
        best=deaths,
        high=deaths,
        text=_text(cells, "notes") or "",
    )  # fmt: skip


_GED_LEVELS = {1: "place", 2: "place", 3: "district", 4: "province", 5: "place", 6: "country", 7: "place"}
_GED_KINDS = {1: "state-based", 2: "non-state", 3: "one-sided"}


def _ged(cells: Cells, gazetteer: Gazetteer) -> Happening:
    """GED: date_start to date_end; where_prec 1 exact, 2 near, 3 district, 4 province, 5 a line or landscape, 6 country, 7 at sea."""
    first, last = _day(cells, "date_start"), _day(cells, "date_end")
    if last < first:
        raise ValueError(f"date_end {last} is before date_start {first}")
    low, best, high = (_deaths(cells, name) for name in ("low", "best", "high"))
    if low is not None and best is not None and high is not None and not low <= best <= high:
        raise ValueError(f"low {low}, best {best}, high {high} are not in that order")
    precision = _number(cells, "where_prec")
    lat, lon = _point(cells, "latitude", "longitude")
    reach = {2: _NEAR_KM, 5: _LANDSCAPE_KM, 7: _LANDSCAPE_KM}.get(precision or 0, 0.0)
    kind = _number(cells, "type_of_violence")
    return Happening(
        id=_id(cells, "id"),
        first=first,
        last=last,
        spot=Spot(
            _GED_LEVELS.get(precision or 0, "none"), _country(cells, gazetteer, gwno="country_id"), _text(cells, "adm_1"),
            _text(cells, "adm_2"), _text(cells, "where_coordinates"), lat, lon, reach,
        ),
        kind=_GED_KINDS.get(kind or 0),
        actors=_names(cells, "side_a", "side_b"),
        low=low,
        best=best,
        high=high,
        text=_text(cells, "source_headline", "where_description") or "",
    )  # fmt: skip


_GDELT_LEVELS = {1: "country", 2: "province", 3: "place", 4: "place", 5: "province"}


def _gdelt(cells: Cells, gazetteer: Gazetteer) -> Happening:
    """GDELT: SQLDATE is a day; ActionGeo_Type 1 country, 2 and 5 state, 3 and 4 town; the full name is town, state, country."""
    day = _day(cells, "SQLDATE")
    parts = [p.strip() for p in (_text(cells, "ActionGeo_FullName") or "").split(",")]
    kind = _number(cells, "ActionGeo_Type")
    level = _GDELT_LEVELS.get(kind or 0, "none")
    lat, lon = _point(cells, "ActionGeo_Lat", "ActionGeo_Long")
    fips = country_coded(cells.get("ActionGeo_CountryCode") or "", "fips")
    province = parts[0] if level == "province" else parts[1] if level == "place" and len(parts) > 2 else None
    return Happening(
        id=_id(cells, "GLOBALEVENTID"),
        first=day,
        last=day,
        spot=Spot(level, fips.iso3 if fips else None, province, None, parts[0] if level == "place" else None, lat, lon),
        kind=_text(cells, "EventRootCode"),
        detail=_text(cells, "EventCode"),
        actors=_names(cells, "Actor1Name", "Actor2Name"),
        text=_text(cells, "SOURCEURL") or "",
    )


def _polecat(cells: Cells, gazetteer: Gazetteer) -> Happening:
    """POLECAT: Event Date is a day; the finest of City, District, Province and Country that is filled tells the place."""
    day = _day(cells, "Event Date")
    city, district, province = (_text(cells, n) for n in ("City", "District", "Province"))
    country = _country(cells, gazetteer, name="Country")
    level = (
        "place" if city else "district" if district else "province" if province else "country" if country else "none"
    )
    lat, lon = _point(cells, "Latitude", "Longitude")
    return Happening(
        id=_id(cells, "Event ID"),
        first=day,
        last=day,
        spot=Spot(level, country, province, district, city, lat, lon),
        kind=_text(cells, "Event Type"),
        detail=_text(cells, "Event Mode"),
        actors=_names(cells, "Actor Name", "Recipient Name"),
    )


DATA_SETS: dict[str, DataSet] = {
    d.name: d
    for d in (
        DataSet("acled", "ACLED", ("event_id_cnty", "event_date", "time_precision", "event_type", "latitude", "longitude",
                                   "geo_precision", "fatalities"), _acled),
        DataSet("ged", "UCDP GED", ("id", "type_of_violence", "where_prec", "latitude", "longitude", "date_start", "date_end",
                                    "best", "high", "low"), _ged),
        DataSet("polecat", "POLECAT", ("Event ID", "Event Date", "Event Type", "Country", "Latitude", "Longitude"), _polecat,
                counts_deaths=False, is_by_report=True),
        DataSet("gdelt", "GDELT", ("GLOBALEVENTID", "SQLDATE", "EventRootCode", "ActionGeo_Type", "ActionGeo_Lat",
                                   "ActionGeo_Long"), _gdelt, counts_deaths=False, is_by_report=True),
    )
}  # fmt: skip


def _text(cells: Cells, *names: str) -> str | None:
    return next((t for name in names if (t := " ".join((cells.get(name) or "").split()))), None)


def _id(cells: Cells, name: str) -> str:
    found = _text(cells, name)
    if found is None:
        raise ValueError(f"{name} is empty")
    return found[:200]


def _day(cells: Cells, name: str) -> date:
    told = _text(cells, name)
    if told is None:
        raise UndatedError(f"{name} is empty")
    found = parse_absolute_date(told[:40])
    if found is None or found[2] != "day":
        raise ValueError(f"{name} {told[:40]!r} is no day")
    return date.fromisoformat(found[0])


def _around(day: date, precision: int | None) -> tuple[date, date]:
    """The days that ACLED's day and precision stand for; its day of a week may be any of the week."""
    if precision == 2:
        return day - _WEEK, day + _WEEK
    if precision is not None and precision >= 3:
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day, day


def _value(cells: Cells, name: str) -> float | None:
    told = _text(cells, name)
    if told is None:
        return None
    try:
        value = float(told)
    except ValueError:
        raise ValueError(f"{name} {told[:40]!r} is no number") from None
    if not math.isfinite(value):
        raise ValueError(f"{name} {told[:40]!r} is no number")
    return value


def _number(cells: Cells, name: str) -> int | None:
    value = _value(cells, name)
    if value is not None and (value != int(value) or abs(value) > _MAX_DEATHS):
        raise ValueError(f"{name} {_text(cells, name)!r} is no whole number that can be")
    return None if value is None else int(value)


def _deaths(cells: Cells, name: str) -> int | None:
    number = _number(cells, name)
    if number is not None and number < 0:
        raise ValueError(f"{name} {number} is below zero")
    return number


def _point(cells: Cells, lat_name: str, lon_name: str) -> tuple[float | None, float | None]:
    lat, lon = _value(cells, lat_name), _value(cells, lon_name)
    if lat is not None and abs(lat) > 90:
        raise ValueError(f"{lat_name} {lat} is beyond 90 degrees")
    if lon is not None and abs(lon) > 180:
        raise ValueError(f"{lon_name} {lon} is beyond 180 degrees")
    return (None, None) if lat is None or lon is None else (lat, lon)


def _country(
    cells: Cells, gazetteer: Gazetteer, *, number: str = "", gwno: str = "", name: str = "country"
) -> str | None:
    """The ISO 3166 code of the row's country: by its number, else by its name (`DR Congo (Zaire)`), else by its code."""
    for column, system in ((number, "number"), (gwno, "gwno"), (name, "iso3")):
        found = country_coded(cells.get(column) or "", system) if column else None
        if found:
            return found.iso3
    told = _text(cells, name) or ""
    named = gazetteer.country(told) or gazetteer.country(told.partition("(")[0].strip())
    return named.country if named else None


def _names(cells: Cells, *names: str) -> tuple[str, ...]:
    parts = (part.strip() for name in names for part in (_text(cells, name) or "").split(";"))
    return tuple(dict.fromkeys(p for p in parts if p))
