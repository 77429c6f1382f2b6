"""What forms and checklists share: columns with words, drop-downs, tables read with addresses.

A table has its headings twice, in the language of the workbook and below it in the other one; it is
found by them wherever it stands, so rows may be inserted above it.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel, ConfigDict

from etl.issues import Problem, plain
from etl.paper import HEADER_FILL, OPTIONAL_FILL, open_rows, same_bytes
from etl.reading.workbook import Cell, Grid
from indicators.definition import Title
from indicators.form_map import same_name

Language = Literal["id", "en"]
SPARE: Final = 200
"""Rows below the last that have drop-downs too."""
CHOICES: Final = "Daftar"
"""The sheet that holds the lists the drop-downs choose from."""

MOST_ADVICE: Final = 225
"""Excel shows no longer text beside a refused entry."""

Choice = tuple[str, str, str]
"""A code and what it means, in Indonesian and in English."""


class ColumnWords(BaseModel):
    """One column: the field it fills, its headings, what to write, the list it chooses from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    title: Title
    help: Title
    width: int = 16
    required: bool = False
    number: bool = False
    day: bool = False
    only_shown: bool = False
    choices: str = ""


@dataclass(frozen=True)
class Found:
    """A problem at its address; `cell` is None when the sheet, `sheet` when the file is meant."""

    problem: Problem
    sheet: str | None = None
    cell: str | None = None
    value: object = None


@dataclass(frozen=True)
class Line:
    """One row of a table as read: raw cells by field, and the address of each."""

    sheet: str
    values: Mapping[str, Cell | None]
    cells: Mapping[str, str]

    def text(self, name: str) -> str | None:
        """The cell as one line of text, None when empty; a code typed as a number is its text."""
        value = self.values.get(name)
        return None if value is None else " ".join(plain(value).split()) or None


@functools.cache
def columns(file: Path) -> Mapping[str, tuple[ColumnWords, ...]]:
    """The tables that a TOML file of words describes, each with its columns."""
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return {
        name: tuple(ColumnWords.model_validate(one) for one in table)
        for name, table in raw["columns"].items()
    }


def guide(file: Path) -> tuple[Title, ...]:
    """The instructions of a TOML file of words, in order."""
    raw = tomllib.loads(file.read_text(encoding="utf-8"))
    return tuple(Title.model_validate(one) for one in raw["guide"])


def write_guide(sheet: Worksheet, lines: Sequence[Title], language: Language) -> None:
    """Numbered instructions, the language of the workbook first."""
    sheet.column_dimensions["A"].width = 5
    for letter in "BC":
        sheet.column_dimensions[letter].width = 80
    for number, line in enumerate(lines, start=1):
        sheet.append([number, line.in_(language), line.in_(other(language))])
        for cell in sheet[sheet.max_row]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def other(language: Language) -> Language:
    """The language that is not this one."""
    return "en" if language == "id" else "id"


def write_table(
    sheet: Worksheet, first: int, words: Sequence[ColumnWords],
    rows: Sequence[Mapping[str, object]], lists: Mapping[str, str], language: Language,
) -> int:  # fmt: skip
    """Two heading rows from row `first` on, then `rows`; returns the row of the first of them.

    `lists` gives the cells of each list (`Daftar!$A$2:$A$9`) by its name.
    """
    top = first + 2
    last = top + len(rows) + SPARE
    sheet.print_title_rows = f"{first}:{first + 1}"
    for position, word in enumerate(words, start=1):
        _write_heading(sheet, first, position, word, language)
        letter = get_column_letter(position)
        if word.choices:
            restrict(sheet, f"{letter}{top}:{letter}{last}", lists[word.choices], word.help)
        for number, row in enumerate(rows, start=top):
            put(sheet, number, position, row.get(word.field))
    return top


def restrict(sheet: Worksheet, area: str, reference: str, advice: Title) -> None:
    """A drop-down of the cells or the list `reference` on `area`."""
    rule = DataValidation(type="list", formula1=reference, allow_blank=True)
    rule.showErrorMessage = True
    rule.error = f"{advice.id} / {advice.en}"[:MOST_ADVICE]
    rule.add(area)
    sheet.add_data_validation(rule)


def put(sheet: Worksheet, row: int, column: int, value: object) -> None:
    """Write a value: text as text (codes stay codes, `=` is no formula), numbers as numbers."""
    if value is None or value == "":
        return
    cell = sheet.cell(row, column)
    if isinstance(value, int | float) and not isinstance(value, bool):
        cell.value = value
    else:
        cell.value = str(value)
        cell.data_type = "s"
        cell.number_format = "@"
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def write_choices(book: Workbook, lists: Mapping[str, Sequence[Choice]]) -> dict[str, str]:
    """Write every list to the sheet Daftar; the cells of its codes by name."""
    sheet = book.create_sheet(CHOICES)
    cells = {}
    for position, (name, choices) in enumerate(lists.items()):
        column = 3 * position + 1
        for offset, text in enumerate((name, "arti", "meaning")):
            sheet.cell(1, column + offset, text).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(column + offset)].width = 28
        for row, choice in enumerate(choices, start=2):
            for offset, text in enumerate(choice):
                put(sheet, row, column + offset, text)
        letter = get_column_letter(column)
        cells[name] = f"{CHOICES}!${letter}$2:${letter}${len(choices) + 1}"
    return cells


def read_table(grid: Grid, words: Sequence[ColumnWords]) -> tuple[list[Line], list[Found]]:
    """The rows of the table with these columns on a sheet, or what keeps it from being read."""
    headings = {same_name(text): word.field for word in words
                for text in (word.title.id, word.title.en)}  # fmt: skip
    rows = [[headings.get(same_name(plain(cell))) for cell in row] for row in grid.rows]
    counts = [len({field for field in row if field}) for row in rows]
    least = max(2, len(words) // 2)
    top = max(range(len(rows)), key=lambda place: counts[place], default=0)
    if not rows or counts[top] < least:
        title = words[0].title
        facts = {"column": title.id, "column_en": title.en}
        return [], [Found(Problem("book_table_missing", facts), grid.sheet)]
    place = {field: column for column, field in reversed(list(enumerate(rows[top]))) if field}
    missing = [word.title for word in words if word.required and word.field not in place]
    if missing:
        heading = grid.address(top, 0)
        return [], [
            Found(Problem("book_column_missing", {"column": title.id, "column_en": title.en}),
                  grid.sheet, heading)
            for title in missing
        ]  # fmt: skip
    start = top + 2 if top + 1 < len(rows) and counts[top + 1] >= least else top + 1
    lines = [_line(grid, number, place) for number in range(start, len(rows))]
    told = set(place) - {word.field for word in words if word.only_shown}
    return [one for one in lines if any(one.values[name] is not None for name in told)], []


def filled(cell: Cell) -> Cell | None:
    """A raw cell, None when it is blank."""
    return None if isinstance(cell, str) and not cell.strip() else cell


def saved(book: Workbook) -> bytes:
    """The workbook, rows opened: equal content is equal bytes."""
    for sheet in book.worksheets:
        open_rows(sheet)
    return same_bytes(book)


def _write_heading(
    sheet: Worksheet, first: int, position: int, word: ColumnWords, language: Language
) -> None:
    sheet.column_dimensions[get_column_letter(position)].width = word.width
    texts = (word.title.in_(language), word.title.in_(other(language)))
    for row, text in enumerate(texts, start=first):
        cell = sheet.cell(row, position, text)
        cell.font = Font(bold=row == first, italic=row > first, color="FFFFFF")
        cell.fill = HEADER_FILL if word.required else OPTIONAL_FILL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    note = f"{word.help.id}\n{word.help.en}"
    sheet.cell(first, position).comment = Comment(note, "KLA", width=320, height=120)


def _line(grid: Grid, row: int, place: Mapping[str, int]) -> Line:
    cells = grid.rows[row]
    values = {field: filled(cells[column]) for field, column in place.items()}
    addresses = {field: grid.address(row, column) for field, column in place.items()}
    return Line(grid.sheet, values, addresses)
