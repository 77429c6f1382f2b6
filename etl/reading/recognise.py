"""Find the tables on a sheet by their headings, wherever they start.

A row of headings belongs to the layout that it fits best: every essential column is there and
most of the required ones. A table reaches from its headings to the next headings or the end of the
sheet.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from etl.issues import plain, show
from etl.layout import Column, Layout, Layouts
from etl.reading.workbook import Grid
from etl.recode import normal

REQUIRED_SHARE: Final = 0.6
MIN_HEADINGS: Final = 2
LONGEST_HEADING: Final = 200
LONGEST_REMEMBERED: Final = 2000
"""Columns up to so many cells are remembered: the same form comes from many offices."""


@dataclass(frozen=True)
class Heading:
    """One heading cell: where it stands, what it says, the column of the layout it names."""

    index: int
    text: str
    column: Column | None


@dataclass(frozen=True)
class Table:
    """A table found: its layout, the row of its headings, its last row (of the grid, from 0)."""

    layout: Layout
    header: int
    last: int
    headings: tuple[Heading, ...]

    def index_of(self, reads: str, to: str = "") -> int | None:
        """Grid column of the first heading that is read that way (into that field)."""
        for heading in self.headings:
            column = heading.column
            if column and column.reads == reads and (not to or column.to == to):
                return heading.index
        return None


@dataclass(frozen=True)
class NearMiss:
    """The layout that a row of headings resembles most without fitting it."""

    layout: Layout
    missing: tuple[str, ...]
    share: float


def find_tables(grid: Grid, layouts: Layouts) -> list[Table]:
    """The tables with one row of headings (kinds list and outline) on a sheet, from the top."""
    starts = []
    for row in _candidate_rows(grid, layouts):
        layout = _best(_texts(grid, row), layouts)
        if layout is not None:
            starts.append((row, layout))
    ends = [_above_title(grid, row) for row, _ in starts[1:]] + [len(grid.rows) - 1] * bool(starts)
    return [
        Table(layout, row, end, headings_of(grid, row, layout))
        for (row, layout), end in zip(starts, ends, strict=True)
    ]


def _above_title(grid: Grid, header: int) -> int:
    """The last row that can belong to the table above: the title of this one does not.

    A title is single texts right above the headings, parted from the table above by an empty row.
    """
    row = header - 1
    while row >= 0 and _filled(grid, row) == 1:
        row -= 1
    return row if row >= 0 and _filled(grid, row) == 0 else header - 1


def _filled(grid: Grid, row: int) -> int:
    return len(grid.rows[row]) - grid.rows[row].count("")


def nearest(grid: Grid, layouts: Layouts) -> NearMiss | None:
    """The layout that comes nearest to some row of the sheet, for a message."""
    best: NearMiss | None = None
    for row in _candidate_rows(grid, layouts):
        for layout in _with_headings(layouts):
            share, missing = _required(_texts(grid, row), layout)
            if share and (best is None or share > best.share):
                best = NearMiss(layout, missing, share)
    return best


def headings_of(grid: Grid, row: int, layout: Layout) -> tuple[Heading, ...]:
    """The heading cells of a row with the columns of `layout` they name."""
    by_heading = _columns_by_heading(layout)
    return tuple(
        Heading(index, show(cell), by_heading.get(normal(plain(cell))))
        for index, cell in enumerate(grid.rows[row])
        if cell != ""
    )


def _candidate_rows(grid: Grid, layouts: Layouts) -> list[int]:
    """Rows that hold at least two known headings; cost is a pass over the distinct cells."""
    hits: Counter[int] = Counter()
    for column in grid.columns:
        remembered = len(column) <= LONGEST_REMEMBERED
        hits.update((_remembered_rows if remembered else _heading_rows)(column, layouts))
    return sorted(row for row, count in hits.items() if count >= MIN_HEADINGS)


def _heading_rows(column: tuple[object, ...], layouts: Layouts) -> tuple[int, ...]:
    """The rows in which a column of cells holds a heading that some layout knows."""
    known = _known_headings(layouts)
    texts = {cell for cell in set(column) if type(cell) is str and len(cell) < LONGEST_HEADING}
    found = {text for text in texts if normal(text) in known}
    return tuple(_positions(column, found))


_remembered_rows = functools.lru_cache(maxsize=256)(_heading_rows)


def _positions(column: tuple[object, ...], wanted: set[str]) -> Iterator[int]:
    for text in wanted:
        start = -1
        try:
            while True:
                start = column.index(text, start + 1)
                yield start
        except ValueError:
            continue


@functools.lru_cache(maxsize=256)
def _best(texts: frozenset[str], layouts: Layouts) -> Layout | None:
    """The layout that a row of headings fits best; None when it fits none."""
    best: tuple[float, int, Layout] | None = None
    for layout in _with_headings(layouts):
        columns = [column for column in layout.columns if _named(column, texts)]
        share, _ = _required(texts, layout)
        if share < REQUIRED_SHARE or len(columns) < MIN_HEADINGS or not _fits(layout, columns):
            continue
        if best is None or (share, len(columns)) > best[:2]:
            best = (share, len(columns), layout)
    return best[2] if best else None


def _fits(layout: Layout, named: list[Column]) -> bool:
    """Whether every essential column is there, and one of those that hold the figures."""
    if any(column.essential and column not in named for column in layout.columns):
        return False
    figures = [column for column in layout.columns if column.to == "value"]
    if len(figures) < 2:
        return True
    return any(column in named for column in figures)


def _required(texts: frozenset[str], layout: Layout) -> tuple[float, tuple[str, ...]]:
    """Share of the required columns that a row of headings names, and those it does not."""
    required = [column for column in layout.columns if column.required or column.essential]
    missing = tuple(column.heading for column in required if not _named(column, texts))
    return (1 - len(missing) / len(required) if required else 0.0), missing


def _texts(grid: Grid, row: int) -> frozenset[str]:
    return frozenset(normal(plain(cell)) for cell in grid.rows[row] if cell != "")


def _named(column: Column, texts: frozenset[str]) -> bool:
    return any(normal(heading) in texts for heading in column.headings)


def _with_headings(layouts: Layouts) -> list[Layout]:
    return [layout for layout in layouts.by_id.values() if layout.kind in ("list", "outline")]


def _columns_by_heading(layout: Layout) -> dict[str, Column]:
    return {normal(heading): column for column in layout.columns for heading in column.headings}


@functools.lru_cache(maxsize=8)
def _known_headings(layouts: Layouts) -> frozenset[str]:
    return frozenset(
        heading for layout in _with_headings(layouts) for heading in _columns_by_heading(layout)
    )
