"""The vocabulary: every type that one stage hands to the next. Imports nothing of ours."""

from .actor import ActorRef
from .coded import CodedReport
from .draft import EventDraft
from .event import Attribution, Casualty, Event, SentenceSpan, When, Where
from .incident import Dispute, Incident, IncidentClaim, Revision, Toll
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
from .report import Place, Report, Unreadable
from .sentence import Sentence
from .span import Evidence, Span
from .statement import Claim, Quote, Relation, RelationDraft

__all__ = [
    "ActorMention",
    "ActorRef",
    "Attribution",
    "Casualty",
    "CasualtyMention",
    "Claim",
    "CodedReport",
    "DateMention",
    "Dispute",
    "Event",
    "EventDraft",
    "Evidence",
    "Incident",
    "IncidentClaim",
    "Mentions",
    "Place",
    "PlaceMention",
    "QuantityMention",
    "Quote",
    "QuoteMention",
    "Relation",
    "RelationDraft",
    "Report",
    "ReportMentions",
    "Revision",
    "Sentence",
    "SentenceSpan",
    "Span",
    "Toll",
    "Unreadable",
    "When",
    "Where",
    "to_json",
    "to_plain",
]
