"""Changes as a feed: what became known of incidents, as Atom (RFC 4287)."""

from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree as ET

_ATOM = "http://www.w3.org/2005/Atom"
_NO_DAY = "1970-01-01"


def atom_feed(changes: Iterable[dict[str, Any]], *, title: str, address: str | None = None) -> str:
    """The revisions as an Atom feed, the newest first; `address` is where pages of incidents begin, for the links.

    No clock: the feed was updated on the day of its newest entry.
    """
    entries = sorted(changes, key=lambda c: (c["changed_on"] or "", c["incident_id"], c["revision"]), reverse=True)
    feed = ET.Element("feed", xmlns=_ATOM)
    _add(feed, "id", "urn:dateline:changes")
    _add(feed, "title", title)
    _add(feed, "updated", _instant(entries[0]["changed_on"] if entries else None))
    _add(ET.SubElement(feed, "author"), "name", "Dateline")
    for change in entries:
        entry = ET.SubElement(feed, "entry")
        _add(entry, "id", f"urn:dateline:{change['incident_id']}:{change['revision']}")
        _add(entry, "title", told(change))
        _add(entry, "updated", _instant(change["changed_on"]))
        if address:
            ET.SubElement(entry, "link", href=f"{address.rstrip('/')}/{change['incident_id']}")
        _add(entry, "summary", f"{told(change)} Incident {change['incident_id']}, with report {change['report_id']}.")
    ET.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def told(change: dict[str, Any]) -> str:
    """A revision in words: `toll raised: killed 24 (24 to 24) → 26 (24 to 26).`"""
    steps = " → ".join(v for v in (change["previous"], change["value"]) if v is not None)
    field = "" if change["field"] == "incident" else f"{change['field']} "
    return f"{change['reason']}: {field}{steps}."


def _add(parent: ET.Element, name: str, text: str) -> None:
    # characters that XML cannot hold would break the feed for every reader
    ET.SubElement(parent, name).text = "".join(c if c.isprintable() else " " for c in text)


def _instant(day: str | None) -> str:
    return f"{(day or _NO_DAY)[:10]}T00:00:00Z"
