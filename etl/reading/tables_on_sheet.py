"""All tables on a sheet, of whatever kind their layout is, and the reader that belongs to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from etl.context import Context, FileState
from etl.layout import Layouts
from etl.layout_sections import MOST_HEADER_ROWS
from etl.reading.across import read_across
from etl.reading.list_table import read_list
from etl.reading.observations import Rows
from etl.reading.outline import read_outline
from etl.reading.recognise import NearMiss, Table, find_tables, nearest
from etl.reading.stacked import AcrossTable, corners_in, find_across
from etl.reading.wide import read_wide
from etl.reading.wide_headings import wide_forms
from etl.reading.wide_tables import (
    WideTable,
    anchors_on,
    areas_of,
    cut,
    cut_off,
    find_wide,
    known_headings,
)
from etl.reading.workbook import Grid
from etl.recode import normal

AnyTable = Table | AcrossTable | WideTable
MEANINGS: Final = ("arti", "meaning")
"""Headings beside each list of the sheet Daftar."""


@dataclass(frozen=True)
class TableFacts:
    """What was read from a table for one warehouse table, and the range it stands in."""

    range: str
    table: str
    facts: tuple[Rows, ...]

    @property
    def size(self) -> int:
        """Number of facts."""
        return sum(rows.size for rows in self.facts)


def tables_on(grid: Grid, layouts: Layouts) -> list[tuple[Grid, AnyTable]]:
    """The tables of a sheet, each with the grid it is read from: the sheet, or some columns of it.

    Headings of the kind across are looked for where no others are found. Where a row of headings
    fits a list and a wide layout, the one that knows more of it counts.
    """
    lists, wide = find_tables(grid, layouts), find_wide(grid, layouts)
    if lists and wide:
        lists, wide = _parted(lists, wide)
    found: list[tuple[Grid, AnyTable]] = [
        placed for table in lists for placed in _beside(grid, table, layouts)
    ]
    found += [(grid, table) for table in wide]
    return found if found else _across_on(grid, layouts)


def _across_on(grid: Grid, layouts: Layouts) -> list[tuple[Grid, AnyTable]]:
    """The tables of the kind across; those that stand beside each other each with its columns."""
    tables = find_across(grid, layouts)
    found: list[tuple[Grid, AnyTable]] = []
    for top in dict.fromkeys(table.top for table in tables):
        own = [table for table in tables if table.top == top]
        last = own[-1].last
        areas = areas_of(grid, top, corners_in(grid, own[0]), last + 1)
        if len(areas) < 2:
            found += [(grid, table) for table in own]
            continue
        for left, right, _ in areas:
            part = cut(grid, left, right)
            there = [table for table in find_across(part, layouts) if table.top == top]
            found += [(part, replace(table, last=min(table.last, last))) for table in there]
    return found


def _beside(grid: Grid, table: Table, layouts: Layouts) -> list[tuple[Grid, AnyTable]]:
    """A list, or the lists that stand beside each other where its first heading comes again."""
    first = next((h for h in table.headings if h.column and h.column.essential), None)
    starts = [h.index for h in table.headings if first is not None and h.column is first.column]
    if len(starts) < 2:
        return [(grid, table)]
    found: list[tuple[Grid, AnyTable]] = []
    for left, right, _ in areas_of(grid, table.header, starts, table.last + 1):
        part = cut(grid, left, right)
        own = [other for other in find_tables(part, layouts) if other.header == table.header]
        found += [(part, replace(other, last=min(other.last, table.last))) for other in own]
    return found


def _nearest_wide(grid: Grid, layouts: Layouts) -> NearMiss | None:
    """The wide layout that comes nearest to some table of the sheet without fitting it."""
    forms = [form for form in wide_forms(layouts) if not form.ignores(grid.sheet)]
    best: NearMiss | None = None
    for row, anchors in anchors_on(grid, forms).items():
        cells = [c for r in grid.rows[row : row + MOST_HEADER_ROWS] for c in r if c != ""]
        texts = {normal(str(cell)) for cell in cells}
        for form in forms:
            share, missing = form.missing(texts)
            is_there = bool(form.anchors & set(anchors.values()))
            if is_there and missing and (best is None or share > best.share):
                best = NearMiss(form.layout, missing, share)
    return best


def nearest_on(grid: Grid, layouts: Layouts) -> NearMiss | None:
    """The layout that comes nearest to some table of the sheet, for a message."""
    misses = [nearest(grid, layouts), _nearest_wide(grid, layouts)]
    known = [miss for miss in misses if miss is not None]
    return max(known, key=lambda miss: miss.share, default=None)


def without_ignored(found: Sequence[tuple[Grid, AnyTable]]) -> list[tuple[Grid, AnyTable]]:
    """The tables of a workbook without those on sheets that a layout found in it ignores by name.

    Plain tables (kind list) stay: the sheet of publications belongs to every template. So a filled
    example is left out only where its own layout ignores the sheet and stands on another one too.
    """
    ignored = {normal(sheet) for _, table in found for sheet in table.layout.ignored_sheets}
    return [
        (grid, table)
        for grid, table in found
        if not _is_example(grid, table, found)
        and not _is_choices(table)
        and (isinstance(table, Table) or normal(grid.sheet) not in ignored)
    ]


def _is_choices(table: AnyTable) -> bool:
    """Whether these are the lists a template chooses from: codes, each with what it means.

    Where the table of the template has lost a column they would be the best fit for its layout.
    """
    return isinstance(table, Table) and set(MEANINGS) <= {
        normal(heading.text) for heading in table.headings
    }


def _is_example(grid: Grid, table: AnyTable, found: Sequence[tuple[Grid, AnyTable]]) -> bool:
    if normal(grid.sheet) not in {normal(sheet) for sheet in table.layout.ignored_sheets}:
        return False
    return any(one.layout is table.layout and other is not grid for other, one in found)


def _parted(
    lists: Sequence[Table], wide: Sequence[WideTable]
) -> tuple[list[Table], list[WideTable]]:
    """The tables that stay where two kinds claim the same headings, each ending before the next."""
    lost: set[int] = set()
    for one in lists:
        for other in wide:
            if other.titles <= one.header < other.first:
                known = sum(heading.column is not None for heading in one.headings)
                lost.add(id(other) if known >= known_headings(other) else id(one))
    kept_lists = [table for table in lists if id(table) not in lost]
    kept_wide = [table for table in wide if id(table) not in lost]
    headers = [table.header for table in kept_lists]
    kept_wide = [
        cut_off(table, min((h for h in headers if h >= table.first), default=table.last + 1))
        for table in kept_wide
    ]
    tops = [table.titles for table in kept_wide]
    kept_lists = [
        replace(t, last=min([t.last, *(top - 1 for top in tops if top > t.header)]))
        for t in kept_lists
    ]
    return kept_lists, kept_wide


def read_table(grid: Grid, table: AnyTable, context: Context, state: FileState) -> list[TableFacts]:
    """Read one table by the kind of its layout: one entry a warehouse table it fills."""
    if isinstance(table, WideTable):
        return _read_wide(table, context, state)
    if isinstance(table, AcrossTable):
        drafts, body = read_across(grid, table, context, state)
        left, right, top = table.column, grid.width - 1, table.top
    else:
        reader = read_outline if table.layout.kind == "outline" else read_list
        draft, body = reader(grid, table, context, state)
        drafts = [draft]
        left, right, top = table.headings[0].index, table.headings[-1].index, table.header
    found = (draft.facts() for draft in drafts)
    facts = tuple(rows for rows in found if rows is not None)
    area = grid.range(top, left, max(body.end - 1, top), right)
    return [TableFacts(area, table.layout.table, facts)]


def _read_wide(table: WideTable, context: Context, state: FileState) -> list[TableFacts]:
    facts, body = read_wide(table, context, state)
    area = table.grid.range(
        table.top, table.headings[0].index, max(body.end - 1, table.top), table.headings[-1].index
    )
    names = table.layout.value_tables if facts else (table.layout.table,)
    return [
        TableFacts(area, name, tuple(rows for rows in facts if rows.table.name == name))
        for name in names
    ]
