"""Distance on the globe, for SQL that asks what lies within a radius."""

import math

_EARTH_KM = 6371.0088


def km_between(lat: float | None, lon: float | None, other_lat: float, other_lon: float) -> float | None:
    """The great-circle distance of two points in kilometres, None where one is not known."""
    if lat is None or lon is None:
        return None
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def degrees_around(lat: float, lon: float, km: float) -> tuple[float, float, float, float]:
    """A box that holds the circle: south, north, west, east, in degrees; longitudes may pass 180."""
    reach = math.degrees(km / _EARTH_KM)
    south, north = lat - reach, lat + reach
    if south <= -90 or north >= 90:
        return south, north, lon - 180, lon + 180
    wide = (
        math.degrees(math.asin(min(1.0, math.sin(math.radians(reach)) / math.cos(math.radians(lat)))))
        if reach < 90
        else 180
    )
    return south, north, lon - wide, lon + wide
