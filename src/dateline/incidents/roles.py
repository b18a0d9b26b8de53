"""Who did it, for whom, to what, to whom, with what: the roles of violence told in one report, gathered over its sentences."""

from collections.abc import Sequence

from dateline.records import CodedReport, Event, ReportMentions, RoleFiller, Sentence
from dateline.register import Register

from .certainty import certainty_of
from .phrase_groups import group_phrases
from .phrases import Phrase, phrases_of
from .role_features import View, phrase_features, report_features, sentence_features, view_of
from .role_model import ROLES, RoleModel, relevance_step
from .role_reading import Read, phrase_view
from .wording import Filler, Wording, chosen_wording, filler_of, names_of, odds

_FLOOR = 0.25
"""A report whose relevance is below this is not searched: sport, markets and talks have no roles of violence."""
_LOWEST = -6.0


def find_roles(
    sentences: Sequence[Sentence],
    mentions: ReportMentions,
    coded: CodedReport,
    register: Register,
    model: RoleModel,
    read: Read | None = None,
) -> list[RoleFiller]:
    """The fillers of each role, the surest first; empty where the report tells of no violence.

    `read` gives the states of a sentence by the encoder that the model was trained with; without it features decide alone.
    """
    view = view_of(sentences, mentions, coded)
    relevance = model.relevance_of(report_features(view)) if coded.events else 0.0
    if not is_searched(coded, relevance):
        return []
    phrases = [p for s, m in zip(sentences, mentions.sentences, strict=True) for p in phrases_of(s, m, register)]
    reading = model.reading if read is not None else None
    thresholds = reading.thresholds if reading is not None else model.thresholds
    scored = _scored(view, phrases, model, relevance, read if reading is not None else None)
    report = _Grouped(view, coded, phrases, group_phrases(sentences, mentions.sentences, phrases, register))
    found: list[RoleFiller] = []
    for n, role in enumerate(ROLES):
        likely = [(p, scores[n]) for p, scores in zip(phrases, scored, strict=True) if scores[n] > _LOWEST]
        for fillers, wording in report.gathered(likely, role, model):
            if odds(fillers[0].score) > thresholds[role]:
                found.append(_record(role, fillers, wording, view, coded))
    return found


def is_searched(coded: CodedReport, relevance: float) -> bool:
    """Whether a report is searched for roles: it tells of violence by its events and by its words."""
    return relevance >= _FLOOR and any(_is_violent(e) for e in coded.events)


def _is_violent(event: Event) -> bool:
    return event.event_type in {"ASSAULT", "COERCE", "THREATEN"}


def _scored(
    view: View, phrases: Sequence[Phrase], model: RoleModel, relevance: float, read: Read | None
) -> list[list[float]]:
    step = relevance_step(relevance)
    words = [sentence_features(view, n) for n in range(len(view.sentences))]
    at = {s.index: n for n, s in enumerate(view.sentences)}
    found = [model.scores(phrase_features(view, at[p.sentence], p, words[at[p.sentence]], step)) for p in phrases]
    if read is None or model.reading is None:
        return found
    states = {n: read(view.sentences[n]) for n in dict.fromkeys(at[p.sentence] for p in phrases)}
    return [
        model.reading.mixed(scores, phrase_view(view.sentences[at[p.sentence]], p, states[at[p.sentence]]), relevance)
        for p, scores in zip(phrases, found, strict=True)
    ]


class _Grouped:
    """The phrases of a report put together, and the names of its persons."""

    def __init__(
        self, view: View, coded: CodedReport, phrases: Sequence[Phrase], groups: Sequence[Sequence[Phrase]]
    ) -> None:
        self._sentences = {s.index: s for s in view.sentences}
        self._text = coded.report.text
        self._group_of = {id(p): n for n, group in enumerate(groups) for p in group}
        self._names = names_of(self._sentences, self._text, phrases, self._group_of)

    def gathered(
        self, likely: Sequence[tuple[Phrase, float]], role: str, model: RoleModel
    ) -> list[tuple[list[Filler], Wording]]:
        """The mentions of one filler together with its wording, the surest first: persons and bodies by name, all others
        by their last word."""
        kept: dict[object, list[Filler]] = {}
        for phrase, score in likely:
            s = self._sentences[phrase.sentence]
            filler = filler_of(s, self._text, phrase, score, role, model)
            if filler is not None:
                by_name = role == "organisation" or phrase.kind == "person"
                kept.setdefault(self._group_of[id(phrase)] if by_name else s.norms[phrase.head], []).append(filler)
        ranked = [sorted(fillers, key=_rank) for fillers in kept.values()]
        told: dict[str, tuple[list[Filler], Wording]] = {}
        for fillers in sorted(ranked, key=lambda found: _rank(found[0])):
            wording = chosen_wording(fillers, self._names_of(fillers[0]))
            told.setdefault(wording.text, (fillers, wording))
        return list(told.values())

    def _names_of(self, filler: Filler) -> list[Wording]:
        return self._names.get(self._group_of[id(filler.phrase)], []) if filler.phrase.kind == "person" else []


def _rank(filler: Filler) -> tuple[float, int, int]:
    return -filler.score, filler.phrase.sentence, filler.phrase.head


def _record(role: str, fillers: Sequence[Filler], wording: Wording, view: View, coded: CodedReport) -> RoleFiller:
    sentences = {s.index: s for s in view.sentences}
    s = sentences[wording.sentence]
    start, end = s.starts[wording.lo], s.ends[wording.hi - 1]
    told = [(sentences[f.phrase.sentence], f.phrase.head) for f in fillers]
    return RoleFiller(
        report_id=coded.report.id,
        role=role,
        text=coded.report.text[start:end],
        start=start,
        end=end,
        score=round(odds(fillers[0].score), 3),
        certainty=certainty_of(told) if role in {"perpetrator", "organisation"} else "told",
        event_ids=_events_of(fillers, view),
    )


def _events_of(fillers: Sequence[Filler], view: View) -> tuple[str, ...]:
    """The violent events of the sentence that tells any and is nearest to a filler's own, the one before it first."""
    at = {s.index: n for n, s in enumerate(view.sentences)}
    own = at[fillers[0].phrase.sentence]
    for n in sorted(range(len(view.sentences)), key=lambda n: (abs(own - n), n)):
        ids = tuple(e.id for e in view.events[n] if _is_violent(e))
        if ids:
            return ids
    return ()
