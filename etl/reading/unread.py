"""Cells of an .xlsx that a reader of values passes over: error values and formulas never computed.

Both come out of the reader as empty cells, and an empty cell may mean "not reported". They are put
back as text (#DIV/0!, =SUM(B2:B9)), so that whoever expects a number or a label there reports them.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from typing import Final

from etl.reading.sparse import BROKEN, sheet_names

_ERROR: Final = re.compile(
    rb'<c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]+[0-9]+)"[^>]*>(?:<f\b.*?(?:</f>|/>))?<v>([^<]*)</v>',
    re.DOTALL,
)
_FORMULA: Final = re.compile(
    rb'<c\b(?![^>]*\st="str")[^>]*?\sr="([A-Z]+[0-9]+)"[^>]*>'
    rb"<f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)(?:<v>\s*</v>|<v\s*/>)?</c>"
)


def unread_cells(content: bytes) -> dict[str, dict[str, str]]:
    """Sheet -> address -> text of the cells of an .xlsx that read as empty but are not."""
    if not content.startswith(b"PK"):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            names = sheet_names(book)
            found = {name: _of_sheet(book.read(file)) for file, name in names.items()}
    except BROKEN:
        return {}  # no .xlsx, or a broken one: the reader itself says so
    return {name: cells for name, cells in found.items() if cells}


def _of_sheet(xml: bytes) -> dict[str, str]:
    cells: dict[str, str] = {}
    if b'"e"' in xml:
        cells |= {cell.decode(): text.decode() for cell, text in _ERROR.findall(xml)}
    if b"<f>" in xml or b"<f " in xml:
        for cell, formula in _FORMULA.findall(xml):
            cells[cell.decode()] = f"={html.unescape(formula.decode())}"
    return cells
