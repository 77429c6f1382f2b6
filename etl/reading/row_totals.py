"""A column of totals across (Jumlah) held against the columns that it is the total of.

It is not loaded: the sum of the parts says the same. Where it says something else, one of the
figures of the row is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.numbers import NumberRule, read_numbers
from etl.reading.wide_columns import Series
from etl.reading.wide_headings import JOINT
from etl.reading.wide_tables import WideTable
from etl.recode import load_lookup, normal

HALF: Final = 0.5
ACROSS: Final = ("sex", "age_band")
"""Dimensions whose categories add up to the whole."""


def report_row_totals(rows: Draft, table: WideTable, series: Sequence[Series]) -> None:
    """Report, at the cell of the total, rows whose columns do not add up to it.

    Only where all columns are counts that differ in one dimension. Problem: whole_differs.
    """
    totals = load_lookup("jumlah").entries
    headings = [
        heading for heading in table.headings
        if not heading.is_known and normal(heading.text.split(JOINT)[-1]) in totals
    ]  # fmt: skip
    if len(headings) != 1 or not _are_parts(series):
        return
    columns = [one.main.index for one in series]
    rule = (NumberRule(whole=True),)
    printed = read_numbers(rows.cells(headings[0].index), rule).values
    parts = [read_numbers(rows.cells(column), rule).values for column in columns]
    gap = np.abs(printed - np.sum(parts, axis=0))  # NaN: something is not there
    problems = {}
    for entry in np.flatnonzero(gap > HALF).tolist():
        row = rows.rows[entry]
        cells = ", ".join(rows.grid.address(row, column) for column in columns)
        problems[entry] = Problem("whole_differs", {"parts": cells})
    rows.report(problems, headings[0].index, headings[0].text, "across")


def _are_parts(series: Sequence[Series]) -> bool:
    """Whether the series are the categories of one dimension of a count, and nothing else."""
    if len(series) < 2 or any(set(one.columns) != {"value"} for one in series):
        return False
    if len({(one.table, one.span) for one in series}) > 1 or series[0].table == "outcome":
        return False
    names = {name for one in series for name in one.fields}
    differing = {name for name in names if len({one.fields.get(name) for one in series}) > 1}
    return len(differing) == 1 and differing <= set(ACROSS)
