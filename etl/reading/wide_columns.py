"""Which columns of a wide table hold the figures of one series, and what its headings state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.context import Context
from etl.issues import Problem
from etl.layout import Layout, ValueColumn
from etl.reading.draft import Draft
from etl.reading.spans import Span, span_of
from etl.reading.wide_headings import Reading, WideHeading
from etl.reading.wide_tables import WideTable
from etl.recode import load_lookup
from indicators import tables

AGES = "opendata_usia"
"""Age groups as portals write them, with the group of people each belongs to."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of the grid that holds figures."""

    index: int
    text: str
    spec: ValueColumn


@dataclass(frozen=True)
class Series:
    """Figures that state the same: of one table, one set of codes, one period.

    `columns` are those of its value, numerator and denominator, as far as there are any.
    """

    table: str
    fields: Mapping[str, str]
    span: Span
    columns: dict[str, FigureColumn] = field(default_factory=dict)

    @property
    def main(self) -> FigureColumn:
        """The column whose cells are the addresses of the figures."""
        return self.columns.get("value") or self.columns["numerator"]


def series_of(rows: Draft, table: WideTable) -> list[Series]:
    """The series of a table, from left to right. Headings that cannot be read are reported.

    Problems: unknown_label, not_a_month, year_out_of_range, duplicate_column, missing_column.
    """
    found: dict[tuple[object, ...], Series] = {}
    for heading in table.headings:
        for reading in heading.readings:
            series = _series(rows, table, heading, reading)
            if series is None:
                continue
            key = (series.table, frozenset(series.fields.items()), series.span)
            known = found.setdefault(key, series)
            column = FigureColumn(heading.index, heading.text, reading.spec)
            if reading.spec.to in known.columns:
                first = table.grid.address(table.first - 1, known.columns[reading.spec.to].index)
                facts = {"first": first, "column": heading.text}
                _report(rows, table, heading, Problem("duplicate_column", facts))
                rows.is_readable = False
            else:
                known.columns[reading.spec.to] = column
    return [series for series in found.values() if _is_whole(rows, table, series)]


def _series(rows: Draft, table: WideTable, heading: WideHeading, reading: Reading) -> Series | None:
    name = reading.spec.table or table.layout.table
    span = span_of(reading.captured)
    said = _codes(reading.captured, tables.BY_NAME[name], rows.context)
    for read in (span, said):
        if isinstance(read, Problem):
            _report(rows, table, heading, read)
    if isinstance(span, Problem) or isinstance(said, Problem):
        return None
    return Series(name, {**said, **reading.spec.fields}, span)


def _codes(
    captured: Mapping[str, str], table: tables.Table, context: Context
) -> dict[str, str] | Problem:
    """The codes that a heading states: a sex, an age group (and whom that makes it about)."""
    codes: dict[str, str] = {}
    if "sex" in captured:
        labels = context.labels("sex", table.column("sex").allowed)
        found = labels.find(captured["sex"])
        if found is None:
            return Problem("unknown_label", {"allowed": ", ".join(labels.labels)})
        codes["sex"] = found["code"]
    if "age" in captured:
        known = load_lookup(AGES).find(captured["age"])
        bands = context.labels("age_band", table.column("age_band").allowed)
        found = bands.find(captured["age"])
        if known is not None:
            codes |= {k: v for k, v in known.items() if k in table.column_names}
        elif found is not None:
            codes["age_band"] = found["code"]
        else:
            return Problem("unknown_label", {"allowed": ", ".join(bands.labels)})
    return codes


def _is_whole(rows: Draft, table: WideTable, series: Series) -> bool:
    """Whether a series has its figures, or the two numbers that they are worked out from."""
    if "value" in series.columns or set(series.columns) == {"numerator", "denominator"}:
        return True
    missing = {"numerator", "denominator"} - set(series.columns)
    column = _expected_heading(table.layout, series, min(missing))
    index = next(iter(series.columns.values())).index
    facts = {"column": column}
    rows.refuse(Problem("missing_column", facts), table.first - 1, index)
    return False


def _expected_heading(layout: Layout, series: Series, to: str) -> str:
    for spec in layout.values:
        if spec.to == to and (spec.table or layout.table) == series.table:
            return spec.headings[0]
    return to


def _report(rows: Draft, table: WideTable, heading: WideHeading, problem: Problem) -> None:
    facts = {"column": heading.text, **problem.facts}
    rows.state.issues.add(
        Problem(problem.kind, facts, problem.severity),
        table.grid.sheet,
        table.grid.address(heading_row(table, heading), heading.index),
        heading.text,
    )


def heading_row(table: WideTable, heading: WideHeading) -> int:
    """The lowest heading row with a cell of this column: where its own heading stands."""
    for row in range(table.first - 1, table.top - 1, -1):
        if table.grid.rows[row][heading.index] != "":
            return row
    return table.first - 1
