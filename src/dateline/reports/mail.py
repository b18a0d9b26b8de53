"""Mail: one report a message, of `.eml` files and of `.mbox` files with many."""

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .bounds import in_time
from .feed import plain_text
from .options import ReadOptions
from .plain import report_of
from .readers import Reader, read_bounded

_MAX_BOX = 2_000_000_000
_MAX_HEADER, _MAX_LINES = 10_000, 1_000_000
_QUOTED = re.compile(r"^>.*$", re.M)


class _Bounded(EmailPolicy):
    """The usual reading of headers, of which only a first part is read: their grammar takes seventy times their size."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        kept, size = list[str](), 0
        for line in sourcelines:
            if size < _MAX_HEADER:
                kept.append(line[: _MAX_HEADER - size])
                size += len(line)
        return super().header_source_parse(kept)


_POLICY = _Bounded()


def read_message(
    stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer
) -> Iterator[Report | Unreadable]:
    """The report of one message: its plain part, else the words of its HTML part; attachments are not read."""
    yield _report(read_bounded(stream, where, options.max_bytes), where, options, gazetteer)


def read_box(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The reports of the messages of a mailbox (mbox), in order; a broken message is told by its number."""
    for number, raw in enumerate(_messages(stream, options.max_bytes), 1):
        at = f"{where}:{number}"
        try:
            if len(raw) > options.max_bytes:
                raise InputError(at, f"the message has more than {options.max_bytes // 1_000_000} MB.")
            yield _report(raw, at, options, gazetteer)
        except InputError as error:
            yield Unreadable(at, str(error))


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes]:
    """The messages' bytes; of one over the limit only a little more than the limit is kept."""
    lines: list[bytes] = []
    size, is_after_blank = 0, True
    while line := stream.readline(limit + 2):
        if is_after_blank and line.startswith(b"From "):
            if lines:
                yield b"".join(lines)
            lines, size = [], 0
            is_after_blank = False
            continue
        is_after_blank = line in {b"\n", b"\r\n"}
        if size <= limit:
            lines.append(line.removeprefix(b">") if line.startswith(b">From ") else line)
            size += len(line)
    if lines:
        yield b"".join(lines)


def _report(raw: bytes, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Report:
    try:
        text, subject, sender, day = in_time(where, lambda: _parts(raw))
    except (ValueError, LookupError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise InputError(where, f"the message cannot be read ({type(error).__name__}).") from None
    if not text.strip():
        raise InputError(where, "the message holds no text.")
    name = sender.partition("<")[0].strip(' "') or None
    return report_of(
        text, raw, where, options, gazetteer, title=" ".join(subject.split()) or None, published=day, publisher=name
    )


def _parts(raw: bytes) -> tuple[str, str, str, str | None]:
    """Text, subject, sender and day of a message."""
    if raw.count(b"\n") > _MAX_LINES:
        raise ValueError("too many lines")
    message = message_from_bytes(raw, policy=_POLICY)
    assert isinstance(message, EmailMessage)
    return (
        _body(message), str(message["subject"] or ""), str(message["from"] or ""), _day(str(message["date"] or "")),
    )  # fmt: skip


def _body(message: EmailMessage) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    content = part.get_content()
    text = content if isinstance(content, str) else ""
    text = plain_text(text) if part.get_content_subtype() == "html" else text
    return _QUOTED.sub("", text.replace("\r\n", "\n")).strip()


def _day(date: str) -> str | None:
    try:
        return parsedate_to_datetime(date).date().isoformat() if date else None
    except (ValueError, TypeError, OverflowError):
        return None


READERS = (Reader("message", (".eml",), read_message), Reader("mailbox", (".mbox", ".mbx"), read_box, _MAX_BOX))
