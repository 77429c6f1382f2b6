"""The period of every row: first and last day, from two days or from a year."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from etl.issues import Problem
from etl.reading.cells import by_distinct, with_blank
from etl.reading.dates import read_year
from etl.reading.draft import Draft
from etl.reading.recognise import Table

Day = datetime.date


def read_period(draft: Draft, table: Table) -> None:
    """Fill period_start and period_end; a period that ends before it starts is a problem."""
    for heading in table.headings:
        if heading.column and heading.column.reads == "whole_year":
            reader = with_blank(heading.column, read_year, must_be_filled=True)
            years = by_distinct(draft.cells(heading.index), reader)
            draft.report(years.problems, heading.index, heading.column.heading, "period")
            set_years(draft, years.results)
            return
    _check_order(draft, table)


def set_years(draft: Draft, years: Sequence[object]) -> None:
    """Whole calendar years as periods; None where there is no year."""
    first = {year: Day(year, 1, 1) for year in set(years) if isinstance(year, int)}
    last = {year: Day(year, 12, 31) for year in first}
    draft.fields["period_start"] = [first[y] if isinstance(y, int) else None for y in years]
    draft.fields["period_end"] = [last[y] if isinstance(y, int) else None for y in years]


def _check_order(draft: Draft, table: Table) -> None:
    column = table.index_of("date", "period_end")
    if column is None or not {"period_start", "period_end"} <= set(draft.fields):
        return
    pairs = list(zip(draft.column("period_start"), draft.column("period_end"), strict=True))
    reversed_pairs = {
        pair for pair in set(pairs)
        if isinstance(pair[0], Day) and isinstance(pair[1], Day) and pair[1] < pair[0]
    }  # fmt: skip
    problems = {
        entry: Problem("period_reversed", {"start": str(pair[0])})
        for entry, pair in enumerate(pairs)
        if pair in reversed_pairs
    }
    draft.report(problems, column, "periode_selesai", "period")
