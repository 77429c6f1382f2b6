"""The figures of one series of a wide table: value, numerator, denominator, and printed totals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.layout import Column
from etl.reading.draft import Draft
from etl.reading.figures import keep_total, read_scaled, settle_status
from etl.reading.judged import judge
from etl.reading.numbers import BLANK, NOT_REPORTED, REPORTED, Floats, Numbers
from etl.reading.plausible import Expectations, expectations
from etl.reading.shares import check_shares
from etl.reading.wide_columns import FigureColumn, Series

PERCENT: Final = "persen"
ROUNDING: Final = 0.0005
"""By so much of itself a sum of rounded figures may differ from the printed total."""


def read_series(draft: Draft, series: Series) -> None:
    """Fill value, numerator and denominator, and the status of the value."""
    for to, column in series.columns.items():
        expected = _expected(draft, to, column)
        numbers = read_scaled(draft, column.index, expected, float(column.spec.scale))
        if column.spec.blank == "zero":
            _blank_is_zero(numbers)
        draft.report(numbers.problems, column.index, column.text, to)
        draft.report(numbers.remarks, column.index, column.text, f"{to} format")
        draft.fields[to] = numbers.values
        if to == "value":
            blank = NOT_REPORTED if column.spec.blank == NOT_REPORTED else None
            figure = Column(headings=(column.text,), reads="number", to=to, blank=blank)
            settle_status(draft, numbers, figure, column.index)
        judge(
            draft, numbers.values, expected, column.index, column.text,
            in_percent=numbers.in_percent,
        )  # fmt: skip
    columns = {to: column.index for to, column in series.columns.items()}
    check_shares(draft, columns, series.main.text)


def _blank_is_zero(numbers: Numbers) -> None:
    """Empty cells stand for zero, because the layout says so."""
    for row, status in enumerate(numbers.statuses or ()):
        if status == BLANK and numbers.statuses is not None:
            numbers.statuses[row], numbers.values[row] = REPORTED, 0.0


def _expected(draft: Draft, to: str, column: FigureColumn) -> Expectations:
    """What the figures can be.

    Estimates of counts that are printed with decimals are not whole; parts of a region may be
    smaller than a region.
    """
    expected = expectations(draft, to)
    if column.spec.whole and not draft.layout.parts:
        return expected
    kinds = []
    for kind in expected.kinds:
        rule = kind.rule if column.spec.whole else replace(kind.rule, whole=False)
        if draft.layout.parts and rule.lower is not None:
            rule = replace(rule, lower=min(rule.lower, 0.0))
        kinds.append(replace(kind, rule=rule))
    return replace(expected, kinds=tuple(kinds))


def work_out(draft: Draft, series: Series) -> None:
    """A percentage of which only numerator and denominator are printed."""
    if "value" in series.columns:
        return
    values = share(draft, draft.fields["numerator"], draft.fields["denominator"])
    draft.fields["value"] = values
    draft.fields["status"] = [NOT_REPORTED if np.isnan(value) else REPORTED for value in values]


def share(draft: Draft, numerator: object, denominator: object) -> Floats:
    """Numerator by denominator in the unit of the measure; empty where there is nothing to divide.

    Hundredfold for percentages.
    """
    above, below = np.asarray(numerator, dtype=float), np.asarray(denominator, dtype=float)
    factor = 100.0 if is_percent(draft) else 1.0
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(below > 0, above * factor / below, np.nan)


def is_percent(draft: Draft) -> bool:
    """Whether the figures are percentages, which have no sum."""
    measure = draft.context.catalogue.outcomes.get(str(draft.fields.get("measure_id")))
    return measure is not None and measure.unit == PERCENT


def has_sum(draft: Draft, to: str) -> bool:
    """Whether figures of several rows may be added up: counts, not percentages and indices."""
    if to != "value":
        return True
    measure = draft.context.catalogue.outcomes.get(str(draft.fields.get("measure_id")))
    return measure is None or measure.unit == "jumlah"


def check_totals(draft: Draft, series: Series, totals: Sequence[int]) -> None:
    """Hold printed totals against the rows above them, column by column; they are not loaded.

    A total may be that of the rows since the last one, or of all rows above. Problems:
    total_mismatch; total_not_read for a total that is no number.
    """
    if draft.bad.any() or not totals:
        return
    for to, column in series.columns.items():
        if not has_sum(draft, to):
            continue
        values = np.asarray(draft.fields[to], dtype=float)
        printed = _printed(draft, to, column, totals)
        start = 0
        for position, row in enumerate(totals):
            since = [entry for entry, own in enumerate(draft.rows) if start <= own < row]
            every = [entry for entry, own in enumerate(draft.rows) if own < row]
            start = row + 1
            sums = [float(np.nansum(values[entries])) for entries in (since, every) if entries]
            total = float(printed.values[position])
            rounded = column.spec.scale != 1 or not column.spec.whole
            if position in printed.problems:
                _report_total(draft, row, column, Problem("total_not_read"))
            elif sums and not math.isnan(total) and not _is_one_of(total, sums, rounded):
                _report_total(draft, row, column, Problem("total_mismatch", {"sum": sums[0]}))
            elif sums and not math.isnan(total):
                matched = min(sums, key=lambda own: abs(total - own))
                keep_total(draft, (row, column.index), column.text, total, matched)


def _printed(draft: Draft, to: str, column: FigureColumn, totals: Sequence[int]) -> Numbers:
    """The totals of a column, in the number format that all of its cells together have."""
    kind = _expected(draft, to, column).kinds[0]
    free = Expectations((replace(kind, rule=replace(kind.rule, lower=0, upper=None)),))
    rows = [*totals, *draft.rows]
    every = Draft(draft.grid, draft.layout, rows, column.index, draft.context, draft.state)
    return read_scaled(every, column.index, free, float(column.spec.scale))


def _is_one_of(printed: float, sums: Sequence[float], rounded: bool) -> bool:
    """Whether a total is one of the sums; those of rounded figures may be off by the roundings."""
    spans = [max(1.0, ROUNDING * abs(total)) if rounded else 1e-6 for total in sums]
    return any(abs(printed - total) <= span for total, span in zip(sums, spans, strict=True))


def _report_total(draft: Draft, row: int, column: FigureColumn, problem: Problem) -> None:
    index = column.index
    draft.state.issues.add(
        problem, draft.grid.sheet, draft.grid.address(row, index), draft.grid.rows[row][index]
    )
