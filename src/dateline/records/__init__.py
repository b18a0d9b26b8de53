"""The vocabulary: every type that one stage hands to the next. Imports nothing of ours."""

from .actor import ActorRef
from .coded import CodedReport
from .draft import EventDraft
from .event import Attribution, Casualty, Event, SentenceSpan, When, Where
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
    "Event",
    "EventDraft",
    "Evidence",
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
    "Sentence",
    "SentenceSpan",
    "Span",
    "Unreadable",
    "When",
    "Where",
    "to_json",
    "to_plain",
]
