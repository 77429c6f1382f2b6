"""Facts being read from a table: codes, numbers and problems, before they become a frame.

A draft holds one entry a figure. Every problem is reported with the cell it lies in; an entry with
an error leaves the draft and raises no further issues.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from etl.context import Context, FileState
from etl.issues import ERROR, Problem, sentences
from etl.layout import Layout
from etl.reading.numbers import is_figure
from etl.reading.observations import ONE, Rows, Values
from etl.reading.workbook import Cell, Grid
from indicators import tables


class Draft:
    """Entries of one table. `rows` are their grid rows; `fields` their warehouse columns.

    `value_columns` is the grid column of the figures, one for all entries or one an entry.
    """

    def __init__(
        self,
        grid: Grid,
        layout: Layout,
        rows: Sequence[int],
        value_columns: int | Sequence[int],
        context: Context,
        state: FileState,
    ) -> None:
        self.grid = grid
        self.layout = layout
        self.rows = rows
        self.value_columns = value_columns
        self.context = context
        self.state = state
        self.fields: dict[str, Values] = {}
        self.bad: npt.NDArray[np.bool_] = np.zeros(len(rows), dtype=bool)
        self.is_readable = True
        self._reported: set[tuple[str, int]] = set()

    @property
    def size(self) -> int:
        """Number of entries."""
        return len(self.rows)

    @property
    def table(self) -> tables.Table:
        """The warehouse table the entries go to."""
        return tables.BY_NAME[self.layout.table]

    def cells(self, column: int) -> Sequence[Cell]:
        """The raw cells of a grid column, entry by entry."""
        cells = self.grid.columns[column]
        if isinstance(self.rows, range):
            return cells[self.rows.start : self.rows.stop]
        return [cells[row] for row in self.rows]

    def labels(self, column: int) -> Sequence[Cell]:
        """The cells of a grid column; all rows of a merged range say what its first cell says."""
        merged = [a for a in self.grid.merged if a.left <= column <= a.right and a.bottom > a.top]
        if not merged:
            return self.cells(column)
        rows, over = self.grid.rows, dict[int, Cell]()
        for area in merged:
            first = rows[max(area.top, 0)][max(area.left, 0)]
            over.update(dict.fromkeys(range(area.top, area.bottom + 1), first))
        own = ((row, rows[row][column]) for row in self.rows)
        return [over.get(row, "") if cell == "" else cell for row, cell in own]

    def column(self, field: str) -> list[Any]:
        """The values of a field, entry by entry; KeyError when nothing fills it."""
        values = self.fields[field]
        return [values] * self.size if isinstance(values, ONE) else list(values)

    def report(
        self, problems: Mapping[int, Problem], column: int, heading: str, subject: str
    ) -> None:
        """Report problems of entries in a grid column. One entry, one subject: one issue."""
        for entry, problem in problems.items():
            if (subject, entry) in self._reported:
                continue
            self._reported.add((subject, entry))
            row = self.rows[entry]
            facts = {"column": heading, **problem.facts}
            self.state.issues.add(
                Problem(problem.kind, facts, problem.severity),
                self.grid.sheet,
                self.grid.address(row, column),
                self.grid.rows[row][column],
            )
            if (problem.severity or sentences()[problem.kind].severity) == ERROR:
                self.bad[entry] = True

    def refuse(self, problem: Problem, row: int | None = None, column: int | None = None) -> None:
        """Report a problem of the table as a whole: none of it will be loaded."""
        self.is_readable = False
        if row is None or column is None:
            self.state.issues.add(problem, self.grid.sheet)
        else:
            address, value = self.grid.address(row, column), self.grid.rows[row][column]
            self.state.issues.add(problem, self.grid.sheet, address, value)

    def report_below(self, rows: Sequence[int], columns: Sequence[int]) -> None:
        """Report figures under the footer of the table, at the first of them."""
        for row in rows[:1]:
            column = next(c for c in columns if is_figure(self.grid.rows[row][c]))
            self.state.issues.add(
                Problem("figures_below_footer"),
                self.grid.sheet,
                self.grid.address(row, column),
                self.grid.rows[row][column],
            )

    def addresses(self) -> list[str]:
        """The address of every figure."""
        numbers, names = self.grid.row_numbers, self.grid.letters
        if isinstance(self.value_columns, int):
            letter = names[self.value_columns]
            return [f"{letter}{numbers[row]}" for row in self.rows]
        return [
            f"{names[column]}{numbers[row]}"
            for row, column in zip(self.rows, self.value_columns, strict=True)
        ]

    def facts(self) -> Rows | None:
        """The facts of the entries without an error; None when the table cannot be read."""
        if not self.is_readable:
            return None
        provenance: dict[str, Values] = {
            "source_sha256": self.state.sha256,
            "sheet": self.grid.sheet,
            "cell": self.addresses(),
        }
        names = set(self.table.column_names)
        own = {name: values for name, values in self.fields.items() if name in names}
        rows = Rows(self.table, {**own, **provenance}, self.size)
        return rows.pick(np.flatnonzero(~self.bad)) if self.bad.any() else rows


def as_problems(entries: Iterable[int], problem: Problem) -> dict[int, Problem]:
    """The same problem at several entries."""
    return dict.fromkeys(entries, problem)
