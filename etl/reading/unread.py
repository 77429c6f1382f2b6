"""Cells that a reader of values passes over: error values and formulas never computed.

Both come out of the reader as empty cells (or as 0), and an empty cell may mean "not reported".
They are put back as text (#DIV/0!, =SUM(B2:B9)), so that whoever expects a number or a label there
reports them. So are "numbers" that are none (NaN, infinity).
"""

from __future__ import annotations

import html
import re
from typing import Final
from xml.parsers import expat

from etl.reading.archive import opened
from etl.reading.hazards import HEAD, OLE, ZIP, UnreadableFileError
from etl.reading.sheet_xml import read_cells
from etl.reading.sparse import BROKEN, sheet_names
from etl.reading.unread_ods import unread_ods
from etl.reading.unread_xls import unread_xls

MAX_MERGES: Final = 50_000
Unread = dict[str, dict[str, str]]

_CELL: Final = re.compile(rb"<(?:\w+:)?c\b[^>]*>")
_PLAIN_CELL: Final = re.compile(rb'<c [^>\']*\br="[A-Z]+[0-9]+"[^>\']*>')
_ERROR: Final = re.compile(
    rb'<c\b(?=[^>]*\st="e")[^>]*?\sr="([A-Z]+[0-9]+)"[^>]*>(?:<f\b.*?(?:</f>|/>))?<v>([^<]*)</v>',
    re.DOTALL,
)
_ANY_ERROR: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*\st=["\']e["\']')
_FORMULA: Final = re.compile(
    rb'<c\b(?![^>]*\st="str")[^>]*?\sr="([A-Z]+[0-9]+)"[^>]*>'
    rb"<f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)(?:<v>\s*</v>|<v\s*/>)?</c>"
)
_ZERO: Final = re.compile(
    rb'<c\b[^>]*?\sr="([A-Z]+[0-9]+)"[^>]*><f\b(?:[^>]*/>|[^>]*>([^<]*)</f>)<v>0</v></c>'
)
_NO_NUMBER: Final = re.compile(rb"<v>\s*[-+]?(?:[nN][aA][nN]|[iI][nN][fF]|[0-9.]+[eE]\+?[0-9]{3})")
_FAR: Final = re.compile(rb'r=["\'][A-Z]{4}')
"""A column beyond the last, XFD."""
_ROOT: Final = re.compile(rb"<((?:\w+:)?(?:worksheet|chartsheet|dialogsheet|macrosheet))\b")
_PENDING: Final = re.compile(rb"\sfullCalcOnLoad=[\"'](?:1|true)[\"']")


def unread_cells(content: bytes) -> Unread | None:
    """Sheet -> address -> text of the cells of a workbook that read as empty or 0 but are not.

    None for a workbook that cannot be looked through. UnreadableFileError when its cells would
    fill the memory.
    """
    try:
        if content.startswith(OLE):
            return unread_xls(content)
        if content.startswith(ZIP):
            return _of_archive(content)
    except (*BROKEN, IndexError, expat.ExpatError):
        return None
    return {}


def _of_archive(content: bytes) -> Unread:
    book = opened(content)
    if "content.xml" in book.namelist():
        return unread_ods(book)
    is_pending = _PENDING.search(book.part("xl/workbook.xml")) is not None
    names = sheet_names(book)
    found = {name: _of_sheet(book.part(file), is_pending) for file, name in names.items()}
    return {name: cells for name, cells in found.items() if cells}


def _of_sheet(xml: bytes, is_pending: bool) -> dict[str, str]:
    """The cells of one sheet; `is_pending`: its formulas are still to be computed.

    A writer that computes nothing leaves 0 as the result of every formula and asks whoever opens
    the workbook to compute them.
    """
    if xml.count(b"mergeCell ") > MAX_MERGES:
        raise UnreadableFileError("too_many_merges")
    if not _is_whole(xml) or _has_far_column(xml):
        raise UnreadableFileError("not_a_workbook")
    first = _CELL.search(xml)
    if first is None:
        return {}
    has_quotes = b"'" in xml and b" r='" in xml  # a single byte is found ten times as fast
    if has_quotes or not _PLAIN_CELL.fullmatch(first[0]) or _NO_NUMBER.search(xml):
        return read_cells(xml, is_pending)
    cells: dict[str, str] = {}
    if b'"e"' in xml:
        cells |= {cell.decode(): text.decode() for cell, text in _ERROR.findall(xml)}
        if len(_ANY_ERROR.findall(xml)) > len(cells):
            return read_cells(xml, is_pending)
    if b"<f" in xml and (b"<f>" in xml or b"<f " in xml):
        formulas = _FORMULA.findall(xml) + (_ZERO.findall(xml) if is_pending else [])
        for cell, formula in formulas:
            cells[cell.decode()] = f"={html.unescape(formula.decode())}"
    return cells


def _has_far_column(xml: bytes) -> bool:
    """Whether a cell claims a column beyond the last; a pattern beginning with a blank is slow."""
    return any(xml[hit.start() - 1 : hit.start()].isspace() for hit in _FAR.finditer(xml))


def _is_whole(xml: bytes) -> bool:
    """Whether the part is a sheet and ends as one: of a torn one, readers give what comes first."""
    root = _ROOT.search(xml, 0, HEAD)
    return root is not None and b"</" + root[1] + b">" in xml[-HEAD:]
