"""Who did it, for whom, to what, to whom, with what: the roles of violence told in one report, gathered over its sentences."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import CodedReport, Event, ReportMentions, RoleFiller, Sentence
from dateline.register import Register

from .certainty import certainty_of
from .phrase_groups import group_phrases
from .phrases import Extent, Phrase, extents_of, phrases_of
from .role_features import View, phrase_features, report_features, sentence_features, view_of
from .role_model import ROLES, RoleModel, extent_features, relevance_step

_FLOOR = 0.25
"""A report whose relevance is below this is not searched: sport, markets and talks have no roles of violence."""
_LOWEST = -6.0


@dataclass(frozen=True, slots=True)
class _Filler:
    """One mention that may fill a role, quoted in its likeliest extent."""

    phrase: Phrase
    extent: Extent
    text: str
    score: float
    fit: float


def find_roles(
    sentences: Sequence[Sentence], mentions: ReportMentions, coded: CodedReport, register: Register, model: RoleModel
) -> list[RoleFiller]:
    """The fillers of each role, the surest first; empty where the report tells of no violence."""
    if not any(_is_violent(e) for e in coded.events):
        return []
    view = view_of(sentences, mentions, coded)
    relevance = model.relevance_of(report_features(view))
    if relevance < _FLOOR:
        return []
    phrases = [p for s, m in zip(sentences, mentions.sentences, strict=True) for p in phrases_of(s, m, register)]
    scored = _scored(view, phrases, model, relevance_step(relevance))
    groups = group_phrases(sentences, mentions.sentences, phrases)
    group_of = {id(p): n for n, group in enumerate(groups) for p in group}
    found: list[RoleFiller] = []
    for n, role in enumerate(ROLES):
        likely = [(p, scores[n]) for p, scores in zip(phrases, scored, strict=True) if scores[n] > _LOWEST]
        for fillers in _gathered(view, coded.report.text, likely, role, group_of, model):
            if _odds(fillers[0].score) > model.thresholds[role]:
                found.append(_record(role, fillers, view, coded))
    return found


def _is_violent(event: Event) -> bool:
    return event.event_type in {"ASSAULT", "COERCE", "THREATEN"}


def _scored(view: View, phrases: Sequence[Phrase], model: RoleModel, step: int) -> list[list[float]]:
    words = [sentence_features(view, n) for n in range(len(view.sentences))]
    at = {s.index: n for n, s in enumerate(view.sentences)}
    return [model.scores(phrase_features(view, at[p.sentence], p, words[at[p.sentence]], step)) for p in phrases]


def _gathered(
    view: View,
    text: str,
    likely: Sequence[tuple[Phrase, float]],
    role: str,
    group_of: dict[int, int],
    model: RoleModel,
) -> list[list[_Filler]]:
    """The mentions of one filler together, the surest first: bodies by name, all others by their last word."""
    at = {s.index: s for s in view.sentences}
    kept: dict[object, list[_Filler]] = {}
    for phrase, score in likely:
        filler = _quoted(at[phrase.sentence], text, phrase, score, role, model)
        if filler is not None:
            key = group_of[id(phrase)] if role == "organisation" else at[phrase.sentence].norms[phrase.head]
            kept.setdefault(key, []).append(filler)
    ranked = [sorted(fillers, key=lambda f: (-f.score, f.phrase.sentence, f.phrase.head)) for fillers in kept.values()]
    return _without_repeats(sorted(ranked, key=lambda f: (-f[0].score, f[0].phrase.sentence, f[0].phrase.head)))


def _without_repeats(ranked: Sequence[list[_Filler]]) -> list[list[_Filler]]:
    kept: dict[str, list[_Filler]] = {}
    for fillers in ranked:
        kept.setdefault(_chosen(fillers).text, fillers)
    return list(kept.values())


def _quoted(s: Sentence, text: str, phrase: Phrase, score: float, role: str, model: RoleModel) -> _Filler | None:
    extents = extents_of(s, phrase)
    words = [" ".join(text[s.starts[e.lo] : s.ends[e.hi - 1]].lower().split()) for e in extents]
    fits = [
        model.extent_score(role, extent_features(phrase, e, w, extents)) for e, w in zip(extents, words, strict=True)
    ]
    if not extents:
        return None
    best = max(range(len(extents)), key=lambda n: (fits[n], -n))
    return _Filler(phrase, extents[best], words[best], score, fits[best])


def _odds(x: float) -> float:
    return 1 / (1 + math.exp(-max(min(x, 30.0), -30.0)))


def _chosen(fillers: Sequence[_Filler]) -> _Filler:
    """The mention to quote: the wording that its scores speak for most, the longer one of equals."""
    votes: dict[str, float] = {}
    for f in fillers:
        votes[f.text] = votes.get(f.text, 0.0) + _odds(f.fit) * _odds(f.score)
    wording = max(votes, key=lambda t: (votes[t], len(t), t))
    return next(f for f in fillers if f.text == wording)


def _record(role: str, fillers: Sequence[_Filler], view: View, coded: CodedReport) -> RoleFiller:
    chosen = _chosen(fillers)
    sentences = {s.index: s for s in view.sentences}
    s = sentences[chosen.phrase.sentence]
    start, end = s.starts[chosen.extent.lo], s.ends[chosen.extent.hi - 1]
    told = [(sentences[f.phrase.sentence], f.phrase.head) for f in fillers]
    return RoleFiller(
        report_id=coded.report.id,
        role=role,
        text=coded.report.text[start:end],
        start=start,
        end=end,
        score=round(_odds(fillers[0].score), 3),
        certainty=certainty_of(told) if role in {"perpetrator", "organisation"} else "told",
        event_ids=_events_of(fillers, view),
    )


def _events_of(fillers: Sequence[_Filler], view: View) -> tuple[str, ...]:
    """The violent events of the sentence that tells any and is nearest to a filler's own, the one before it first."""
    at = {s.index: n for n, s in enumerate(view.sentences)}
    own = at[fillers[0].phrase.sentence]
    for n in sorted(range(len(view.sentences)), key=lambda n: (abs(own - n), n)):
        ids = tuple(e.id for e in view.events[n] if _is_violent(e))
        if ids:
            return ids
    return ()
