"""Rows `label : value` above a table: what the whole table is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from etl.context import Context, FileState
from etl.issues import IssueList, Problem
from etl.layout import KeyRow, Layout
from etl.reading.cells import read_column, text_of
from etl.reading.places import PlaceCells, read_places
from etl.reading.workbook import Cell, Grid
from etl.recode import normal

YEAR: Final = "whole_year"
"""What a key row that states the whole period by its year is kept under."""


@dataclass(frozen=True)
class KeyCell:
    """The value of a key row and where it stands (row and column of the grid)."""

    key: KeyRow
    value: Cell
    row: int
    column: int


def read_keys(
    grid: Grid, layout: Layout, header: int, context: Context, state: FileState
) -> dict[str, Any] | None:
    """The fields that the rows above the headings state; None when one of them is wrong.

    Problems: missing_key, and whatever is wrong with the value (at its cell).
    """
    cells = find_keys(grid, layout, header)
    before = len(state.issues.found)
    for key in layout.keys:
        if key.column.required and key.label not in cells:
            problem = Problem("missing_key", {"label": key.label})
            state.issues.add(problem, grid.sheet, grid.address(header, 0))
    fields: dict[str, Any] = {}
    for label, cell in cells.items():
        column = cell.key.column
        if column.to != "region_code":
            name = YEAR if column.reads == "whole_year" else column.to
            fields[name] = _read(label, cell, grid, layout, context, state)
    region = _region(cells, grid, context, state.issues)
    if region is not None:
        fields["region_code"] = region
    return fields if len(state.issues.found) == before else None


def find_keys(grid: Grid, layout: Layout, header: int) -> dict[str, KeyCell]:
    """The key rows above the headings that have a value, by their label."""
    known = {normal(text): key for key in layout.keys for text in key.labels}
    mark = layout.outline.key_separator if layout.outline else ":"
    found: dict[str, KeyCell] = {}
    for row, cells in enumerate(grid.rows[:header]):
        for column, cell in enumerate(cells):
            label, _, inside = cell.partition(mark) if isinstance(cell, str) else ("", "", "")
            key = known.get(normal(label))
            if key is None or key.label in found:
                continue
            here = (column, inside.strip())
            value = here if here[1] else _to_the_right(cells, column, mark)
            if value is not None:
                found[key.label] = KeyCell(key, value[1], row, value[0])
    return found


def _to_the_right(cells: list[Cell], column: int, mark: str) -> tuple[int, Cell] | None:
    """The first cell to the right that says something behind the mark."""
    for index in range(column + 1, len(cells)):
        cell = cells[index]
        if isinstance(cell, str):
            cell = cell.strip().removeprefix(mark).strip()
        if cell != "":
            return index, cell
    return None


def _read(
    label: str, cell: KeyCell, grid: Grid, layout: Layout, context: Context, state: FileState
) -> object:
    converted = read_column(cell.key.column, layout, [cell.value], context, state)
    for problem in converted.problems.values():
        facts: Mapping[str, str | float] = {"column": label, **problem.facts}
        state.issues.add(
            Problem(problem.kind, facts, problem.severity),
            grid.sheet,
            grid.address(cell.row, cell.column),
            cell.value,
        )
    return converted.results[0]


def _region(
    cells: Mapping[str, KeyCell], grid: Grid, context: Context, issues: IssueList
) -> str | None:
    parts: dict[str, KeyCell] = {
        cell.key.column.reads: cell
        for cell in cells.values()
        if cell.key.column.to == "region_code"
    }
    if not parts:
        return None
    code, name = (parts[r].value if r in parts else "" for r in ("region_code", "region_name"))
    place = read_places(
        PlaceCells([text_of(code)], [text_of(name)], [""], [""]),
        "kemendagri",
        (),
        context.registry,
    )[0]
    if place.problem is not None:
        at = parts.get(place.part) or next(iter(parts.values()))
        issues.add(place.problem, grid.sheet, grid.address(at.row, at.column), at.value)
    return place.code
