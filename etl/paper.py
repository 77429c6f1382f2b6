"""What every workbook written here has in common: colours, row heights, pages, bytes."""

from __future__ import annotations

import datetime
import io
import math
import re
import zipfile
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FIXED_DATE: Final = datetime.datetime(2024, 1, 1)
HEADER_FILL: Final = PatternFill("solid", fgColor="12436D")
OPTIONAL_FILL: Final = PatternFill("solid", fgColor="5B7A9A")
INPUT_FILL: Final = PatternFill("solid", fgColor="FFF8E1")
LINE_HEIGHT: Final = 14.0
A4: Final = 9
A3: Final = 8
"""Their numbers among the paper sizes of a workbook."""
READABLE: Final = {A4: 220, A3: 340}
"""So many characters beside each other can still be read on a page across."""
_OWN_WIDTH: Final = 8.43
"""Width of a column for which none is set."""


def fit_to_width(sheet: Worksheet, paper: int = A4, pages: int = 1) -> None:
    """Print all columns of the sheet across so many pages."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def lay_out(sheet: Worksheet) -> None:
    """Print a sheet that has no pages of its own so that it can be read: A4, A3, or several of A3
    with the columns that stay in sight repeated.
    """
    set_up = sheet.sheet_properties.pageSetUpPr
    if set_up is not None and set_up.fitToPage:
        return
    width = _printed_width(sheet)
    if width <= READABLE[A3]:
        fit_to_width(sheet, A4 if width <= READABLE[A4] else A3)
        return
    fit_to_width(sheet, A3, math.ceil(width / READABLE[A3]))
    if sheet.freeze_panes:
        frozen = column_index_from_string(coordinate_from_string(sheet.freeze_panes)[0]) - 1
        if frozen:
            sheet.print_title_cols = f"A:{get_column_letter(frozen)}"


def _printed_width(sheet: Worksheet) -> float:
    known = sheet.column_dimensions
    letters = [get_column_letter(at) for at in range(1, sheet.max_column + 1)]
    return sum(
        (known[letter].width if letter in known else _OWN_WIDTH)
        for letter in letters
        if not (letter in known and known[letter].hidden)
    )


def open_rows(sheet: Worksheet) -> None:
    """Make every row as high as its longest text needs; not every program does so on opening."""
    widths = {letter: one.width for letter, one in sheet.column_dimensions.items()}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        lines = [
            math.ceil(1.15 * len(cell.value) / widths[cell.column_letter])
            for cell in row
            if isinstance(cell.value, str)
            and cell.data_type == "s"
            and cell.column_letter in widths
            and cell.alignment.wrap_text
        ]
        if max(lines, default=1) > 1:
            sheet.row_dimensions[number].height = LINE_HEIGHT * max(lines)


def same_bytes(book: Workbook) -> bytes:
    """The workbook with its pages set up and every time stamp fixed: equal content, equal bytes."""
    book.properties.creator = "kla-dashboard"
    book.properties.created = FIXED_DATE
    for sheet in book.worksheets:
        lay_out(sheet)
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(second, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                stamp = rb"\g<1>2024-01-01T00:00:00Z"
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", stamp, content)
            entry = zipfile.ZipInfo(name, date_time=FIXED_DATE.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            target.writestr(entry, content)
    return second.getvalue()
