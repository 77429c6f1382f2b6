"""Notes that say a table is about part of a year: s.d. Juni 2023, Januari - September, Semester I.

Where a table gives years only, its figures are taken for whole years. A title, a footnote, the name
of the sheet or of the file may say otherwise; that is asked at its cell, and nothing is changed.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Final

from etl.context import FileState
from etl.issues import Problem
from etl.reading.observations import ONE, Rows
from etl.reading.recognise import Table
from etl.reading.stacked import AcrossTable
from etl.reading.wide_tables import WideTable
from etl.reading.workbook import Grid
from etl.recode import load_lookup, normal

NEAR: Final = 8
"""So many rows above a table and at its end may hold its title and notes."""
ASSUMED: Final = "assumed_full_year"
DECEMBER: Final = "12"
JANUARY: Final = "1"
_PARTS: Final = (
    r"(?<!\w)(?:semester|triwulan|tribulan|caturwulan|tw|smt)\.? ?(?:[1-4]|i{1,3}|iv)(?!\w)"
)


@functools.cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(sorted(load_lookup("bulan").entries, key=len, reverse=True))
    until = r"(?:s\.? ?/? ?d\.?|sampai(?: dengan)?|hingga|per|[-\u2013])"
    year = r"(?: ?(?:19|20)[0-9]{2})?"
    span = (
        rf"(?<!\w)(?:(?P<first>{months})\.?{year} ?)?{until} ?"
        rf"(?:bulan ?)?(?:[0-9]{{1,2}} )?(?P<last>{months})(?!\w)"
    )
    return re.compile(span), re.compile(_PARTS)


def says_part(text: str) -> bool:
    """Whether a text names a span of months that is not January to December, or a part of a year.

    A dash alone needs the month it begins with.
    """
    level = normal(text)
    span, parts = _pattern()
    for found in span.finditer(level):
        first, last = (_month(found[name]) for name in ("first", "last"))
        if first is None and not re.search("[a-z]", found[0].replace(found["last"], "")):
            continue
        if last != DECEMBER or first not in (None, JANUARY):
            return True
    return parts.search(level) is not None


def _month(name: str | None) -> str | None:
    return None if name is None else load_lookup("bulan").entries[name]["month"]


def report_part_years(
    found: Sequence[tuple[Grid, Table | AcrossTable | WideTable]],
    parts: Mapping[str, Sequence[Rows]],
    state: FileState,
) -> None:
    """Report notes about part of a year beside figures that are taken for a whole one.

    Problem: part_of_year, a warning.
    """
    sheets = {
        str(rows.fields["sheet"])
        for facts in parts.values()
        for rows in facts
        if rows.size and _is_assumed(rows)
    }
    told: set[tuple[str, str]] = set()
    for grid, table in found:
        if grid.sheet not in sheets:
            continue
        for row, column in _near(grid, table):
            cell, address = grid.rows[row][column], grid.address(row, column)
            if isinstance(cell, str) and (grid.sheet, address) not in told and says_part(cell):
                told.add((grid.sheet, address))
                state.issues.add(Problem("part_of_year"), grid.sheet, address, cell)
    for sheet in sorted(sheets):
        if says_part(sheet):
            state.issues.add(Problem("part_of_year"), sheet, None, sheet)
    name = PurePath(state.issues.file).stem
    if sheets and says_part(name):
        state.issues.add(Problem("part_of_year"), None, None, name)


def _is_assumed(rows: Rows) -> bool:
    known = rows.fields.get("period_known")
    return known == ASSUMED if isinstance(known, ONE) else known is not None and ASSUMED in known


def _near(grid: Grid, table: Table | AcrossTable | WideTable) -> Iterator[tuple[int, int]]:
    """The cells above a table and in its last rows."""
    top = table.header if isinstance(table, Table) else table.top
    above = range(max(0, top - NEAR), top)
    below = range(max(top + 1, table.last + 1 - NEAR), min(table.last + 1 + NEAR, len(grid.rows)))
    for row in (*above, *below):
        for column, cell in enumerate(grid.rows[row]):
            if isinstance(cell, str) and len(cell) > 4:
                yield row, column
