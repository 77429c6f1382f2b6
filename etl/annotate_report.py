"""The sheet Laporan pemeriksaan: every problem of a file by kind, with links to its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from etl.issues import ERROR, REPORT_SHEET, Issue

SHEET: Final = REPORT_SHEET
MOST_ROWS: Final = 20_000
LINE: Final = 15
MOST_LINES: Final = 20
COLUMNS: Final = (
    ("Tingkat", 12), ("Lembar", 20), ("Sel", 10), ("Terbaca", 24), ("Masalah", 60),
    ("Yang perlu dilakukan", 60), ("Problem", 60), ("What to do", 60),
)  # fmt: skip
FILLS: Final = {True: "FFC7CE", False: "FFEB9C"}
"""Colour of an error and of a warning."""
HEAD: Final = PatternFill("solid", fgColor="12436D")
GROUP: Final = PatternFill("solid", fgColor="E6ECF2")
LINK: Final = Font(color="0563C1", underline="single")
WRAP: Final = Alignment(wrap_text=True, vertical="top")
FORMULA_MARKS: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Cell | None, text: str) -> str:
    """`text` without characters that no workbook may hold; in `cell` it is never a formula."""
    clean = ILLEGAL_CHARACTERS_RE.sub("", text)
    if cell is not None and clean.startswith(FORMULA_MARKS):
        cell.quotePrefix = True
    return clean


def write_report(
    book: Workbook, file: str, issues: Sequence[Issue], remarks: Sequence[tuple[str, str]]
) -> None:
    """Put the sheet of the report first. `remarks` are about the copy itself."""
    sheet = book.create_sheet(SHEET, 0)
    for position, (_, width) in enumerate(COLUMNS, start=1):
        sheet.column_dimensions["ABCDEFGH"[position - 1]].width = width
    errors = sum(issue.severity == ERROR for issue in issues)
    warnings = len(issues) - errors
    lines = [
        (f"Laporan pemeriksaan: {file}", f"Check report: {file}"),
        (f"{errors} kesalahan, {warnings} peringatan", f"{errors} errors, {warnings} warnings"),
        (
            "Sel merah harus diperbaiki, sel kuning perlu dilihat; arahkan penunjuk ke sel untuk "
            "membaca keterangannya",
            "Red cells must be corrected, yellow ones looked at; point at a cell to read why",
        ),
        (
            "Rumus dihitung ulang saat buku kerja ini dibuka",
            "Formulas are worked out again when this workbook is opened",
        ),
        *remarks,
    ]
    for number, (text, text_en) in enumerate(lines, start=1):
        put(sheet, number, 1, text).font = Font(bold=number == 1, size=13 if number == 1 else 11)
        put(sheet, number, 7, text_en).font = Font(bold=number == 1, size=13 if number == 1 else 11)
    _write_list(sheet, len(lines) + 2, issues, set(book.sheetnames))


def _write_list(sheet: Worksheet, first: int, issues: Sequence[Issue], sheets: set[str]) -> None:
    for position, (heading, _) in enumerate(COLUMNS, start=1):
        cell = put(sheet, first, position, heading)
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), HEAD
    sheet.freeze_panes = f"A{first + 1}"
    row = first
    for found in _by_kind(issues[:MOST_ROWS]):
        if len(found) > 1:
            row += 1
            _write_group(sheet, row, found)
        for issue in found:
            row += 1
            _write_issue(sheet, row, issue, sheets)
    if len(issues) > MOST_ROWS:
        left = len(issues) - MOST_ROWS
        put(sheet, row + 1, 1, f"… dan {left} lagi")
        put(sheet, row + 1, 7, f"… and {left} more")


def _write_group(sheet: Worksheet, row: int, found: Sequence[Issue]) -> None:
    """How many issues of a kind follow, and what to do about them."""
    put(sheet, row, 1, f"{len(found)} masalah sejenis. {found[0].remedy}")
    put(sheet, row, 7, f"{len(found)} of this kind. {found[0].remedy_en}")
    for position in range(1, len(COLUMNS) + 1):
        sheet.cell(row, position).fill = GROUP
        sheet.cell(row, position).font = Font(bold=True)


def _by_kind(issues: Sequence[Issue]) -> list[list[Issue]]:
    """The issues of each kind, errors before warnings, the most frequent kind first."""
    groups: dict[str, list[Issue]] = {}
    for issue in issues:
        groups.setdefault(issue.kind, []).append(issue)
    return sorted(
        groups.values(),
        key=lambda found: (all(one.severity != ERROR for one in found), -len(found)),
    )


def _write_issue(sheet: Worksheet, row: int, issue: Issue, sheets: set[str]) -> None:
    is_error = issue.severity == ERROR
    texts = (
        "Kesalahan" if is_error else "Peringatan", issue.sheet or "", issue.cell or "",
        issue.value or "", issue.message, issue.remedy, issue.message_en, issue.remedy_en,
    )  # fmt: skip
    for position, text in enumerate(texts, start=1):
        cell = put(sheet, row, position, text)
        cell.alignment = WRAP
    widths = [width for _, width in COLUMNS]
    lines = max(1 + len(text) // width for text, width in zip(texts, widths, strict=True))
    sheet.row_dimensions[row].height = LINE * min(lines, MOST_LINES)
    sheet.cell(row, 1).fill = PatternFill("solid", fgColor=FILLS[is_error])
    name = (issue.sheet or "")[:31]
    if issue.cell and name in sheets:
        link = sheet.cell(row, 3)
        quoted = name.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{issue.cell}")
        link.font = LINK


def put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text that stays a text, whatever it begins with."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    clean = harmless(cell, text)
    if clean:
        cell.value = clean
        cell.data_type = "s"
    return cell
