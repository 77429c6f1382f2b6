"""What stands around a table and holds for all of its rows: title, key rows, sheet and file name.

Everything found is kept with its place. Two places that contradict one another are a problem, and
so is a title with several years where one is asked for; a problem is reported only when the table
needs the answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Final, Generic, TypeVar

from etl.context import Context, FileState
from etl.issues import Problem
from etl.layout import Around
from etl.reading.cells import text_of
from etl.reading.patterns import compiled
from etl.reading.wide_tables import WideTable
from etl.reading.workbook import Cell
from etl.recode import normal

T = TypeVar("T")
MARK: Final = ":"
_YEARS: Final = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")


@dataclass(frozen=True)
class Stated:
    """One thing stated around a table: its text, or why it cannot be told, and its cell."""

    text: str
    sheet: str | None = None
    cell: str | None = None
    shown: str = ""
    problem: Problem | None = None


@dataclass
class Surroundings:
    """What is stated around a table, by name: region, province, year, month, sex, measure ..."""

    stated: dict[str, list[Stated]] = field(default_factory=dict)

    def add(self, name: str, new: Stated) -> None:
        """Take something in."""
        self.stated.setdefault(name, []).append(new)


@dataclass(frozen=True)
class Settled(Generic[T]):
    """What all places that state one thing agree on, or the problem and the place it lies in."""

    value: T | None = None
    place: Stated | None = None
    problem: Problem | None = None


def settle(found: Surroundings, name: str, read: Callable[[str], T | Problem]) -> Settled[T]:
    """What is stated under `name`, read by `read`; nothing when nobody states it.

    Problems: around_contradicts, several_years, and those of `read`.
    """
    settled: Settled[T] = Settled()
    for place in found.stated.get(name, ()):
        value = place.problem or read(place.text)
        if isinstance(value, Problem):
            return Settled(None, place, value)
        if settled.place is None:
            settled = Settled(value, place)
        elif value != settled.value:
            facts = {"first": settled.place.shown, "second": place.shown}
            problem = Problem("around_contradicts", {"asked": f"@{_phrase(name)}", **facts})
            return Settled(None, place, problem)
    return settled


def _phrase(name: str) -> str:
    return name if name in ("region", "province", "year", "measure") else "other"


def read_around(table: WideTable, context: Context, state: FileState) -> Surroundings:
    """What the section [[around]] of the layout finds at this table."""
    found = Surroundings()
    for around in table.layout.around:
        for captured, place in _matches(around, table, state):
            for name, text in captured.items():
                found.add(name, _checked(name, text, around, place))
    return found


def _checked(name: str, text: str, around: Around, place: Stated) -> Stated:
    years = set(_YEARS.findall(place.text))
    if name == "year" and around.where != "key" and len(years) > 1:
        problem = Problem("several_years", {"years": ", ".join(sorted(years))})
        return Stated(text, place.sheet, place.cell, place.shown, problem)
    return Stated(text, place.sheet, place.cell, place.shown)


def _matches(
    around: Around, table: WideTable, state: FileState
) -> Iterator[tuple[Mapping[str, str], Stated]]:
    """What a pattern captures, and where. Of titles and keys the nearest above counts."""
    if around.where == "key":
        yield from _keys(around, table)
        return
    pattern = compiled(around.pattern)
    for place in _texts(around, table, state):
        captured = pattern.find(normal(place.text))
        if captured is not None:
            yield captured, place
            return


def _texts(around: Around, table: WideTable, state: FileState) -> Iterator[Stated]:
    sheet = table.sheet
    if around.where == "file":
        name = PurePath(state.issues.file)
        for text in (name.stem, name.name):
            yield Stated(text, shown=name.name)
    elif around.where == "sheet":
        yield Stated(sheet.sheet, sheet.sheet, None, sheet.sheet)
    else:
        yield from _titles(table)


def _titles(table: WideTable) -> Iterator[Stated]:
    """The cells of the title, nearest first; those over the table's own columns before others."""
    sheet = table.sheet
    own = range(table.left, table.right + 1)
    others = [column for column in range(sheet.width) if column not in own]
    for columns in (own, others):
        for row in range(table.top - 1, table.titles - 1, -1):
            for column in columns:
                cell = sheet.rows[row][column]
                if isinstance(cell, str) and cell.strip():
                    yield Stated(cell, sheet.sheet, sheet.address(row, column), cell.strip())


def _keys(around: Around, table: WideTable) -> Iterator[tuple[Mapping[str, str], Stated]]:
    """The nearest row `label : value` above the table; else one at the top of the sheet."""
    label, name = around.pattern.partition(MARK)[0], around.stated[0]
    above = range(table.top - 1, table.titles - 1, -1)
    for row in [*above, *range(table.titles - 1, -1, -1)]:
        found = _key_value(table.sheet.rows[row], normal(label), table)
        if found is not None:
            column, value = found
            address = table.sheet.address(row, column)
            yield {name: value}, Stated(value, table.sheet.sheet, address, value)
            return


def _key_value(cells: Sequence[Cell], label: str, table: WideTable) -> tuple[int, str] | None:
    """The value of a label in a row: in the same cell behind the mark, or to the right of it."""
    for column, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        text, _, inside = cell.partition(MARK)
        if normal(text) != label:
            continue
        if inside.strip():
            return column, inside.strip()
        for right in range(column + 1, len(cells)):
            value = text_of(cells[right]).removeprefix(MARK).strip()
            if value:
                return right, value
    return None
