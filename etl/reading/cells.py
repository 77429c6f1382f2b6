"""One column of cells to codes, days, years or text. Every distinct cell is read once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from etl.context import Context, FileState
from etl.issues import Problem, plain
from etl.layout import Column, Layout
from etl.reading.dates import read_day, read_year
from etl.reading.workbook import Cell
from etl.recode import Fields, Lookup, load_lookup, normal
from indicators import tables
from indicators.codes import ALL

Result = object
Reader = Callable[[Cell], Result]

YES_NO: Final = {
    "ya": True, "y": True, "yes": True, "true": True, "1": True,
    "tidak": False, "t": False, "no": False, "false": False, "0": False,
}  # fmt: skip


@dataclass(frozen=True)
class Converted:
    """What a column says, row by row (None where it says nothing or wrong), and its problems."""

    results: list[Result]
    problems: dict[int, Problem]


def read_column(
    column: Column, layout: Layout, cells: Sequence[Cell], context: Context, state: FileState
) -> Converted:
    """Read the cells of a column as its layout says.

    The result of a lookup is its fields (a mapping), of any other column one value.
    """
    reader = reader_for(column, layout, context, state)
    return by_distinct(
        cells, with_blank(column, reader, must_be_filled=needs_content(column, layout))
    )


def by_distinct(cells: Sequence[Cell], read: Reader) -> Converted:
    """Apply `read` to every distinct cell; a Problem it returns is a problem of those rows."""
    if bool in set(map(type, cells)):  # True and 1.0 are one key of a dict
        cells = [str(cell).upper() if isinstance(cell, bool) else cell for cell in cells]
    table = {cell: read(cell) for cell in dict.fromkeys(cells)}
    wrong = {cell: found for cell, found in table.items() if isinstance(found, Problem)}
    if not wrong:
        return Converted([table[cell] for cell in cells], {})
    table.update(dict.fromkeys(wrong))
    problems = {entry: wrong[cell] for entry, cell in enumerate(cells) if cell in wrong}
    return Converted([table[cell] for cell in cells], problems)


def needs_content(column: Column, layout: Layout) -> bool:
    """Whether an empty cell of the column would leave a warehouse column without its value."""
    table = tables.BY_NAME[layout.table]
    says = load_lookup(column.lookup).fields if column.reads == "lookup" else {column.to}
    return column.required or any(c.name in says and not c.nullable for c in table.columns)


def with_blank(column: Column, read: Reader, *, must_be_filled: bool) -> Reader:
    """`read`, with what an empty cell of the column means: a code, nothing, or a problem."""

    def read_or_blank(cell: Cell) -> Result:
        if not isinstance(cell, str) or cell.strip():
            return read(cell)
        if column.blank is not None:
            return YES_NO[column.blank] if column.reads == "yes_no" else column.blank
        return Problem("missing_value", {"cure": "@fill"}) if must_be_filled else None

    return read_or_blank


def text_of(cell: Cell) -> str:
    """A cell as text, all of it: 2023.0 is '2023', a day is ISO text."""
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    return plain(cell).strip()


def reader_for(column: Column, layout: Layout, context: Context, state: FileState) -> Reader:
    """How the cells of a column are read. Region and number columns are read elsewhere."""
    if column.reads == "date":
        return read_day
    if column.reads in ("year", "whole_year"):
        return read_year
    if column.reads == "publication":
        return lambda cell: _publication(cell, state)
    if column.reads == "yes_no":
        return _yes_no
    if column.reads in ("indicator", "question"):
        return item_code
    if column.reads == "office":
        return lambda cell: _office(context, cell)
    if column.reads == "text":
        return text_of
    lookup = _lookup(column, layout, context)
    if column.reads == "lookup":
        return lambda cell: _find(lookup, cell)
    return lambda cell: _find_code(lookup, cell)


def _lookup(column: Column, layout: Layout, context: Context) -> Lookup:
    if column.reads == "lookup":
        return load_lookup(column.lookup)
    if column.reads == "code":
        allowed = tables.BY_NAME[layout.table].column(column.to).allowed
        return context.labels(column.dimension, allowed)
    if column.reads == "measure":
        return _measures(context)
    if column.reads == "instrument":
        ids = tuple(context.catalogue.instruments)
        return Lookup("instrument", {normal(name): {"code": name} for name in ids}, ids)
    return blocks(context)


def _measures(context: Context) -> Lookup:
    outcomes = context.catalogue.outcomes
    entries = {normal(measure.title.id): {"code": name} for name, measure in outcomes.items()}
    entries |= {normal(name): {"code": name} for name in outcomes}
    return Lookup("ukuran", entries, tuple(outcomes))


def blocks(context: Context) -> Lookup:
    """Labels of the blocks of every form: ids, titles, and the names in lookups/blok.csv."""
    forms = context.catalogue.instruments.values()
    ids = dict.fromkeys(block.block for form in forms for block in form.blocks)
    entries = {normal(name): {"code": name} for name in (*ids, ALL)}
    for form in forms:
        for block in form.blocks:
            entries.setdefault(normal(block.title.id), {"code": block.block})
    for label, fields in load_lookup("blok").entries.items():
        entries.setdefault(label, {"code": fields["block"]})
    return Lookup("blok", entries, tuple(ids))


def _find(lookup: Lookup, cell: Cell) -> Fields | Problem:
    allowed = {"allowed": ", ".join(lookup.labels)}
    if isinstance(cell, datetime.date):
        return Problem("date_in_label", allowed)
    found = lookup.find(text_of(cell))
    return Problem("unknown_label", allowed) if found is None else found


def _find_code(lookup: Lookup, cell: Cell) -> str | Problem:
    found = _find(lookup, cell)
    return found if isinstance(found, Problem) else found["code"]


def _office(context: Context, cell: Cell) -> str | Problem:
    """The id of the office that a cell names by id, title or alias."""
    found = context.catalogue.office_named(text_of(cell))
    if found is None:
        return Problem("unknown_label", {"allowed": ", ".join(context.catalogue.offices)})
    return found.office_id


def _publication(cell: Cell, state: FileState) -> Result:
    name = text_of(cell)
    return name if name in state.publications else Problem("unknown_publication")


def _yes_no(cell: Cell) -> Result:
    label = normal(text_of(cell))
    return YES_NO[label] if label in YES_NO else Problem("unknown_label", {"allowed": "ya, tidak"})


def item_code(cell: Cell) -> str:
    """An indicator or question number as the forms write it: '21 a ' and 21.0 are '21A', '21'.

    Letters stay as they are; only blanks go. The form's own spelling is found by `same_item`.
    """
    return "".join(text_of(cell).split())
