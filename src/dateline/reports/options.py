"""What a user may set about reading."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FIELDS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "full_text", "story", "event_text"),
    "title": ("title", "headline"),
    "published": ("published", "date", "pub_date", "publication_date", "published_at", "publish_date"),
    "source_uri": ("source_uri", "url", "link", "uri"),
    "publisher": ("publisher", "source", "outlet", "site", "domain"),
    "agency": ("agency", "wire"),
    "retrieved": ("retrieved", "downloaded", "crawled"),
}
"""The report fields that a JSONL or CSV row may carry, and the names under which each is looked for."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. `published` stands in where a report does not tell its day; `fields` maps report field -> column.

    `max_bytes` bounds one file of text or HTML and one row of a table; `max_chars` bounds one report's text.
    `first` and `last` bound the records of a table or archive that are read, by their numbers; others are passed over.
    `languages` are ISO 639-1 codes of what is read; others are listed as not coded.
    """

    published: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    publisher: str | None = None
    languages: tuple[str, ...] = ("en",)
    max_bytes: int = 20_000_000
    max_chars: int = 300_000
    first: int | None = None
    last: int | None = None

    def asks_for(self, number: int) -> bool:
        """Whether the record of that number is to be read."""
        return (self.first is None or number >= self.first) and (self.last is None or number <= self.last)
