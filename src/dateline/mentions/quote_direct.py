"""Which cue introduces which quotation: beside it, around it, or sentences back where the speaker goes on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import Sentence
from dateline.syntax import children_by

from .quote_lexicon import cue_lexicon
from .quote_marks import Quotation, inside_quotation

_FARTHEST = 30
"""Tokens between a quotation and the cue after it: a name with a long apposition."""
_SCARE = 3
"""Words; a shorter quotation says nothing by itself unless its cue stands right beside it."""
_ENDS = frozenset(",?!.—–-…")


@dataclass(slots=True)
class Direct:
    """Quotations of one speaker that belong together. `cue` is -1 where no cue stands by them.

    `is_whole`: the quotations are all that is said; else they are words within the clause that the cue introduces,
    or sentences that follow it.
    """

    sentence: int
    cue: int
    quotations: list[Quotation]
    is_whole: bool = True


def link_quotations(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> list[Direct]:
    """The direct quotes of a report in text order, each with its cue where one stands by it."""
    linker = _Linker(text, sentences, quotations)
    together: list[Quotation] = []
    for q in quotations:
        together.append(q)
        if not q.goes_on:
            linker.place(together)
            together = []
    return linker.found


class _Linker:
    """Places quotations one after the other; a later one may join the statement of the one before."""

    def __init__(self, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> None:
        self._text, self._sentences, self._quotations = text, sentences, quotations
        self.found: list[Direct] = []

    def place(self, together: Sequence[Quotation]) -> None:
        """Put a quotation (of several paragraphs, it may be) with its cue, with what it continues, or by itself."""
        q, last = together[0], together[-1]
        spanned = [s for s in self._sentences if s.start < last.end and q.start < s.end]
        if not spanned:
            return
        if not self._starts_fresh(q, spanned[0]):
            at, is_whole = self._cue_before(q, spanned[0])
            if at is not None:
                self._add(at, together, is_whole)
                return
        at = self._cue_after(last, spanned[-1], self._starts_fresh(q, spanned[0]) or self._follows_comma(q, spanned[0]))
        if at is not None:
            self._add(at, together, True)
        elif self._starts_fresh(q, spanned[0]) and not self._continues(together, spanned[0]):
            self._lead_in(together, spanned[0])

    def _add(self, at: tuple[int, int], together: Sequence[Quotation], is_whole: bool) -> None:
        last = self.found[-1] if self.found else None
        if last is not None and (last.sentence, last.cue) == at:
            last.quotations.extend(together)
        else:
            self.found.append(Direct(*at, list(together), is_whole))

    def _follows_comma(self, q: Quotation, s: Sentence) -> bool:
        return self._text[s.start : q.start].rstrip()[-1:] in {":", ","}

    def _starts_fresh(self, q: Quotation, s: Sentence) -> bool:
        return not any(c.isalnum() for c in self._text[s.start : q.start])

    def _words(self, q: Quotation) -> int:
        return len(self._text[q.inner_start : q.inner_end].split())

    def _cue_before(self, q: Quotation, s: Sentence) -> tuple[tuple[int, int] | None, bool]:
        """`X said: “…”`, `X said “…”`, the second half of a split quotation; and whether the quotation is all of it."""
        left = self._text[s.start : q.start].rstrip()
        cues = [t for t in range(len(s)) if s.ends[t] <= q.start and _is_cue(s, t) and self._is_outside(s, t)]
        if not cues:
            return None, True
        last = self.found[-1] if self.found else None
        split = last is not None and (last.sentence, last.cue) == (s.index, cues[-1])
        is_capital = self._text[q.inner_start : q.inner_end].lstrip()[:1].isupper()
        beside = s.ends[cues[-1]] == s.start + len(left.rstrip(",: "))
        if left[-1:] == ":" and (is_capital or beside):
            return (None, True) if self._cue_after(q, s, True) else ((s.index, _main(s, cues)), True)
        if left[-1:] == "," and (split or is_capital or beside):
            return (s.index, cues[-1] if split or beside else _main(s, cues)), True
        if beside and self._words(q) >= _SCARE:
            inner_last = self._text[q.inner_start : q.inner_end].rstrip()[-1:]
            ends = inner_last in _ENDS or self._text[q.end :].lstrip()[:1] in {",", ".", ";", ""}
            return (s.index, cues[-1]), is_capital or ends
        return None, True

    def _cue_after(self, q: Quotation, s: Sentence, set_off: bool) -> tuple[int, int] | None:
        """`“…,” said X`, `“…,” X of Y said`; with a question mark the cue may stand in what was cut off as a sentence."""
        if not set_off:
            return None
        inner_last = self._text[q.inner_start : q.inner_end].rstrip()[-1:]
        following = self._text[q.end :].lstrip()[:1]
        if inner_last not in _ENDS and following not in {",", "—", "–", "-"}:
            return None
        if self._text[q.end : s.end].strip(" \n\"'”’.") == "":
            return self._cue_in_next(s) if inner_last in {"?", "!", "…", ",", "-", "—"} else None
        limit = next((o.start for o in self._quotations if o.start >= q.end), len(self._text))
        tokens = [t for t in range(len(s)) if s.starts[t] >= q.end and s.ends[t] <= limit]
        return self._first_cue(s, tokens)

    def _first_cue(self, s: Sentence, tokens: Sequence[int]) -> tuple[int, int] | None:
        cues = [t for t in tokens[:_FARTHEST] if _is_cue(s, t)]
        main = [t for t in cues if s.deps[t] not in {"relcl", "acl", "amod"} and s.tags[t] != "VBG"]
        return (s.index, (main or cues)[0]) if cues else None

    def _cue_in_next(self, s: Sentence) -> tuple[int, int] | None:
        if s.index + 1 >= len(self._sentences):
            return None
        after = self._sentences[s.index + 1]
        if after.paragraph != s.paragraph:
            return None
        verbs = [t for t in range(min(len(after), 14)) if after.pos[t] in {"VERB", "AUX"}]
        if not verbs or not _is_cue(after, verbs[0]) or children_by(after, verbs[0], "ccomp", "xcomp"):
            return None
        return after.index, verbs[0]

    def _continues(self, together: Sequence[Quotation], s: Sentence) -> bool:
        """`“A,” she said. “B.”`: a sentence of quotation alone, right after one by the same speaker."""
        before = self._sentences[s.index - 1] if s.index else None
        last = self.found[-1] if self.found else None
        if before is None:
            return False
        if last is not None and last.cue >= 0 and before.index in self._sentences_around(last):
            last.quotations.extend(together)
            return True
        if before.paragraph != s.paragraph:
            return False
        cues = [t for t in range(len(before)) if _is_cue(before, t) and self._is_outside(before, t)]
        roots = [t for t in cues if before.deps[t] in {"ROOT", "conj", "parataxis"}]
        if roots:
            self._add((before.index, roots[-1]), together, False)
        return bool(roots)

    def _lead_in(self, together: Sequence[Quotation], s: Sentence) -> None:
        """A quotation alone: the cue closes the sentence before with a colon, or the speaker is carried over."""
        before = self._sentences[s.index - 1] if s.index else None
        if before is not None and self._text[before.start : before.end].rstrip()[-1:] == ":":
            cues = [t for t in range(len(before)) if _is_cue(before, t) and self._is_outside(before, t)]
            if cues:
                self._add((before.index, _main(before, cues)), together, True)
                return
        first = together[0]
        inner = self._text[first.inner_start : first.inner_end].rstrip()
        if self._words(first) >= 2 * _SCARE and re.search(r"[.?!,…]$", inner):
            self.found.append(Direct(s.index, -1, list(together)))

    def _sentences_around(self, direct: Direct) -> list[int]:
        q = direct.quotations[-1]
        return [direct.sentence, *(s.index for s in self._sentences if s.start < q.end and q.start < s.end)]

    def _is_outside(self, s: Sentence, t: int) -> bool:
        return inside_quotation(self._quotations, s.starts[t], s.ends[t]) is None


def _is_cue(s: Sentence, t: int) -> bool:
    if s.norms[t] in {"said", "says", "tweeted", "added"}:
        return s.pos[t] != "ADJ"
    return s.pos[t] == "VERB" and s.lemmas[t] in cue_lexicon().quoting


def _main(s: Sentence, cues: Sequence[int]) -> int:
    """The cue nearest to the quotation, main clauses before relative clauses before participles."""
    for unwanted in ({"relcl", "acl", "amod", "advcl"}, {"amod", "advcl"}):
        main = [t for t in cues if s.deps[t] not in unwanted]
        if main:
            return main[-1]
    return cues[-1]
