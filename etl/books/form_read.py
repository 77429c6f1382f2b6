"""The workbook of a form -> the form, its mapping, and every problem with its sheet and cell.

The models of `indicators.instrument` say what an item is, `instrument_checks` what a form must not
contradict, `form_map.problems` what a mapping must say: here they only get their addresses.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

import pandas as pd

from etl.books import form_faults, form_words, worded
from etl.books.form_cells import item_of
from etl.books.form_words import BLOCKS, HEAD, MAPPING, QUESTIONS, ROWS
from etl.books.worded import Found, Line
from etl.issues import ERROR, Problem, plain, sentences
from etl.reading.workbook import Cell, Grid, UnreadableFileError, read_workbook
from indicators import form_map
from indicators.catalogue import Catalogue
from indicators.catalogue import load as load_catalogue
from indicators.instrument import Block, Defect, Indicator, Instrument, InstrumentHead, Question

Item = TypeVar("Item", Block, Indicator, Question, Defect)
SHEET_OF: Final = {
    "defect": HEAD, "block": BLOCKS, "indicator": ROWS, "question": QUESTIONS, "mapping": MAPPING,
}  # fmt: skip


class FormRead(NamedTuple):
    """What a workbook holds: no instrument where it has an error."""

    instrument: Instrument | None
    mapping: pd.DataFrame
    problems: list[Found]


@dataclass
class _Reading:
    """The lines of each table, and the problems found so far."""

    grids: Mapping[str, Grid]
    catalogue: Catalogue
    found: list[Found] = field(default_factory=list)
    lines: dict[str, list[Line]] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether no error was found: warnings keep nothing from being taken."""
        words = sentences()
        return all(words[one.problem.kind].severity != ERROR for one in self.found)


def is_form(grids: Sequence[Grid]) -> bool:
    """Whether a workbook is that of a form: its head is there and at least one of its tables.

    Which tables it lacks is for `read_grids` to say.
    """
    tables = (set(SHEET_OF.values()) - {HEAD}) & {grid.sheet for grid in grids}
    return bool(tables) and "instrument_id" in head(grids).values


def read(
    path: Path, catalogue: Catalogue | None = None, *, mapped: bool = True
) -> FormRead:  # fmt: skip
    """The form and the mapping of a workbook, and what is wrong with them, each at its cell.

    `catalogue` (default: the shipped one) knows kinds of evidence, offices and earlier forms. A
    form with an error is not handed back; the mapping then holds what could be read of it. The
    mapping is not looked at unless `mapped`.
    """
    known = load_catalogue() if catalogue is None else catalogue
    try:
        grids = read_workbook(path, path.read_bytes())
    except UnreadableFileError as error:
        facts = {"why": f"@{error.reason}", "cure": f"@{error.reason}_cure"}
        return FormRead(None, _frame([]), [Found(Problem("unreadable_file", facts))])
    return read_grids(grids, known, mapped=mapped)


def read_grids(
    grids: Sequence[Grid], catalogue: Catalogue, *, mapped: bool = True
) -> FormRead:  # fmt: skip
    """The same of a workbook whose sheets were read already."""
    by_sheet = {grid.sheet: grid for grid in grids}
    reading = _Reading(by_sheet, catalogue)
    for table, sheet in SHEET_OF.items():
        reading.lines[table] = _lines(reading, table, sheet)
    stated = _head_line(by_sheet.get(HEAD))
    form = _form(reading, stated)
    mapping, lines = _mapping(reading, stated)
    if form is not None:
        at = form_faults.Addresses(form, stated, {**reading.lines, "mapping": lines})
        reading.found += form_faults.of_form(at, catalogue)
        if mapped:
            reading.found += form_faults.of_mapping(at, mapping, catalogue)
    return FormRead(form if reading.is_sound else None, mapping, reading.found)


def head(grids: Sequence[Grid]) -> Line:
    """What the workbook of a form says above all: its id, its title, the form before."""
    return _head_line(next((grid for grid in grids if grid.sheet == HEAD), None))


def _lines(reading: _Reading, table: str, sheet: str) -> list[Line]:
    grid = reading.grids.get(sheet)
    if grid is None:
        if table not in ("mapping", "defect"):
            reading.found.append(Found(Problem("book_sheet_missing", {"wanted": sheet}), sheet))
        return []
    lines, found = worded.read_table(grid, form_words.columns(table))
    if table != "defect" or lines:  # a form may have no defects, nor a table of them
        reading.found += found
    return lines


def _head_line(grid: Grid | None) -> Line:
    """What stands above the defects: a label in either language, and its value beside them."""
    words = form_words.columns("head")
    labels = {form_map.same_name(text): word.field for word in words
              for text in (word.title.id, word.title.en)}  # fmt: skip
    values: dict[str, Cell | None] = {}
    cells: dict[str, str] = {}
    for number, row in enumerate(grid.rows if grid else ()):
        name = labels.get(form_map.same_name(plain(row[0])))
        if grid is not None and name is not None and len(row) > 2 and name not in cells:
            values[name] = worded.filled(row[2])
            cells[name] = grid.address(number, 2)
    return Line(HEAD, values, cells)


def _form(reading: _Reading, head: Line) -> Instrument | None:
    """The form of all tables; None when an item cannot be taken."""
    blocks = _items(reading, Block, "block")
    rows = _items(reading, Indicator, "indicator")
    questions = _items(reading, Question, "question")
    defects = _items(reading, Defect, "defect")
    levels = {"block": blocks, "indicator": rows, "question": questions}
    if not blocks and not reading.found:
        reading.found.append(Found(Problem("form_empty"), BLOCKS))
    more = {
        "levels": tuple(level for level, items in levels.items() if items),
        "known_defects": defects,
    }
    words = form_words.columns("head")
    stated, found = item_of(InstrumentHead, head, words, reading.catalogue, more)
    reading.found += found
    if stated is None or not reading.is_sound:
        return None
    fields = {name: getattr(stated, name) for name in InstrumentHead.model_fields}
    return Instrument(**fields, blocks=blocks, indicators=rows, questions=questions)


def _items(reading: _Reading, model: type[Item], table: str) -> tuple[Item, ...]:
    """The items of a table in its order; one that is there twice is a problem of its later row."""
    items: list[Item] = []
    seen: set[str] = set()
    words = form_words.columns(table)
    for position, line in enumerate(reading.lines[table], start=1):
        more = {} if table == "defect" else {"position": position}
        item, found = item_of(model, line, words, reading.catalogue, more)
        reading.found += found
        if item is None:
            continue
        name = form_faults.name_of(item)
        if name in seen:
            cell = line.cells[form_faults.ID_FIELD[table]]
            reading.found.append(Found(Problem("form_twice", {"item": name}), line.sheet, cell))
        seen.add(name)
        items.append(item)
    return tuple(items)


def _mapping(reading: _Reading, head: Line) -> tuple[pd.DataFrame, list[Line]]:
    """The rows of the mapping and the line of each; a word that is no relation stays as it is."""
    old, new = head.text("previous"), head.text("instrument_id")
    records = []
    lines = reading.lines["mapping"]
    for line in lines:
        came = line.text("from_indicator"), line.text("from_question")
        went = line.text("to_indicator"), line.text("to_question")
        word = line.text("relation")
        relation = form_words.code_of("relation", word) if word else None
        records.append(
            (old if any(came) else None, *came, new if any(went) else None, *went, relation or word)
        )
    return _frame(records), lines


def _frame(records: Sequence[tuple[str | None, ...]]) -> pd.DataFrame:
    return pd.DataFrame(records, columns=list(form_map.COLUMNS))
