"""A label that was mistyped into another valid one: told by the hole it leaves in an even table.

A table of regions x years x sexes has as many rows for each year. Where one year has a row less and
a year of its own has exactly that row, somebody typed 2032 for 2023. Nothing is repaired: a warning
at the cell asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.reading.cells import text_of
from etl.reading.draft import Draft
from etl.reading.recognise import Heading
from etl.reading.workbook import Cell
from etl.recode import load_lookup

FEWEST: Final = 3
"""With fewer rows a value, a row more or less says nothing."""


def report_lone_values(draft: Draft, headings: Sequence[Heading]) -> None:
    """Report labels that stand in one row only, while all others but one are equally frequent.

    Problem: lone_value, a warning.
    """
    good = np.flatnonzero(~draft.bad).tolist()
    names = [
        name for name in draft.table.key
        if name in draft.fields and not isinstance(draft.fields[name], str)
    ]  # fmt: skip
    columns = {name: draft.column(name) for name in names}
    for heading in headings:
        stated = [name for name in _fields(heading) if name in columns]
        rest = [values for name, values in columns.items() if name not in stated]
        for name in stated:
            found = _lone(columns[name], rest, good)
            if found is not None:
                entry, like, count = found
                other = text_of(draft.cells(heading.index)[like])
                problem = Problem("lone_value", {"count": str(count), "other": other})
                draft.report({entry: problem}, heading.index, heading.text, "lone")


def report_repeated_rows(draft: Draft, columns: Sequence[int]) -> None:
    """Report rows that are an earlier one again, cell by cell in `columns`, its name first.

    Where a province and a city of it share a name, the second row could be read as the city.
    Problem: duplicate_row.
    """
    first: dict[tuple[Cell, ...], int] = {}
    rows = zip(*(draft.cells(column) for column in columns), strict=True)
    for entry, cells in enumerate(rows):
        before = first.setdefault(cells, entry)
        if before != entry and any(cell != "" for cell in cells[1:]):
            address = draft.grid.address(draft.rows[before], columns[0])
            problem = Problem("duplicate_row", {"first": address})
            draft.report({entry: problem}, columns[0], "", "repeated")


def _fields(heading: Heading) -> Sequence[str]:
    """The fields of the key that a column states."""
    column = heading.column
    if column is None:
        return ()
    if column.reads == "lookup":
        return sorted(load_lookup(column.lookup).fields)
    return ("period_start", "period_end") if column.reads == "whole_year" else (column.to,)


def _lone(
    own: Sequence[object], rest: Sequence[Sequence[object]], good: Sequence[int]
) -> tuple[int, int, int] | None:
    """The entry of the lone value, one of the value that lacks a row, and how many the others have.

    Only when the row would fill the hole: with the other value its key is not there yet.
    """
    values = own if len(good) == len(own) else [own[entry] for entry in good]
    if len(set(values)) < FEWEST:
        return None
    counts = Counter(values).most_common()
    (_, most), (lacking, fewer), (lone, once) = counts[0], counts[-2], counts[-1]
    if once != 1 or most < FEWEST or fewer != most - 1:
        return None
    if any(count != most for _, count in counts[:-2]):
        return None
    entry = next(entry for entry in good if own[entry] == lone)
    key = [values[entry] for values in rest]
    same = (e for e in good if own[e] == lacking and [values[e] for values in rest] == key)
    if next(same, None) is not None:
        return None
    return entry, next(e for e in good if own[e] == lacking), most
