"""A text as it was before it was cut into tokens: `the rebel - held town 's 3 , 000 people` is `the rebel-held town's 3,000 people`."""

import re
from collections.abc import Sequence

_CLOSING = frozenset({",", ";", ":", "!", "?", ".", ")", "]", "%", "”", "’", "...", "…"})
_OPENING = frozenset({"(", "[", "$", "€", "£", "“", "‘"})
_CLITICS = frozenset({"'s", "’s", "n't", "'re", "'ll", "'ve", "'d", "'m"})
_CLITIC_TAILS = frozenset({"s", "re", "ll", "ve", "d", "m", "t"})
_APOSTROPHES = frozenset({"'", "’", "´"})


def untokenized(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The text, with the character range of each token."""
    ranges = list[tuple[int, int]]()
    text = ""
    for n, token in enumerate(tokens):
        text += "" if n == 0 or _is_joined(tokens, n) else " "
        ranges.append((len(text), len(text) + len(token)))
        text += token
    return text, ranges


def _is_joined(tokens: Sequence[str], n: int) -> bool:
    """Whether no space stood before a token."""
    token, before = tokens[n], tokens[n - 1]
    after = tokens[n + 1] if n + 1 < len(tokens) else ""
    if token in _CLOSING | _CLITICS or before in _OPENING:
        return True
    if token in _APOSTROPHES:
        return after.lower() in _CLITIC_TAILS or before.endswith("s")
    if token in {"-", "/"}:
        return bool(after) and before[-1].isalnum() and after[0].isalnum()
    if n < 2:
        return False
    first = tokens[n - 2]
    if before in _APOSTROPHES:
        return token.lower() in _CLITIC_TAILS
    if before in {"-", "/"}:
        return first[-1].isalnum() and token[0].isalnum()
    if before == ".":
        return (first[-1].isdigit() and token[0].isdigit()) or (_is_initial(first) and _is_initial(token))
    return before == "," and first[-1].isdigit() and re.fullmatch(r"\d{3}", token) is not None


def _is_initial(token: str) -> bool:
    return len(token) == 1 and token.isupper()
