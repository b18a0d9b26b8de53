"""Text that can be written anywhere: lone surrogates, which no UTF-8 can hold, are put in another form."""

import re

_SURROGATES = re.compile("[\ud800-\udfff]")
_ENDS = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")


def writable(text: str) -> str:
    r"""The text with `\x..` for each byte of a file's name that was no UTF-8 (as Python reads it), and U+FFFD for other surrogates.

    Two files whose names differ stay two.
    """
    return _SURROGATES.sub(_shown, text) if not text.isascii() else text


def on_one_line(text: str) -> str:
    """The text with a space for each character that would end a line: names of files may hold some."""
    return _ENDS.sub(" ", text)


def _shown(surrogate: re.Match[str]) -> str:
    code = ord(surrogate[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"
