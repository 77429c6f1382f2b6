"""Figures of a sheet that stand outside the tables found on it: a table that was not recognised.

A sheet may hold several tables. Where one of them is recognised and another is not (a heading
misspelt), the other must not be passed over in silence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from etl.context import FileState
from etl.issues import Problem
from etl.reading.numbers import is_figure
from etl.reading.recognise import Table
from etl.reading.stacked import AcrossTable
from etl.reading.wide_tables import WideTable
from etl.reading.workbook import Cell, Grid

FEWEST_IN_ROW: Final = 2
FEWEST_IN_COLUMN: Final = 3
"""So many figures in a row, or below each other, are a table; a key row has one figure."""

Area = tuple[int, int, int, int]
"""First and last row, first and last column."""


def report_outside(
    grid: Grid, tables: Sequence[Table | AcrossTable | WideTable], state: FileState
) -> None:
    """Report, at the first of them, figures that no table of the sheet holds.

    Problem: figures_outside_tables, a warning.
    """
    areas = [_area(grid, table) for table in tables]
    in_columns: Counter[int] = Counter()
    for row, columns in _outside(grid, areas):
        cells = grid.rows[row]
        figures = [column for column in columns if is_figure(cells[column])]
        if not figures or _is_key(cells):
            continue
        in_columns.update(figures)
        column = figures[0]
        if len(figures) >= FEWEST_IN_ROW or in_columns[column] >= FEWEST_IN_COLUMN:
            address = grid.address(row, column)
            state.issues.add(Problem("figures_outside_tables"), grid.sheet, address, cells[column])
            return


def _area(grid: Grid, table: Table | AcrossTable | WideTable) -> Area:
    if isinstance(table, WideTable):
        return table.top, table.last, table.left, table.right
    top = table.header if isinstance(table, Table) else table.top
    return top, table.last, 0, grid.width - 1


def _outside(grid: Grid, areas: Sequence[Area]) -> Iterator[tuple[int, Sequence[int]]]:
    """Rows with the columns that no area covers; rows that one covers altogether are left out."""
    whole = [
        (top, last) for top, last, left, right in areas if (left, right) == (0, grid.width - 1)
    ]
    covered = {row for top, last in whole for row in range(top, last + 1)}
    for row in range(len(grid.rows)):
        if row in covered:
            continue
        own = [(left, right) for top, last, left, right in areas if top <= row <= last]
        inside = {column for left, right in own for column in range(left, right + 1)}
        yield row, [column for column in range(grid.width) if column not in inside]


def _is_key(cells: Sequence[Cell]) -> bool:
    """Whether a row is `label : value`."""
    texts = [cell.strip() for cell in cells if isinstance(cell, str) and cell.strip()]
    return any(text.startswith(":") or text.endswith(":") for text in texts)
