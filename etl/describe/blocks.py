"""Find the tables of a sheet without knowing any layout: by what changes from row to row.

Rows in one piece are a chunk; a column with nothing in it parts tables that stand side by side.
Headings are the rows of texts and years right above the first row with a figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from etl.describe import rows as kinds
from etl.describe.rows import BLANK, FIGURE, MARK, TEXT, YEAR, Key
from etl.reading.cells import text_of
from etl.reading.workbook import Cell, Grid

MOST_HEADER_ROWS: Final = 8


@dataclass(frozen=True)
class Block:
    """One table found; rows and columns of the grid, from 0, inclusive.

    `header` is empty when no row of headings stands above the figures. `titles` and `keys` stand
    above it, `footers` are the opening words of what stands below.
    """

    left: int
    right: int
    header: tuple[int, ...]
    body: tuple[int, ...]
    totals: tuple[int, ...] = ()
    titles: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    footers: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The last row of figures."""
        return max((*self.body, *self.totals))


@dataclass
class _Above:
    """Titles and keys read since the last table, and headings parted from it by a blank row."""

    titles: list[str] = field(default_factory=list)
    keys: list[Key] = field(default_factory=list)
    header: list[int] = field(default_factory=list)


def find_blocks(grid: Grid) -> list[Block]:
    """The tables of a sheet, from the top, left before right."""
    letters = [[kinds.kind_of(cell) for cell in row] for row in grid.rows]
    found: list[Block] = []
    above = _Above()
    for chunk in _chunks(letters):
        first = next((row for row in chunk if _is_data(grid, letters, row)), None)
        if first is None:
            _read_above(grid, letters, chunk, above)
            continue
        blocks = list(_split(grid, letters, chunk, above))
        if len(blocks) == 1 and not blocks[0].header and _continues(blocks[0], found):
            found[-1] = replace(
                found[-1],
                body=(*found[-1].body, *blocks[0].body),
                totals=(*found[-1].totals, *blocks[0].totals),
                footers=(*found[-1].footers, *blocks[0].footers),
            )
        else:
            found += [block for block in blocks if block.body and block.left < block.right]
        above = _Above()
    return found


def _continues(block: Block, found: Sequence[Block]) -> bool:
    """Whether rows without headings go on with the table above, after a blank row."""
    if not found or block.left == block.right:
        return False
    return found[-1].left <= block.left and block.right <= found[-1].right


def _chunks(letters: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    chunk: list[int] = []
    for row, line in enumerate(letters):
        if all(letter == BLANK for letter in line):
            if chunk:
                yield chunk
            chunk = []
        else:
            chunk.append(row)
    if chunk:
        yield chunk


def _is_data(
    grid: Grid, letters: Sequence[Sequence[str]], row: int, left: int = 0, right: int | None = None
) -> bool:
    """Whether a row holds a figure or a mark for one, and does not only number the columns."""
    line = letters[row][left : None if right is None else right + 1]
    if FIGURE in line or MARK in line:
        cells = grid.rows[row][left : None if right is None else right + 1]
        return not kinds.is_numbering(cells) and kinds.key_of(row, cells) is None
    return YEAR in line and _is_year_column(letters, row, left, left + len(line))


def _is_year_column(letters: Sequence[Sequence[str]], row: int, left: int, end: int) -> bool:
    """Whether the one year of a row stands over two more years: then it is no heading."""
    years = [column for column in range(left, end) if letters[row][column] == YEAR]
    below = letters[row + 1 : row + 3]
    return len(years) == 1 and len(below) == 2 and all(line[years[0]] == YEAR for line in below)


def _read_above(
    grid: Grid, letters: Sequence[Sequence[str]], chunk: Sequence[int], above: _Above
) -> None:
    """Titles, keys or headings of a chunk without figures. A footer belongs to what is above."""
    if any(kinds.footer_word(cell) for cell in grid.rows[chunk[0]]):
        return
    for row in chunk:
        cells = grid.rows[row]
        key = kinds.key_of(row, cells)
        if key is not None:
            above.keys.append(key)
        elif _filled(letters[row]) > 1 and not _is_merged_title(grid, row):
            above.header.append(row)
        else:
            above.titles += _texts(cells)


def _filled(line: Sequence[str]) -> int:
    return len(line) - line.count(BLANK)


def _texts(cells: Sequence[Cell]) -> list[str]:
    shown = (" ".join(c.split()) if isinstance(c, str) else text_of(c) for c in cells)
    return [text for text in shown if text]


def _is_merged_title(grid: Grid, row: int) -> bool:
    """Whether a row is one merged cell from the first column on."""
    filled = [column for column, cell in enumerate(grid.rows[row]) if cell != ""]
    return len(filled) == 1 and filled[0] == 0


def _split(
    grid: Grid, letters: Sequence[Sequence[str]], chunk: Sequence[int], above: _Above
) -> Iterator[Block]:
    """The tables of a chunk: side by side, and one below another without a blank row."""
    lines = [*above.header, *chunk]
    bands = list(_bands(grid, letters, lines))
    for left, right in bands:
        own = [
            row for row in lines if any(letters[row][c] != BLANK for c in range(left, right + 1))
        ]
        titles, keys = list(above.titles), list(above.keys)
        if any(_is_data(grid, letters, row, left, right) for row in own):
            yield from _stacked(grid, letters, own, left, right, titles, keys)


def _bands(
    grid: Grid, letters: Sequence[Sequence[str]], lines: Sequence[int]
) -> Iterator[tuple[int, int]]:
    """First and last column of every run of columns in which something stands."""
    width = grid.width
    used = [any(letters[row][column] != BLANK for row in lines) for column in range(width)]
    for area in grid.merged:
        if any(area.top <= row <= area.bottom for row in lines):
            for column in range(max(area.left, 0), min(area.right + 1, width)):
                used[column] = True
    start: int | None = None
    for column, is_used in enumerate([*used, False]):
        if is_used and start is None:
            start = column
        elif not is_used and start is not None:
            yield start, column - 1
            start = None


def _stacked(
    grid: Grid, letters: Sequence[Sequence[str]], lines: Sequence[int], left: int, right: int,
    titles: list[str], keys: list[Key],
) -> Iterator[Block]:  # fmt: skip
    """The tables of one band, cut where headings stand below figures."""
    start = 0
    while start < len(lines):
        data = next(
            (i for i in range(start, len(lines)) if _is_data(grid, letters, lines[i], left, right)),
            None,
        )
        if data is None:
            return
        header = _header(grid, letters, lines[start:data], left, right)
        names: list[int] = []
        for row in lines[start:data]:
            cells = grid.rows[row][left : right + 1]
            if row in header or kinds.is_numbering(cells):
                continue
            key = kinds.key_of(row, cells)
            if key is not None:
                keys.append(key)
            elif header and row > header[-1]:
                names.append(row)
            else:
                titles += _texts(cells)
        block, end = _body(grid, letters, lines, data, left, right)
        yield replace(
            block,
            header=tuple(header),
            body=(*names, *block.body),
            titles=tuple(titles),
            keys=tuple(keys),
        )
        titles, keys, start = [], [], end


def _header(
    grid: Grid, letters: Sequence[Sequence[str]], lines: Sequence[int], left: int, right: int
) -> list[int]:
    """The rows of headings right above the first figure, or above the names of rows without one."""
    header: list[int] = []
    for row in reversed(lines):
        cells = grid.rows[row][left : right + 1]
        if kinds.is_numbering(cells):
            continue
        key = kinds.key_of(row, cells, marked=not header)
        if len(header) == MOST_HEADER_ROWS or key is not None:
            break
        if not _is_heading(grid, letters, row, left, right, bool(header)):
            if header:
                break
            continue
        header.insert(0, row)
    return header


def _is_heading(
    grid: Grid, letters: Sequence[Sequence[str]], row: int, left: int, right: int, below: bool
) -> bool:
    """Whether a row of texts and years is one of headings, not a title.

    A single cell is a heading when it stands over part of the headings below it.
    """
    filled = [column for column in range(left, right + 1) if letters[row][column] != BLANK]
    if len(filled) > 1 or left == right:
        return True
    return below and bool(filled) and filled[0] > left


def _body(
    grid: Grid, letters: Sequence[Sequence[str]], lines: Sequence[int], data: int, left: int,
    right: int,
) -> tuple[Block, int]:  # fmt: skip
    """The rows of figures from line `data` on, and the line where the next table may start."""
    body: list[int] = []
    totals: list[int] = []
    footers: list[str] = []
    for position in range(data, len(lines)):
        row = lines[position]
        cells = grid.rows[row][left : right + 1]
        if _starts_table(grid, letters, lines, position, left, right):
            return Block(
                left, right, (), tuple(body), tuple(totals), footers=tuple(footers)
            ), position
        word = None
        if footers or not _is_data(grid, letters, row, left, right):
            word = next((found for cell in cells if (found := kinds.footer_word(cell))), None)
        if footers or word is not None:
            footers += [word] if word else []
        elif any(isinstance(cell, str) and cell and kinds.is_total(cell) for cell in cells):
            totals.append(row)
        else:
            body.append(row)
    return Block(left, right, (), tuple(body), tuple(totals), footers=tuple(footers)), len(lines)


def _starts_table(
    grid: Grid, letters: Sequence[Sequence[str]], lines: Sequence[int], position: int, left: int,
    right: int,
) -> bool:  # fmt: skip
    """Whether headings of another table stand at this line: texts where figures were, figures next.

    A row of the body without figures holds texts in its label columns only.
    """
    row = lines[position]
    line = letters[row][left : right + 1]
    if position == 0 or FIGURE in line or MARK in line:
        return False
    over = letters[lines[position - 1]][left : right + 1]
    replaced = sum(
        old in (FIGURE, MARK) and new == TEXT for old, new in zip(over, line, strict=True)
    )
    figures = sum(letter in (FIGURE, MARK) for letter in over)
    return figures > 0 and replaced * 2 > figures
