"""Check one file: everything that can be read from it, and every problem at once.

The story of one file: keep its hash, read its grids, find its tables, read the publications first,
then the facts, then hold all rows of the file against one another. Bad input gives issues, never an
exception.
"""

from __future__ import annotations

import contextlib
import gc
import hashlib
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from etl import corrections, forms, provenance
from etl.books import form_read, village_facts
from etl.context import Context, FileState, load_context
from etl.intake import personal
from etl.issues import ERROR, REPORT_SHEET, WARNING, Issue, IssueList, Problem
from etl.reading import observations
from etl.reading.cells import text_of
from etl.reading.hazards import remarks
from etl.reading.observations import Frames, Rows
from etl.reading.outside import report_outside
from etl.reading.part_year import report_part_years
from etl.reading.recent import LONGEST_KEPT, is_known, recent
from etl.reading.recognise import Table
from etl.reading.tables_on_sheet import AnyTable, nearest_on, read_table, tables_on, without_ignored
from etl.reading.wholes import report_wholes
from etl.reading.workbook import Grid, UnreadableFileError, position_of, read_workbook
from etl.recode import normal
from etl.report import FileReport, TableRead, report_json
from indicators import tables

__all__ = ["Context", "FileReport", "TableRead", "check_file", "load_context", "report_json"]


ALIKE: Final = 0.5
"""A sheet is said to resemble a layout from this share of its required columns on."""
NUMBERED: Final = {"evidence": "dokumen_ke", "plan_activity": "baris_ke"}
"""The heading that tells the rows of one item apart, in lists where an item may have several."""


@dataclass(frozen=True)
class _Read:
    """The facts of one table, each with its sheet and cell."""

    read: TableRead
    facts: tuple[Rows, ...]


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
            if personal.report(grids, content, issues):
                return FileReport(path.name, sha256, len(content), issues=tuple(issues.found))
            for remark in remarks(content):
                issues.add(remark)
            if form_read.is_form(grids):
                told = forms.report(path, len(content), sha256, grids, context.catalogue)
                return replace(told, issues=(*issues.found, *told.issues))
            grids, stale = corrections.apply(grids, context.corrections.of(path))
            for problem, sheet, cell, value in stale:
                issues.add(problem, sheet, cell, value)
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
    own = village_facts.sheets_of(grids)
    every = [item for grid in grids if grid.sheet not in own for item in _tables(grid, context)]
    found = without_ignored(every)
    reads = _read_publications(path, found, state, context)
    reads += _read_facts(found, state, context)
    if own:
        listed = village_facts.read_facts(grids, state, context)
        reads += [_Read(read, facts) for read, facts in listed]
    _report_sheets(grids, found, own, state, context)
    for grid in grids:
        beside = [table for part, table in found if part.sheet == grid.sheet]
        if beside:
            report_outside(grid, beside, state)
    frames = _join(reads, state)
    report_wholes(frames.parts, context, state.issues)
    report_part_years(found, frames.parts, state)
    return FileReport(
        path.name,
        state.sha256,
        size,
        tuple(item.read for item in reads if item.read.range),
        frames,
        _in_reading_order(state.issues.found, grids),
    )


def _tables(grid: Grid, context: Context) -> list[tuple[Grid, AnyTable]]:
    """The tables of a sheet. Guides and lists of choices, the same in every file, are known."""
    if len(grid.rows) > LONGEST_KEPT:  # data, not a form
        return tables_on(grid, context.layouts)
    sheet = (grid.sheet, tuple(grid.columns), grid.merged)
    if is_known(context, "sheets without a table", sheet):
        return []
    found = tables_on(grid, context.layouts)
    if not found:
        recent(context, "sheets without a table", sheet, lambda: None)
    return found


def _in_reading_order(issues: Sequence[Issue], grids: Sequence[Grid]) -> tuple[Issue, ...]:
    """Issues of the file and of sheets that are missing first, then sheet by sheet, top to bottom,
    left to right.
    """
    sheets = {grid.sheet: position for position, grid in enumerate(grids)}

    def place(issue: Issue) -> tuple[int, int, int]:
        sheet = sheets.get(issue.sheet or "", -1)
        row, column = (-1, -1) if issue.cell is None else position_of(issue.cell)
        return sheet, row, column

    return tuple(sorted(issues, key=place))


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
    reads: list[_Read] = []
    for grid, table in found:
        if table.layout.table == tables.PUBLICATION.name:
            reads.extend(_read_one(grid, table, state, context))
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
    facts = provenance.publication_rows(row)
    reads.append(_Read(TableRead("", "", "asal", "publication", 1), (facts,)))
    return reads


def _named_publications(grid: Grid, table: AnyTable) -> set[str]:
    """The ids on a sheet of publications, those of rows with a fault included.

    A publication with a fault is reported once, not once more for each of its facts.
    """
    if not isinstance(table, Table):
        return set()
    column = table.index_of("text", "publication_id")
    if column is None:
        return set()
    return {text_of(cell) for cell in grid.columns[column][table.header + 1 : table.last + 1]}


def _read_facts(
    found: Sequence[tuple[Grid, AnyTable]], state: FileState, context: Context
) -> list[_Read]:
    return [
        read
        for grid, table in found
        if table.layout.table != tables.PUBLICATION.name
        for read in _read_one(grid, table, state, context)
    ]


def _read_one(grid: Grid, table: AnyTable, state: FileState, context: Context) -> Iterator[_Read]:
    """What one table holds, warehouse table by warehouse table."""
    before = len(state.totals)
    items = list(read_table(grid, table, context, state))
    unclaimed = state.totals[before:]
    for item in items:
        totals = tuple(one for one in unclaimed if one.table == item.table)
        unclaimed = [one for one in unclaimed if one not in totals]
        read = TableRead(grid.sheet, item.range, table.layout.id, item.table, item.size, totals)
        yield _Read(read, item.facts)


def _report_sheets(
    grids: Sequence[Grid],
    found: Sequence[tuple[Grid, AnyTable]],
    own: Set[str],
    state: FileState,
    context: Context,
) -> None:
    """A sheet that no layout recognises is ignored by name or reported; `own` are known others."""
    ignored = {normal(sheet) for _, table in found for sheet in table.layout.ignored_sheets}
    if len(grids) > 1:
        ignored.add(normal(REPORT_SHEET))
    known = {grid.sheet for grid, _ in found} | own
    filled = {table.layout.table for _, table in found} - {tables.PUBLICATION.name}
    severity = WARNING if own or filled else ERROR
    misses = {
        grid.sheet: miss
        for grid in grids
        if grid.sheet not in known
        and normal(grid.sheet) not in ignored
        and (miss := nearest_on(grid, context.layouts)) is not None
        and miss.missing
        and miss.share >= ALIKE
    }
    near = {normal(name) for miss in misses.values() for name in miss.layout.ignored_sheets}
    if any(normal(sheet) not in near for sheet in misses):  # else nothing would be said at all
        ignored |= near
    for grid in grids:
        if grid.sheet in known or normal(grid.sheet) in ignored:
            continue
        facts = {"nearest": "@none", "cure": "@template"}
        if grid.sheet in misses:
            miss = misses[grid.sheet]
            facts = {
                "nearest": "@nearest",
                "cure": "@restore",
                "layout": miss.layout.id,
                "columns": ", ".join(miss.missing),
            }
        state.issues.add(Problem("table_not_recognised", facts, severity), grid.sheet)


def _join(reads: Sequence[_Read], state: FileState) -> Frames:
    """The facts by warehouse table. A row with the key of an earlier one is an issue; both stay."""
    joined: dict[str, list[Rows]] = {}
    for item in reads:
        joined.setdefault(item.read.table, []).extend(item.facts)
    for name, parts in joined.items():
        pairs = observations.duplicates(tables.BY_NAME[name], parts)
        places = [place for part in parts for place in _places(part)] if pairs else []
        for first, later in pairs:
            sheet, cell, value = places[later]
            fact = {"first": _address(places[first], sheet)}
            problem = Problem("duplicate_row", fact)
            if name in NUMBERED:
                problem = Problem("entry_twice", {**fact, "numbered": NUMBERED[name]})
            state.issues.add(problem, sheet, cell, value)
    return Frames(joined)


def _places(rows: Rows) -> list[tuple[str, str, object]]:
    """Sheet, cell and figure of every fact."""
    columns = [rows.column(name) for name in ("sheet", "cell", "value")]
    places = zip(*columns, strict=True)
    return [(sheet, cell.partition(":")[0], value) for sheet, cell, value in places]


def _address(place: tuple[str, str, object], sheet: str) -> str:
    return place[1] if place[0] == sheet else f"{place[0]}!{place[1]}"
