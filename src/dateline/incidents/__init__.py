"""Incidents: events of one report, and of many, that tell of one happening; their figures, disputes and revisions."""

from dateline.records import Decision

from .accounts import Accounts, account
from .duplicates import group_duplicates
from .matching import Link, Matcher
from .notices import Notice, notice_kind
from .options import MatchOptions, default_options, load_options
from .reconcile import Rule, default_rule, load_rule, reconcile
from .role_model import RoleModel, load_role_model
from .roles import find_roles
from .scoring import MatchScore, ScorePart
from .tellings import Telling, tellings_of
from .within import Happening, country_of, join_happenings

__all__ = [
    "Accounts",
    "Decision",
    "Happening",
    "Link",
    "MatchOptions",
    "MatchScore",
    "Matcher",
    "Notice",
    "RoleModel",
    "Rule",
    "ScorePart",
    "Telling",
    "account",
    "country_of",
    "default_options",
    "default_rule",
    "find_roles",
    "group_duplicates",
    "join_happenings",
    "load_options",
    "load_role_model",
    "load_rule",
    "notice_kind",
    "reconcile",
    "tellings_of",
]
