"""Columns whose cells look like a NIK, a telephone or a story, whatever their heading says."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Final

from etl.intake import personal_values as values
from etl.intake.personal_words import is_institution, is_person, shown, words_of
from etl.reading.workbook import Grid, letters

MONEY: Final = re.compile(r"\b(?:rp|rupiah)\b")
SHORTEST: Final = 10
"""Letters of the shortest text with a telephone in it."""


@dataclass(frozen=True)
class Found:
    """What gives a file away: where, the heading as it may be quoted, a phrase and a count."""

    sheet: str | None
    cell: str | None
    heading: str
    why: str
    count: int


def by_value(grid: Grid, columns: Mapping[int, Set[str]]) -> list[Found]:
    """Columns with values that look like a NIK, a telephone, a story; counts only.

    `columns` are those to look at and, of each, the texts that are not known to be harmless.
    """
    hits: dict[int, dict[str, list[int]]] = {}
    long = dict.fromkeys(range(grid.width), 0)
    for column, texts in columns.items():
        cells = enumerate(grid.columns[column])
        for row, cell in [(at, one) for at, one in cells if one in texts or type(one) is float]:
            if isinstance(cell, str):
                if len(cell) < SHORTEST:
                    continue
                kinds = kinds_of(cell)
            elif isinstance(cell, float) and cell >= 1e15:
                kinds = ("sixteen", "nik") if values.nik_number(cell)[1] else ("sixteen",)
            else:
                continue
            for kind in kinds:
                hits.setdefault(column, {}).setdefault(kind, []).append(row)
            long[column] += "sixteen" in kinds
    found = []
    for column, by_kind in hits.items():
        for why in ("nik", "phone", "narrative"):
            rows = by_kind.get(why, [])
            if why == "nik" and 2 * len(rows) < long[column]:
                continue  # numbers of sixteen digits that happen to be built alike
            if why == "phone":
                rows = [row for row in rows if not _is_office(grid, row, column)]
            if rows:
                address = grid.address(_heading_row(grid, rows[0], column), column)
                heading = _label(grid, rows[0], column)
                found.append(Found(grid.sheet, address, heading, why, len(rows)))
                break
    return found


@functools.lru_cache(maxsize=20_000)
def kinds_of(text: str) -> tuple[str, ...]:
    """What a text holds; most hold nothing, which two quick looks tell."""
    kinds: list[str] = []
    if re.search(r"\d{4}", text):
        long, built = values.niks(text)
        if long and not MONEY.search(text.casefold()):
            kinds += ["sixteen", "nik"] if built else ["sixteen"]
        if values.has_phone(text):
            kinds.append("phone")
    if values.is_story(text):
        kinds.append("narrative")
    return tuple(kinds)


def _is_office(grid: Grid, row: int, column: int) -> bool:
    """Whether a telephone is that of an institution: by its own cell, its row or its heading."""
    cell = grid.rows[row][column]
    own = words_of(str(cell)[:90])
    if is_institution(own):
        return True
    heading = words_of(_raw_label(grid, row, column))
    if is_person(heading):
        return False
    beside = [words_of(text[:90]) for text in grid.rows[row] if isinstance(text, str)]
    header = grid.rows[_heading_row(grid, row, column)]
    headings = [words_of(text) for text in header if isinstance(text, str)]
    return is_institution(heading) or any(map(is_institution, (*beside, *headings)))


def _heading_row(grid: Grid, row: int, column: int) -> int:
    """The row of the heading over a cell: the first filled one of the block the cell stands in."""
    top = row
    while top > 0 and grid.rows[top - 1][column] != "":
        top -= 1
    return top


def _raw_label(grid: Grid, row: int, column: int) -> str:
    top = _heading_row(grid, row, column)
    cell = grid.rows[top][column]
    return cell if top < row and isinstance(cell, str) else ""


def _label(grid: Grid, row: int, column: int) -> str:
    """The heading as it may be quoted; the column's letters where there is none to quote."""
    text = shown(_raw_label(grid, row, column))
    return text if text.strip("… ") else letters(grid.column_offset + column)
