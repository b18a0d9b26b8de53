"""Write the column tables of docs/exports.md anew from the columns that the exports have."""

import sys
from pathlib import Path

from dateline.export import BESIDE, PROFILES, columns_written

PAGE = Path(__file__).parent.parent / "docs" / "exports.md"
HEAD = "## Columns\n"


def tables() -> str:
    """A section for each profile with columns: name, type and meaning, and the columns that always stay empty."""
    parts = []
    for profile in (*PROFILES.values(), *BESIDE.values()):
        columns = columns_written(profile)
        if not columns:
            continue
        parts.append(f"\n### {profile.name}\n{profile.title}.\n\n| column | type | meaning |\n|---|---|---|\n")
        filled = [c for c in columns if c.is_filled]
        parts += [f"| `{c.name}` | {c.type} | {c.meaning.replace('|', '/')} |\n" for c in filled]
        empty = [f"`{c.name}`" for c in columns if not c.is_filled]
        parts.append(f"\nAlways empty, since Dateline cannot know them: {', '.join(empty)}.\n" if empty else "")
    return "".join(parts)


def page(text: str) -> str:
    """The page with its tables made anew: all that stands after the first table's heading is replaced."""
    above = text[: text.index(HEAD)]
    intro = text[text.index(HEAD) :].split("\n### ", 1)[0].rstrip("\n")
    return f"{above}{intro}\n{tables()}"


if __name__ == "__main__":
    wanted = page(PAGE.read_text(encoding="utf-8"))
    if "--check" in sys.argv:
        sys.exit(0 if wanted == PAGE.read_text(encoding="utf-8") else "docs/exports.md: columns are out of date")
    PAGE.write_text(wanted, encoding="utf-8")
