"""PDF: the text of its pages, taken out in a child process that has little memory and little time."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.gazetteer import Gazetteer
from dateline.records import Report, Unreadable

from .options import ReadOptions
from .plain import report_of
from .readers import Reader, read_bounded

MAX_PAGES = 400
SECONDS = 30
MEMORY = 512_000_000
"""Limits of the child: pages read, seconds of processor and of waiting, bytes of address space above what Python takes."""

_SOFT_HYPHEN = re.compile(r"\x02\n?|\xad\n?")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_CHILD = Path(__file__).with_name("pdf_child.py")


def read_pdf(stream: BinaryIO, where: str, options: ReadOptions, gazetteer: Gazetteer) -> Iterator[Report | Unreadable]:
    """The report of a PDF. Raises InputError for a broken or locked one, one without text (a scan), and one that takes too much."""
    raw = read_bounded(stream, where, options.max_bytes)
    if b"%PDF" not in raw[:1024]:
        raise InputError(where, "no PDF.")
    yield report_of(unbroken(_text(raw, where, options.max_chars)), raw, where, options, gazetteer)


def _text(raw: bytes, where: str, chars: int) -> str:
    command = [sys.executable, "-I", str(_CHILD), *map(str, (SECONDS, MEMORY, MAX_PAGES, chars))]
    try:
        done = subprocess.run(command, input=raw, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise InputError(where, f"the PDF takes more than {SECONDS} seconds to read.") from None
    if done.returncode == 4:
        raise InputError(where, "the PDF is locked with a password.", "Unlock it first.")
    if done.returncode == 3:
        raise InputError(where, f"the PDF is broken ({_last_line(done.stderr)}).")
    if done.returncode != 0:
        raise InputError(where, "the PDF takes more memory or time to read than it may.")
    text = done.stdout.decode("utf-8", "replace")
    if not text.strip():
        raise InputError(where, "the PDF holds no text (a scan?).")
    return text


def _last_line(errors: bytes) -> str:
    lines = errors.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:120] if lines else "no reason given"


def unbroken(text: str) -> str:
    """The text with the lines of a page joined to paragraphs; words parted at a line's end are one again."""
    paragraphs = []
    text = _CONTROL.sub("", _SOFT_HYPHEN.sub("", text))
    for block in text.split("\n\n"):
        joined = ""
        for line in (line.strip() for line in block.split("\n")):
            if not line:
                continue
            is_parted = joined.endswith("-") and joined[-2:-1].isalpha() and line[:1].islower()
            joined = joined[:-1] + line if is_parted else f"{joined} {line}".strip()
        if joined:
            paragraphs.append(joined)
    return "\n\n".join(paragraphs)


READERS = (Reader("PDF", (".pdf",), read_pdf),)
