"""Read a table with its dimensions across (kind `across`): regions down, stacked headings over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from etl.context import Context, FileState
from etl.issues import Problem
from etl.layout import Column
from etl.reading import figures, periods
from etl.reading.body import Body, find_body
from etl.reading.cells import text_of
from etl.reading.draft import Draft
from etl.reading.list_table import constants
from etl.reading.place_rows import read_place_rows
from etl.reading.recognise import Heading, Table
from etl.reading.stacked import (
    AcrossTable,
    Stack,
    headings_over,
    is_narrower,
    measure_in,
    narrowed_by_title,
    read_stack,
    title_texts,
    years_in_title,
)
from etl.reading.uneven import report_repeated_rows
from etl.reading.workbook import Grid
from etl.recode import load_lookup


def read_across(
    grid: Grid, table: AcrossTable, context: Context, state: FileState
) -> tuple[list[Draft], Body]:
    """The facts of a table, one draft a column, and the rows they came from."""
    across = table.layout.across
    assert across is not None
    columns = list(range(table.column + 1, grid.width))
    region = [table.column]
    titled = region + columns
    body = find_body(grid, table.layout, table.first, table.last, region, columns, titled)
    rows = Draft(grid, table.layout, body.rows, table.column, context, state)
    rows.report_below(body.below, columns)
    _report_shifted(rows, table, columns)
    columns = [column for column in columns if _is_used(rows, table, column)]
    spanning = _spanning(grid, table, columns)
    measure = _measure(rows, table, spanning)
    if measure is None:
        return [], body
    report_repeated_rows(rows, [table.column, *columns])
    places = read_place_rows(rows, table)
    good = [row for row, bad in zip(rows.rows, rows.bad, strict=True) if not bad]
    codes = [code for code, bad in zip(places, rows.bad, strict=True) if not bad]
    titles = [*sorted(spanning), *title_texts(grid, table)]
    narrowed = narrowed_by_title(titles, across)
    drafts = []
    for column in columns:
        stack = _stack(rows, table, column, spanning, narrowed)
        if stack is not None:
            draft = Draft(grid, table.layout, good, column, context, state)
            _fill(draft, table, stack, measure, codes)
            drafts.append(draft)
    return drafts, body


def _report_shifted(rows: Draft, table: AcrossTable, columns: Sequence[int]) -> None:
    """Report a region standing over the figures: its row was shifted, and would be lost."""
    registry = rows.context.registry
    for row in range(table.top + 1, table.first):
        for column in columns:
            cell = rows.grid.rows[row][column]
            if isinstance(cell, str) and cell.strip() and registry.match(cell).code is not None:
                rows.refuse(Problem("region_in_heading"), row, column)


def _is_used(rows: Draft, table: AcrossTable, column: int) -> bool:
    """Whether a column has headings; cells without any heading are reported."""
    if headings_over(rows.grid, table, column):
        return True
    if any(cell != "" for cell in rows.cells(column)):
        rows.state.issues.add(
            Problem("column_without_heading"),
            rows.grid.sheet,
            rows.grid.address(table.top, column),
        )
    return False


def _spanning(grid: Grid, table: AcrossTable, columns: Sequence[int]) -> set[str]:
    """The texts that stand over every column: parts of the title."""
    over = [{c for _, c in headings_over(grid, table, column)} for column in columns]
    common = set.intersection(*over) if over else set()
    return {cell for cell in common if isinstance(cell, str) and not _is_label(cell, table)}


def _is_label(text: str, table: AcrossTable) -> bool:
    """Whether a heading says something of itself (a sex, a year), even over every column."""
    across = table.layout.across
    assert across is not None
    return text.strip().isdigit() or any(
        load_lookup(name).find(text) is not None for name in across.heading_lookups
    )


def _measure(rows: Draft, table: AcrossTable, spanning: set[str]) -> Mapping[str, str] | None:
    """The fields that the title states; an issue when no measure of the catalogue fits it."""
    across = table.layout.across
    assert across is not None
    texts = [*sorted(spanning), *title_texts(rows.grid, table)]
    measures = [found for text in texts if (found := measure_in(text, across)) is not None]
    narrower = [text for text in sorted(spanning) if is_narrower(text, across)]
    if measures and not narrower:
        return measures[0]
    shown = max(narrower or texts, key=len, default="")
    rows.state.issues.add(
        Problem("measure_not_recognised"),
        rows.grid.sheet,
        rows.grid.address(*_cell_of(rows.grid, table, shown)),
        shown,
    )
    return None


def _cell_of(grid: Grid, table: AcrossTable, text: str) -> tuple[int, int]:
    for row in range(table.first - 1, -1, -1):
        if text in grid.rows[row]:
            return row, grid.rows[row].index(text)
    return table.top, table.column


def _stack(
    rows: Draft, table: AcrossTable, column: int, spanning: set[str], narrowed: set[str]
) -> Stack | None:
    """What the headings over a column say; an issue when they do not say it all."""
    stack = read_stack(rows.grid, table, column, spanning)
    problem, row = stack.problem, stack.row
    year = stack.year
    if problem is None and year is None:
        years = years_in_title(title_texts(rows.grid, table))
        year = years.pop() if len(years) == 1 else None
    if problem is None and year is None:
        problem, row = Problem("heading_incomplete", {"missing": "@year"}), table.first - 1
    if problem is None and narrowed - set(stack.fields):
        problem, row = Problem("heading_incomplete", {"missing": "@part"}), table.first - 1
    if problem is not None:
        rows.state.issues.add(
            problem,
            rows.grid.sheet,
            rows.grid.address(row, column),
            text_of(rows.grid.rows[row][column]),
        )
        return None
    return Stack(stack.fields, year)


def _fill(
    draft: Draft,
    table: AcrossTable,
    stack: Stack,
    measure: Mapping[str, str],
    codes: Sequence[str | None],
) -> None:
    draft.fields.update(constants(table.layout, draft.state))
    draft.fields.update({**measure, **stack.fields})
    draft.fields["region_code"] = codes
    periods.set_years(draft, [stack.year] * draft.size)
    column = draft.value_columns
    assert isinstance(column, int)
    heading = " ".join(text_of(cell) for _, cell in headings_over(draft.grid, table, column))
    figure = Column(headings=(heading,), reads="number", to="value", blank="not_reported")
    header = (Heading(column, heading, figure),)
    figures.read_figures(draft, Table(table.layout, table.first - 1, table.last, header))
