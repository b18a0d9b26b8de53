"""Strings that trip programs, made by class: of every Unicode block, of every syntax that a string may be taken for."""

import unicodedata
from collections.abc import Iterator

_WRAPS = [
    "{}",
    '"{}"',
    "'{}'",
    "`{}`",
    "<{}>",
    "</{}>",
    "({})",
    "[{}]",
    "{{{}}}",
    "${{{}}}",
    "%{}%",
    "\\{}",
    "/{}/",
    "../{}",
    "#{}",
    "@{}",
    "--{}",
    "{};",
    "|{}",
    "&{}&",
    "={}",
    "+{}",
]
_WORDS = [
    "null",
    "None",
    "NaN",
    "undefined",
    "true",
    "-1",
    "0",
    "1e309",
    "0x0",
    "CON",
    "admin",
    "SELECT",
    "constructor",
    "__proto__",
    "id",
]
_MARKUP = [
    "script",
    "img src=x onerror=x",
    "svg/onload=x",
    "a href=javascript:x",
    "iframe",
    "style",
    "!--",
    "![CDATA[",
    "?xml",
    "!DOCTYPE x",
    "marquee",
]
_SQL = [
    "' OR 1=1 --",
    '"; DROP TABLE event; --',
    "') UNION SELECT 1 --",
    "%' AND 1=0 --",
    "\\' --",
    "1; VACUUM",
    "x' LIKE '%",
]
_FORMATS = [
    "%s%n%d",
    "{0}",
    "{x.__class__}",
    "{{7*7}}",
    "${7*7}",
    "#{7*7}",
    "%00",
    "%0d%0aX: y",
    "\\x00",
    "\\u0000",
    "$(id)",
    "`id`",
    "| id",
    "; id",
    "&& id",
    "%(x)s",
]
_PATHS = [
    "../../../etc/passwd",
    "..\\..\\boot.ini",
    "/dev/null",
    "C:\\nul",
    "file:///etc/passwd",
    "\\\\host\\x",
    "~root",
    "a/../b",
    "./.",
    "...",
    "nul.txt",
]
_MARKS = [
    "\u202e",
    "\u202d",
    "\u2066",
    "\u200e",
    "\u200f",
    "\u061c",
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u180e",
    "\u3164",
    "\ufffd",
    "\ufffe",
    "\uffff",
    "\U000e0041",
]
_NUMBERS = [
    "1,000,000.00",
    "1.000.000,00",
    "1 000 000",
    "١٢٣",
    "१२३",
    "Ⅻ",
    "½",
    "²",
    "①",
    "零",
    "1e1000",
    "-0",
    "00",
    "0.1e-7",
    "1/0",
    "∞",
    "1__0",
]
_DATES = [
    "0000-00-00",
    "9999-12-31",
    "31/02/2019",
    "12/13/14",
    "2019-W53-7",
    "24:00:61",
    "February 30",
    "the 99th of May",
    "1/1/1",
    "13 Brumaire",
    "٢٠١٩-١٢-٠٩",
]


def strings() -> Iterator[str]:
    """All of them, each once."""
    seen = set[str]()
    for made in (
        *_wrapped(),
        *_MARKUP_TAGS(),
        *_SQL,
        *_FORMATS,
        *_PATHS,
        *_NUMBERS,
        *_DATES,
        *_marked(),
        *_blocks(),
        *_shapes(),
    ):
        if made not in seen:
            seen.add(made)
            yield made


def _wrapped() -> Iterator[str]:
    for n, wrap in enumerate(_WRAPS):
        for word in _WORDS[n % 3 :: 3]:
            yield wrap.format(word)


def _MARKUP_TAGS() -> Iterator[str]:
    for tag in _MARKUP:
        yield f"<{tag}>alert(1)</{tag.split()[0]}>"
        yield f'"><{tag}>'
        yield f"&lt;{tag}&gt;"


def _marked() -> Iterator[str]:
    for mark in _MARKS:
        yield mark
        yield f"Gen{mark}eral Ab{mark}bas"
        yield f"{mark}12{mark} soldiers"


def _blocks() -> Iterator[str]:
    """A few letters of each stretch of Unicode in which there are any."""
    for start in range(0x80, 0x2FFFF, 0x2E0):
        letters = [
            chr(c) for c in range(start, start + 0x2E0) if unicodedata.category(chr(c)) not in {"Cn", "Cs", "Co"}
        ]
        if letters:
            yield "".join(letters[:: max(1, len(letters) // 12)][:12])


def _shapes() -> Iterator[str]:
    yield "e" + "".join(chr(c) for c in range(0x300, 0x340))
    yield "".join(chr(c) for c in range(0x01, 0x20) if c not in {0x0A, 0x0D})
    yield "\U0001f469\u200d\U0001f469\u200d\U0001f466" * 9
    yield "\U0001f1e6" * 7
    yield "ﬁ ﬂ ŉ ǰ ΐ İ ı ß ẞ Ŧ K Å"
    yield "A" * 3_000
    yield " " * 3_000 + "x"
    yield "." * 500
    yield "“" * 200
    yield "(" * 200
    yield "Mr. " * 100
    yield "and " * 200
    yield "said " * 100
    yield "\r\n\r\n\t"
