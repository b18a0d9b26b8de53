"""Writing Excel workbooks: one sheet, a bold header that stays in view, text that is never run as a formula."""

import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from .cells import cell
from .columns import Column
from .profile import Profile, Row

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_MOST_CHARACTERS = 32_767
_DAY = datetime(1980, 1, 1)
_CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def write_xlsx(path: Path, profile: Profile, columns: tuple[Column, ...], rows: Iterable[Row]) -> int:
    """Write the rows as a workbook; the number of rows. The same rows give the same bytes: no clock is kept in the file."""
    book = Workbook(write_only=True)
    book.properties.created = _DAY
    sheet = book.create_sheet(profile.name)
    sheet.freeze_panes = "A3" if profile.name == "hxl" else "A2"
    sheet.append([_text(sheet, c.name, is_bold=True) for c in columns])
    if profile.name == "hxl":
        sheet.append([_text(sheet, c.tag) for c in columns])
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, row.get(c.name), is_one_line=profile.one_line) for c in columns])
        count += 1
    book.save(path)
    _without_clock(path)
    return count


def _cell(sheet: Any, value: Any, *, is_one_line: bool) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    return _text(sheet, cell(value, one_line=is_one_line))


def _text(sheet: Any, text: str, *, is_bold: bool = False) -> Any:
    """A cell of text: its type is set after its value, so that `=SUM(A1)` stays the words that it is."""
    made = WriteOnlyCell(sheet, value=_UNSEEN.sub(" ", text)[:_MOST_CHARACTERS])
    made.data_type = "s"
    if is_bold:
        made.font = Font(bold=True)
    return made


def _without_clock(path: Path) -> None:
    """Put the members back with a fixed day."""
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, _DAY.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(
                info, _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", content) if name == "docProps/core.xml" else content
            )
