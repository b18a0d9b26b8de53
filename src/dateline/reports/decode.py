"""Bytes to text: byte-order marks, UTF-8, then the likeliest older encoding; junk is refused."""

import codecs
import re

from charset_normalizer import from_bytes

from dateline.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_SAMPLE = 64_000
_MAX_CONTROL_SHARE = 0.02


def decode(raw: bytes, where: str) -> str:
    """The text of `raw`, line ends as `\\n` and control characters as spaces. Raises InputError for what is no text."""
    text = text_in(raw, encoding_of(raw, where), keeps_control=True)
    junk = len(_CONTROL.findall(text[:_SAMPLE]))
    if junk > _MAX_CONTROL_SHARE * min(len(text), _SAMPLE) + 2:
        raise InputError(where, "binary data, not text.")
    return _CONTROL.sub(" ", text)


def text_in(raw: bytes, encoding: str, *, keeps_control: bool = False) -> str:
    """The text of `raw` in an encoding, line ends as `\\n` and, but where told, control characters as spaces."""
    text = raw.decode(encoding, errors="replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", " ")
    return text if keeps_control else _CONTROL.sub(" ", text)


def encoding_of(raw: bytes, where: str) -> str:
    """The encoding in which `raw` is read. Raises InputError where there is nothing in it, or nothing that fits."""
    if not raw.strip():
        raise InputError(where, "the file is empty.")
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    wide = _wide(raw[:_SAMPLE])
    if wide is not None:
        return wide
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        pass
    mended = raw.decode("utf-8", errors="replace")
    if mended.count("\ufffd") <= max(3, len(mended) // 500) and any(b > 0xC1 for b in raw[:_SAMPLE]):
        guess = from_bytes(raw[:_SAMPLE]).best() if mended.count("\ufffd") * 4 > _high(raw) else None
        return guess.encoding if guess else "utf-8"
    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise InputError(where, "binary data, or text in an encoding that could not be told.")
    return best.encoding


def _wide(sample: bytes) -> str | None:
    """UTF-16 without its mark, told by the zero bytes of plain letters at every other place."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if min(even, odd) * 20 > max(even, odd) or max(even, odd) * 3 < len(sample):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _high(raw: bytes) -> int:
    return sum(b > 0x7F for b in raw[:_SAMPLE])
