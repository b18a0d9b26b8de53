"""Words that a reviewer quotes, found in the report: what does not stand there cannot be evidence."""

from dateline.errors import UsageError


def span_of_words(words: str, text: str, near: int, field: str) -> tuple[int, int]:
    """Where the words stand in the text, nearest to `near`. Raises UsageError where they do not."""
    starts = []
    at = text.find(words) if words else -1
    while at >= 0:
        starts.append(at)
        at = text.find(words, at + 1)
    if not starts:
        raise UsageError(f"{field}: “{words[:60]}” does not stand in the report. Quote its words letter by letter.")
    start = min(starts, key=lambda s: (abs(s - near), s))
    return start, start + len(words)
