"""From drafts to the records of the contract: actors, dates, places, tolls and speakers filled in over the whole report."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateline.codebook import Codebook
from dateline.gazetteer import Gazetteer
from dateline.records import (
    ActorMention,
    ActorRef,
    Attribution,
    Casualty,
    CasualtyMention,
    DateMention,
    Event,
    EventDraft,
    Evidence,
    Place,
    Quote,
    QuoteMention,
    Relation,
    RelationDraft,
    Report,
    ReportMentions,
    Sentence,
    SentenceSpan,
    When,
    Where,
)
from dateline.register import Register
from dateline.syntax import char_span, children_by, noun_phrase

from .attribution import attribution_chains
from .capitals import Capitals, capital_of_event, find_capitals
from .coreference import resolve_actors
from .discourse import CARRIED_TYPES, carry_over, join_definite_events, without_handovers
from .distinct import distinct, distinct_relations
from .event_time import dates_of_deeds, time_of_event
from .fates import Orphan, counter_of, with_fates
from .first_person import spoken
from .fronted import fronted_countries, places_in_fronted
from .home import at_home, home_country, set_at_home
from .occurrence import day_for, days_of_occurrence
from .places import LINE, country_place, resolve_places
from .refs import Cast, ref_of_mention, ref_of_words
from .setting import set_in, setting_of, without_strangers
from .tolls import ToldAs, mark_repeats
from .when import when_apart, when_of
from .where import AT, where_of

HISTORICAL_AFTER = timedelta(days=31)
"""An event dated this long before publication is told as background."""


_PERIOD = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class _Context:
    report: Report
    published: date | None
    sentences: Sequence[Sentence]
    mentions: ReportMentions
    cast: Cast
    places: Mapping[tuple[int, int], Place]
    speakers: Sequence[ActorRef | None]
    chains: Mapping[tuple[int, int], Sequence[int]]
    capitals: Capitals
    codebook: Codebook
    version: str
    occurred: Mapping[int, When]


def resolve_report(
    report: Report,
    sentences: Sequence[Sentence],
    mentions: ReportMentions,
    drafts: Sequence[Sequence[EventDraft]],
    relation_drafts: Sequence[Sequence[RelationDraft]],
    *,
    register: Register,
    gazetteer: Gazetteer,
    codebook: Codebook,
    version: str,
) -> tuple[Report, list[Event], list[Quote], list[Relation], Place | None]:
    """The report with its dateline's place as its text tells it, its events, quotes and relations in text order, and the state
    or province that it is set in.
    """
    published = date.fromisoformat(report.published[:10]) if report.published else None
    places = resolve_places(report, sentences, mentions, gazetteer, _doubtful_wanted(drafts))
    report = replace(report, dateline_place=places.get(LINE, report.dateline_place))
    setting = setting_of(report, sentences, mentions, places, gazetteer)
    places = without_strangers(setting, sentences, mentions, places)
    home = home_country(report, sentences, mentions, places)
    meant = resolve_actors(sentences, mentions, register, published)
    fronted = fronted_countries(sentences, mentions, places)
    cast = Cast(mentions, at_home(meant, sentences, home, register, published, fronted))
    context = _Context(
        report,
        published,
        sentences,
        mentions,
        cast,
        places,
        [_speaker(q, sentences, report.text, cast) for q in mentions.quotes],
        attribution_chains(sentences, mentions.quotes),
        find_capitals(report, sentences, mentions, gazetteer),
        codebook,
        version,
        days_of_occurrence(sentences, [m.dates for m in mentions.sentences], published),
    )
    flat = [d for per_sentence in drafts for d in per_sentence]
    events = [_event(d, context) for d in flat]
    joined = join_definite_events(events, flat, sentences)
    dates = [dates_of_deeds(s, m.dates) for s, m in zip(sentences, mentions.sentences, strict=True)]
    located = _located(context)
    carried = carry_over(joined, sentences, dates, located, published, context.occurred)
    carried = set_in(carried, setting, CARRIED_TYPES)
    told_in = places_in_fronted(carried, sentences, fronted, gazetteer)
    carried = set_at_home(carried, country_place(home, gazetteer) if home else None, told_in)
    quotes = [_quote(q, i, context) for i, q in enumerate(mentions.quotes)]
    relations = [_relation(r, context) for per_sentence in relation_drafts for r in per_sentence]
    told_dates = {n: m.dates for n, m in enumerate(mentions.sentences)}
    told = with_fates(without_handovers(distinct(carried)), _orphans(flat, context), sentences, told_dates, located)
    area = setting.area if setting is not None else None
    return report, mark_repeats(told, report.text, _told_as(context)), quotes, distinct_relations(relations), area


def _orphans(drafts: Sequence[EventDraft], context: _Context) -> list[Orphan]:
    """The casualties that no event took, in text order."""
    taken = {(d.sentence, id(c)) for d in drafts for c in _casualties_of(d, context.sentences[d.sentence],
             context.mentions.sentences[d.sentence].casualties)}  # fmt: skip
    return [
        (n, c, replace(_casualty(c, context.sentences[n], context), attribution=_counted_by(n, c.trigger, context)))
        for n, found in enumerate(context.mentions.sentences)
        for c in found.casualties
        if (n, id(c)) not in taken
    ]


def _counted_by(sentence: int, token: int, context: _Context) -> tuple[Attribution, ...]:
    """Who gives a figure: whose words it stands in, else who is told to have counted it; empty where the report itself does."""
    said = _attribution(sentence, token, context)
    s = context.sentences[sentence]
    counted = None if said else counter_of(s, token)
    speaker = context.cast.at_token(sentence, counted[0]) if counted is not None else None
    if counted is None or speaker is None:
        return said
    start, end = s.starts[counted[1]], s.ends[counted[1]]
    return (Attribution(speaker, s.lemmas[counted[1]], context.report.text[start:end], start, end, False),)


def _told_as(context: _Context) -> ToldAs:
    found = [c for of_sentence in context.mentions.sentences for c in of_sentence.casualties]
    return ToldAs(
        hit=frozenset((c.start, c.end) for c in found if c.is_open),
        state=frozenset((c.start, c.end) for c in found if c.is_state and c.harm == "killed"),
    )


def _doubtful_wanted(drafts: Sequence[Sequence[EventDraft]]) -> frozenset[tuple[int, int]]:
    """The place mentions at which some event is told to have happened."""
    return frozenset((d.sentence, d.where) for found in drafts for d in found if d.where is not None)


def _identifier(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def _speaker(quote: QuoteMention, sentences: Sequence[Sentence], text: str, cast: Cast) -> ActorRef | None:
    if quote.carried_from is not None:
        index, head = quote.carried_from
        return cast.at_token(index, head) or _document(sentences[index], head, text, cast)
    if quote.speaker_head is None or quote.speaker_head < 0:
        return None
    known = cast.at_token(quote.sentence, quote.speaker_head)
    return known or _document(sentences[quote.sentence], quote.speaker_head, text, cast)


def _document(s: Sentence, head: int, text: str, cast: Cast) -> ActorRef | None:
    """The reference to a speaker that no actor mention covers: `a UN report` speaks for the UN, in its own words."""
    lo, hi = noun_phrase(s, head, keep_of=True)
    if s.pos[head] not in {"NOUN", "PROPN"}:
        return None
    named = next((r for c in children_by(s, head, "appos") if (r := cast.at_token(s.index, c)) is not None), None)
    if named is not None:
        return named
    words = ref_of_words(s, text, lo, hi)
    owner = cast.in_span(s.index, lo, hi, head)
    if owner is None:
        return words
    return replace(words, actor_id=owner.actor_id, name=owner.name, country=owner.country, sectors=owner.sectors)


def _event(draft: EventDraft, context: _Context) -> Event:
    s, report = context.sentences[draft.sentence], context.report
    mentions = context.mentions.sentences[draft.sentence]
    when_index = draft.when if draft.when is not None else time_of_event(s, draft.trigger, mentions.dates)
    told = _when(draft, s, mentions.dates[when_index], context) if when_index is not None else None
    when = told or when_apart(s, draft.trigger, mentions.dates)
    where = where_of(s, draft.where, mentions.places, context.places)
    where = capital_of_event(s, draft.trigger, context.capitals, where)
    casualties = tuple(_casualty(c, s, context) for c in _casualties_of(draft, s, mentions.casualties))
    source, target, mediator = (
        context.cast.refs(draft.sentence, r) for r in (draft.source, draft.target, draft.mediator)
    )
    source, target, mediator = (
        spoken(refs, context.mentions.quotes, context.speakers) for refs in (source, target, mediator)
    )
    target = tuple(t for t in target if t.text.lower() in _REFLEXIVES or not _is_among(t, source))
    if not target and draft.object_lo >= 0:
        target = (_object_ref(draft, s, mentions.actors, context),)
    attribution = _attribution(draft.sentence, draft.trigger, context)
    if draft.event_type == "REJECT" and s.deps[draft.trigger] == "relcl":
        # `X said Y shelled it, which Y denies`: nobody tells of the denial of his own words
        attribution = tuple(a for a in attribution if a.speaker is None or not _is_among(a.speaker, target))
    trigger_start, trigger_end = char_span(s, draft.trigger_lo, draft.trigger_hi)
    means = None
    if draft.means_lo >= 0:
        means_start, means_end = char_span(s, draft.means_lo, draft.means_hi)
        means = report.text[means_start:means_end]
    scale = context.codebook.score(draft.event_type, draft.mode)
    return Event(
        id=_identifier(
            report.id, draft.event_type, draft.mode, trigger_start, trigger_end, [a.start for a in source + target]
        ),
        report_id=report.id,
        event_type=draft.event_type,
        mode=draft.mode,
        contexts=draft.contexts,
        cameo=context.codebook.cameo(draft.event_type, draft.mode),
        quad_class=context.codebook.quad_class(draft.event_type),
        intensity=scale,
        source=source,
        target=target,
        mediator=mediator,
        status="future" if _lies_ahead(draft, s, when, context.published) else draft.status,
        historical=draft.historical or _long_before(when, context.published) or (bool(casualties) and _is_period(when)),
        when=when,
        where=where,
        casualties=casualties,
        means=means,
        attribution=attribution,
        evidence=_evidence(draft, s, report, (source, target, mediator), when, where, attribution),
        sentence=SentenceSpan(s.start, s.end),
        confidence=round(min(max(draft.score, 0.0), 1.0), 3),
        reason=draft.reason,
        coder_version=context.version,
        doubt=draft.doubt,
    )


def _when(draft: EventDraft, s: Sentence, mention: DateMention, context: _Context) -> When:
    return when_of(mention, s, draft, context.published, day_for(draft.sentence, context.occurred))


_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves", "ourselves", "myself"})


def _is_among(ref: ActorRef, others: Sequence[ActorRef]) -> bool:
    """Whether a reference stands for one of the others: nobody acts on himself but where the text says so."""
    return any((ref.name == o.name and ref.actor_id == o.actor_id) or _state(ref) == _state(o) != "" for o in others)


def _state(ref: ActorRef) -> str:
    """The state that a reference to it or to its government stands for (`Turkey`, `Ankara`), empty for any other."""
    kind, _, iso = (ref.actor_id or "").partition("-")
    return iso if kind in {"state", "government"} else ""


def _located(context: _Context) -> dict[int, Where]:
    """For each sentence that tells a place of what happens, the most precise one."""
    order = {"point": 0, "place": 1, "admin1": 2}
    found: dict[int, Where] = {}
    for n, mentions in enumerate(context.mentions.sentences):
        told = [
            w
            for i, p in enumerate(mentions.places)
            if p.preposition in AT
            and not p.in_actor
            and not p.is_doubtful
            and (w := where_of(context.sentences[n], i, mentions.places, context.places)) is not None
        ]
        told = [w for w in told if w.precision in order]
        if told:
            found[n] = min(told, key=lambda w: order[w.precision])
    return found


def _object_ref(draft: EventDraft, s: Sentence, actors: Sequence[ActorMention], context: _Context) -> ActorRef:
    """The reference to what is acted on and is no actor, with the country that its words name (`a mosque in Aden`)."""
    ref = ref_of_words(s, context.report.text, draft.object_lo, draft.object_hi)
    inside = [a.country for a in actors if draft.object_lo <= a.lo and a.hi <= draft.object_hi and a.country]
    return replace(ref, country=inside[0] if inside else None)


def _lies_ahead(draft: EventDraft, s: Sentence, when: When | None, published: date | None) -> bool:
    """Whether a noun tells of an event that is dated after the report (`will offer it at talks on Friday`)."""
    if draft.status != "occurred" or s.pos[draft.trigger] != "NOUN" or when is None or published is None:
        return False
    return when.from_ is not None and when.from_ > published.isoformat()


def _long_before(when: When | None, published: date | None) -> bool:
    if when is None or when.to is None or published is None:
        return False
    return date.fromisoformat(when.to) < published - HISTORICAL_AFTER


def _is_period(when: When | None) -> bool:
    """Whether a time is so long that its figures sum up what went before (`since June`, `so far this year`)."""
    if when is None or when.from_ is None or when.to is None:
        return False
    return date.fromisoformat(when.to) - date.fromisoformat(when.from_) >= _PERIOD


def _casualties_of(draft: EventDraft, s: Sentence, casualties: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """The draft's own casualties, else those whose harm is named at its trigger; of what was not done only those counted in words."""
    found = [casualties[i] for i in draft.casualties] or [
        c for c in casualties if draft.trigger_lo <= c.trigger < draft.trigger_hi or c.trigger == draft.trigger
    ]
    return [c for c in found if draft.status != "negated" or any(s.pos[t] == "NUM" for t in range(c.lo, c.hi))]


def _casualty(mention: CasualtyMention, s: Sentence, context: _Context) -> Casualty:
    victims: ActorRef | None = None
    if mention.victims_lo >= 0:
        victims = context.cast.in_span(s.index, mention.victims_lo, mention.victims_hi, mention.victims_head)
        victims = victims or ref_of_words(s, context.report.text, mention.victims_lo, mention.victims_hi)
    return Casualty(
        mention.harm,
        mention.low,
        mention.best,
        mention.high,
        mention.bound,
        victims,
        mention.subgroup,
        mention.is_subtotal,
        mention.text,
        mention.start,
        mention.end,
    )


def _attribution(sentence: int, token: int, context: _Context) -> tuple[Attribution, ...]:
    found = []
    for index in context.chains.get((sentence, token), ()):
        quote = context.mentions.quotes[index]
        cue = context.sentences[quote.sentence]
        start, end = cue.starts[quote.cue], cue.ends[quote.cue]
        text = context.report.text[start:end]
        found.append(Attribution(context.speakers[index], quote.verb, text, start, end, quote.is_direct))
    return tuple(found)


def _evidence(
    draft: EventDraft,
    s: Sentence,
    report: Report,
    roles: Sequence[tuple[ActorRef, ...]],
    when: When | None,
    where: Where | None,
    attribution: Sequence[Attribution],
) -> tuple[Evidence, ...]:
    start, end = char_span(s, draft.trigger_lo, draft.trigger_hi)
    found = [Evidence("trigger", report.text[start:end], start, end)]
    for field, lo, hi in draft.evidence:
        start, end = char_span(s, lo, hi)
        found.append(Evidence(field, report.text[start:end], start, end))
    for field, refs in zip(("source", "target", "mediator"), roles, strict=True):
        found.extend(Evidence(field, r.text, r.start, r.end) for r in refs)
    for name, part in (("when", when), ("where", where)):
        if part is not None and part.text is not None and part.start is not None and part.end is not None:
            found.append(Evidence(name, part.text, part.start, part.end))
    found.extend(Evidence("attribution", a.text, a.start, a.end) for a in attribution)
    return tuple(dict.fromkeys(found))


def _quote(mention: QuoteMention, index: int, context: _Context) -> Quote:
    report = context.report
    return Quote(
        _identifier(report.id, "quote", mention.start, mention.end, index),
        report.id,
        context.speakers[index],
        mention.verb,
        mention.text,
        mention.start,
        mention.end,
        mention.is_direct,
        mention.channel,
        context.version,
    )


def _relation(draft: RelationDraft, context: _Context) -> Relation | None:
    report, s = context.report, context.sentences[draft.sentence]
    subject = context.cast.refs(draft.sentence, (draft.subject,))
    target = context.cast.refs(draft.sentence, (draft.object,)) if draft.object is not None else ()
    if not subject:
        return None
    if draft.object is not None and target and target[0].name == subject[0].name:
        # `Ana Ruiz, the ELN's commander`: the phrase stands for her, but is of the ELN
        target = (ref_of_mention(context.mentions.sentences[draft.sentence].actors[draft.object]),)
    if draft.object_words is not None:
        body = ref_of_words(s, report.text, *draft.object_words)
        target = (replace(body, country=subject[0].country, sectors=subject[0].sectors),)
    designation = None
    if draft.designation:
        start, end = char_span(s, *draft.designation)
        designation = report.text[start:end]
    start, end = char_span(s, draft.evidence_lo, draft.evidence_hi)
    return Relation(
        _identifier(report.id, draft.relation, subject[0].start, target[0].start if target else designation),
        report.id,
        draft.relation,
        subject[0],
        target[0] if target else None,
        designation,
        (Evidence("relation", report.text[start:end], start, end),),
        None,
        None,
        context.version,
    )


__all__ = ["resolve_report"]
