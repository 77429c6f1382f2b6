"""What a statement of completeness says of its units and months, held against itself."""

from __future__ import annotations

import datetime
import math
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.recognise import Heading, Table

STATED: Final = ("value", "expected", "months", "operators")
_YEAR: Final = 12


def check_reporting(draft: Draft, table: Table) -> None:
    """Report what cannot be: reporting_above_expected, reporting_months, reporting_empty.

    More units reported than should; more months with an entry than the period has, or than a
    year; a row that states nothing, or how many should report without how many did.
    """
    stated = {name: _numbers(draft, name) for name in STATED}
    starts, ends = draft.column("period_start"), draft.column("period_end")
    above: dict[int, Problem] = {}
    beyond: dict[int, Problem] = {}
    nothing: dict[int, Problem] = {}
    for entry in np.flatnonzero(~draft.bad).tolist():
        units, expected, months, operators = (stated[name][entry] for name in STATED)
        most = months_of(starts[entry], ends[entry])
        if units > expected:
            above[entry] = Problem("reporting_above_expected", {"expected": expected})
        if months > most:
            beyond[entry] = Problem("reporting_months", {"most": float(most)})
        if all(math.isnan(one) for one in (units, months, operators)):
            nothing[entry] = Problem("reporting_empty")
    for problems, field in ((above, "value"), (beyond, "months"), (nothing, "value")):
        heading = _heading(table, field)
        draft.report(problems, heading.index, heading.text, field)


def months_of(start: datetime.date, end: datetime.date) -> int:
    """Calendar months that a period touches, at most the twelve of a year."""
    return min(12 * (end.year - start.year) + end.month - start.month + 1, _YEAR)


def _heading(table: Table, field: str) -> Heading:
    """The heading of a column of figures; the first one where the table has no such column."""
    of = [one for one in table.headings if one.column is not None and one.column.to == field]
    return of[0] if of else table.headings[0]


def _numbers(draft: Draft, name: str) -> list[float]:
    values = draft.fields.get(name)
    return values.tolist() if isinstance(values, np.ndarray) else [math.nan] * draft.size
