"""Which rows below the headings are data: not the footer, not totals, not column numbers."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.layout import Layout
from etl.reading.numbers import is_figure
from etl.reading.workbook import Cell, Grid
from etl.recode import normal

_FOOTER = re.compile(r"([a-z ]+?)\s*(?:[:.,;]|$)")
_NOTE = re.compile(r"(?:\*+ ?\)?|[0-9]{1,2} ?\)|https?:|www\.|diolah\b).*[a-z]")
LONGEST_TOTAL = 100
"""No name of a total is longer."""
_COLUMN_NUMBER = re.compile(r"\(?-?([0-9]{1,3})\)?(?:\s*=.*)?")


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
    closing: Sequence[int] = (),
    may_be_numbered: bool = True,
) -> Body:
    """The rows from `first` to `last` that hold data.

    `labels` are the grid columns that may say Jumlah, `values` those of the figures, `titled` those
    with a heading: a row with nothing in them is empty. Only rows without a figure can be a footer.
    With `closing`, the columns that name what a row is about, rows below an empty row with nothing
    in those and no figure close the table (place, date, signature), and a total may name what it
    is the total of (Jumlah Kecamatan Kebonsari).
    """
    numbered = may_be_numbered and first <= last and _numbers_columns(grid.rows[first])
    start = first + 1 if numbered else first
    end, empty = last + 1, set[int]()
    bare = _rows_without_figure(grid, layout, start, end, values)
    if closing:
        end = _before_closing(grid, start, end, values, closing)
    for row in bare:
        if row >= end:
            break
        if _closes(grid.rows[row], layout):
            end = row
            break
        if all(_is_blank(grid.rows[row][column]) for column in titled):
            empty.add(row)
    named = bool(closing)
    found = _total_rows(grid, layout, start, end, labels, named=named)
    totals = [row for row in found if row not in empty]
    left_out = empty | set(totals)
    rows: Sequence[int] = range(start, end)
    if any(start <= row < end for row in left_out):
        rows = [row for row in rows if row not in left_out]
    below = [
        row for row in range(end, last + 1)
        if any(is_figure(grid.rows[row][column]) for column in values)
    ]  # fmt: skip
    return Body(rows, tuple(totals), end, tuple(below))


def _rows_without_figure(
    grid: Grid, layout: Layout, start: int, end: int, values: Sequence[int]
) -> list[int]:
    """Rows with nothing in the columns of figures; a footer may stand there (Sumber: BPS)."""
    if not values:
        return list(range(start, end))
    cells = enumerate(grid.columns[values[0]][start:end], start)
    rows = [row for row, cell in cells if cell == "" or _is_footer(cell, layout)]
    return [
        row for row in rows
        if all(c == "" or _is_footer(c, layout) for c in (grid.rows[row][at] for at in values))
    ]  # fmt: skip


def _before_closing(
    grid: Grid, start: int, end: int, values: Sequence[int], names: Sequence[int]
) -> int:
    """The row after the last that has a name or a figure, where an empty row parts the rest."""
    row = end
    while row > start and not _says_something(grid.rows[row - 1], values, names):
        row -= 1
    below = grid.rows[row:end]
    is_parted = bool(below) and all(_is_blank(cell) for cell in below[0])
    return row if is_parted else end


def _says_something(row: list[Cell], values: Sequence[int], names: Sequence[int]) -> bool:
    if any(not _is_blank(row[column]) for column in names):
        return True
    return any(is_figure(row[column]) for column in values)


def _is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _closes(row: list[Cell], layout: Layout) -> bool:
    """Whether a row without a figure is below the table: its first text says so.

    A note stands alone in its row; a remark in a row of data may begin like one.
    """
    filled = [cell for cell in row if not _is_blank(cell)]
    if not filled or not _is_footer(filled[0], layout):
        return False
    return len(filled) == 1 or not _NOTE.match(normal(str(filled[0])))


def _is_footer(cell: Cell, layout: Layout) -> bool:
    """`Sumber: BPS`, `Catatan`, `NIP. 19…`: a word of the layout, alone or before a mark.

    Or a note: `*) Angka sementara`, `1) Termasuk Papua`, an address on the web.
    """
    if not isinstance(cell, str) or not layout.footers:
        return False
    text = normal(cell)
    if _NOTE.match(text):
        return True
    found = _FOOTER.match(text.lstrip("*( "))
    return found is not None and found[1].strip() in layout.footers


def _total_rows(
    grid: Grid, layout: Layout, start: int, end: int, labels: Sequence[int], *, named: bool
) -> list[int]:
    if not layout.totals:
        return []
    found: set[int] = set()
    for column in labels:
        rows = _totals_in(grid.columns[column], layout.totals, named)
        found.update(row for row in rows if start <= row < end)
    return sorted(found)


@functools.lru_cache(maxsize=64)
def _totals_in(cells: tuple[Cell, ...], totals: tuple[str, ...], named: bool) -> tuple[int, ...]:
    """The rows in which a column says that they are totals."""
    texts = {cell for cell in set(cells) if type(cell) is str and len(cell) <= LONGEST_TOTAL}
    words = {cell for cell in texts if _is_total(cell, totals, named)}
    return tuple(row for row, cell in enumerate(cells) if cell in words) if words else ()


def _is_total(text: str, totals: tuple[str, ...], named: bool) -> bool:
    level = normal(text)
    if level in totals:
        return True
    return named and any(level.startswith(f"{word} ") for word in totals)


def _numbers_columns(row: list[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), which Excel may read as -1 -2 -3.

    Bare numbers do so from 1 on and from three columns on; else they may be figures.
    """
    numbers: list[int] = []
    marked = True
    for cell in row:
        if cell == "":
            continue
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
        found = _COLUMN_NUMBER.fullmatch(text.strip())
        if found is None:
            return False
        marked = marked and text.strip()[0] in "(-"
        numbers.append(int(found[1]))
    if len(numbers) < (2 if marked else 3) or not (marked or numbers[0] == 1):
        return False
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))
