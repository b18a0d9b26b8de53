"""The vocabulary: every type that one stage hands to the next. Imports nothing of ours."""

from .actor import ActorRef
from .coded import CodedReport
from .draft import EventDraft
from .event import Attribution, Casualty, Event, SentenceSpan, When, Where
from .incident import (
    Decision,
    Dispute,
    Incident,
    IncidentClaim,
    IncidentVersion,
    MatchLink,
    MatchPart,
    ReportLife,
    Revision,
    Toll,
)
from .jsonform import to_json, to_plain
from .mentions import (
    ActorMention,
    CasualtyMention,
    DateMention,
    Mentions,
    PlaceMention,
    QuantityMention,
    QuoteMention,
    ReportMentions,
)
from .plainform import from_plain
from .report import Place, Report, Unreadable
from .sentence import Sentence
from .span import Evidence, Span
from .statement import Claim, Quote, Relation, RelationDraft, RoleFiller
from .usage import CoderUsage, Counts, counted
from .writable import on_one_line, writable

__all__ = [
    "ActorMention",
    "ActorRef",
    "Attribution",
    "Casualty",
    "CasualtyMention",
    "Claim",
    "CodedReport",
    "CoderUsage",
    "Counts",
    "DateMention",
    "Decision",
    "Dispute",
    "Event",
    "EventDraft",
    "Evidence",
    "Incident",
    "IncidentClaim",
    "IncidentVersion",
    "MatchLink",
    "MatchPart",
    "Mentions",
    "Place",
    "PlaceMention",
    "QuantityMention",
    "Quote",
    "QuoteMention",
    "Relation",
    "RelationDraft",
    "Report",
    "ReportLife",
    "ReportMentions",
    "Revision",
    "RoleFiller",
    "Sentence",
    "SentenceSpan",
    "Span",
    "Toll",
    "Unreadable",
    "When",
    "Where",
    "counted",
    "from_plain",
    "on_one_line",
    "to_json",
    "to_plain",
    "writable",
]
