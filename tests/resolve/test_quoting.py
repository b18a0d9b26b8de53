"""Spans quote the report to the letter, also where a line of it ends within a name."""

from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from dateline.pipeline import code_text
from dateline.resources import Resources


def spans(record: Any) -> list[Any]:
    if isinstance(record, tuple):
        return [s for part in record for s in spans(part)]
    if not is_dataclass(record):
        return []
    own = [record] if {"text", "start", "end"} <= {f.name for f in fields(record)} else []
    return own + [s for f in fields(record) for s in spans(getattr(record, f.name))]


@pytest.mark.parametrize(
    "text",
    [
        "The Sudanese\narmy shelled the market of El\nFasher on Monday, killing at\nleast nine people, a doctor  said.",
        "Envoy Amina\nDiallo met leaders of the Tuareg\nrebels in Kidal. “We will\nstop,” she said.",
        "Colombia's\ngovernment accused the\r\nNational Liberation  Army of kidnapping two nuns in Arauca province.",
    ],
)
def test_every_span_is_the_text_that_stands_there(text: str, resources: Resources) -> None:
    coded = code_text(text, resources, published="2024-05-15")
    found = spans((coded.events, coded.quotes, coded.relations, coded.claims, coded.roles))
    assert any("\n" in s.text for s in found if s.text)
    for span in found:
        if span.text is not None and span.start is not None:
            assert coded.report.text[span.start : span.end] == span.text
