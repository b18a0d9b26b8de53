"""Which day is meant: months, weekdays, holidays, and dates written out in full."""

from .absolute import full_year, parse_absolute_date
from .tables import HOLIDAYS, MONTHS, SEASONS, WEEKDAYS, easter, holiday, holiday_span

__all__ = [
    "HOLIDAYS",
    "MONTHS",
    "SEASONS",
    "WEEKDAYS",
    "easter",
    "full_year",
    "holiday",
    "holiday_span",
    "parse_absolute_date",
]
