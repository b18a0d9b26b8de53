"""Places as GeoJSON. Only a point or a settlement has a position; a province is a disc, a country has no geometry of its own."""

import json
import math
from collections.abc import Sequence
from typing import Any

from dateline.query import IncidentPlace, MapCell, PlaceGroup

_PROVINCE_KM = 75.0
"""The radius drawn for a province whose borders we do not have: about the median of the world's provinces."""
_CORNERS = 48


def feature_collection(places: Sequence[PlaceGroup | IncidentPlace]) -> dict[str, Any]:
    """The places: a Point for `point` and `place`, a Polygon for `admin1`, a null geometry for `country` and what is unknown."""
    return {"type": "FeatureCollection", "cells": None, "features": [_feature(p) for p in places]}


def cell_collection(cells: Sequence[MapCell], size: float) -> bytes:
    """The cells of a grid of that size in degrees as GeoJSON: a Point each, areas as `feature_collection` has them.

    Written as text at once: a map is moved often, and building objects first takes three times as long.
    """
    features = ",".join(map(_cell, cells))
    return f'{{"type":"FeatureCollection","cells":{size},"features":[{features}]}}'.encode()


def _cell(cell: MapCell) -> str:
    q = cell.by_quad
    is_point = cell.precision in {"point", "place"} and cell.lon is not None
    geometry = f'{{"type":"Point","coordinates":[{cell.lon},{cell.lat}]}}' if is_point else _json(_geometry(cell))
    return (
        f'{{"type":"Feature","geometry":{geometry},"properties":{{"name":{_json(cell.name)},"country":{_json(cell.country)},'
        f'"precision":"{cell.precision}","number":{cell.number},"by_quad":[{q[0]},{q[1]},{q[2]},{q[3]}],'
        f'"quad":{1 + q.index(max(q))},"killed":{cell.killed},"disputed":{cell.disputed},'
        f'"first_day":{_json(cell.first_day)},"last_day":{_json(cell.last_day)}}}}}'
    )


def _json(value: Any) -> str:
    return "null" if value is None else json.dumps(value, ensure_ascii=False)


def _feature(place: PlaceGroup | IncidentPlace) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "name": place.name, "country": place.country, "precision": place.precision, "by_quad": list(place.by_quad),
        "quad": 1 + place.by_quad.index(max(place.by_quad)), "killed": place.killed, "first_day": place.first_day,
        "last_day": place.last_day, "number": sum(place.by_quad),
    }  # fmt: skip
    if isinstance(place, IncidentPlace):
        latest = [{"id": i, "type": t, "day": day} for i, t, day in place.latest]
        properties |= {"incidents": place.incidents, "disputed": place.disputed, "latest": latest}
    else:
        properties["events"] = place.events
    return {"type": "Feature", "geometry": _geometry(place), "properties": properties}


def _geometry(place: PlaceGroup | IncidentPlace | MapCell) -> dict[str, Any] | None:
    if place.lat is None or place.lon is None:
        return None
    if place.precision in {"point", "place"}:
        return {"type": "Point", "coordinates": [place.lon, place.lat]}
    if place.precision == "admin1":
        return {"type": "Polygon", "coordinates": [_ring(place.lat, place.lon, _PROVINCE_KM)]}
    return None


def _ring(lat: float, lon: float, radius_km: float) -> list[list[float]]:
    """A closed ring around a position, its radius true on the ground."""
    step_lat = radius_km / 111.2
    step_lon = step_lat / max(0.05, math.cos(math.radians(lat)))
    turns = [2 * math.pi * n / _CORNERS for n in range(_CORNERS)]
    ring = [
        [round(lon + step_lon * math.cos(t), 4), round(max(-89.9, min(89.9, lat + step_lat * math.sin(t))), 4)]
        for t in turns
    ]
    return [*ring, ring[0]]
