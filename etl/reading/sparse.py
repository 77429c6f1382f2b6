"""Make a workbook with a huge used range small before it is read.

One stray cell in row 1,048,575 makes a sheet of fourteen columns claim fourteen million cells, and
a reader that keeps them all needs half a gigabyte. Long runs of rows that do not exist are closed
up in the sheet's XML; the true row numbers are handed on, so that addresses stay right.
"""

from __future__ import annotations

import html
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from etl.reading.archive import Archive, opened

SPARSE_FROM: Final = 2_000_000
"""Used ranges from this many cells on are closed up."""
GAP_KEPT: Final = 5
"""So many empty rows of a gap stay: they part one table from the next."""
HEAD: Final = 8192
BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, KeyError, EOFError, RuntimeError,
    ValueError, OSError,
)  # fmt: skip
"""What damaged or locked zip archives and their XML raise."""

SHEET_FILE: Final = re.compile(r"xl/worksheets/[^/]+\.xml")
_DIMENSION: Final = re.compile(rb'<dimension ref="[A-Z]+(\d+):([A-Z]+)(\d+)"')
_ROW: Final = re.compile(rb'<row\b[^>]*?\sr="(\d+)"')
_CELL: Final = re.compile(rb'(<c\b[^>]*?\sr="[A-Z]+)\d+"')
_MERGED: Final = re.compile(rb"<mergeCells\b.*?</mergeCells>", re.DOTALL)
_SHEET: Final = re.compile(r"<sheet\b[^>]*>")
_RELATION: Final = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')


@dataclass(frozen=True)
class Compact:
    """A workbook's bytes and, for each sheet that was closed up, the true number of every row."""

    content: bytes
    row_numbers: Mapping[str, list[int]]


def compact(content: bytes) -> Compact:
    """`content` with the sparse sheets of an .xlsx closed up; anything else comes back as it is."""
    if not content.startswith(b"PK"):
        return Compact(content, {})
    try:
        book = opened(content)
        sparse = [name for name in book.namelist() if _is_sparse(book, name)]
        return _close_up(book, sparse) if sparse else Compact(content, {})
    except BROKEN:
        return Compact(content, {})  # the reader itself says what is wrong with it


def _is_sparse(book: Archive, name: str) -> bool:
    if not SHEET_FILE.fullmatch(name):
        return False
    found = _DIMENSION.search(book.head(name, HEAD))
    if found is None:
        return False
    width = 26 ** (len(found[2]) - 1) if len(found[2]) > 1 else found[2][0] - ord("A") + 1
    return (int(found[3]) - int(found[1]) + 1) * width > SPARSE_FROM


def _close_up(book: Archive, sparse: list[str]) -> Compact:
    names = sheet_names(book)
    row_numbers: dict[str, list[int]] = {}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as closed:
        for name in book.namelist():
            content = book.read(name)
            if name in sparse and name in names:
                content, row_numbers[names[name]] = _close_rows(content)
            closed.writestr(name, content)
    return Compact(target.getvalue(), row_numbers)


def _close_rows(xml: bytes) -> tuple[bytes, list[int]]:
    """The sheet with its gaps closed, and the true row number of every row it now has."""
    starts = [(found.start(), int(found[1])) for found in _ROW.finditer(xml)]
    if not starts:
        return xml, []
    parts, numbers = [xml[: starts[0][0]]], list[int]()
    ends = [start for start, _ in starts[1:]] + [len(xml)]
    before = 0
    for (start, true), end in zip(starts, ends, strict=True):
        numbers.extend(range(before + 1, min(true, before + 1 + GAP_KEPT)))
        numbers.append(true)
        parts.append(_renumber(xml[start:end], true, len(numbers)))
        before = true
    return _DIMENSION.sub(b'<dimension ref="A1:A1"', b"".join(parts), count=1), numbers


def _renumber(row: bytes, true: int, number: int) -> bytes:
    if true == number:
        return row
    row = _ROW.sub(lambda found: found[0].replace(b'"%d"' % true, b'"%d"' % number), row, count=1)
    row = _CELL.sub(lambda found: found[1] + b'%d"' % number, row)
    return _MERGED.sub(b"", row)  # merged ranges below a gap would lie elsewhere


def sheet_names(book: Archive) -> dict[str, str]:
    """Sheet name by file, from the workbook and its relations."""
    files = {}
    for tag in _RELATION.findall(book.part("xl/_rels/workbook.xml.rels").decode()):
        relation = dict(_ATTRIBUTE.findall(tag))
        files[relation["Id"]] = f"xl/{relation['Target'].removeprefix('/xl/')}"
    names = {}
    for tag in _SHEET.findall(book.part("xl/workbook.xml").decode()):
        sheet = dict(_ATTRIBUTE.findall(tag))
        names[files[sheet["r:id"]]] = html.unescape(sheet["name"])
    return names
