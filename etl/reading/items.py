"""Blocks, indicators and questions of a score against the form of its cycle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from etl.context import Context
from etl.issues import Problem
from etl.reading.draft import Draft
from etl.reading.recognise import Table
from indicators.catalogue import Instrument
from indicators.codes import ALL

FILLED: Final = {
    "total": (False, False, False),
    "block": (True, False, False),
    "indicator": (True, True, False),
    "question": (True, True, True),
}
"""Which of block, indicator and question a level fills."""

Key = tuple[str | None, str | None, str | None, str | None, str | None]
"""Form, level, block, indicator and question; None where a cell is empty or a problem."""


@dataclass(frozen=True)
class Fault:
    """The field of a row that does not fit its form, and why."""

    field: str
    problem: Problem


def check_items(draft: Draft, table: Table) -> None:
    """Hold level, block, indicator and question of every row against the form.

    Codes are brought into the form's own spelling. Problems: level_contradicts, unknown_item. A
    score of an unknown form is only held to its level.
    """
    names = ("instrument_id", "level", "block", "indicator", "question")
    if any(name not in draft.fields and name != "instrument_id" for name in names):
        return
    columns = [draft.column(n) if n in draft.fields else [None] * draft.size for n in names]
    keys: list[Key] = list(zip(*columns, strict=True))
    found = {key: _item(key, draft.context) for key in dict.fromkeys(keys)}
    for position, name in ((2, "block"), (3, "indicator"), (4, "question")):
        draft.fields[name] = [_spelt(found[key], key, position) for key in keys]
        wrong = {
            key: item.problem
            for key, item in found.items()
            if isinstance(item, Fault) and item.field == name
        }
        problems = {
            entry: wrong[key]
            for entry, key in enumerate(keys)
            if key in wrong and not draft.bad[entry]
        }
        column = table.index_of(name) or table.headings[0].index
        draft.report(problems, column, name, "item")


def same_item(text: str) -> str:
    """An item code levelled: '21 A', '21a' and '21A' are one."""
    return "".join(text.split()).casefold()


def _spelt(found: Fault | Key, key: Key, position: int) -> str | None:
    return key[position] if isinstance(found, Fault) else found[position]


def _item(key: Key, context: Context) -> Fault | Key:
    """The key in the form's spelling, or the field at fault with its problem."""
    instrument_id, level, block, indicator, question = key
    if level is None or block is None or indicator is None or question is None:
        return key
    if tuple(part != ALL for part in (block, indicator, question)) != FILLED[level]:
        return Fault("block", Problem("level_contradicts", {"level": level}))
    if instrument_id is None or instrument_id not in context.catalogue.instruments:
        return key
    form = context.catalogue.instruments[instrument_id]
    return _in_form(form, level, block, indicator, question)


def _in_form(
    form: Instrument, level: str, block: str, indicator: str, question: str
) -> Fault | Key:
    if block != ALL and block not in {item.block for item in form.blocks}:
        return Fault("block", no_item(form, "blok", None))
    if indicator != ALL:
        rows = {same_item(item.indicator): item.indicator for item in form.indicators_of(block)}
        if same_item(indicator) not in rows:
            return Fault("indicator", no_item(form, "indikator", block))
        indicator = rows[same_item(indicator)]
    if question != ALL:
        asked = {same_item(item.question): item.question for item in form.questions_of(indicator)}
        if same_item(question) not in asked:
            return Fault("question", no_item(form, "pertanyaan", indicator))
        question = asked[same_item(question)]
    return form.instrument_id, level, block, indicator, question


def no_item(form: Instrument, name: str, parent: str | None) -> Problem:
    """The problem of a block, indicator or question that the form does not have."""
    facts: Mapping[str, str] = {
        "item": f"@{name}",
        "instrument": form.instrument_id,
        "place": "@under" if parent else "@none",
        "parent": parent or "",
    }
    return Problem("unknown_item", facts)
