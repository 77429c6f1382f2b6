"""Read a table with one row of headings and one fact a row (kind `list`)."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from etl.context import Context, FileState
from etl.issues import Problem
from etl.layout import Column, Layout
from etl.reading import figures, periods
from etl.reading.activity_rows import check_activities
from etl.reading.body import Body, find_body
from etl.reading.breakdown import unknown_breakdown
from etl.reading.cells import YES_NO, needs_content, read_column, text_of
from etl.reading.draft import Draft, as_problems
from etl.reading.evidence_rows import check_evidence
from etl.reading.item_names import read_names
from etl.reading.items import check_items
from etl.reading.keys import YEAR, read_keys
from etl.reading.places import PARTS, System, read_regions
from etl.reading.recognise import Heading, Table
from etl.reading.reporting import check_reporting
from etl.reading.roles import check_roles
from etl.reading.sums import check_sums
from etl.reading.uneven import report_lone_values
from etl.reading.workbook import Grid
from etl.recode import load_lookup, normal
from indicators import tables

NAMED = ("indicator_name",)
"""Read after the column they are held against."""
REGION_PARTS = ("region_code", "region_name", "province_code", "province_name")
READ_APART = ("region_code", "year", "measure_id")
"""Constants of a sidecar that are held against registry and catalogue (etl.reading.wide)."""
WITH_ITEMS = ("kla_score", "evidence", "plan_activity")
"""Tables whose rows are held against the form of their cycle."""
FACT_IN = {"evidence": "evidence_status"}
"""The column whose cell stands for a row, of tables without figures; else it is the first."""
SUBJECTS = {"period_start": "period", "period_end": "period", "region_code": "region"}
"""Fields that are about one thing: an entry gets one issue a subject."""


def read_list(grid: Grid, table: Table, context: Context, state: FileState) -> tuple[Draft, Body]:
    """The facts of a table, and the rows they came from. Problems go to `state`."""
    layout = table.layout
    values = [h.index for h in table.headings if h.column and h.column.to == "value"]
    titled = [heading.index for heading in table.headings]
    first, labels = table.header + 1, _label_columns(table)
    body = find_body(grid, layout, first, table.last, labels, values, titled)
    told = FACT_IN.get(layout.table)
    stands = [h.index for h in table.headings if h.column and told and h.column.to == told]
    value_column = [*values, *stands, table.headings[0].index][0]
    rows = _kept(grid, table, body.rows)
    draft = Draft(grid, layout, rows, value_column, context, state)
    known = check_headings(draft, table, body)
    draft.report_below(body.below, values)
    if not body.rows:  # a table whose every row is left out by name is no empty table
        draft.refuse(Problem("no_data"))
    elif not draft.size:
        draft.is_readable = False
    if not draft.size or any(h.column and h.column.reads == "refused" for h in table.headings):
        return draft, body
    draft.fields.update(constants(layout, state))
    _read_keys(draft, table)
    for heading in known:
        read_heading(draft, heading)
    periods.read_period(draft, table)
    _read_region(draft, table)
    if not draft.is_readable:
        return draft, body
    _check_units(draft, known)
    _check_asks(draft, table)
    if layout.table in WITH_ITEMS:
        read_names(draft, table)
        check_items(draft, table)
    if draft.is_readable:
        figures.read_figures(draft, table)
        figures.check_totals(draft, body.totals, value_column)
        report_lone_values(draft, known)
        if layout.table == "kla_score":
            check_sums(draft, table)
        if layout.table == "reporting":
            check_reporting(draft, table)
        if layout.table == "evidence":
            check_roles(draft, known)
            check_evidence(draft, table, known)
        if layout.table == "plan_activity":
            check_activities(draft, known)
    return draft, body


def _kept(grid: Grid, table: Table, rows: Sequence[int]) -> Sequence[int]:
    """The rows without those whose label a lookup leaves out by name."""
    for heading in table.headings:
        if heading.column is None or heading.column.reads != "lookup":
            continue
        left_out = load_lookup(heading.column.lookup).ignored
        if left_out:
            cells = grid.columns[heading.index]
            labels = {cell for cell in set(cells) if normal(text_of(cell)) in left_out}
            rows = [row for row in rows if cells[row] not in labels]
    return rows


def constants(layout: Layout, state: FileState) -> dict[str, Any]:
    """The fields that the layout, or the sidecar of the file, states for every row."""
    own = {name: value for name, value in state.constants.items() if name not in READ_APART}
    return coded({**layout.constants, **own}, layout.table)


def coded(stated: Mapping[str, str], table: str) -> dict[str, Any]:
    """What is stated as text for columns of a warehouse table, flags as true and false."""
    columns = {column.name: column for column in tables.BY_NAME[table].columns}
    return {
        name: YES_NO[value] if columns[name].type == "boolean" else value
        for name, value in stated.items()
        if name in columns
    }


def _read_keys(draft: Draft, table: Table) -> None:
    """What the rows above the table say of all its rows (Kabupaten/Kota : Konawe Selatan)."""
    if not table.layout.keys:
        return
    keys = read_keys(draft.grid, table.layout, table.header, draft.context, draft.state)
    if keys is None:
        draft.is_readable = False
        return
    for name, stated in keys.items():
        if name == YEAR:
            periods.set_years(draft, [stated] * draft.size)
        else:
            draft.fields[name] = stated if isinstance(stated, str) else [stated] * draft.size


def _label_columns(table: Table) -> list[int]:
    """The columns that say Jumlah in a total row: the first, and those that name the region."""
    named = [h.index for h in table.headings if h.column and h.column.reads in REGION_PARTS]
    return list(dict.fromkeys([table.headings[0].index, *named]))


def check_headings(draft: Draft, table: Table, body: Body) -> list[Heading]:
    """The headings that are read. Everything else is ignored by name or reported."""
    seen: dict[str, Heading] = {}
    for heading in table.headings:
        column = heading.column
        if column is None:
            _report_unknown(draft, table, heading)
        elif column.reads == "refused" and column.because is not None:
            because = {"because": column.because.id, "because_en": column.because.en}
            draft.refuse(Problem("dimension_out_of_scope", because), table.header, heading.index)
        elif column.heading in seen:
            first = draft.grid.address(table.header, seen[column.heading].index)
            facts = {"first": first, "column": column.heading}
            draft.refuse(Problem("duplicate_column", facts), table.header, heading.index)
        elif column.reads != "ignored":
            seen[column.heading] = heading
    for column in table.layout.columns:
        if column.heading not in seen and _is_needed(column, draft):
            draft.refuse(
                Problem("missing_column", {"column": column.heading}),
                table.header,
                table.headings[0].index,
            )
    _report_untitled(draft, table, body)
    return list(seen.values())


def _is_needed(column: Column, draft: Draft) -> bool:
    """Whether a table without this column is incomplete.

    What an empty cell means is for the cell: a column that is gone altogether may have been
    misspelt, and its breakdown would be lost in silence.
    """
    if column.reads in ("ignored", "refused"):
        return False
    stated = constants(draft.layout, draft.state)
    fills = column.reads not in (
        "lookup", "region_name", "province_code", "province_name", *NAMED,
    )  # fmt: skip
    return column.required or (
        fills and column.to not in stated and needs_content(column, draft.layout)
    )


def _report_unknown(draft: Draft, table: Table, heading: Heading) -> None:
    parted = unknown_breakdown(heading.text, draft.cells(heading.index), draft.layout)
    if parted is not None:
        draft.refuse(parted, table.header, heading.index)
        return
    names = [column.heading for column in table.layout.columns]
    draft.state.issues.add(
        unknown_heading(heading.text, names),
        draft.grid.sheet,
        draft.grid.address(table.header, heading.index),
        heading.text,
    )


def unknown_heading(text: str, names: Sequence[str]) -> Problem:
    """The problem of a heading that the layout does not know, with the one that may be meant."""
    close = difflib.get_close_matches(normal(text).replace(" ", "_"), names, n=1)
    facts = {"nearest": "@nearest", "column": close[0]} if close else {"nearest": "@none"}
    return Problem("unknown_column", facts)


def _report_untitled(draft: Draft, table: Table, body: Body) -> None:
    """A column without a heading whose cells are filled is not passed over in silence."""
    titled = {heading.index for heading in table.headings}
    for index, cells in enumerate(draft.grid.columns):
        if index not in titled and any(cell != "" for cell in cells[table.header + 1 : body.end]):
            draft.state.issues.add(
                Problem("column_without_heading"),
                draft.grid.sheet,
                draft.grid.address(table.header, index),
            )


def read_heading(draft: Draft, heading: Heading) -> None:
    """Read one column of codes, days, years or text into its field."""
    column = heading.column
    if column is None or column.reads in ("number", "whole_year", *REGION_PARTS, *NAMED):
        return
    cells = draft.cells(heading.index)
    converted = read_column(column, draft.layout, cells, draft.context, draft.state)
    subject = SUBJECTS.get(column.to) or column.heading
    draft.report(converted.problems, heading.index, column.heading, subject)
    if column.reads == "lookup":
        for name in sorted(load_lookup(column.lookup).fields):
            draft.fields[name] = [
                found[name] if type(found) is dict else None for found in converted.results
            ]
    elif column.to:
        draft.fields[column.to] = converted.results


def _read_region(draft: Draft, table: Table) -> None:
    index = {part: at for part in PARTS if (at := table.index_of(part)) is not None}
    if "region_code" not in index and "region_name" not in index:
        return
    system: System = "kemendagri"
    for heading in table.headings:
        if heading.column and heading.column.reads == "region_code":
            system = heading.column.system
    headings = {heading.index: heading.text for heading in table.headings}
    draft.fields["region_code"] = read_regions(draft, index, system, headings)


def _check_units(draft: Draft, known: list[Heading]) -> None:
    """What a heading implies (jumlah_korban: korban) must agree with the column that says it."""
    for heading in known:
        if heading.column is None:
            continue
        for field, code in heading.column.implies.items():
            if field not in draft.fields:
                draft.fields[field] = code
                continue
            stated = draft.column(field)
            entries = [i for i, value in enumerate(stated) if value is not None and value != code]
            source = _source_of(field, known) or heading
            problems = as_problems(entries, Problem("unit_contradicts"))
            draft.report(problems, source.index, heading.text, field)


def _source_of(field: str, known: list[Heading]) -> Heading | None:
    """The column that states a field: its own, or one whose lookup says it."""
    for heading in known:
        column = heading.column
        if column is None:
            continue
        says = load_lookup(column.lookup).fields if column.reads == "lookup" else (column.to,)
        if field in says:
            return heading
    return None


def _check_asks(draft: Draft, table: Table) -> None:
    """What only the publisher can say must be said by a column, the layout or the sidecar."""
    for field in draft.layout.asks:
        if field not in draft.fields:
            facts = {
                "asked": f"@{field}",
                "field": field,
                "sidecar": draft.state.sidecar,
            }
            draft.refuse(Problem("not_stated", facts), table.header, table.headings[0].index)
