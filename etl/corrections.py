"""Corrections of single cells: data/corrections.csv, one line a cell, with reason and reporter.

A correction is applied to the raw cell before anything is read. When file, sheet, cell or old
value no longer match it is an error that names the line, so that none outlives its reason.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Final

import pandas as pd
from pydantic import BaseModel, ConfigDict, StringConstraints

from etl import records
from etl.issues import Issue, Problem, issue
from etl.reading.workbook import Cell, Grid, position_of
from indicators.tables import CORRECTION

FILE: Final = "corrections.csv"
_WHOLE: Final = re.compile(r"-?(0|[1-9]\d*)")
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_THOUSANDS: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
"""1.087 in a number cell: one thousand and eighty-seven, or a little more than one."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")

Filled = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Found = tuple[Problem, str | None, str | None, str | None]
"""A problem with its sheet, its cell and what stands there."""


class Correction(BaseModel):
    """One line: what a cell of a file says, and what is read instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    file: Filled
    """Path below data/raw/."""
    sheet: Filled
    cell: Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[1-9]\d*$")]
    was: str
    becomes: str
    reason: Filled
    reporter: Filled
    corrected_on: datetime.date


Line = tuple[int, Correction]


@dataclass(frozen=True)
class Corrections:
    """All corrections of a data folder with their lines, and what is wrong with the file."""

    raw: Path | None = None
    lines: tuple[Line, ...] = ()
    issues: tuple[Issue, ...] = ()
    _by_file: dict[str, tuple[Line, ...]] = field(default_factory=dict)

    def of(self, path: Path) -> tuple[Line, ...]:
        """The corrections of the file at `path`; none of a file outside data/raw."""
        if self.raw is None or not self.lines:
            return ()
        try:
            name = path.absolute().relative_to(self.raw).as_posix()
        except ValueError:
            return ()
        return self._by_file.get(name, ())

    def fingerprint(self, file: str) -> str:
        """What decides how `file` (path below data/raw) is read, as text; '' without corrections.

        Part of the key under which what was read from the file is kept.
        """
        own = self._by_file.get(file, ())
        return hashlib.sha256(repr(own).encode()).hexdigest() if own else ""

    def problems(self, files: Collection[str]) -> list[Issue]:
        """What is wrong with corrections.csv; a file that is not among `files` (below data/) is."""
        return [
            *self.issues,
            *(
                issue(
                    "correction_stale",
                    file=FILE,
                    cell=f"A{number}",
                    line=str(number),
                    why="@no_file",
                    place=line.file,
                )
                for number, line in self.lines
                if f"raw/{line.file}" not in files
            ),
        ]

    def frame(self) -> pd.DataFrame:
        """The table correction."""
        rows = [line.model_dump() for _, line in self.lines]
        return pd.DataFrame(rows, columns=list(CORRECTION.column_names))


def load(data: Path) -> Corrections:
    """The corrections of a data folder. A cell corrected by two lines is an issue."""
    lines, issues = records.read(data / FILE, Correction)
    first: dict[tuple[str, str, str], int] = {}
    by_file: dict[str, tuple[Line, ...]] = {}
    for number, line in lines:
        place = (line.file, line.sheet, line.cell)
        if place in first:
            facts = {"line": str(number), "first": str(first[place])}
            issues.append(issue("correction_twice", file=FILE, cell=f"A{number}", **facts))
            continue
        first[place] = number
        by_file[line.file] = (*by_file.get(line.file, ()), (number, line))
    return Corrections((data / "raw").absolute(), tuple(lines), tuple(issues), by_file)


def apply(grids: Sequence[Grid], corrections: Sequence[Line]) -> tuple[list[Grid], list[Found]]:
    """The grids with corrected cells, and the corrections that no longer match or can be read.

    A correction that has a problem changes nothing.
    """
    corrected = {grid.sheet: grid for grid in grids}
    stale: list[Found] = []
    copied: set[str] = set()
    for number, line in corrections:
        facts = {"line": str(number), "place": line.sheet, "was": line.was}
        if line.sheet not in corrected:
            missing = Problem("correction_stale", facts | {"why": "@no_sheet"})
            stale.append((missing, None, None, None))
            continue
        grid = corrected[line.sheet]
        place = _place(grid, line.cell)
        found = "" if place is None else grid.rows[place[0]][place[1]]
        if place is None or not _is(found, line.was):
            problem = Problem("correction_stale", facts | {"why": "@other_value"})
            stale.append((problem, line.sheet, line.cell, shown(found)))
            continue
        if _is_number(found) and _THOUSANDS.fullmatch(line.becomes):
            problem = Problem("correction_ambiguous", facts | {"becomes": line.becomes})
            stale.append((problem, line.sheet, line.cell, line.becomes))
            continue
        if line.sheet not in copied:
            grid = corrected[line.sheet] = replace(grid, rows=[[*row] for row in grid.rows])
            copied.add(line.sheet)
        grid.rows[place[0]][place[1]] = typed(line.becomes, found)
    return list(corrected.values()), stale


def _place(grid: Grid, cell: str) -> tuple[int, int] | None:
    """Where in the rows of a grid a cell lies; None outside of them."""
    row, column = position_of(cell)
    column -= grid.column_offset
    try:
        row = grid.row_numbers.index(row + 1)
    except ValueError:
        return None
    return (row, column) if 0 <= column < grid.width else None


def shown(cell: Cell) -> str:
    """A raw cell as a correction writes it: 1087, 12.5, 2021-12-31, TRUE; text in single blanks."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float):
        return str(int(cell)) if float(cell).is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime):
        whole_day = cell.time() == datetime.time()
        return cell.date().isoformat() if whole_day else cell.isoformat(" ")
    return " ".join(str(cell).split())


def _is(cell: Cell, was: str) -> bool:
    """Whether a cell says `was`; numbers are compared as numbers."""
    told = " ".join(was.split())
    if _is_number(cell) and _NUMBER.fullmatch(told):
        return float(told) == cell
    return shown(cell) == told


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def typed(becomes: str, was: Cell) -> Cell:
    """The corrected cell: a number where a number stood, a day where a day stood, else text.

    In an empty cell digits are a whole number, anything else text (11.10 may be a code).
    """
    if _is_number(was) and _NUMBER.fullmatch(becomes):
        return float(becomes)
    if isinstance(was, datetime.date) and _DAY.fullmatch(becomes):
        return datetime.datetime.fromisoformat(becomes)
    if was == "" and _WHOLE.fullmatch(becomes):
        return float(becomes)
    return becomes
