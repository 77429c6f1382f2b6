"""The rows of a recap against its form: which block, indicator or question each one is.

A row is a block or an indicator when its text is the name of one in the form, else a question of
the indicator above it, known by its number. Rows are read by name first: numbers of indicators
were swapped in real forms.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from etl.context import Context
from etl.issues import Problem
from etl.reading.cells import blocks, item_code, text_of
from etl.reading.items import no_item, same_item
from etl.reading.recent import recent
from etl.reading.workbook import Cell
from indicators.catalogue import Instrument
from indicators.codes import ALL


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

    form: Instrument
    blocks: Mapping[str, str]
    indicators: Mapping[str, tuple[str, str]]

    @cached_property
    def questions(self) -> Mapping[str, Mapping[str, str]]:
        """The questions of every indicator, by their number as `same_item` levels it."""
        rows: dict[str, dict[str, str]] = {}
        for one in self.form.questions:
            rows.setdefault(one.indicator, {}).setdefault(same_item(one.question), one.question)
        return rows

    @cached_property
    def asked(self) -> Mapping[str, Mapping[str, set[str]]]:
        """For every indicator the text of its questions, levelled, and which questions have it."""
        rows: dict[str, dict[str, set[str]]] = {}
        for one in self.form.questions:
            text = letters_of(one.title.id)
            rows.setdefault(one.indicator, {}).setdefault(text, set()).add(one.question)
        return rows


@dataclass(frozen=True)
class FormRows:
    """The items of the rows, one a row, and what is wrong with them by row.

    `most` are the points of the form at questions; NaN at other rows and where a row has a problem.
    """

    items: Sequence[Item]
    problems: Mapping[int, Problem] = field(default_factory=dict)
    renumbered: Mapping[int, Problem] = field(default_factory=dict)
    most: npt.NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    @cached_property
    def fields(self) -> Mapping[str, list[str]]:
        """The items as columns of the warehouse."""
        return {
            "level": [item.level for item in self.items],
            "block": [item.block for item in self.items],
            "indicator": [item.indicator for item in self.items],
            "question": [item.question for item in self.items],
        }


def form_rows(
    texts: Sequence[Cell], numbers: Sequence[Cell], form: Instrument, context: Context
) -> FormRows:
    """What the rows with these texts and numbers are.

    Problems: unknown_item and item_text_differs (in `problems`), item_number_differs (in
    `renumbered`).
    """
    if bool in set(map(type, numbers)):  # ya: True and 1 would be one number
        return _read(texts, numbers, form, context)
    key = (form.instrument_id, tuple(texts), tuple(numbers))
    return recent(context, "form rows", key, lambda: _read(texts, numbers, form, context))


def _read(
    texts: Sequence[Cell], numbers: Sequence[Cell], form: Instrument, context: Context
) -> FormRows:
    names = recent(context, "names", form.instrument_id, lambda: _names(form, context))
    items: list[Item] = []
    problems: dict[int, Problem] = {}
    renumbered: dict[int, Problem] = {}
    above = Item("block", ALL)
    for entry, (text_cell, number_cell) in enumerate(zip(texts, numbers, strict=True)):
        text, number = letters_of(text_of(text_cell)), item_code(number_cell)
        item = _classify(text, number, above, names)
        if isinstance(item, Problem):
            problems[entry], item = item, Item("question", above.block, above.indicator)
        elif item.level != "question":
            above = item
        if item.level == "indicator" and _differs(number, item.indicator):
            renumbered[entry] = Problem("item_number_differs", {"number": item.indicator})
        items.append(item)
    most = [_most(item, entry in problems, form) for entry, item in enumerate(items)]
    return FormRows(items, problems, renumbered, np.array(most, dtype=np.float64))


def _most(item: Item, is_problem: bool, form: Instrument) -> float:
    if item.level != "question" or is_problem:
        return math.nan
    return form.question(item.indicator, item.question).max_score


def _differs(number: str, indicator: str) -> bool:
    return bool(number) and same_item(number) != same_item(indicator)


def _classify(text: str, number: str, above: Item, names: Names) -> Item | Problem:
    """What a row is, given the block or indicator row above it."""
    form = names.form
    if text in names.indicators and _is_indicator_row(text, number, above, names):
        block, indicator = names.indicators[text]
        if block != above.block:
            return no_item(form, "indikator", above.block)
        return Item("indicator", block, indicator)
    if text in names.blocks:
        return Item("block", names.blocks[text])
    if above.indicator != ALL:
        question = names.questions.get(above.indicator, {}).get(same_item(number))
        asked = names.asked.get(above.indicator, {}).get(text)
        if question is not None and asked is not None and question not in asked:
            return Problem("item_text_differs", {"other": min(asked)})
        if question is not None:
            return Item("question", above.block, above.indicator, question)
    parent = above.indicator if above.indicator != ALL else above.block
    return no_item(form, "pertanyaan", parent if parent != ALL else None)


def _is_indicator_row(text: str, number: str, above: Item, names: Names) -> bool:
    """A question may bear the very name of its indicator; then its number tells the two apart."""
    if names.indicators[text][1] != above.indicator:
        return True
    return same_item(number) not in names.questions.get(above.indicator, {})


def letters_of(text: str) -> str:
    """A name reduced to small letters and digits: 'KLASTER I: Hak Sipil' is 'klasterihaksipil'."""
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _names(form: Instrument, context: Context) -> Names:
    own = {block.block for block in form.blocks}
    labels = {
        letters_of(label): fields["code"]
        for label, fields in blocks(context).entries.items()
        if fields["code"] in own
    }
    indicators = {letters_of(row.title.id): (row.block, row.indicator) for row in form.indicators}
    return Names(form, labels, indicators)
