"""Who says what: direct quotes with their cue, indirect speech, attitudes and intentions, with speaker, verb and channel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.records import ActorMention, Mentions, QuoteMention, Sentence
from dateline.syntax import is_negated

from .quote_content import Reported, find_reported
from .quote_direct import Direct, link_quotations
from .quote_lexicon import cue_lemma, cue_lexicon
from .quote_marks import Quotation, find_quotations, inside_quotation
from .quote_speaker import channel_of, head_of_mention, phrase_start, speaker_of

_TRIMMED_LEFT = frozenset({",", ":", "that", '"', "“", "”", "'", "‘", "``", "''", "—", "–"})
_TRIMMED_RIGHT = frozenset({",", ".", '"', "“", "”", "’", "``", "''", "—", "–", ";"})
_CARRIED_FOR = 3
"""Sentences after which a speaker is no longer carried over to a quotation without a cue."""

Ranges = tuple[tuple[int, int, int], ...]


def find_quotes(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mentions]) -> list[QuoteMention]:
    """The quotes and indirect statements of a report in text order; `text` is the report's."""
    quotations = find_quotations(text)
    directs = link_quotations(text, sentences, quotations)
    finder = _Finder(text, sentences, mentions, quotations)
    return finder.find(directs)


@dataclass(frozen=True, slots=True)
class _Said:
    """A statement before its speaker is known; `direct` holds the quotations where there are any."""

    sentence: int
    cue: int
    reported: Reported | None
    direct: Direct | None


def _gather(sentences: Sequence[Sentence], directs: Sequence[Direct]) -> list[_Said]:
    """Every statement in the order of the cues; one that is both parsed and quoted comes once."""
    quoted = {(d.sentence, d.cue): d for d in directs if d.cue >= 0}
    parsed = {(s.index, r.cue): r for s in sentences for r in find_reported(s)}
    said = [_Said(*key, parsed.get(key), quoted.get(key)) for key in sorted({**parsed, **quoted})]
    said.extend(_Said(d.sentence, -1, None, d) for d in directs if d.cue < 0)
    return sorted(said, key=lambda x: (x.sentence, x.cue))


class _Finder:
    """Turns statements into mentions, carrying the last speaker along."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mentions], quotations: Sequence[Quotation]
    ) -> None:
        self._text, self._sentences, self._mentions, self._quotations = text, sentences, mentions, quotations
        self._last: tuple[int, int] | None = None

    def find(self, directs: Sequence[Direct]) -> list[QuoteMention]:
        """All mentions, in the order of their cues."""
        found: list[QuoteMention] = []
        for said in _gather(self._sentences, directs):
            if said.direct is None and said.reported is not None and self._is_own_words(said.sentence, said.reported):
                continue
            found.extend(self._carried(said.direct) if said.cue < 0 and said.direct else self._told(said))
        return found

    def _is_own_words(self, sentence: int, reported: Reported) -> bool:
        """Inside quotation marks, what the speaker says of himself (`“I think …”`) is part of what he says."""
        s = self._sentences[sentence]
        if inside_quotation(self._quotations, s.starts[reported.cue], s.ends[reported.cue]) is None:
            return False
        speaker = speaker_of(s, reported.cue, reported.content)
        is_other = speaker is not None and s.pos[speaker] in {"NOUN", "PROPN"}
        return reported.shape != "clause" or not is_other or s.lemmas[reported.cue] not in cue_lexicon().speech

    def _told(self, said: _Said) -> list[QuoteMention]:
        """One statement as mentions: a quotation that its cue splits gives one for each piece, all with that cue."""
        s = self._sentences[said.sentence]
        pieces = self._pieces(s, said)
        content = [t for ranges, _ in pieces for index, lo, hi in ranges if index == s.index for t in range(lo, hi)]
        speaker = self._speaker(s, said, content)
        if speaker is None and _says_nobody(said):
            return []
        head = -1 if speaker is None else head_of_mention(self._mentions[s.index], speaker)
        carried = self._carried_from(s, head) if head >= 0 else None
        if head >= 0 and s.pos[head] != "PRON":
            self._last = (s.index, head)
        elif carried is not None:
            self._last = carried
        channel = channel_of(s, said.cue, speaker)
        found = []
        for ranges, is_direct in pieces:
            filled = ranges if is_direct or speaker is None else _filled(s, ranges, speaker, said.cue)
            start, end = self._bounds(filled)
            found.append(
                QuoteMention(
                    s.index, said.cue, _verb(s, said.cue), start, end, self._text[start:end], is_direct, head, channel,
                    filled, carried,
                )
            )  # fmt: skip
        return found

    def _speaker(self, s: Sentence, said: _Said, content: Sequence[int]) -> int | None:
        reported = said.reported
        if reported is not None and reported.is_impersonal:
            return None
        asked = reported.goes_on_from if reported is not None and reported.goes_on_from >= 0 else said.cue
        speaker = speaker_of(s, asked, content)
        return None if speaker is None or s.deps[speaker] == "expl" else speaker

    def _pieces(self, s: Sentence, said: _Said) -> list[tuple[Ranges, bool]]:
        """The content as token ranges, a piece each time that the cue's clause comes between; and whether it is direct."""
        reported: Ranges = ()
        if said.reported is not None:
            reported = tuple((s.index, lo, hi) for lo, hi in _ranges(s, said.reported.content))
        if said.direct is None:
            return [(reported, self._is_quoted(reported))] if reported else []
        if not said.direct.is_whole and reported:
            ranges = _union(reported, self._quoted(said.direct.quotations))
            return [(ranges, self._is_quoted(ranges))]
        groups: list[list[Quotation]] = []
        for q in said.direct.quotations:
            if groups and groups[-1][-1].goes_on:
                groups[-1].append(q)
            else:
                groups.append([q])
        return [(ranges, True) for group in groups if (ranges := self._quoted(group))]

    def _is_quoted(self, ranges: Ranges) -> bool:
        """Whether at least half of a content stands in quotation marks, in more than a word or two."""
        total = quoted = 0
        for index, lo, hi in ranges:
            s = self._sentences[index]
            for t in range(lo, hi):
                total += 1
                quoted += inside_quotation(self._quotations, s.starts[t], s.ends[t]) is not None
        return quoted >= 4 and quoted * 2 >= total

    def _quoted(self, quotations: Iterable[Quotation]) -> Ranges:
        found: list[tuple[int, int, int]] = []
        for q in quotations:
            for s in self._sentences:
                inside = [i for i in range(len(s)) if s.starts[i] < q.inner_end and q.inner_start < s.ends[i]]
                while inside and q.inner_end <= s.end and s.norms[inside[-1]] == ",":
                    inside.pop()
                if inside:
                    found.append((s.index, inside[0], inside[-1] + 1))
        return tuple(found)

    def _bounds(self, ranges: Ranges) -> tuple[int, int]:
        first, last = ranges[0], ranges[-1]
        return self._sentences[first[0]].starts[first[1]], self._sentences[last[0]].ends[last[2] - 1]

    def _carried_from(self, s: Sentence, head: int) -> tuple[int, int] | None:
        """The last speaker, where the speaker is a pronoun for which no one in its own sentence stands."""
        if s.pos[head] != "PRON" or self._last is None or self._last[0] >= s.index:
            return None
        pronoun = _mention_at(self._mentions[s.index], head)
        speaker = _mention_at(self._mentions[self._last[0]], self._last[1])
        if (
            pronoun is None
            or pronoun.text.lower() in {"i", "we", "you", "who"}
            or s.index - self._last[0] > _CARRIED_FOR
        ):
            return None
        rivals = [a for a in self._mentions[s.index].actors if a.head < head and _agrees(pronoun, a)]
        return self._last if not rivals and (speaker is None or _agrees(pronoun, speaker)) else None

    def _carried(self, direct: Direct) -> list[QuoteMention]:
        """A quotation without a cue: the speaker before goes on."""
        ranges = self._quoted(direct.quotations)
        if self._last is None or not ranges or direct.sentence - self._last[0] > _CARRIED_FOR:
            return []
        start, end = self._bounds(ranges)
        return [
            QuoteMention(
                direct.sentence, ranges[0][1], "say", start, end, self._text[start:end], True, -1, None, ranges, self._last
            )
        ]  # fmt: skip


def _says_nobody(said: _Said) -> bool:
    """Whether a statement that is no quotation names no speaker and is no hearsay (`he is wanted for murder`)."""
    return (
        said.direct is None
        and said.reported is not None
        and said.reported.shape != "infinitive"
        and not said.reported.is_impersonal
    )


def _mention_at(mentions: Mentions, head: int) -> ActorMention | None:
    return next((a for a in mentions.actors if a.head == head), None)


def _agrees(pronoun: ActorMention, other: ActorMention) -> bool:
    """Whether a pronoun may stand for a mention: number, gender, and person or body."""
    if other.kind == "pronoun":
        return False
    if pronoun.gender is not None:
        return other.is_person and not other.is_plural and other.gender in {None, pronoun.gender}
    if pronoun.is_plural:
        return other.is_plural or not other.is_person
    return not other.is_person and not other.is_plural


def _filled(s: Sentence, ranges: Ranges, speaker: int, cue: int) -> Ranges:
    """The content with what stands between dashes after it, up to the speaker (`S — an aside — the envoy wrote`)."""
    _, lo, hi = ranges[-1]
    start = phrase_start(s, speaker, range(lo, hi))
    if ranges[-1][0] != s.index or not hi < start <= speaker < cue or s.norms[start - 1] not in {"—", "–", "--", "-"}:
        return ranges
    aside = start - 1
    while aside > hi and s.pos[aside - 1] == "PUNCT":
        aside -= 1
    return (*ranges[:-1], (s.index, lo, aside)) if aside > hi else ranges


def _union(one: Ranges, other: Ranges) -> Ranges:
    """Both contents as one, in text order, ranges that touch or overlap joined."""
    joined: list[tuple[int, int, int]] = []
    for index, lo, hi in sorted([*one, *other]):
        if joined and joined[-1][0] == index and lo <= joined[-1][2]:
            joined[-1] = (index, joined[-1][1], max(hi, joined[-1][2]))
        else:
            joined.append((index, lo, hi))
    return tuple(joined)


def _verb(s: Sentence, cue: int) -> str:
    """The cue's lemma, `according to` for the phrase, with *not* before a verb that is denied (`not confirm`)."""
    if s.norms[cue] == "according":
        return "according to"
    if s.norms[cue] == ":":
        return "say"
    lemma = cue_lemma(s, cue)
    return f"not {lemma}" if s.pos[cue] == "VERB" and is_negated(s, cue) else lemma


def _ranges(s: Sentence, content: Sequence[int]) -> list[tuple[int, int]]:
    """The content as token ranges, split where the cue interrupts it, without leading *that* or commas."""
    ranges: list[list[int]] = []
    for token in content:
        if ranges and token == ranges[-1][1]:
            ranges[-1][1] = token + 1
        else:
            ranges.append([token, token + 1])
    trimmed = []
    for lo, hi in ranges:
        while lo < hi and s.norms[lo] in _TRIMMED_LEFT:
            lo += 1
        while hi > lo and s.norms[hi - 1] in _TRIMMED_RIGHT:
            hi -= 1
        if hi > lo:
            trimmed.append((lo, hi))
    return trimmed
