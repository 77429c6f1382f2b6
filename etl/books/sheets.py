"""What the workbooks share: a table that is written as its layout reads it back, and its guide."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl import template_choices
from etl.layout import Column, Layout, Words
from etl.paper import HEADER_FILL, OPTIONAL_FILL, fit_to_width, open_rows, same_bytes
from etl.template import (
    WRONG_FILL,
    cell_content,
    number_format,
)
from etl.template_choices import ROWS, Choices

FIELD: Final = re.compile(r"\[(\w+)\]")
WORDS: Final = Path(__file__).parent / "words.toml"
SHOWN_FILL: Final = PatternFill("solid", fgColor="8A8F98")
UNLOCKED: Final = Protection(locked=False)
MOST_COLUMNS: Final = 16384
LINE: Final = Border(bottom=Side(style="hair", color="B0B0B0"))
PERMITTED: Final = (
    "formatCells", "formatColumns", "formatRows", "insertRows", "deleteRows", "sort", "autoFilter",
)  # fmt: skip
"""What stays possible on a sheet whose headings are protected."""

Row = Mapping[str, object]


def guide_of(name: str) -> tuple[Words, ...]:
    """The instructions of the workbook `name`, in both languages."""
    told = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return tuple(Words.model_validate(item) for item in told[name])


def write_guide(sheet: Worksheet, title: Words, facts: Sequence[Words], *parts: Layout) -> None:
    """Write title, facts, the instructions of each layout and what each column takes."""
    for letter, width in (("A", 28), ("B", 72), ("C", 72)):
        sheet.column_dimensions[letter].width = width
    sheet.append(["", title.id, title.en])
    for cell in sheet[1]:
        cell.font = Font(bold=True, size=13)
    for position, words in enumerate(facts, start=1):
        sheet.append([position, words.id, words.en])
    for layout in parts:
        sheet.append([])
        sheet.append([layout.template or layout.id, layout.title.id, layout.title.en])
        _bold(sheet)
        for words in layout.guide:
            sheet.append(["", words.id, words.en])
        sheet.append(["Kolom", "Isi", "Content"])
        _bold(sheet)
        for column in layout.columns:
            sheet.append([column.heading, *_told(column)])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left")
    open_rows(sheet)
    fit_to_width(sheet)


def _bold(sheet: Worksheet) -> None:
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)


def _told(column: Column) -> tuple[str, str]:
    if column.because is not None:
        return column.because.id, column.because.en
    required = ("wajib; ", "required; ") if column.required else ("", "")
    help_ = column.help
    return required[0] + (help_.id if help_ else ""), required[1] + (help_.en if help_ else "")


def write_table(sheet: Worksheet, layout: Layout, rows: Sequence[Row], choices: Choices) -> None:
    """Write `rows`, keyed by heading, under the headings of `layout`; headings are protected.

    A value that begins with "=" in a column that is not read back is a formula; [heading] in it
    is the cell of that column in the same row.
    ValueError for a heading that the layout does not know.
    """
    headings = [column.heading for column in layout.columns]
    for position, column in enumerate(layout.columns, start=1):
        _write_heading(sheet, position, column)
        letter = get_column_letter(position)
        template_choices.restrict(sheet, [f"{letter}2:{letter}{ROWS}"], layout, column, choices)
    for number, row in enumerate(rows, start=2):
        strange = sorted(set(row) - set(headings))
        if strange:
            raise ValueError(f"{layout.id} row {number}: no heading {', '.join(strange)}")
        for position, column in enumerate(layout.columns, start=1):
            _write_cell(sheet, number, position, column, row.get(column.heading))
    _place_formulas(sheet, layout)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{max(len(rows) + 1, 2)}"
    sheet.freeze_panes = "A2"
    _unlock_beyond(sheet, len(headings))
    protect_headings(sheet)


def _unlock_beyond(sheet: Worksheet, columns: int) -> None:
    """Unlock what stands right of the table: Excel deletes only rows without a locked cell."""
    rest = sheet.column_dimensions[get_column_letter(columns + 1)]
    rest.min, rest.max = columns + 1, MOST_COLUMNS
    rest.protection = UNLOCKED


def _write_heading(sheet: Worksheet, position: int, column: Column) -> None:
    cell = sheet.cell(1, position, column.heading)
    shown = column.reads == "ignored"
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = SHOWN_FILL if shown else HEADER_FILL if column.required else OPTIONAL_FILL
    cell.alignment = Alignment(wrap_text=True, vertical="center")
    if column.help:
        cell.comment = Comment(f"{column.help.id}\n{column.help.en}", "KLA", width=320, height=120)
    dimension = sheet.column_dimensions[get_column_letter(position)]
    dimension.width = column.width
    dimension.protection = UNLOCKED
    if not shown:
        dimension.number_format = number_format(column)


def _write_cell(
    sheet: Worksheet, number: int, position: int, column: Column, value: object
) -> None:
    cell = sheet.cell(number, position)
    cell.protection = UNLOCKED
    cell.border = LINE
    content = _content(column, value)
    if content is None:
        if column.reads != "ignored":
            cell.number_format = number_format(column)
        return
    if column.reads == "ignored" and isinstance(content, str) and content.startswith("="):
        cell.value = content
        cell.number_format = "0.0%" if column.heading.startswith("persen") else "#,##0"
        return
    cell.value = content
    if isinstance(content, str):
        cell.data_type = "s"  # a note that begins with "=" is no formula
        cell.number_format = "@"
    else:
        cell.number_format = "0.##" if column.reads == "ignored" else number_format(column)
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _place_formulas(sheet: Worksheet, layout: Layout) -> None:
    letters = {
        column.heading: get_column_letter(position)
        for position, column in enumerate(layout.columns, start=1)
    }
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            if cell.data_type == "f":
                parts = FIELD.split(str(cell.value))
                parts[1::2] = [f"{letters[heading]}{cell.row}" for heading in parts[1::2]]
                cell.value = "".join(parts)


def _content(column: Column, value: object) -> str | int | float | datetime.date | None:
    if value is None or (not isinstance(value, str) and pd.isna(value)):  # type: ignore[call-overload]
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if column.reads == "ignored" and isinstance(value, int | float):
        return value
    return cell_content(column, value)


def mark(sheet: Worksheet, area: str, formula: str) -> None:
    """Turn the cells of `area` red where `formula` is true."""
    style = DifferentialStyle(fill=WRONG_FILL)
    sheet.conditional_formatting.add(area, Rule(type="expression", formula=[formula], dxf=style))


def protect_headings(sheet: Worksheet) -> None:
    """Lock what is not unlocked (the headings), without a password; print them on every page."""
    sheet.print_title_rows = "1:1"
    sheet.protection.sheet = True
    for name in PERMITTED:
        setattr(sheet.protection, name, False)
    open_rows(sheet)


def save(book: Workbook, out: Path) -> None:
    """Write the workbook; equal content is equal bytes, formulas are worked out on opening."""
    book.calculation.fullCalcOnLoad = True
    out.write_bytes(same_bytes(book))
