"""Files about persons are refused whole, before any table of them is read.

A file is about persons when a column or a row `label : value` announces a name, an address, a day
of birth, a telephone or a number of a person and holds any, or when free text holds values that
look like a NIK, a mobile telephone or the story of somebody; notes, properties and what pivot
tables remember count too. What is reported are headings and counts of cells, never a value.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Final

from etl.intake import personal_values as values
from etl.intake.harmless import suspects
from etl.intake.personal_parts import hidden_texts, remembered_columns
from etl.intake.personal_scan import SHORTEST, Found, by_value, kinds_of
from etl.intake.personal_words import (
    DEPENDS,
    SURE,
    is_heading,
    is_institution,
    is_person,
    judge,
    shown,
    words_of,
)
from etl.issues import IssueList, Problem
from etl.reading.workbook import Cell, Grid

ROWS_ABOVE: Final = 3
"""So many rows of headings may stand above one."""
BLANK: Final = frozenset(("", "-", "–", "—", "0", "x", "na", "n/a", "nihil", "tidak ada", ":"))
STORY_LETTERS: Final = 40
TOLD_LETTERS: Final = 50
PHRASE: Final[Mapping[str, str]] = {"street": "address", "told": "story"}
"""What is reported of findings that differ only in how they are told from others."""
LONG_NUMBER: Final = 8
_AGE: Final = frozenset(("umur", "usia", "age"))
_SEX: Final = frozenset(("kelamin", "jk", "gender", "sex"))


def report(grids: Sequence[Grid], content: bytes, issues: IssueList) -> bool:
    """Whether the file is about persons; if so, `issues` gets one problem a column."""
    found = [one for grid in grids for one in in_grid(grid)]
    found += in_parts(content)
    for one in found:
        facts: Mapping[str, str | float] = {"why": f"@{one.why}", "count": float(one.count)}
        issues.add(Problem("personal_data", facts), one.sheet, one.cell, one.heading)
    return bool(found)


def in_grid(grid: Grid) -> list[Found]:
    """What of a sheet speaks of persons, hidden rows, columns and sheets included."""
    looked = {at: suspects(column, _says_nothing) for at, column in enumerate(grid.columns)}
    columns = {at: texts for at, texts in looked.items() if texts is not None}
    if not columns:
        return []
    found = _by_heading(grid, columns)
    taken = {one.cell for one in found}
    return found + [one for one in by_value(grid, columns) if one.cell not in taken]


def _says_nothing(text: str) -> bool:
    """Whether a text neither announces nor holds anything of a person."""
    return not is_heading(text.partition(":")[0]) and not (len(text) >= SHORTEST and kinds_of(text))


def in_parts(content: bytes) -> list[Found]:
    """What lies beside the cells: notes, text boxes, properties, columns of a pivot's memory."""
    found = []
    for heading in remembered_columns(content):
        verdict = judge(heading, ())
        if verdict is not None and verdict[1] == SURE:
            found.append(Found(None, None, shown(heading), "pivot", 0))
    texts = [text for text in hidden_texts(content) if _tells(text)]
    if texts:
        found.append(Found(None, None, "", "notes", len(texts)))
    return found


def _tells(text: str) -> bool:
    label, mark, rest = text.partition(":")
    verdict = judge(label, ()) if mark and rest.strip() else None
    is_labelled = verdict is not None and verdict[1] == SURE
    words = words_of(text[:90])
    is_office = is_institution(words) and not is_person(words)
    has_phone = values.has_phone(text) and not is_office
    return is_labelled or has_phone or values.is_story(text) or values.niks(text)[1] > 0


@dataclass(frozen=True)
class _Heading:
    row: int
    column: int
    text: str
    what: str
    strength: str


def _by_heading(grid: Grid, columns: Mapping[int, Set[str]]) -> list[Found]:
    texts = {text for own in columns.values() for text in own}
    known = {text for text in texts if is_heading(text.partition(":")[0])}
    if not known:
        return []
    headings = list(_headings(grid, columns, known))
    sure = [one for one in headings if one.strength == SURE and _is_filled(grid, one)]
    depends = [one for one in headings if one.strength == DEPENDS]
    offending = sure + [one for one in depends if _of_persons(grid, one, sure)]
    return [_found(grid, one) for one in sorted(offending, key=lambda one: (one.row, one.column))]


def _found(grid: Grid, heading: _Heading) -> Found:
    address = grid.address(heading.row, heading.column)
    return Found(
        grid.sheet, address, shown(heading.text), PHRASE.get(heading.what, heading.what), 0
    )


def _headings(grid: Grid, columns: Iterable[int], known: set[str]) -> Iterator[_Heading]:
    places = [
        (row, column, cell)
        for column in columns
        for row, cell in enumerate(grid.columns[column])
        if cell in known and isinstance(cell, str)
    ]
    for row, column, cell in sorted(places):
        verdict = judge(cell.partition(":")[0], _above(grid, row, column))
        if verdict is not None:
            yield _Heading(row, column, cell, *verdict)


def _above(grid: Grid, row: int, column: int) -> list[str]:
    """The headings over a heading: its own column, else the nearest to the left in that row."""
    found = []
    for up in range(row - 1, max(-1, row - 1 - ROWS_ABOVE), -1):
        cells = grid.rows[up]
        if not any(isinstance(cell, str) and cell.strip() for cell in cells):
            break
        texts = (cells[at] for at in range(column, -1, -1))
        text = next((text for text in texts if isinstance(text, str) and text.strip()), None)
        if text is not None:
            found.append(text)
    return found


def _is_filled(grid: Grid, heading: _Heading) -> bool:
    """Whether anything of what the heading announces stands below it or, in a key row, beside."""
    _, mark, inside = heading.text.partition(":")
    if inside.strip():
        return _is_value(inside.strip(), heading.what)
    right = grid.rows[heading.row][heading.column + 1 :]
    beside = [cell.strip() if isinstance(cell, str) else cell for cell in right if cell != ""]
    is_key = bool(mark) or (bool(beside) and str(beside[0]).startswith(":"))
    if is_key:
        said = [cell.lstrip(": ") if isinstance(cell, str) else cell for cell in beside]
        return _is_value(next((cell for cell in said if cell != ""), ""), heading.what)
    below = [row[heading.column] for row in grid.rows[heading.row + 1 :]]
    if heading.what == "name" and _mostly_institutions(below):
        return False
    return any(_is_value(cell, heading.what) for cell in below)


def _mostly_institutions(cells: Sequence[Cell]) -> bool:
    """Whether the cells are names of schools, offices, ..., whatever stands above them."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    return bool(texts) and 2 * sum(is_institution(words_of(text)) for text in texts) > len(texts)


def _is_value(cell: Cell, what: str) -> bool:
    """Whether a cell may hold a name, a number, a day, ... and not a count or a mark for none."""
    if isinstance(cell, datetime.date):
        return what == "birth"
    if isinstance(cell, float | int):
        least = {"number": 10 ** (LONG_NUMBER - 1), "telepon": 10**7, "birth": 10_000}
        return bool(cell >= least.get(what, float("inf")))
    if not isinstance(cell, str) or cell.strip().casefold() in BLANK:
        return False
    digits = sum(letter.isdigit() for letter in cell)
    if what in ("number", "telepon"):
        return digits >= LONG_NUMBER - 1
    if what == "birth":
        return digits >= 4
    if what == "email":
        return "@" in cell
    if what == "street":
        return values.STREET.search(cell.casefold()) is not None
    if what == "told":
        return len(cell) >= TOLD_LETTERS and values.tells_of_person(cell)
    has_letters = sum(letter.isalpha() for letter in cell) >= 2
    return len(cell) >= STORY_LETTERS if what == "story" else has_letters


def _of_persons(grid: Grid, heading: _Heading, sure: Sequence[_Heading]) -> bool:
    """Whether `Nama`, `Alamat` or `Telepon` alone is that of persons, by the columns beside it."""
    if not _is_filled(grid, heading):
        return False
    below = grid.rows[heading.row + 1 :]
    beside = [words_of(cell) for cell in grid.rows[heading.row] if isinstance(cell, str)]
    said = {word for words in beside for word in words}
    if _AGE & said and (_SEX & said or said >= {"l", "p"}):  # a person a row
        own = [row[heading.column] for row in below if row[heading.column] != ""]
        return len(set(own)) > 0.6 * len(own) and not _are_institutions([own])
    if any(map(is_institution, beside)):
        return False
    if any(one.row == heading.row for one in sure):
        return True
    return heading.what != "name" and heading.what != "address" and not _are_institutions(below)


def _are_institutions(rows: Sequence[Sequence[Cell]]) -> bool:
    texts = (cell for row in rows for cell in row if isinstance(cell, str))
    return any(is_institution(words_of(text)) for text in texts)
