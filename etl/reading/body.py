"""Which rows below the headings are data: not the footer, not totals, not column numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.layout import Layout
from etl.reading.numbers import is_figure
from etl.reading.workbook import Cell, Grid
from etl.recode import normal

_FOOTER = re.compile(r"([a-z ]+?)\s*(?:[:.,;]|$)")
_COLUMN_NUMBER = re.compile(r"\(?-?([0-9]{1,2})\)?")


@dataclass(frozen=True)
class Body:
    """Data rows and total rows of a table, as rows of the grid. `end` is the row after the last.

    `below` are rows under the footer that still hold a figure: they are not read, but reported.
    """

    rows: Sequence[int]
    totals: tuple[int, ...]
    end: int
    below: tuple[int, ...] = ()


def find_body(
    grid: Grid,
    layout: Layout,
    first: int,
    last: int,
    labels: Sequence[int],
    values: Sequence[int],
    titled: Sequence[int],
) -> Body:
    """The rows from `first` to `last` that hold data.

    `labels` are the grid columns that may say Jumlah, `values` those of the figures, `titled` those
    with a heading: a row with nothing in them is empty. Only rows without a figure can be a footer.
    """
    start = first + 1 if first <= last and _numbers_columns(grid.rows[first]) else first
    end, empty = last + 1, set[int]()
    for row in _rows_without_figure(grid, start, end, values):
        if any(_is_footer(cell, layout) for cell in grid.rows[row]):
            end = row
            break
        if all(_is_blank(grid.rows[row][column]) for column in titled):
            empty.add(row)
    totals = [row for row in _total_rows(grid, layout, start, end, labels) if row not in empty]
    left_out = empty | set(totals)
    rows: Sequence[int] = range(start, end)
    if any(start <= row < end for row in left_out):
        rows = [row for row in rows if row not in left_out]
    below = [
        row for row in range(end, last + 1)
        if any(is_figure(grid.rows[row][column]) for column in values)
    ]  # fmt: skip
    return Body(rows, tuple(totals), end, tuple(below))


def _rows_without_figure(grid: Grid, start: int, end: int, values: Sequence[int]) -> list[int]:
    if not values:
        return list(range(start, end))
    rows = [row for row, cell in enumerate(grid.columns[values[0]][start:end], start) if cell == ""]
    return [row for row in rows if all(grid.rows[row][column] == "" for column in values)]


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _is_footer(cell: Cell, layout: Layout) -> bool:
    """`Sumber: BPS`, `Catatan`, `NIP. 19…`: a word of the layout, alone or before a mark."""
    if not isinstance(cell, str) or not layout.footers:
        return False
    found = _FOOTER.match(normal(cell).lstrip("*( "))
    return found is not None and found[1].strip() in layout.footers


def _total_rows(
    grid: Grid, layout: Layout, start: int, end: int, labels: Sequence[int]
) -> list[int]:
    if not layout.totals:
        return []
    found: set[int] = set()
    for column in labels:
        cells = grid.columns[column][start:end]
        words = {cell for cell in set(cells) if type(cell) is str and normal(cell) in layout.totals}
        if words:
            found.update(row for row, cell in enumerate(cells, start) if cell in words)
    return sorted(found)


def _numbers_columns(row: list[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), which Excel may read as -1 -2 -3."""
    numbers = []
    for cell in row:
        if cell == "":
            continue
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
        found = _COLUMN_NUMBER.fullmatch(text.strip())
        if found is None:
            return False
        numbers.append(int(found[1]))
    return len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
