"""A language model behind an address as coder: it proposes, and the text, our grammar and the codebook decide."""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from dateline.errors import UsageError
from dateline.pipeline import CODER_VERSION, code_report
from dateline.records import CodedReport, CoderUsage, EventDraft, Report, ReportMentions, Sentence
from dateline.resources import Resources

from .address import Address
from .asking import FORMS, Answer, OtherModel, Unreadable, prompt_version, read_answer, request_body
from .client import NoAnswer, Reply, post
from .comparing import compared
from .grounding import Ground, Refusals, grounded

KEY = "DATELINE_LLM_KEY"
"""The environment variable of the key. It is read at every request, and stands in no setting, record, message or copy of the coder."""
_PATH = "/chat/completions"
_LONGEST_WAIT = 60.0
_FAILED_IN_A_ROW = 3
_REFUSED_FORM = frozenset({400, 415, 422, 501})
_BROKE_OVER_FORM = 500
"""Some servers break over a form that they do not know; until one is known to be taken, the next try is made in a plainer one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long, how often and how much a model is asked. `characters` of text a request, `requests` a report, times in seconds."""

    timeout: float = 60.0
    tries: int = 4
    characters: int = 3_000
    requests: int = 40


class GivenUp(Exception):
    """The model gave no answer on a report, and no further one is awaited; the text says why."""


@dataclass(slots=True)
class _Seen:
    """What a coder learned of its server: the form that it takes, whether it ever took one, and how many reports in a row it failed."""

    form: int = 0
    is_proven: bool = False
    failed: int = 0


@dataclass(frozen=True, slots=True)
class LlmCoder:
    """The coder `llm:MODEL@URL`. Network and waiting are its only dealings with the world."""

    address: Address
    limits: Limits = field(default_factory=Limits)
    pause: Callable[[float], None] = time.sleep
    seen: _Seen = field(default_factory=_Seen, compare=False)

    @property
    def version(self) -> str:
        return f"{CODER_VERSION} with llm:{self.address.model} (prompt {prompt_version()})"

    def code(self, report: Report, resources: Resources) -> CodedReport:
        """The coded report; `failed` where the server gave no answer. Usage is counted either way."""
        conversation = _Conversation(self, resources)
        try:
            if self.seen.failed >= _FAILED_IN_A_ROW:
                raise GivenUp(f"it failed {_FAILED_IN_A_ROW} reports in a row and is not asked again in this run")
            coded = code_report(report, resources, redraft=conversation.redraft, version=self.version)
        except GivenUp as error:
            self.seen.failed += 1
            where = report.source_uri or report.id
            reason = f"{where}: the model at {self.address.shown} gave no answer: {error}. Code it again later."
            coded = CodedReport(report, (), (), (), "failed", reason, self.version)
        else:
            self.seen.failed = 0
        return replace(coded, usage=conversation.usage())


@dataclass(slots=True)
class _Conversation:
    """All that is asked about one report."""

    coder: LlmCoder
    resources: Resources
    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    proposed: int = 0
    unasked: int = 0
    doubts: int = 0
    refused: Refusals = field(default_factory=Refusals)
    unread: Counter[str] = field(default_factory=Counter)

    def usage(self) -> CoderUsage:
        """What it took, so far."""
        return CoderUsage(
            self.requests, self.retries, self.tokens_in, self.tokens_out, self.seconds, self.proposed,
            _sorted(self.refused.events), _sorted(self.refused.values), _sorted(self.unread), self.unasked, self.doubts,
        )  # fmt: skip

    def redraft(
        self,
        report: Report,
        sentences: Sequence[Sentence],
        mentions: ReportMentions,
        drafts: list[list[EventDraft]],
    ) -> list[list[EventDraft]]:
        """The events of both coders. Raises GivenUp."""
        book, lexicon = self.resources.codebook, self.resources.lexicon
        ground = Ground(report.text, sentences, mentions, book, lexicon)
        found: list[EventDraft] = []
        asked: set[int] = set()
        unread: set[int] = set()
        waiting = list(_chunks(report.text, sentences, self.coder.limits.characters))
        while waiting:
            chunk = waiting.pop(0)
            if self.requests >= self.coder.limits.requests:
                self.unasked += len(chunk)
                continue
            try:
                answer = self._ask(report, sentences, chunk)
            except Unreadable as error:
                if error.is_cut and len(chunk) > 1:
                    half = len(chunk) // 2
                    waiting[:0] = [chunk[:half], chunk[half:]]
                    continue
                self.unread[str(error)] += 1
                unread.update(chunk)
                continue
            asked.update(chunk)
            self.proposed += len(answer.events)
            found += grounded(answer.events, chunk, ground, self.refused)
        told = [replace(d, reason=f"model {self.coder.address.model}") for d in found]
        both = compared(drafts, told, mentions, frozenset(asked), frozenset(unread))
        self.doubts = both.doubts
        return both.drafts

    def _ask(self, report: Report, sentences: Sequence[Sentence], chunk: Sequence[int]) -> Answer:
        """The answer on some sentences. An unreadable one is asked for once more. Raises Unreadable and GivenUp."""
        numbered = [(n + 1, report.text[sentences[n].start : sentences[n].end]) for n in chunk]
        try:
            return self._ask_once(report.published, numbered)
        except Unreadable as error:
            if error.is_cut or self.requests >= self.coder.limits.requests:
                raise
            self.retries += 1
            return self._ask_once(report.published, numbered)

    def _ask_once(self, published: str | None, numbered: Sequence[tuple[int, str]]) -> Answer:
        coder, seen = self.coder, self.coder.seen
        tries = 0
        while True:
            body = request_body(coder.address.model, published, numbered, FORMS[seen.form])
            tries += 1
            try:
                reply = self._post(body)
                seen.is_proven = True
                answer = read_answer(reply, coder.address.model)
                self.tokens_in += answer.tokens_in
                self.tokens_out += answer.tokens_out
                return answer
            except OtherModel:
                raise GivenUp(f"another model answered than {coder.address.model}") from None
            except NoAnswer as error:
                if error.status in _REFUSED_FORM and seen.form + 1 < len(FORMS):
                    seen.form += 1
                    tries = 0
                    continue
                if error.status == _BROKE_OVER_FORM and not seen.is_proven and seen.form + 1 < len(FORMS):
                    seen.form += 1
                wait = _wait(error.wait, tries)
                if not error.may_retry or tries >= coder.limits.tries or wait > _LONGEST_WAIT:
                    raise GivenUp(_told(error, tries, wait)) from None
                self.retries += 1
                coder.pause(wait)

    def _post(self, body: bytes) -> Reply:
        coder, started = self.coder, time.perf_counter()
        self.requests += 1
        try:
            return post(coder.address, _PATH, body, key=key_of_environment(), timeout=coder.limits.timeout)
        finally:
            self.seconds += time.perf_counter() - started


def key_of_environment() -> str | None:
    """The key, None where none is set. Raises UsageError, which does not show it, where it cannot be sent."""
    key = os.environ.get(KEY, "").strip()
    if key and not (key.isascii() and key.isprintable() and " " not in key and len(key) <= 4_096):
        raise UsageError(f"{KEY}: holds characters that no key has. Set it anew.")
    return key or None


def _chunks(text: str, sentences: Sequence[Sentence], most: int) -> Iterator[list[int]]:
    """The indexes of sentences in runs of at most so many characters; one that is longer alone stands alone."""
    chunk: list[int] = []
    size = 0
    for s in sentences:
        length = s.end - s.start
        if chunk and size + length > most:
            yield chunk
            chunk, size = [], 0
        chunk.append(s.index)
        size += length
    if chunk:
        yield chunk


def _wait(told: str | None, tries: int) -> float:
    """The seconds to wait: as many as the server asks for, else half a second doubled with every try."""
    if told is not None and told.isascii() and told.isdigit() and len(told) <= 9:
        return float(told)
    return 0.5 * 2.0 ** (tries - 1)


def _told(error: NoAnswer, tries: int, wait: float) -> str:
    if error.may_retry and wait > _LONGEST_WAIT:
        return f"{error}, and asks to wait {wait:,.0f} s"
    return f"{error}, tried {tries} times" if tries > 1 else str(error)


def _sorted(counter: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counter.items()))
