"""Incidents: events of one report, and of many, that tell of one happening; their figures, disputes and revisions."""

from dateline.records import Decision

from .accounts import (
    Accounts,
    account,
    claims_with_incidents,
    counted_events,
    evidence_of,
    incident_id_of,
    links_between,
)
from .assemble import Evidence
from .duplicates import find_duplicates, group_duplicates
from .matching import Link, Matcher
from .notices import WINDOW as NOTICE_DAYS
from .notices import Notice, find_notices, notice_kind
from .options import MatchOptions, default_options, load_options
from .reconcile import Rule, default_rule, load_rule, reconcile
from .regroup import Network, decided, regrouped, scored
from .revisions import history_of
from .role_model import RoleModel, load_role_model
from .roles import find_roles
from .scoring import MatchScore, ScorePart
from .sketches import Sketch, TellingSketch, read_sketch, settings_mark, sketch_of, write_sketch
from .tellings import Telling, tellings_of
from .touched import changed_proposals
from .within import Happening, country_of, join_happenings

__all__ = [
    "NOTICE_DAYS",
    "Accounts",
    "Decision",
    "Evidence",
    "Happening",
    "Link",
    "MatchOptions",
    "MatchScore",
    "Matcher",
    "Network",
    "Notice",
    "RoleModel",
    "Rule",
    "ScorePart",
    "Sketch",
    "Telling",
    "TellingSketch",
    "account",
    "changed_proposals",
    "claims_with_incidents",
    "counted_events",
    "country_of",
    "decided",
    "default_options",
    "default_rule",
    "evidence_of",
    "find_duplicates",
    "find_notices",
    "find_roles",
    "group_duplicates",
    "history_of",
    "incident_id_of",
    "join_happenings",
    "links_between",
    "load_options",
    "load_role_model",
    "load_rule",
    "notice_kind",
    "read_sketch",
    "reconcile",
    "regrouped",
    "scored",
    "settings_mark",
    "sketch_of",
    "tellings_of",
    "write_sketch",
]
