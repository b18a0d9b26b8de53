"""Who says what: direct quotes with their cue, indirect speech, and `according to`, with speaker, verb and channel."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dateline.records import Mentions, QuoteMention, Sentence
from dateline.syntax import children_by, is_below, subjects, subtree

_QUOTED = re.compile(r"[“\"]([^”\"]{2,2000})[”\"]")


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """Cue verbs (and whether they are speech or thought), cue nouns and channels; from `cues.toml`."""

    verbs: frozenset[str]
    quote_only: frozenset[str]
    nouns: frozenset[str]
    channel_verbs: dict[str, str]
    channel_nouns: frozenset[str]


@cache
def cue_lexicon() -> CueLexicon:
    data = tomllib.loads((files(__package__) / "cues.toml").read_text(encoding="utf-8"))
    return CueLexicon(
        frozenset(data["verbs"]["speech"].split()) | frozenset(data["verbs"]["thought"].split()),
        frozenset(data["verbs"]["quote_only"].split()),
        frozenset(data["nouns"]["cues"].split()),
        {v: k for k, verbs in data["channels"]["verbs"].items() for v in verbs.split()},
        frozenset(data["channels"]["nouns"].split()),
    )


def find_quotes(text: str, sentences: Sequence[Sentence], mentions: Sequence[Mentions]) -> list[QuoteMention]:
    """The quotes and indirect statements of a report in text order; `text` is the report's."""
    found: list[QuoteMention] = []
    quoted = [(m.start(), m.end()) for m in _QUOTED.finditer(text)]
    covered: set[tuple[int, int]] = set()
    last: tuple[int, int] | None = None
    for s in sentences:
        inside = [q for q in quoted if q[0] < s.end and s.start < q[1]]
        for cue in _cues(s):
            mention, ranges = _statement(text, s, cue, inside, last)
            if mention is None:
                continue
            found.append(mention)
            covered.update(ranges)
            if mention.speaker_head >= 0:
                last = (s.index, mention.speaker_head)
        found.extend(_loose(text, s, [q for q in inside if q not in covered and _starts_in(q, s)], last))
        covered.update(q for q in inside)
    return found


def _starts_in(quote: tuple[int, int], s: Sentence) -> bool:
    return s.start <= quote[0] < s.end


def _cues(s: Sentence) -> list[int]:
    """Tokens that may introduce what someone says: cue verbs, `according`, cue nouns with a clause."""
    lexicon = cue_lexicon()
    return [
        i
        for i in range(len(s))
        if (s.pos[i] in {"VERB", "AUX"} and (s.lemmas[i] in lexicon.verbs or s.lemmas[i] in lexicon.quote_only))
        or s.norms[i] == "according"
        or (s.pos[i] == "NOUN" and s.lemmas[i] in lexicon.nouns and children_by(s, i, "acl", "ccomp"))
    ]


def _statement(
    text: str, s: Sentence, cue: int, quotes: Sequence[tuple[int, int]], last: tuple[int, int] | None
) -> tuple[QuoteMention | None, list[tuple[int, int]]]:
    content = _content(s, cue)
    near = [q for q in quotes if _belongs(s, cue, q, content)]
    if content is None and not near:
        return None, []
    if s.lemmas[cue] in cue_lexicon().quote_only and not near:
        return None, []
    speaker = _speaker(s, cue, content)
    ranges: list[tuple[int, int]] = []
    if content is not None:
        ranges = _ranges(s, cue, content)
    start, end = (s.starts[ranges[0][0]], s.ends[ranges[-1][1] - 1]) if ranges else near[0]
    is_direct = bool(near) and sum(b - a for a, b in near) * 2 >= (end - start)
    if near and not is_direct and not ranges:
        is_direct = True
    if is_direct:
        start, end = near[0][0] + 1, near[-1][1] - 1
        ranges = ranges or [_tokens(s, near[0][0], near[-1][1])]
    elif near and any(a < end and start < b for a, b in near):
        inner = near[0]
        if inner[0] >= start and not _is_scare(text, inner):
            start, end, is_direct = inner[0] + 1, inner[1] - 1, True
    carried = last if speaker is None or (s.pos[speaker] == "PRON" and last is not None) else None
    head = speaker if speaker is not None and carried is None else -1
    return (
        QuoteMention(
            s.index, cue, s.lemmas[cue] if s.norms[cue] != "according" else "according to", start, end, text[start:end],
            is_direct, head, _channel(s, cue, speaker), tuple((s.index, lo, hi) for lo, hi in ranges), carried,
        ),
        near,
    )  # fmt: skip


def _is_scare(text: str, quote: tuple[int, int]) -> bool:
    """A quotation of a word or two is no direct quote of a statement."""
    return len(text[quote[0] : quote[1]].split()) < 4


def _content(s: Sentence, cue: int) -> list[int] | None:
    """The tokens of what is said: the complement clause, the clause that the cue interrupts, or the clause `according to` is on."""
    if s.norms[cue] == "according":
        head = s.heads[cue]
        return [t for t in subtree(s, head) if not is_below(s, t, cue)] if head != cue else None
    clauses = children_by(s, cue, "ccomp", "acl") if s.pos[cue] == "NOUN" else children_by(s, cue, "ccomp")
    if clauses:
        return sorted(t for c in clauses for t in subtree(s, c))
    if s.deps[cue] == "parataxis" or (s.deps[cue] in {"advcl", "ccomp"} and _is_interrupting(s, cue)):
        head = s.heads[cue]
        return [t for t in subtree(s, head) if not is_below(s, t, cue)]
    clauses = [c for c in children_by(s, cue, "xcomp", "advcl", "parataxis") if children_by(s, c, "nsubj", "nsubjpass")]
    if clauses:
        return sorted(t for c in clauses for t in subtree(s, c))
    return None


def _is_interrupting(s: Sentence, cue: int) -> bool:
    return any(s.norms[t] == "," for t in (cue - 1, cue - 2) if t >= 0) and cue > s.heads[cue]


def _belongs(s: Sentence, cue: int, quote: tuple[int, int], content: Sequence[int] | None) -> bool:
    """Whether a quotation is what the cue introduces: in its content, or beside it with only commas between."""
    if content is not None:
        lo, hi = s.starts[content[0]], s.ends[content[-1]]
        return quote[0] < hi and lo < quote[1]
    gap = min(abs(quote[0] - s.ends[cue]), abs(s.starts[cue] - quote[1]))
    return gap <= 60


def _speaker(s: Sentence, cue: int, content: Sequence[int] | None) -> int | None:
    inside = set(content or ())
    if s.norms[cue] == "according":
        return next((o for p in s.children[cue] for o in children_by(s, p, "pobj")), None)
    if s.pos[cue] == "NOUN":
        owners = children_by(s, cue, "poss")
        by = [o for p in children_by(s, cue, "prep") if s.norms[p] in {"by", "from"} for o in children_by(s, p, "pobj")]
        return (owners or by or [None])[0]
    own = [c for c in children_by(s, cue, "nsubj", "nsubjpass") if c not in inside]
    if own:
        return own[0]
    by = [o for p in children_by(s, cue, "agent") for o in children_by(s, p, "pobj")]
    shared = [t for t in subjects(s, cue) if t not in inside]
    return (by or shared or [None])[0]


def _ranges(s: Sentence, cue: int, content: Sequence[int]) -> list[tuple[int, int]]:
    """The content as token ranges, split where the cue interrupts it, without leading *that* or commas."""
    ranges: list[list[int]] = []
    for token in content:
        if ranges and token == ranges[-1][1]:
            ranges[-1][1] = token + 1
        else:
            ranges.append([token, token + 1])
    trimmed = []
    for lo, hi in ranges:
        while lo < hi and s.norms[lo] in {",", "that", '"', "“", "”", "'", "``", "''"}:
            lo += 1
        while hi > lo and s.norms[hi - 1] in {",", ".", '"', "“", "”", "``", "''"}:
            hi -= 1
        if hi > lo:
            trimmed.append((lo, hi))
    return trimmed


def _channel(s: Sentence, cue: int, speaker: int | None) -> str | None:
    """The medium: from the verb (`tweeted`), a phrase (`in a statement`, `on television`) or the speaking document."""
    lexicon = cue_lexicon()
    verbs = [
        cue,
        *(
            t
            for t in range(len(s))
            if s.pos[t] == "VERB" and s.lemmas[t] in lexicon.channel_verbs and _close(s, t, cue)
        ),
    ]
    for verb in verbs:
        if s.lemmas[verb] in lexicon.channel_verbs:
            return lexicon.channel_verbs[s.lemmas[verb]]
    for prep in children_by(s, cue, "prep"):
        if s.norms[prep] in {"in", "on", "at", "by", "to", "via", "through"}:
            for obj in children_by(s, prep, "pobj"):
                if s.lemmas[obj] in lexicon.channel_nouns:
                    return _noun_text(s, obj)
    if speaker is not None:
        if s.lemmas[speaker] in lexicon.channel_nouns and s.pos[speaker] == "NOUN":
            return _noun_text(s, speaker)
        for prep in children_by(s, speaker, "prep"):
            for obj in children_by(s, prep, "pobj"):
                if s.norms[prep] in {"in", "on"} and s.lemmas[obj] in lexicon.channel_nouns:
                    return _noun_text(s, obj)
    return None


def _close(s: Sentence, token: int, cue: int) -> bool:
    """A participle of a channel verb beside the cue (`Tweeting that …, X also said`)."""
    return s.heads[token] == cue or s.heads[cue] == token


def _noun_text(s: Sentence, noun: int) -> str:
    words = [s.norms[c] for c in children_by(s, noun, "amod", "compound") if s.pos[c] != "PROPN"]
    return " ".join([*words, s.lemmas[noun]])


def _tokens(s: Sentence, start: int, end: int) -> tuple[int, int]:
    inside = [i for i in range(len(s)) if s.starts[i] < end and start < s.ends[i]]
    return (inside[0], inside[-1] + 1) if inside else (0, len(s))


def _loose(
    text: str, s: Sentence, quotes: Sequence[tuple[int, int]], last: tuple[int, int] | None
) -> list[QuoteMention]:
    """Quoted sentences without a cue of their own: the speaker of the sentence before goes on."""
    found = []
    for start, end in quotes:
        if last is None or last[0] < s.index - 1 or _is_scare(text, (start, end)) or len(text[start:end].split()) < 6:
            continue
        lo, hi = _tokens(s, start, end)
        found.append(
            QuoteMention(
                s.index,
                lo,
                "say",
                start + 1,
                end - 1,
                text[start + 1 : end - 1],
                True,
                -1,
                None,
                ((s.index, lo, hi),),
                last,
            )
        )
    return found
