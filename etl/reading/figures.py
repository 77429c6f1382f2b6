"""The numbers of a draft: value, status, publication, plausibility, and the printed totals."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from etl.issues import Problem
from etl.layout import Column
from etl.reading.draft import Draft
from etl.reading.numbers import BLANK, NOT_REPORTED, REPORTED, Floats, Numbers, read_numbers
from etl.reading.plausible import Expectations, expectations, judge
from etl.reading.recognise import Table

WITHOUT_VALUE = ("not_reported", "under_verification")
"""Statuses of a cell that holds no figure."""


def read_figures(draft: Draft, table: Table) -> None:
    """Fill value (and numerator, denominator, max_printed), status and publication."""
    for heading in table.headings:
        column = heading.column
        if column is None or column.reads != "number":
            continue
        expected = expectations(draft, column.to)
        dash = draft.layout.dash
        numbers = read_numbers(draft.cells(heading.index), expected.rules(), dash=dash)
        draft.report(numbers.problems, heading.index, column.heading, column.to)
        draft.fields[column.to] = numbers.values
        if column.to == "value":
            settle_status(draft, numbers, column, heading.index)
        judge(draft, numbers.values, expected, heading.index, column.heading)
    set_publication(draft)


def set_publication(draft: Draft) -> None:
    """The publication of rows that name none: that of the whole file."""
    if "publication_id" not in draft.fields:
        draft.fields["publication_id"] = draft.state.publication_id or ""


def settle_status(draft: Draft, numbers: Numbers, column: Column, index: int) -> None:
    """One status a row, from the cell of the figure and from the column status if there is one.

    Problems: missing_value for an empty cell that says nothing, status_contradicts.
    """
    if "status" not in draft.table.column_names:
        _require_values(draft, numbers, column, index)
        return
    read = numbers.statuses
    stated = draft.column("status") if "status" in draft.fields else None
    if stated is None and read is None:
        draft.fields["status"] = REPORTED
        return
    cells = read if read is not None else [REPORTED] * draft.size
    problems: dict[int, Problem] = {}
    statuses: list[str] = []
    asked = stated if stated is not None else [REPORTED] * draft.size
    for entry, (cell, word) in enumerate(zip(cells, asked, strict=True)):
        status, problem = _status(cell, word, math.isnan(numbers.values[entry]), column)
        statuses.append(status)
        if problem is not None and not draft.bad[entry]:
            problems[entry] = problem
    draft.report(problems, index, column.heading, column.to)
    draft.fields["status"] = statuses


def _status(cell: str, word: str, is_empty: bool, column: Column) -> tuple[str, Problem | None]:
    """Status of a row from what its figure's cell says (`cell`) and its status column (`word`)."""
    if word in WITHOUT_VALUE:
        fits = is_empty
        return word, None if fits else Problem("status_contradicts", {"status": word})
    if cell == BLANK:
        if column.blank == NOT_REPORTED:
            return NOT_REPORTED, None
        return NOT_REPORTED, Problem("missing_value", {"cure": "@number"})
    return (cell if word in (REPORTED, None) else word), None


def _require_values(draft: Draft, numbers: Numbers, column: Column, index: int) -> None:
    """A table without statuses has no place for a figure that is not there."""
    if column.required and numbers.statuses is not None:
        empty = np.flatnonzero(np.isnan(numbers.values) & ~draft.bad).tolist()
        problems = {entry: Problem("missing_value", {"cure": "@fill"}) for entry in empty}
        draft.report(problems, index, column.heading, column.to)


def check_totals(draft: Draft, totals: Sequence[int], column: int) -> None:
    """Hold printed totals against the sum of the rows above them; they are not loaded."""
    if not totals or not draft.size or not isinstance(draft.fields.get("value"), np.ndarray):
        return
    values = np.asarray(draft.fields["value"], dtype=float)
    if draft.bad.any() or not expectations(draft, "value").kinds[0].rule.whole:
        return
    start = 0
    for row in totals:
        inside = [entry for entry, own in enumerate(draft.rows) if start <= own < row]
        start = row + 1
        _check_total(draft, row, column, values, inside)


def _check_total(
    draft: Draft, row: int, column: int, values: Floats, inside: Sequence[int]
) -> None:
    expected = Expectations(expectations(draft, "value").kinds[:1])
    printed = read_numbers([draft.grid.rows[row][column]], expected.rules()).values[0]
    total = float(np.nansum(values[inside])) if inside else 0.0
    if not math.isnan(printed) and inside and printed != total:
        draft.state.issues.add(
            Problem("total_mismatch", {"sum": total}),
            draft.grid.sheet,
            draft.grid.address(row, column),
            draft.grid.rows[row][column],
        )
