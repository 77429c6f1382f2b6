"""Read a self-assessment recap (kind `outline`): block, indicator and question rows in one list.

What a row is, `form_rows` says; here are the table, its figures and what is printed about them.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np

from etl.context import Context, FileState
from etl.issues import Problem
from etl.reading import figures
from etl.reading.body import Body, find_body
from etl.reading.draft import Draft
from etl.reading.form_rows import FormRows, form_rows
from etl.reading.keys import read_keys
from etl.reading.list_table import check_headings, constants, read_heading
from etl.reading.numbers import NumberRule, read_numbers
from etl.reading.recognise import Table
from etl.reading.sums import check_sums
from etl.reading.workbook import Grid

HALF_A_CENT: Final = 0.005
"""Printed totals are rounded to two decimals."""


def read_outline(
    grid: Grid, table: Table, context: Context, state: FileState
) -> tuple[Draft, Body]:
    """The scores of a recap, each on its own level, and the rows they came from."""
    layout = table.layout
    text, number = table.index_of("block"), table.index_of("question")
    value = table.index_of("number", "value")
    assert text is not None
    assert number is not None
    assert value is not None  # the three are essential columns
    titled = [heading.index for heading in table.headings]
    first, labels = table.header + 1, [text, number]
    body = find_body(grid, layout, first, table.last, labels, [value], titled)
    draft = Draft(grid, layout, _named(grid, body, text, number), value, context, state)
    known = check_headings(draft, table, body)
    draft.report_below(body.below, [value])
    keys = read_keys(grid, layout, table.header, context, state)
    if not draft.size:
        draft.refuse(Problem("no_data"), table.header, text)
    if keys is None or not draft.is_readable:
        draft.is_readable = False
        return draft, body
    draft.fields.update(constants(layout, state))
    for name, stated in keys.items():
        draft.fields[name] = stated
    form = context.catalogue.instruments[str(keys["instrument_id"])]
    rows = form_rows(draft.cells(text), draft.cells(number), form, context)
    _read_items(draft, rows, number)
    for heading in known:
        if heading.column and heading.column.reads == "text":
            read_heading(draft, heading)
    _check_maxima(draft, table, rows, number)
    figures.read_figures(draft, table)
    check_sums(draft, table)
    _check_total(draft, body, value)
    return draft, body


def _read_items(draft: Draft, rows: FormRows, number_column: int) -> None:
    """Level, block, indicator and question of every row. Problem: unknown_item."""
    draft.report(rows.problems, number_column, "No", "item")
    draft.report(rows.renumbered, number_column, "No", "number_differs")
    draft.fields.update(rows.fields)


def _check_maxima(draft: Draft, table: Table, rows: FormRows, number_column: int) -> None:
    """A question is known by its number alone, so its printed maximum must be that of the form.

    Blocks and indicators are known by name: there a wrong maximum is a fact about the file.
    """
    printed_column = table.index_of("number", "max_printed")
    if printed_column is None:
        return
    printed = read_numbers(draft.cells(printed_column), (NumberRule(),)).values
    with np.errstate(invalid="ignore"):  # NaN: not a question, or nothing printed
        wrong = np.flatnonzero((np.abs(rows.most - printed) > HALF_A_CENT) & ~draft.bad)
    problems = {
        entry: Problem("item_max_differs", {
            "most": float(rows.most[entry]),
            "printed": float(printed[entry]),
            "indicator": rows.items[entry].indicator,
        })
        for entry in wrong.tolist()
    }  # fmt: skip
    draft.report(problems, number_column, "No", "item")


def _check_total(draft: Draft, body: Body, value: int) -> None:
    """Hold a printed total against the block rows; it is not loaded."""
    levels, points = draft.column("level"), draft.column("value")
    scores = [p for level, p in zip(levels, points, strict=True) if level == "block"]
    for row in body.totals:
        read = read_numbers([draft.grid.rows[row][value]], (NumberRule(),))
        printed = read.values[0]
        total = round(math.fsum(score for score in scores if not math.isnan(score)), 6)
        problem = Problem("total_not_read") if read.problems else None
        if not math.isnan(printed) and abs(printed - total) > HALF_A_CENT:
            problem = Problem("total_mismatch", {"sum": total})
        if problem is not None:
            draft.state.issues.add(
                problem,
                draft.grid.sheet,
                draft.grid.address(row, value),
                draft.grid.rows[row][value],
            )


def _named(grid: Grid, body: Body, text: int, number: int) -> list[int]:
    """Rows with a text or a number; a row of blanks is none."""
    texts, numbers = grid.columns[text], grid.columns[number]
    blank = {cell for cell in {*texts, *numbers} if isinstance(cell, str) and not cell.strip()}
    return [row for row in body.rows if texts[row] not in blank or numbers[row] not in blank]
