"""Find the wide tables on a sheet by their headings, wherever they stand: stacked or side by side.

A table is found by the heading of its first needed label column. Tables beside each other are
parted by an empty column, tables below each other by the headings of the next, whose title (rows
of text above it, parted by an empty row) does not belong to the table above.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.layout import Column, Layout, Layouts
from etl.layout_sections import MOST_HEADER_ROWS
from etl.reading.numbers import is_figure
from etl.reading.recognise import LONGEST_HEADING, LONGEST_REMEMBERED, REQUIRED_SHARE
from etl.reading.wide_headings import Form, Merges, WideHeading, merges_of, paths, wide_forms
from etl.reading.workbook import Grid, MergedRange
from etl.recode import normal

ROWS_ABOVE: Final = 3
"""So many heading rows may stand above that of the label column."""
MOST_ROWS_OF_TITLE: Final = 12
MOST_TABLES: Final = 200
"""A word that heads more rows than this is a label of the data; only the first are tried."""


@dataclass(frozen=True)
class WideTable:
    """A table found. `grid` holds its columns only, `sheet` all; their rows are the same.

    Headings stand in the rows from `top` to before `first`, data from there to `last`; the rows
    from `titles` to before `top` are the title.
    """

    layout: Layout
    sheet: Grid
    grid: Grid
    left: int
    top: int
    first: int
    last: int
    titles: int
    headings: tuple[WideHeading, ...]

    @property
    def right(self) -> int:
        """Last column, in the sheet."""
        return self.left + self.grid.width - 1


@dataclass(frozen=True)
class _Block:
    """Headings that fit a layout: rows `top` to `bottom`, columns `left` to `right`."""

    form: Form
    top: int
    bottom: int
    left: int
    right: int
    headings: tuple[WideHeading, ...]
    share: float

    @property
    def rank(self) -> tuple[float, int, int, int]:
        """What fits better comes first; of two that fit alike, the one that loads the table."""
        known = sum(heading.is_known for heading in self.headings)
        certain = len(self.form.titles) + len(self.form.sheets)
        loads = self.form.layout.refused is None
        return self.share, known, certain + loads, self.top - self.bottom


def find_wide(grid: Grid, layouts: Layouts) -> list[WideTable]:
    """The tables on a sheet that layouts of the kind wide describe, from the top.

    A layout reads nothing from the sheets that it ignores by name.
    """
    forms = [form for form in wide_forms(layouts) if not form.ignores(grid.sheet)]
    starts = anchors_on(grid, forms)
    rows = sorted(starts)[:MOST_TABLES]
    merges = merges_of(grid) if rows else {}
    blocks: list[_Block] = []
    tried = 0
    for position, row in enumerate(rows):
        end = rows[position + 1] if position + 1 < len(rows) else len(grid.rows)
        for left, right, anchors in areas_of(grid, row, sorted(starts[row]), end):
            if any(b.bottom >= row and b.left <= right and b.right >= left for b in blocks):
                continue
            tried += 1
            if tried > MOST_TABLES:
                break
            block = _best(grid, forms, merges, row, anchors, (left, right))
            if block is not None:
                blocks.append(block)
    return _tables(grid, blocks)


def known_headings(table: WideTable) -> int:
    """How many headings of a table its layout knows."""
    return sum(heading.is_known for heading in table.headings)


def cut_off(table: WideTable, row: int) -> WideTable:
    """The table, ending before a row where another one begins."""
    return replace(table, last=min(table.last, row - 1))


def anchors_on(grid: Grid, forms: Sequence[Form]) -> dict[int, dict[int, str]]:
    """Row -> column -> levelled text of the cells that may head the first label column."""
    known = frozenset(text for form in forms for text in form.anchors)
    found: dict[int, dict[int, str]] = {}
    for index, column in enumerate(grid.columns):
        remembered = len(column) <= LONGEST_REMEMBERED
        for row, text in (_remembered_anchors if remembered else _anchors_in)(column, known):
            found.setdefault(row, {})[index] = text
    return found


def _anchors_in(column: tuple[object, ...], known: frozenset[str]) -> tuple[tuple[int, str], ...]:
    """The rows of a column of cells that hold a known text, and that text levelled."""
    texts = {cell for cell in set(column) if type(cell) is str and len(cell) < LONGEST_HEADING}
    wanted: dict[object, str] = {t: normal(t) for t in texts if normal(t) in known}
    if not wanted:
        return ()
    return tuple((row, wanted[cell]) for row, cell in enumerate(column) if cell in wanted)


_remembered_anchors = functools.lru_cache(maxsize=256)(_anchors_in)


def areas_of(
    grid: Grid, row: int, anchors: Sequence[int], end: int
) -> list[tuple[int, int, list[int]]]:
    """The columns of each table whose anchors stand in a row: (left, right, its anchors)."""
    areas: list[tuple[int, int, list[int]]] = []
    left, own = 0, [anchors[0]]
    for before, anchor in itertools.pairwise(anchors):
        gaps = [
            column for column in range(before + 1, anchor)
            if not any(cell != "" for cell in grid.columns[column][row:end])
        ]  # fmt: skip
        if gaps:
            areas.append((left, gaps[-1] - 1, own))
            left, own = gaps[-1] + 1, []
        own.append(anchor)
    return [*areas, (left, grid.width - 1, own)]


def _best(
    grid: Grid,
    forms: Sequence[Form],
    merges: Merges,
    row: int,
    anchors: Sequence[int],
    across: tuple[int, int],
) -> _Block | None:
    """The layout and heading rows that fit an area best; None when none fits."""
    texts = {normal(str(grid.rows[row][column])): column for column in reversed(anchors)}
    found: list[_Block] = []
    for form in forms:
        mine = [texts[text] for text in form.anchors if text in texts]
        if not mine:
            continue
        for top, bottom in _heading_rows(grid, form.layout, row, min(mine)):
            texts_over = paths(grid, (top, bottom), across, frozenset(form.labels), merges)
            block = _block(grid, form, (top, bottom), across, texts_over)
            if block is not None:
                found.append(block)
    return max(found, key=lambda block: block.rank, default=None)


def _heading_rows(grid: Grid, layout: Layout, row: int, column: int) -> list[tuple[int, int]]:
    """The heading rows that there may be: from at most three rows above the anchor to below it."""
    tops = range(row, max(row - ROWS_ABOVE, 0) - 1, -1)
    if layout.header_rows is not None:
        size = layout.header_rows
        pairs = [(top, top + size - 1) for top in range(row, max(row - size + 1, 0) - 1, -1)]
        return [(top, bottom) for top, bottom in pairs if bottom < len(grid.rows)]
    cells = grid.columns[column]
    below = range(row + 1, min(row + MOST_HEADER_ROWS, len(cells)))
    last = next((r - 1 for r in below if cells[r] != ""), below.stop - 1)
    return [(top, bottom) for top in tops for bottom in range(row, last + 1)]


def _block(
    grid: Grid,
    form: Form,
    rows: tuple[int, int],
    across: tuple[int, int],
    texts: Sequence[str],
) -> _Block | None:
    """The headings in these rows, whose paths are `texts`, when they fit the layout."""
    headings = tuple(form.heading(index, text) for index, text in enumerate(texts) if text)
    labels = [heading.label for heading in headings if heading.label is not None]
    if any(column.essential and column not in labels for column in form.layout.columns):
        return None
    if form.titles and not form.has_title(_texts_above(grid, rows[0])):
        return None
    figures = [reading.spec for heading in headings for reading in heading.readings]
    others = any(heading.is_ignored for heading in headings)
    if not figures and not (form.layout.refused and (others or _is_bare(form, labels))):
        return None
    needed = [*(c for c in form.layout.columns if c.required or c.essential)]
    wanted = [spec for spec in form.layout.values if spec.required]
    there = sum(c in labels for c in needed) + sum(spec in figures for spec in wanted)
    share = there / (len(needed) + len(wanted)) if needed or wanted else 1.0
    if share < REQUIRED_SHARE:
        return None
    return _Block(form, *rows, *across, headings, share)


def _is_bare(form: Form, labels: Sequence[Column]) -> bool:
    """Whether the labels alone tell a layout: several of them, and no other headings named."""
    return len(labels) > 1 and not form.layout.ignored


def _texts_above(grid: Grid, top: int) -> list[str]:
    rows = grid.rows[max(top - MOST_ROWS_OF_TITLE, 0) : top]
    return [cell for row in rows for cell in row if isinstance(cell, str) and cell.strip()]


def _tables(grid: Grid, blocks: Sequence[_Block]) -> list[WideTable]:
    """The tables of the headings found, each with its rows and its title."""
    titles = {id(block): _title_row(grid, block, blocks) for block in blocks}
    found = []
    for block in sorted(blocks, key=lambda b: (b.top, b.left)):
        below = [b for b in blocks if b.top > block.bottom and _share_columns(b, block)]
        last = min((titles[id(b)] for b in below), default=len(grid.rows)) - 1
        found.append(
            WideTable(
                block.form.layout,
                grid,
                cut(grid, block.left, block.right),
                block.left,
                block.top,
                block.bottom + 1,
                last,
                titles[id(block)],
                block.headings,
            )
        )
    return found


def _share_columns(one: _Block, other: _Block) -> bool:
    return one.left <= other.right and one.right >= other.left


def _title_row(grid: Grid, block: _Block, blocks: Sequence[_Block]) -> int:
    """The first row of the title of a table: below the data of every table above it.

    Rows that follow that data without an empty row belong to it still: its total, its footnote.
    """
    above = [b for b in blocks if b.bottom < block.top and _share_columns(b, block)]
    return max((_row_below(grid, other, block.top) for other in above), default=0)


def _row_below(grid: Grid, table: _Block, end: int) -> int:
    """The first row below the data of a table that ends before the row `end`."""
    row = end - 1
    while row > table.bottom and not _is_data(grid, row, table):
        row -= 1
    row += 1
    while row < end and _cells(grid, row, table):
        row += 1
    return row


def _cells(grid: Grid, row: int, block: _Block) -> bool:
    return any(cell != "" for cell in grid.rows[row][block.left : block.right + 1])


def _is_data(grid: Grid, row: int, table: _Block) -> bool:
    """Whether a row has figures, or something beside its name, as rows of the table above have.

    A row `label : value` with a label that the layout knows is a key row of the next table.
    """
    cells = grid.rows[row]
    if any(isinstance(c, str) and normal(c.partition(":")[0]) in table.form.keys for c in cells):
        return False
    figures = [cells[table.left + h.index] for h in table.headings if h.readings or h.is_ignored]
    if any(is_figure(cell) for cell in figures):
        return True
    named = any(cells[table.left + h.index] != "" for h in table.headings if h.label is not None)
    return named and any(cell != "" for cell in figures)


def cut(grid: Grid, left: int, right: int) -> Grid:
    """The columns from `left` to `right` of a grid, with their own addresses."""
    if left == 0 and right == grid.width - 1:
        return grid
    merged = tuple(
        MergedRange(area.top, area.left - left, area.bottom, min(area.right, right) - left)
        for area in grid.merged
        if area.left >= left and area.left <= right
    )
    rows = [row[left : right + 1] for row in grid.rows]
    return Grid(grid.sheet, rows, grid.row_numbers, grid.column_offset + left, merged)
