"""KEEP to READ: a workbook or CSV file becomes grids of raw cells with addresses.

Nothing is converted and no publisher is known here. Spreadsheets come through python-calamine, text
files through the csv module; a text file is one grid whose cells are all text.
"""

from __future__ import annotations

import contextlib
import datetime
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from etl.reading.csv_text import read_records
from etl.reading.hazards import UnreadableFileError as UnreadableFileError
from etl.reading.hazards import refuse_disguise, refuse_hazards
from etl.reading.recent import seen_before
from etl.reading.sparse import compact
from etl.reading.unread import unread_cells

Cell = str | float | int | bool | datetime.date | datetime.time | datetime.timedelta
"""A raw cell; an empty one is the empty string."""

SPREADSHEETS: Final = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
CSV_SHEET: Final = "csv"
MAX_CELLS: Final = 5_000_000
"""A sheet whose used range is larger than this is refused."""
PANIC: Final = "pyo3_runtime"
"""The module of the exception by which the reader, written in Rust, gives up on a damaged file. It
can only be told by its name."""


@dataclass(frozen=True)
class MergedRange:
    """A merged block, in rows and columns of the grid (inclusive, from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """The cells of one sheet from the first used row and column on; rows are equally long.

    `row_numbers` are the sheet's own numbers of the rows (from 1; long runs of empty rows may be
    left out), `column_offset` the empty columns before the first. Trailing empty rows are gone.
    """

    sheet: str
    rows: list[list[Cell]]
    row_numbers: Sequence[int]
    column_offset: int = 0
    merged: tuple[MergedRange, ...] = ()

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0]) if self.rows else 0

    @cached_property
    def columns(self) -> list[tuple[Cell, ...]]:
        """The same cells column by column."""
        return [seen_before(column) for column in zip(*self.rows, strict=True)]

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """Column letters as the spreadsheet shows them."""
        return tuple(letters(self.column_offset + index) for index in range(self.width))

    def address(self, row: int, column: int) -> str:
        """A1 address of a cell of this grid, as the spreadsheet shows it."""
        return f"{letters(self.column_offset + column)}{self.row_numbers[row]}"

    def range(self, top: int, left: int, bottom: int, right: int) -> str:
        """A1 range of a block of this grid (inclusive)."""
        return f"{self.address(top, left)}:{self.address(bottom, right)}"


def letters(index: int) -> str:
    """Letters of the column with that index: 0 is A, 26 is AA."""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("A") + rest) + text
    return text


def position_of(address: str) -> tuple[int, int]:
    """Row and column (from 0) of an A1 address."""
    name = address.rstrip("0123456789")
    column = 0
    for letter in name:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(address[len(name) :]) - 1, column - 1


def read_workbook(path: Path, content: bytes) -> list[Grid]:
    """The grids of a file whose bytes are `content`; the ending of `path` says what it is.

    Sheets without any cell are left out. UnreadableFileError says in one word why a file cannot be
    read; the words are the phrases of the issue unreadable_file.
    """
    if not content:
        raise UnreadableFileError("empty")
    ending = path.suffix.lower()
    if ending not in (".csv", *SPREADSHEETS):
        raise UnreadableFileError("ending")
    refuse_disguise(content, ending)
    if ending == ".csv":
        return [grid for grid in (_read_csv(content),) if grid.rows]
    refuse_hazards(content)
    return _read_spreadsheet(content)


def _read_spreadsheet(content: bytes) -> list[Grid]:
    closed = compact(content)
    unread = unread_cells(closed.content)
    try:
        with (
            _panics_unseen(),
            CalamineWorkbook.from_filelike(io.BytesIO(closed.content)) as book,
        ):
            if unread is None:  # one of two readers cannot follow it: what else would be missed?
                raise UnreadableFileError("not_a_workbook")
            grids = [
                _read_sheet(
                    book.get_sheet_by_name(name), closed.row_numbers.get(name), unread.get(name)
                )
                for name in book.sheet_names
            ]
    except PasswordError as error:
        raise UnreadableFileError("password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableFileError("not_a_workbook") from error
    except BaseException as error:
        if type(error).__module__ != PANIC:
            raise
        raise UnreadableFileError("not_a_workbook") from error
    return [grid for grid in grids if grid.rows]


@contextlib.contextmanager
def _panics_unseen() -> Iterator[None]:
    """Keep off the terminal what the reader prints when it gives up; the issue says it in words.

    The reader writes to the file descriptor, past sys.stderr.
    """
    try:
        kept = os.dup(2)
    except OSError:  # a process without standard error
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _read_sheet(
    sheet: CalamineSheet, true_numbers: Sequence[int] | None, unread: Mapping[str, str] | None
) -> Grid:
    """The grid of a sheet; `true_numbers` are its row numbers where gaps were closed.

    `unread` are cells that the reader leaves empty though they are not.
    """
    if sheet.start is None and not unread:
        return Grid(sheet.name, [], ())
    if sheet.height * sheet.width > MAX_CELLS:
        raise UnreadableFileError("too_large")
    top, left = sheet.start or position_of(next(iter(unread or ())))
    rows = sheet.to_python(skip_empty_area=True) if sheet.start else []
    if unread:
        rows, top, left = _put_back(rows, top, left, unread)
    rows = _without_empty_tail(rows)
    numbers: Sequence[int] = range(top + 1, top + 1 + len(rows))
    if true_numbers is not None:
        numbers = [true_numbers[number - 1] for number in numbers]
    merged = tuple(
        MergedRange(first[0] - top, first[1] - left, last[0] - top, last[1] - left)
        for first, last in sheet.merged_cell_ranges or ()
    )
    return Grid(sheet.name, rows, numbers, left, merged)


def _put_back(
    rows: list[list[Cell]], top: int, left: int, unread: Mapping[str, str]
) -> tuple[list[list[Cell]], int, int]:
    """The rows with the `unread` cells, also where these stand outside of all others."""
    places = {position_of(address): text for address, text in unread.items()}
    bottom = max(top + len(rows), *(row + 1 for row, _ in places))
    right = max(left + len(rows[0] if rows else ()), *(column + 1 for _, column in places))
    first = min(top, *(row for row, _ in places))
    start = min(left, *(column for _, column in places))
    if (bottom - first) * (right - start) > MAX_CELLS:
        raise UnreadableFileError("too_large")
    before, wide = [""] * (left - start), right - start
    padded: list[list[Cell]] = [[""] * wide for _ in range(top - first)]
    padded += [[*before, *row, *[""] * (wide - len(before) - len(row))] for row in rows]
    padded += [[""] * wide for _ in range(bottom - first - len(padded))]
    for (row, column), text in places.items():
        padded[row - first][column - start] = text
    return padded, first, start


def _without_empty_tail(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The rows up to the last one with a cell, cut to the last column with a cell."""
    last = len(rows)
    while last and rows[last - 1].count("") == len(rows[last - 1]):
        last -= 1
    rows = rows[:last]
    if not rows:
        return rows
    width = len(rows[0])
    while all(row[width - 1] == "" for row in rows):
        width -= 1
    return rows if width == len(rows[0]) else [row[:width] for row in rows]


def _read_csv(content: bytes) -> Grid:
    records, first = read_records(content, MAX_CELLS)
    width = max(map(len, records), default=0)
    if width * len(records) > MAX_CELLS:
        raise UnreadableFileError("too_large")
    rows: list[list[Cell]] = [
        [*(cell.strip() for cell in record), *[""] * (width - len(record))] for record in records
    ]
    rows = _without_empty_tail(rows)
    return Grid(CSV_SHEET, rows, range(first, first + len(rows)))
