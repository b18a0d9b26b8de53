"""JSON by the grammar and off it: values that every reader must take, texts that none may, and those that it may do with as it likes.

Made by rule from RFC 8259, piece by piece.
"""

from collections.abc import Iterator

_VALID = ["0", "-0", "1", "-1", "10", "1.5", "-0.25", "1e3", "1E+3", "2e-3", "123456789012345678901234567890",
          '""', '"a"', '"é"', '"\u2028"',
          "true", "false", "null", "[]", "{}", "[1]", '{"a":1}']  # fmt: skip
_BAD_NUMBERS = [
    "+1",
    "01",
    "-01",
    ".5",
    "-.5",
    "1.",
    "1.e1",
    "1e",
    "1e+",
    "0x1F",
    "1_000",
    "1,000",
    "--1",
    "1-2",
    "-",
    "1 2",
    "½",
    "１",
    "Inf",
    "nan",
]
_BAD_WORDS = ["True", "None", "nul", "nulll", "undefined", "'a'", "a", "TRUE", "$", "\\n"]
_SPACE = [" ", "\t", "  \t "]
_NOT_SPACE = ["\u00a0", "\u200b", "\u2028", "\f", "\v"]
_OPEN = ["[", "{", '["', '{"a"', '{"a":', "[1,", "[[", '{"a":[', '{"a":{}', '"a', '"\\']
_MISPLACED = ["[1,]", "[,1]", "[1,,2]", "[1 2]", '{"a":1,}', '{,"a":1}', '{"a" 1}',
              '{"a"}', '{1:1}', '{a:1}', "{'a':1}", '{"a"::1}', "[1}", "{]", "[]]",
              '{"a":1 "b":2}', "[1;2]", "(1)", "<1>", "//x", "/*x*/1", "[1]x", "#1"]  # fmt: skip


def valid() -> Iterator[str]:
    """Values of every kind, bare, spaced, nested and escaped."""
    yield from _VALID
    for value in _VALID:
        yield f"[{value},{value}]"
        yield f'{{"k":{value}}}'
    for space in _SPACE:
        yield f"{space}[{space}1{space},{space}2{space}]{space}"
        yield f'{{{space}"a"{space}:{space}1{space}}}'
    for sign in '"\\/bfnrt':
        yield f'"\\{sign}"'
    for code in (0, 0x1F, 0x22, 0x7F, 0xE9, 0xFFFF, 0xD834):
        yield f'"\\u{code:04x}\\u{code:04X}"'
    yield '"\\uD834\\uDD1E"'
    for depth in (10, 100, 400):
        yield "[" * depth + "]" * depth


def invalid() -> Iterator[str]:
    """Texts that break one rule each."""
    yield from (*_BAD_NUMBERS, *_BAD_WORDS, *_OPEN, *_MISPLACED)
    for value in (*_BAD_NUMBERS[:14], *_BAD_WORDS[:6]):
        yield f"[{value}]"
        yield f'{{"k":{value}}}'
    for space in _NOT_SPACE:
        yield f"[{space}1]"
        yield f"{space}1"
    for sign in "aexuU0'\u00e9 ":
        yield f'"\\{sign}"' if sign != "u" else '"\\u12"'
    for code in range(0x00, 0x20, 3):
        yield f'"a{chr(code)}b"'
    for digits in ("\\u", "\\u1", "\\u12", "\\u123", "\\uZZZZ", "\\u 123", "\\u-123"):
        yield f'"{digits}"'
    for value in _VALID[:12]:
        yield value + value if value[0] in '"[{' else f"{value} {value}"
