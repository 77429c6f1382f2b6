"""The numbers of a draft: value, status, publication, plausibility, and the printed totals."""

from __future__ import annotations

import decimal
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, cast

import numpy as np

from etl.issues import Problem
from etl.layout import Column
from etl.reading.draft import Draft
from etl.reading.judged import judge
from etl.reading.numbers import (
    BLANK,
    NOT_REPORTED,
    REPORTED,
    Decimal,
    NumberRule,
    Numbers,
    read_numbers,
)
from etl.reading.plausible import Expectations, expectations
from etl.reading.recognise import Table
from etl.reading.shares import check_shares
from etl.reading.totals import TotalRead

WITHOUT_VALUE: Final = ("not_reported", "under_verification")
"""Statuses of a cell that holds no figure."""
BESIDE: Final = {"max_cell": ("number", "max_printed"), "offices_cell": ("text", "offices_printed")}
"""Columns that hold the cell of what is printed beside a score, and how that is read."""

PROPORTION: Final = "proportion"
"""What percentages = "proportion" in [constants] of a sidecar says: 0.874 stands for 87.4."""


def read_figures(draft: Draft, table: Table, *, scale: float = 1) -> None:
    """Fill value (and numerator, denominator, max_printed), status and publication.

    `scale` is what one printed unit stands for: 1000 where a table is printed in thousands.
    """
    columns: dict[str, int] = {}
    value_heading = ""
    for heading in table.headings:
        column = heading.column
        if column is None or column.reads != "number":
            continue
        expected = expectations(draft, column.to)
        numbers = read_scaled(draft, heading.index, expected, scale)
        draft.report(numbers.problems, heading.index, column.heading, column.to)
        draft.report(numbers.remarks, heading.index, column.heading, f"{column.to} format")
        draft.fields[column.to] = numbers.values
        columns[column.to] = heading.index
        if column.to == "value":
            value_heading = column.heading
            settle_status(draft, numbers, column, heading.index)
        judge(
            draft, numbers.values, expected, heading.index, column.heading,
            in_percent=numbers.in_percent,
        )  # fmt: skip
    check_shares(draft, columns, value_heading)
    _keep_cells_beside(draft, table)
    set_publication(draft)


def _keep_cells_beside(draft: Draft, table: Table) -> None:
    """Where the maximum and the offices beside a score are printed, for tables that keep it."""
    for name, beside in BESIDE.items():
        index = table.index_of(*beside)
        if name in draft.table.column_names and index is not None:
            draft.fields[name] = [draft.grid.address(row, index) for row in draft.rows]


def read_scaled(draft: Draft, index: int, expected: Expectations, scale: float = 1) -> Numbers:
    """The numbers of a column in the unit of the measure, whatever unit they are printed in."""
    is_proportion = draft.state.constants.get("percentages") == PROPORTION
    if scale == 1 and not is_proportion:
        return _read(draft, index, expected.rules())
    rules = expected.rules()
    scales = [
        scale * (100 if is_proportion and (rule.percent or rule.index) else 1) for rule in rules
    ]
    scaled = [_scaled_rule(rule, factor) for rule, factor in zip(rules, scales, strict=True)]
    numbers = _read(draft, index, scaled)
    factors = scales * draft.size if len(scales) == 1 else scales
    for row in numbers.in_percent if is_proportion else ():  # 87% is no proportion
        factors[row] = scale
    numbers.values = np.array([times(*pair) for pair in zip(numbers.values, factors, strict=True)])
    return numbers


def _read(draft: Draft, index: int, rules: Sequence[NumberRule]) -> Numbers:
    dash, mark = draft.layout.dash, stated_mark(draft)
    return read_numbers(draft.cells(index), rules, dash=dash, decimal=mark)


def stated_mark(draft: Draft) -> Decimal | None:
    """The decimal mark that the sidecar of the file states, if it does."""
    return cast("Decimal | None", draft.state.constants.get("decimal_mark"))


def times(value: float, factor: float) -> float:
    """`value` times `factor` in decimal arithmetic: 5.6 thousand is 5600, not 5599.999."""
    if math.isnan(value) or factor == 1:
        return float(value)
    return float(decimal.Decimal(repr(float(value))) * decimal.Decimal(repr(float(factor))))


def _scaled_rule(rule: NumberRule, scale: float) -> NumberRule:
    """The rule for numbers that are printed in units of `scale`."""
    if scale == 1:
        return rule
    lower = None if rule.lower is None else rule.lower / scale
    upper = None if rule.upper is None else rule.upper / scale
    return replace(rule, whole=False, lower=lower, upper=upper)


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
    if read is None and draft.fields.get("status", REPORTED) == REPORTED:
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


def check_totals(draft: Draft, totals: Sequence[int], column: int, *, scale: float = 1) -> None:
    """Hold printed totals against the sum of the rows above them; they are not loaded.

    A total may be that of the rows since the one before it, or of all rows above it. A total that
    cannot be read is said to be unchecked.
    """
    if not totals or not draft.size or not isinstance(draft.fields.get("value"), np.ndarray):
        return
    expected = Expectations(expectations(draft, "value").kinds[:1])
    if draft.bad.any() or not expected.kinds[0].rule.whole:
        return
    values = np.asarray(draft.fields["value"], dtype=float)
    rule = _scaled_rule(replace(expected.kinds[0].rule, lower=0, upper=None), scale)
    cells = [draft.grid.rows[row][column] for row in totals]
    printed = read_numbers(
        [*cells, *draft.cells(column)], [rule], dash=draft.layout.dash, decimal=stated_mark(draft)
    )
    start = 0
    for position, row in enumerate(totals):
        since = [entry for entry, own in enumerate(draft.rows) if start <= own < row]
        above = [entry for entry, own in enumerate(draft.rows) if own < row]
        start = row + 1
        total = times(printed.values[position], scale)
        sums = [float(np.nansum(values[inside])) for inside in (since, above) if inside]
        if position in printed.problems:
            _report_total(draft, row, column, Problem("total_not_read"))
        elif sums and not math.isnan(total) and all(abs(total - own) >= 0.5 for own in sums):
            _report_total(draft, row, column, Problem("total_mismatch", {"sum": sums[0]}))
        elif sums and not math.isnan(total):
            matched = min(sums, key=lambda own: abs(total - own))
            keep_total(draft, (row, column), "", total, matched)


def keep_total(
    draft: Draft, at: tuple[int, int], heading: str, printed: float, computed: float
) -> None:
    """Keep a printed total that the rows above it add up to, for the person who checks it."""
    cell = draft.grid.address(*at)
    draft.state.totals.append(
        TotalRead(draft.table.name, draft.grid.sheet, cell, heading, printed, computed)
    )


def _report_total(draft: Draft, row: int, column: int, problem: Problem) -> None:
    draft.state.issues.add(
        problem, draft.grid.sheet, draft.grid.address(row, column), draft.grid.rows[row][column]
    )
