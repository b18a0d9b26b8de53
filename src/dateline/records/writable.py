"""Text that can be written anywhere: lone surrogates, which no UTF-8 can hold, are put in another form."""

import re

_SURROGATES = re.compile("[\ud800-\udfff]")


def writable(text: str) -> str:
    r"""The text with `\x..` for each byte of a file's name that was no UTF-8 (as Python reads it), and U+FFFD for other surrogates.

    Two files whose names differ stay two.
    """
    return _SURROGATES.sub(_shown, text) if not text.isascii() else text


def _shown(surrogate: re.Match[str]) -> str:
    code = ord(surrogate[0])
    return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code <= 0xDCFF else "\ufffd"
