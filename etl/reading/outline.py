"""Read a self-assessment recap (kind `outline`): block, indicator and question rows in one list.

A row is a block or an indicator when its text is the name of one in the form, else a question of
the indicator above it, known by its number. Rows are read by name first: numbers of indicators
were swapped in real forms.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from etl.context import Context, FileState
from etl.issues import Problem
from etl.reading import figures
from etl.reading.body import Body, find_body
from etl.reading.cells import blocks, item_code, text_of
from etl.reading.draft import Draft
from etl.reading.items import no_item, same_item
from etl.reading.keys import read_keys
from etl.reading.list_table import check_headings, constants, read_heading
from etl.reading.numbers import NumberRule, read_numbers
from etl.reading.recognise import Table
from etl.reading.sums import check_sums
from etl.reading.workbook import Grid
from indicators.catalogue import Instrument
from indicators.codes import ALL

HALF_A_CENT: Final = 0.005
"""Printed totals are rounded to two decimals."""


@dataclass(frozen=True)
class Item:
    """What a row is: its level and place in the form."""

    level: str
    block: str
    indicator: str = ALL
    question: str = ALL


@dataclass(frozen=True)
class Names:
    """Names of the blocks and indicators of a form, reduced to letters and digits."""

    blocks: dict[str, str]
    indicators: dict[str, tuple[str, str]]


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
        draft.fields[name] = stated if isinstance(stated, str) else [stated] * draft.size
    form = context.catalogue.instruments[str(keys["instrument_id"])]
    _read_items(draft, form, text, number)
    for heading in known:
        if heading.column and heading.column.reads == "text":
            read_heading(draft, heading)
    _check_maxima(draft, table, form, number)
    figures.read_figures(draft, table)
    check_sums(draft, table)
    _check_total(draft, body, value)
    return draft, body


def _check_maxima(draft: Draft, table: Table, form: Instrument, number_column: int) -> None:
    """A question is known by its number alone, so its printed maximum must be that of the form.

    Blocks and indicators are known by name: there a wrong maximum is a fact about the file.
    """
    printed_column = table.index_of("number", "max_printed")
    if printed_column is None:
        return
    maxima = read_numbers(draft.cells(printed_column), (NumberRule(),)).values.tolist()
    columns = [draft.column(name) for name in ("level", "indicator", "question")]
    problems: dict[int, Problem] = {}
    for entry, (level, indicator, question, printed) in enumerate(
        zip(*columns, maxima, strict=True)
    ):
        if level != "question" or draft.bad[entry] or math.isnan(printed):
            continue
        most = form.question(indicator, question).max_score
        if abs(most - printed) > HALF_A_CENT:
            facts = {"most": most, "printed": printed, "indicator": indicator}
            problems[entry] = Problem("item_max_differs", facts)
    draft.report(problems, number_column, "No", "item")


def _check_total(draft: Draft, body: Body, value: int) -> None:
    """Hold a printed total against the block rows; it is not loaded."""
    levels, points = draft.column("level"), draft.column("value")
    scores = [p for level, p in zip(levels, points, strict=True) if level == "block"]
    for row in body.totals:
        printed = read_numbers([draft.grid.rows[row][value]], (NumberRule(),)).values[0]
        total = round(math.fsum(score for score in scores if not math.isnan(score)), 6)
        if not math.isnan(printed) and abs(printed - total) > HALF_A_CENT:
            draft.state.issues.add(
                Problem("total_mismatch", {"sum": total}),
                draft.grid.sheet,
                draft.grid.address(row, value),
                draft.grid.rows[row][value],
            )


def _named(grid: Grid, body: Body, text: int, number: int) -> list[int]:
    """Rows with a text or a number; a row of blanks is none."""
    return [
        row for row in body.rows
        if text_of(grid.rows[row][text]) or text_of(grid.rows[row][number])
    ]  # fmt: skip


def _read_items(draft: Draft, form: Instrument, text_column: int, number_column: int) -> None:
    """Level, block, indicator and question of every row. Problem: unknown_item."""
    names = _names(form.instrument_id, draft.context)
    texts, numbers = draft.cells(text_column), draft.cells(number_column)
    items: list[Item] = []
    problems: dict[int, Problem] = {}
    renumbered: dict[int, Problem] = {}
    above = Item("block", ALL)
    for entry in range(draft.size):
        text, number = letters_of(text_of(texts[entry])), item_code(numbers[entry])
        item = _classify(text, number, above, form, names)
        if isinstance(item, Problem):
            problems[entry], item = item, Item("question", above.block, above.indicator)
        elif item.level != "question":
            above = item
        if item.level == "indicator" and _differs(number, item.indicator):
            renumbered[entry] = Problem("item_number_differs", {"number": item.indicator})
        items.append(item)
    draft.report(problems, number_column, "No", "item")
    draft.report(renumbered, number_column, "No", "number_differs")
    draft.fields["level"] = [item.level for item in items]
    draft.fields["block"] = [item.block for item in items]
    draft.fields["indicator"] = [item.indicator for item in items]
    draft.fields["question"] = [item.question for item in items]


def _differs(number: str, indicator: str) -> bool:
    return bool(number) and same_item(number) != same_item(indicator)


def _classify(
    text: str, number: str, above: Item, form: Instrument, names: Names
) -> Item | Problem:
    """What a row is, given the block or indicator row above it."""
    if text in names.indicators and _is_indicator_row(text, number, above, form, names):
        block, indicator = names.indicators[text]
        if block != above.block:
            return no_item(form, "indikator", above.block)
        return Item("indicator", block, indicator)
    if text in names.blocks:
        return Item("block", names.blocks[text])
    if above.indicator != ALL:
        for question in form.questions_of(above.indicator):
            if same_item(question.question) == same_item(number):
                return Item("question", above.block, above.indicator, question.question)
    parent = above.indicator if above.indicator != ALL else above.block
    return no_item(form, "pertanyaan", parent if parent != ALL else None)


def _is_indicator_row(text: str, number: str, above: Item, form: Instrument, names: Names) -> bool:
    """A question may bear the very name of its indicator; then its number tells the two apart."""
    if names.indicators[text][1] != above.indicator:
        return True
    questions = {same_item(q.question) for q in form.questions_of(above.indicator)}
    return same_item(number) not in questions


def letters_of(text: str) -> str:
    """A name reduced to small letters and digits: 'KLASTER I: Hak Sipil' is 'klasterihaksipil'."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _names(instrument_id: str, context: Context) -> Names:
    """The names of a form's blocks and indicators, worked out once a context."""
    if instrument_id not in context.names:
        form = context.catalogue.instruments[instrument_id]
        own = {block.block for block in form.blocks}
        context.names[instrument_id] = Names(
            {
                letters_of(label): fields["code"]
                for label, fields in blocks(context).entries.items()
                if fields["code"] in own
            },
            {letters_of(row.title.id): (row.block, row.indicator) for row in form.indicators},
        )
    found = context.names[instrument_id]
    assert isinstance(found, Names)
    return found
