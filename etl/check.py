"""Check one file: everything that can be read from it, and every problem at once.

The story of one file: keep its hash, read its grids, find its tables, read the publications first,
then the facts, then hold all rows of the file against one another. Bad input gives issues, never an
exception.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from etl import provenance
from etl.context import Context, FileState, load_context
from etl.issues import ERROR, WARNING, Issue, IssueList, Problem
from etl.reading import observations
from etl.reading.across import read_across
from etl.reading.cells import text_of
from etl.reading.list_table import read_list
from etl.reading.outline import read_outline
from etl.reading.recognise import Table, find_tables, nearest
from etl.reading.stacked import AcrossTable, find_across
from etl.reading.workbook import Grid, UnreadableFileError, position_of, read_workbook
from etl.recode import normal
from etl.report import FileReport, TableRead, report_json
from indicators import tables

__all__ = ["Context", "FileReport", "TableRead", "check_file", "load_context", "report_json"]


AnyTable = Table | AcrossTable
ALIKE: Final = 0.5
"""A sheet is said to resemble a layout from this share of its required columns on."""


@dataclass(frozen=True)
class _Read:
    """The facts of one table with the cell of each."""

    read: TableRead
    facts: pd.DataFrame
    cells: list[str]


def check_file(path: Path, context: Context) -> FileReport:
    """Read the file `path` as far as possible and report every problem of it."""
    issues = IssueList(path.name)
    try:
        content = path.read_bytes()
    except OSError:
        issues.add(_unreadable("missing"))
        return FileReport(path.name, "", 0, issues=tuple(issues.found))
    sha256 = hashlib.sha256(content).hexdigest()
    state = FileState(sha256, provenance.sidecar_of(path).name, issues)
    try:
        with _collection_paused():
            grids = read_workbook(path, content)
            if not grids:
                raise UnreadableFileError("no_cells")
            return _check_grids(path, len(content), grids, state, context)
    except UnreadableFileError as error:
        issues.add(_unreadable(error.reason))
        return FileReport(path.name, sha256, len(content), issues=tuple(issues.found))


@contextlib.contextmanager
def _collection_paused() -> Iterator[None]:
    """Cells by the hundred thousand, none in a cycle: looking for cycles would double the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check_grids(
    path: Path, size: int, grids: Sequence[Grid], state: FileState, context: Context
) -> FileReport:
    found = [(grid, table) for grid in grids for table in _tables(grid, context)]
    reads = _read_publications(path, found, state, context)
    reads += _read_facts(found, state, context)
    _report_sheets(grids, found, state, context)
    frames = _join(reads, state)
    return FileReport(
        path.name,
        state.sha256,
        size,
        tuple(item.read for item in reads if item.read.range),
        frames,
        _in_reading_order(state.issues.found, grids),
    )


def _in_reading_order(issues: Sequence[Issue], grids: Sequence[Grid]) -> tuple[Issue, ...]:
    """Issues of the file first, then sheet by sheet, top to bottom, left to right."""
    sheets = {grid.sheet: position for position, grid in enumerate(grids)}

    def place(issue: Issue) -> tuple[int, int, int]:
        sheet = -1 if issue.sheet is None else sheets[issue.sheet]
        row, column = (-1, -1) if issue.cell is None else position_of(issue.cell)
        return sheet, row, column

    return tuple(sorted(issues, key=place))


def _tables(grid: Grid, context: Context) -> list[AnyTable]:
    """The tables of a sheet; stacked headings are looked for where no plain ones are found."""
    found = find_tables(grid, context.layouts)
    return [*found] if found else [*find_across(grid, context.layouts)]


def _unreadable(reason: str) -> Problem:
    return Problem("unreadable_file", {"why": f"@{reason}", "cure": f"@{reason}_cure"})


def _read_publications(
    path: Path, found: Sequence[tuple[Grid, AnyTable]], state: FileState, context: Context
) -> list[_Read]:
    """The publications of the file; facts of rows that name none get that of the sidecar."""
    sidecar = provenance.read_sidecar(path)
    for problem in sidecar.problems:
        state.issues.add(problem)
    state.constants = sidecar.constants
    reads = []
    for grid, table in found:
        if table.layout.table == tables.PUBLICATION.name:
            reads.append(_read_one(grid, table, state, context))
            state.publications.update(_named_publications(grid, table))
    if sidecar.publication is not None:
        row = sidecar.publication
    elif reads or not found:
        return reads
    else:
        row = provenance.unknown_publication(path.name, state.sha256)
        if not sidecar.problems:
            state.issues.add(Problem("provenance_missing", {"sidecar": state.sidecar}))
    state.publication_id = str(row["publication_id"])
    state.publications.add(state.publication_id)
    facts = provenance.publication_frame(row)
    reads.append(_Read(TableRead("", "", "asal", "publication", 1), facts, [""]))
    return reads


def _named_publications(grid: Grid, table: AnyTable) -> set[str]:
    """The ids on a sheet of publications, those of rows with a fault included.

    A publication with a fault is reported once, not once more for each of its facts.
    """
    if isinstance(table, AcrossTable):
        return set()
    column = table.index_of("text", "publication_id")
    if column is None:
        return set()
    return {text_of(cell) for cell in grid.columns[column][table.header + 1 : table.last + 1]}


def _read_facts(
    found: Sequence[tuple[Grid, AnyTable]], state: FileState, context: Context
) -> list[_Read]:
    return [
        _read_one(grid, table, state, context)
        for grid, table in found
        if table.layout.table != tables.PUBLICATION.name
    ]


def _read_one(grid: Grid, table: AnyTable, state: FileState, context: Context) -> _Read:
    """Read one table by the kind of its layout."""
    if isinstance(table, AcrossTable):
        drafts, body = read_across(grid, table, context, state)
        left, right, top = table.column, grid.width - 1, table.top
    else:
        reader = read_outline if table.layout.kind == "outline" else read_list
        draft, body = reader(grid, table, context, state)
        drafts = [draft]
        left, right, top = table.headings[0].index, table.headings[-1].index, table.header
    facts = _concat([draft.frame() for draft in drafts], table.layout.table)
    cells = [cell for draft in drafts if draft.is_readable for cell in draft.good_addresses()]
    area = grid.range(top, left, max(body.end - 1, top), right)
    read = TableRead(grid.sheet, area, table.layout.id, table.layout.table, len(facts))
    return _Read(read, facts, cells)


def _concat(frames: Sequence[pd.DataFrame], table: str) -> pd.DataFrame:
    filled = [facts for facts in frames if len(facts)]
    if not filled:
        return observations.empty_frame(tables.BY_NAME[table])
    return filled[0] if len(filled) == 1 else pd.concat(filled, ignore_index=True)


def _report_sheets(
    grids: Sequence[Grid],
    found: Sequence[tuple[Grid, AnyTable]],
    state: FileState,
    context: Context,
) -> None:
    """A sheet that no layout recognises is ignored by name or reported."""
    ignored = {normal(sheet) for _, table in found for sheet in table.layout.ignored_sheets}
    known = {id(grid) for grid, _ in found}
    has_facts = any(table.layout.table != tables.PUBLICATION.name for _, table in found)
    for grid in grids:
        if id(grid) in known or normal(grid.sheet) in ignored:
            continue
        miss = nearest(grid, context.layouts)
        facts = {"nearest": "@none"}
        if miss is not None and miss.missing and miss.share >= ALIKE:
            facts = {
                "nearest": "@nearest",
                "layout": miss.layout.id,
                "columns": ", ".join(miss.missing),
            }
        severity = WARNING if has_facts else ERROR
        state.issues.add(Problem("table_not_recognised", facts, severity), grid.sheet)


def _join(reads: Sequence[_Read], state: FileState) -> dict[str, pd.DataFrame]:
    """One frame a warehouse table. A row with the key of an earlier one is an issue; both stay."""
    frames: dict[str, pd.DataFrame] = {}
    for name in dict.fromkeys(item.read.table for item in reads):
        parts = [item for item in reads if item.read.table == name]
        facts = _concat([part.facts for part in parts], name)
        places = [(part.read.sheet, cell) for part in parts for cell in part.cells]
        pairs = observations.duplicates(tables.BY_NAME[name], facts)
        for first, later in pairs:
            sheet, cell = places[later]
            fact = {"first": _address(places[first], sheet)}
            value = facts["value"].iloc[later] if "value" in facts else None
            state.issues.add(Problem("duplicate_row", fact), sheet, cell, value)
        frames[name] = facts
    return frames


def _address(place: tuple[str, str], sheet: str) -> str:
    return place[1] if place[0] == sheet else f"{place[0]}!{place[1]}"
