"""The user's own workbook back, with the cells that have problems marked and commented.

Marks are fills and comments; formulas, formats, merges, widths and comments that were there stay.
What the writer cannot carry over (charts, macros, ...) is named on the sheet of the report. Files
that are no .xlsx come back as one, with the values of their sheets.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from etl.annotate_report import FILLS, SHEET, harmless, put, write_report
from etl.issues import ERROR, Issue
from etl.reading.workbook import Grid, UnreadableFileError, read_workbook

AUTHOR: Final = "KLA"
HEADLINE: Final = "— Pemeriksaan data KLA / KLA data check —"
"""Opens our part of a comment; what stands before it is the user's."""
MOST_COMMENTS: Final = 3000
"""So many cells get a comment; beyond it programs take minutes to open the file."""
MOST_ISSUES: Final = 5
"""So many problems of one cell are written out in its comment."""
MOST_CELLS: Final = 500
"""So many cells of a range are marked."""
WIDTH: Final = 380
LINE: Final = 17
_BROKEN: Final = (
    InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, IndexError,
    AttributeError, OSError,
)  # fmt: skip
"""What openpyxl raises on workbooks that other readers accept."""
NOT_COPIED: Final = (
    "Berkas ini tidak dapat dibuka, jadi isinya tidak disalin",
    "The file cannot be opened, so its content is not copied",
)
LOST: Final[Mapping[str, tuple[str, str]]] = {
    "xl/charts/": ("grafik", "charts"),
    "xl/vbaProject.bin": ("makro", "macros"),
    "xl/ctrlProps/": ("tombol dan kotak isian", "form controls"),
    "xl/slicers/": ("pemilah (slicer)", "slicers"),
    "xl/embeddings/": ("objek tertanam", "embedded objects"),
    "xl/threadedComments/": ("utas percakapan pada komentar", "threads of comments"),
    "xl/diagrams/": ("diagram SmartArt", "SmartArt diagrams"),
    "customXml/": ("data XML tambahan", "custom XML data"),
}
"""Parts of a workbook that openpyxl does not write back."""


def annotate(path: Path, issues: Sequence[Issue], out: Path) -> None:
    """Write the workbook `path` to `out` (.xlsx) with its `issues` marked and listed.

    A cell with a problem is filled by its severity and commented; the sheet Laporan pemeriksaan
    lists all, with links to the cells. Issues without a cell, and those of a file that cannot be
    read, are listed only. OSError when `out` cannot be written.
    """
    book, remarks = _open(path)
    if SHEET in book.sheetnames:
        del book[SHEET]
    for sheet in book.worksheets:
        _unmark(sheet)
    left_out = _mark(book, issues)
    if left_out:
        remarks.append(
            (
                f"{left_out} sel ditandai tanpa komentar karena terlalu banyak; lihat daftar ini",
                f"{left_out} cells are marked without a comment: too many; see the list",
            )
        )
    write_report(book, path.name, issues, remarks)
    for sheet in book.worksheets:  # two selected sheets are edited together
        sheet.sheet_view.tabSelected = False
    book.active = 0
    book.save(out)


def _open(path: Path) -> tuple[Workbook, list[tuple[str, str]]]:
    """The workbook to write in, and what of the file it does not hold."""
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        try:
            book = load_workbook(path, rich_text=True)
        except _BROKEN:
            return _from_grids(path)
        book.template = False
        return book, _lost(path, _images(book))
    return _from_grids(path)


def _images(book: Workbook) -> int:
    """How many pictures were read and will be written back."""
    kept: list[list[object]] = [vars(sheet)["_images"] for sheet in book.worksheets]
    return sum(map(len, kept))


def _lost(path: Path, images: int) -> list[tuple[str, str]]:
    """What this file holds that is not written back; so many of its `images` are."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        drawings = [n for n in names if n.startswith("xl/drawings/drawing")]
        has_shapes = any(b"<xdr:sp>" in archive.read(name) or b"<xdr:sp " in archive.read(name)
                         for name in drawings)  # fmt: skip
    found = [words for start, words in LOST.items() if any(n.startswith(start) for n in names)]
    if has_shapes:
        found.append(("bentuk dan kotak teks", "shapes and text boxes"))
    if sum(name.startswith("xl/media/") for name in names) > images:
        found.append(("gambar", "pictures"))
    if not found:
        return []
    return [
        (
            f"Tidak ikut dalam salinan ini: {', '.join(words[0] for words in found)}",
            f"Not in this copy: {', '.join(words[1] for words in found)}",
        )
    ]


def _from_grids(path: Path) -> tuple[Workbook, list[tuple[str, str]]]:
    """A workbook with the values of the sheets, at their own addresses."""
    book = Workbook()
    book.remove(book.worksheets[0])
    try:
        grids = read_workbook(path, path.read_bytes())
    except (UnreadableFileError, OSError):
        return book, [NOT_COPIED]
    for grid in grids:
        _write_grid(book.create_sheet(grid.sheet[:31]), grid)
    return book, [
        (
            "Salinan ini hanya memuat nilai; format dan rumus berkas asal tidak ikut",
            "This copy holds values only, not the formats and formulas of the file",
        )
    ]


def _write_grid(sheet: Worksheet, grid: Grid) -> None:
    first = grid.column_offset + 1
    for number, row in zip(grid.row_numbers, grid.rows, strict=True):
        for column, value in enumerate(row, start=first):
            if value != "":
                if isinstance(value, str):
                    put(sheet, number, column, value)
                else:
                    sheet.cell(number, column).value = value
    for area in grid.merged:
        rows = (
            grid.row_numbers[max(area.top, 0)],
            grid.row_numbers[min(area.bottom, len(grid.rows) - 1)],
        )
        columns = area.left + first, area.right + first
        if area.left >= 0 and (rows[0] < rows[1] or columns[0] < columns[1]):
            sheet.merge_cells(
                start_row=rows[0], end_row=rows[1], start_column=columns[0], end_column=columns[1]
            )


def _unmark(sheet: Worksheet) -> None:
    """Take back the marks of an earlier check, so that a corrected file is not shown as wrong."""
    ours = {f"00{colour}" for colour in FILLS.values()}
    for cell in list(sheet._cells.values()):  # iter_rows would make a cell of every empty place
        if isinstance(cell, MergedCell):
            continue
        if cell.comment is not None and HEADLINE in cell.comment.text:
            own = cell.comment.text.partition(HEADLINE)[0].strip()
            cell.comment = Comment(own, cell.comment.author) if own else None
        if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in ours:
            cell.fill = PatternFill()


def _mark(book: Workbook, issues: Sequence[Issue]) -> int:
    """Fill and comment the cells of the issues; how many got no comment for want of room."""
    by_place: dict[tuple[str, str], list[Issue]] = {}
    for issue in issues:
        if issue.sheet is not None and issue.cell is not None:
            by_place.setdefault((issue.sheet[:31], issue.cell), []).append(issue)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    anchors = {name: _anchors(sheet) for name, sheet in sheets.items()}
    by_cell: dict[tuple[str, str], list[Issue]] = {}
    for (name, place), found in by_place.items():
        if name not in sheets:
            continue
        cells = _cells(sheets[name], place, anchors[name])
        for cell in cells[:MOST_CELLS]:
            has_error = any(issue.severity == ERROR for issue in found)
            _fill(cell, has_error)
        by_cell.setdefault((name, cells[0].coordinate), []).extend(found)
    for (name, coordinate), found in list(by_cell.items())[:MOST_COMMENTS]:
        _comment(sheets[name][coordinate], found)
    return max(len(by_cell) - MOST_COMMENTS, 0)


def _anchors(sheet: Worksheet) -> list[tuple[int, int, int, int]]:
    """Merged blocks as left, top, right, bottom."""
    return [area.bounds for area in sheet.merged_cells.ranges]


def _cells(sheet: Worksheet, place: str, merged: Sequence[tuple[int, int, int, int]]) -> list[Cell]:
    """The cells of an address or range; of a merged block the one that shows."""
    left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(place))
    found: dict[str, Cell] = {}
    for row in range(top, min(bottom, top + MOST_CELLS) + 1):
        for column in range(left, min(right, left + MOST_CELLS) + 1):
            for area in merged:
                if area[0] <= column <= area[2] and area[1] <= row <= area[3]:
                    cell = sheet.cell(area[1], area[0])
                    break
            else:
                cell = sheet.cell(row, column)
            if isinstance(cell, Cell):
                found[cell.coordinate] = cell
    return list(found.values())


def _fill(cell: Cell, is_error: bool) -> None:
    is_marked = cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == f"00{FILLS[True]}"
    if not is_marked:
        cell.fill = PatternFill("solid", fgColor=FILLS[is_error])


def _comment(cell: Cell, issues: Sequence[Issue]) -> None:
    """Our part of the comment, below what is there already."""
    parts = [HEADLINE]
    for issue in issues[:MOST_ISSUES]:
        parts.append(f"{issue.message}\n→ {issue.remedy}\n{issue.message_en}\n→ {issue.remedy_en}")
    if len(issues) > MOST_ISSUES:
        more = len(issues) - MOST_ISSUES
        parts.append(f"… dan {more} lagi / and {more} more: {SHEET}")
    own = cell.comment.text.strip() if cell.comment is not None else ""
    author = cell.comment.author if cell.comment is not None and own else AUTHOR
    text = harmless(None, "\n\n".join([own, *parts] if own else parts))
    lines = sum(1 + len(line) // 55 for line in text.split("\n"))
    cell.comment = Comment(text, author, width=WIDTH, height=min(lines + 1, 30) * LINE)
