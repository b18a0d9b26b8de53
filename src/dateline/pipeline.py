"""The order of the stages: one report in, its coded records out. Pure; the only room that knows the order."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dateline import __version__
from dateline.claims import claims_of
from dateline.events import SentenceEvents, find_events, triggers_of, weigh_events
from dateline.incidents import find_roles, notice_kind
from dateline.mentions import find_mentions
from dateline.records import CodedReport, EventDraft, Report, ReportMentions, Sentence, to_plain
from dateline.relations import find_relations
from dateline.reports import report_from_text
from dateline.resolve import quoted, resolve_report
from dateline.resources import Resources
from dateline.syntax import mended
from dateline.text import parse_texts

CODER_VERSION = f"dateline {__version__}"


def published_day(report: Report) -> date | None:
    """The publication day, None where the report does not tell it."""
    try:
        return date.fromisoformat((report.published or "")[:10])
    except ValueError:
        return None


Redraft = Callable[[Report, Sequence[Sentence], ReportMentions, list[list[EventDraft]]], list[list[EventDraft]]]
"""What another coder makes of a report: the drafts of each sentence, from its mentions and the built-in coder's drafts."""


def code_report(
    report: Report, resources: Resources, *, redraft: Redraft | None = None, version: str = CODER_VERSION
) -> CodedReport:
    """The events, quotes and relations of one report. `outcome` is coded or no_event.

    `redraft` lets another coder have its say on the events, before actors, places and dates are resolved; `version` then names it.
    """
    return code_parsed(report, parse_reports([report], resources)[0], resources, redraft=redraft, version=version)


def parse_reports(reports: Sequence[Report], resources: Resources) -> list[list[Sentence]]:
    """The parsed sentences of each report that pass the gate, all in one batch: faster, and the same as one by one.

    None of a notice that withdraws a story.
    """
    keep = resources.gate.passes if resources.gate else None
    texts = ["" if notice_kind(r) == "withdrawn" else r.text for r in reports]
    parsed = parse_texts(resources.parser, texts, keep)
    return [[mended(s) for s in sentences] for sentences in parsed]


def code_parsed(
    report: Report,
    sentences: Sequence[Sentence],
    resources: Resources,
    *,
    redraft: Redraft | None = None,
    version: str = CODER_VERSION,
) -> CodedReport:
    """The coded records of a report whose sentences `parse_reports` gave."""
    if notice_kind(report) == "withdrawn":
        return CodedReport(report, (), (), (), "no_event", "a notice that withdraws a story", version)
    mentions = find_mentions(
        sentences,
        text=report.text,
        published=published_day(report),
        register=resources.register,
        gazetteer=resources.gazetteer,
    )
    drafts = _drafts(sentences, mentions, resources)
    if redraft is not None:
        drafts = redraft(report, sentences, mentions, drafts)
    relation_drafts = [find_relations(s, m) for s, m in zip(sentences, mentions.sentences, strict=True)]
    report, found, told, related, setting = resolve_report(
        report,
        sentences,
        mentions,
        drafts,
        relation_drafts,
        register=resources.register,
        gazetteer=resources.gazetteer,
        codebook=resources.codebook,
        version=version,
    )
    events, quotes = quoted(tuple(found), report.text), quoted(tuple(told), report.text)
    relations = quoted(tuple(related), report.text)
    reason = None if events else _why_no_event(len(sentences))
    coded = CodedReport(
        report,
        events,
        quotes,
        relations,
        "coded" if events else "no_event",
        reason,
        version,
        quoted(tuple(claims_of(report, events)), report.text),
        setting=setting,
    )
    if resources.roles is None:
        return coded
    read = resources.classifier.word_states if resources.classifier is not None else None
    roles = find_roles(sentences, mentions, coded, resources.register, resources.roles, read)
    return replace(coded, roles=quoted(tuple(roles), report.text))


def _drafts(sentences: Sequence[Sentence], mentions: ReportMentions, resources: Resources) -> list[list[EventDraft]]:
    """The events of each sentence: by the rules, and weighed by the classifier where there is one."""
    found = []
    for s, m in zip(sentences, mentions.sentences, strict=True):
        hits = triggers_of(s, resources.lexicon)
        found.append(SentenceEvents(s, m, tuple(hits), tuple(find_events(s, m, resources.lexicon, hits))))
    if resources.classifier is None:
        return [list(f.drafts) for f in found]
    return weigh_events(found, resources.lexicon, resources.classifier)


def _why_no_event(sentences: int) -> str:
    if not sentences:
        return "no sentence passed the relevance gate"
    return f"{sentences} sentences read, none tells of an event between actors"


def code_text(text: str, resources: Resources, *, published: str | None = None) -> CodedReport:
    """The coded records of a text given as a string; its dateline is read as in a file."""
    return code_report(report_from_text(text, gazetteer=resources.gazetteer, published=published), resources)


def explain(text: str, resources: Resources, *, published: str | None = None) -> dict[str, Any]:
    """Each stage's view of a text: the parse, the mentions, the drafts with their reasons, and the records."""
    report = report_from_text(text, gazetteer=resources.gazetteer, published=published)
    sentences = [mended(s) for s in resources.parser.parse(report.text)]
    mentions = find_mentions(
        sentences,
        text=report.text,
        published=published_day(report),
        register=resources.register,
        gazetteer=resources.gazetteer,
    )
    drafts = _drafts(sentences, mentions, resources)
    return {
        "report": to_plain(report),
        "sentences": [to_plain(s) for s in sentences],
        "mentions": [to_plain(m) for m in mentions.sentences],
        "quotes": [to_plain(q) for q in mentions.quotes],
        "drafts": [to_plain(d) for per_sentence in drafts for d in per_sentence],
        "events": [to_plain(e) for e in code_report(report, resources).events],
    }
