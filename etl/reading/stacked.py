"""Stacked headings of a table with its dimensions across: where they stand and what they say."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.issues import Problem
from etl.layout import Across, Corner, Layout, Layouts
from etl.reading.dates import read_year
from etl.reading.numbers import is_figure
from etl.reading.workbook import Cell, Grid
from etl.recode import Fields, Lookup, has_words, load_lookup, normal
from indicators.codes import ALL

MOST_HEADING_ROWS: Final = 8
CORNER_COLUMNS: Final = 4
TITLE_ROWS: Final = 6
_YEAR_IN_TITLE: Final = re.compile(r"(?<![0-9])(20[0-3][0-9])(?![0-9])")


@dataclass(frozen=True)
class AcrossTable:
    """A table found: its corner cell, its heading rows (corner row included), its last row."""

    layout: Layout
    corner: Corner
    top: int
    column: int
    first: int
    last: int


@dataclass(frozen=True)
class Stack:
    """What the headings over one column say, and the problem of the cell that says it wrongly."""

    fields: Mapping[str, str]
    year: int | None
    problem: Problem | None = None
    row: int = 0


def find_across(grid: Grid, layouts: Layouts) -> list[AcrossTable]:
    """The tables on a sheet whose corner a layout of the kind across knows, from the top."""
    found = [
        table
        for layout in layouts.by_id.values()
        if layout.across is not None
        for table in _find(grid, layout, layout.across)
    ]
    found.sort(key=lambda table: (table.top, table.column))
    ends = [table.top - 1 for table in found[1:]] + [len(grid.rows) - 1]
    return [replace(table, last=end) for table, end in zip(found, ends, strict=False)]


def corners_in(grid: Grid, table: AcrossTable) -> list[int]:
    """The columns in which the row of a table's corner holds one: tables beside each other."""
    across = table.layout.across
    assert across is not None
    cells = enumerate(grid.rows[table.top])
    return [at for at, cell in cells if isinstance(cell, str) and _corner(cell, across)]


def _find(grid: Grid, layout: Layout, across: Across) -> list[AcrossTable]:
    tables = []
    for index, cells in enumerate(grid.columns[:CORNER_COLUMNS]):
        corners = {cell: _corner(cell, across) for cell in set(cells) if isinstance(cell, str)}
        for row, cell in enumerate(cells):
            corner = corners.get(cell) if isinstance(cell, str) else None
            if corner is not None:
                first = _first_data_row(cells, row)
                table = AcrossTable(layout, corner, row, index, first, len(cells) - 1)
                if first and _has_years(grid, table):
                    tables.append(table)
    return tables


def _corner(cell: str, across: Across) -> Corner | None:
    found = _first_match(cell, tuple(corner.pattern for corner in across.corners))
    return None if found is None else across.corners[found]


@functools.lru_cache(maxsize=20_000)
def _first_match(cell: str, patterns: tuple[str, ...]) -> int | None:
    text = normal(cell)
    return next((at for at, one in enumerate(patterns) if re.fullmatch(one, text)), None)


def _first_data_row(cells: tuple[Cell, ...], corner: int) -> int:
    """The first row below the corner with a name; 0 when there is none near."""
    below = range(corner + 1, min(corner + 1 + MOST_HEADING_ROWS, len(cells)))
    return next((row for row in below if cells[row] != ""), 0)


def _has_years(grid: Grid, table: AcrossTable) -> bool:
    """Whether some heading is a year, or the title above or in the headings names one."""
    cells = [cell for row in range(table.top, table.first) for cell in grid.rows[row]]
    if any(isinstance(read_year(cell), int) for cell in cells):
        return True
    return bool(years_in_title(title_texts(grid, table)))


def title_texts(grid: Grid, table: AcrossTable) -> list[str]:
    """Texts above the table and in its headings, nearest first.

    Not those over a row of figures: they are the title of the table that the row belongs to.
    """
    above = range(table.top - 1, max(table.top - 1 - TITLE_ROWS, -1), -1)
    titles = itertools.takewhile(lambda row: not _has_figures(grid, row, table.column), above)
    rows = [*range(table.top, table.first), *titles]
    return [c for row in rows for c in grid.rows[row] if isinstance(c, str) and c.strip()]


def _has_figures(grid: Grid, row: int, name: int) -> bool:
    cells = grid.rows[row]
    return cells[name] != "" and any(is_figure(cell) for cell in cells[name + 1 :])


def years_in_title(texts: list[str]) -> set[int]:
    """The years that the title names."""
    return {int(year) for text in texts for year in _YEAR_IN_TITLE.findall(text)}


def headings_over(grid: Grid, table: AcrossTable, column: int) -> list[tuple[int, Cell]]:
    """The heading cells over a column with their rows: blanks take what stands to their left.

    The lowest row stands for itself, unless a merged range covers it.
    """
    found = []
    for row in range(table.top, table.first):
        origin = _origin(grid, row, column)
        cell = grid.rows[origin[0]][origin[1]]
        left = column
        while cell == "" and row < table.first - 1 and left > table.column + 1:
            left -= 1
            cell = grid.rows[row][left]
        if cell != "" and (row, cell) not in found and origin[0] in (row, table.top):
            found.append((row, cell))
    return found


def _origin(grid: Grid, row: int, column: int) -> tuple[int, int]:
    for area in grid.merged:
        if area.top <= row <= area.bottom and area.left <= column <= area.right:
            return max(area.top, 0), max(area.left, 0)
    return row, column


def read_stack(grid: Grid, table: AcrossTable, column: int, spanning: set[str]) -> Stack:
    """What the headings over a column say. `spanning` are the texts over every column (titles)."""
    across = table.layout.across
    assert across is not None
    lookups = [load_lookup(name) for name in across.heading_lookups]
    fields: dict[str, str] = {}
    year: int | None = None
    for row, cell in headings_over(grid, table, column):
        if isinstance(cell, str) and (cell in spanning or normal(cell) in across.ignored_headings):
            continue
        read = read_year(cell)
        if isinstance(read, int):
            year = read
            continue
        if isinstance(read, Problem) and read.kind == "year_out_of_range":
            return Stack({}, None, read, row)
        said = _say(str(cell), lookups, across)
        if said is None:
            return Stack({}, None, Problem("unknown_heading"), row)
        fields |= said
    return Stack(fields, year)


def _say(text: str, lookups: list[Lookup], across: Across) -> dict[str, str] | None:
    for lookup in lookups:
        found = lookup.find(text)
        if found is not None:
            return dict(found)
    measure = measure_in(text, across)
    return None if measure is None else dict(measure)


def measure_in(text: str, across: Across) -> Fields | None:
    """The fields of the measure that a title or heading names, and nothing but that measure.

    None when it names none, or when the words around it make it another: a target, a number of
    households instead of their share, thousands.
    """
    found = load_lookup(across.title_lookup).phrase_in(text)
    if found is None or is_narrower(text, across):
        return None
    return None if any(has_words(found[1], word) for word in across.other_words) else found[0]


def is_narrower(text: str, across: Across) -> bool:
    """Whether a text says that the figures are another thing than the measure: RSE, thousands."""
    found = load_lookup(across.title_lookup).phrase_in(text)
    rest = normal(text) if found is None else found[1]
    return any(has_words(rest, word) for word in (*across.refused_words, *across.narrowing_words))


def narrowed_by_title(texts: Sequence[str], across: Across) -> set[str]:
    """The fields that a title restricts to one value (… Perempuan, 2023) beside its measure.

    A title that names several values of a field, or none, restricts nothing.
    """
    values: dict[str, set[str]] = {}
    for text in texts:
        found = load_lookup(across.title_lookup).phrase_in(text)
        for name in across.heading_lookups if found else ():
            for label, fields in load_lookup(name).entries.items():
                if found and has_words(found[1], label):
                    for field, value in fields.items():
                        values.setdefault(field, set()).add(value)
    return {field for field, named in values.items() if len(named) == 1 and named != {ALL}}
