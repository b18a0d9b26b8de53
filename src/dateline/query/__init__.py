"""Questions to a store that is only read: pages of records, counts, series, actors, dyads and places."""

from .actors import (
    ActorRow,
    Counterpart,
    actor_events_by_quad,
    actor_relations,
    actor_summary,
    counterparts_of,
    key_of,
    page_of_actors,
)
from .changes import Gone, page_of_changes, page_of_deleted, timestamps_of
from .cursor import Page, key_of_cursor, make_cursor
from .dyads import Dyad, dyad_summary, top_dyads
from .events import (
    SORTS,
    EventQuery,
    Facet,
    Listed,
    count_of_events,
    event_by_id,
    event_line,
    facets_of_events,
    is_tallied,
    page_of_event_lines,
    page_of_events,
)
from .feed import atom_feed
from .feed import told as told_change
from .grid import Box, MapCell, map_cells
from .grouping import PERIODS, fields_of, grouped
from .incident_places import IncidentPlace, has_incidents, incident_places_of, with_killed_of_incidents
from .incidents import INCIDENT_SORTS, IncidentQuery, count_of_incidents, incident_bundle, page_of_incidents
from .overview import Outcomes, SeriesPoint, newest_report, outcomes_of, reports_since, series_of
from .places import PlaceGroup, places_in, places_of
from .processes import Material, material_of, proposed_processes
from .reader import Reader, Readers, prepare_reading
from .reports import END_MARK, START_MARK, ReportQuery, page_of_reports, report_bundle
from .statements import page_of_statements

__all__ = [
    "END_MARK",
    "INCIDENT_SORTS",
    "PERIODS",
    "SORTS",
    "START_MARK",
    "ActorRow",
    "Box",
    "Counterpart",
    "Dyad",
    "EventQuery",
    "Facet",
    "Gone",
    "IncidentPlace",
    "IncidentQuery",
    "Listed",
    "MapCell",
    "Material",
    "Outcomes",
    "Page",
    "PlaceGroup",
    "Reader",
    "Readers",
    "ReportQuery",
    "SeriesPoint",
    "actor_events_by_quad",
    "actor_relations",
    "actor_summary",
    "atom_feed",
    "count_of_events",
    "count_of_incidents",
    "counterparts_of",
    "dyad_summary",
    "event_by_id",
    "event_line",
    "facets_of_events",
    "fields_of",
    "grouped",
    "has_incidents",
    "incident_bundle",
    "incident_places_of",
    "is_tallied",
    "key_of",
    "key_of_cursor",
    "make_cursor",
    "map_cells",
    "material_of",
    "newest_report",
    "outcomes_of",
    "page_of_actors",
    "page_of_changes",
    "page_of_deleted",
    "page_of_event_lines",
    "page_of_events",
    "page_of_incidents",
    "page_of_reports",
    "page_of_statements",
    "places_in",
    "places_of",
    "prepare_reading",
    "proposed_processes",
    "report_bundle",
    "reports_since",
    "series_of",
    "timestamps_of",
    "told_change",
    "top_dyads",
    "with_killed_of_incidents",
]
