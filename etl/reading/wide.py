"""Read a wide table (kind `wide`): label columns to the left, series of figures under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from etl.context import Context, FileState
from etl.issues import Problem
from etl.layout import Layout
from etl.reading import wide_figures
from etl.reading.around import Surroundings, read_around
from etl.reading.body import Body, find_body
from etl.reading.breakdown import unknown_breakdown
from etl.reading.draft import Draft
from etl.reading.figures import set_publication
from etl.reading.list_table import REGION_PARTS, coded, constants, unknown_heading
from etl.reading.observations import Rows, Values, picked
from etl.reading.parts import add_up, check_parts, hidden_total
from etl.reading.row_totals import report_row_totals
from etl.reading.spans import PARTS, Span
from etl.reading.stated_codes import read_codes
from etl.reading.wide_columns import Series, heading_row, series_of
from etl.reading.wide_rows import RowFacts, read_rows, stated_span, stated_year
from etl.reading.wide_tables import WideTable
from etl.recode import load_lookup
from indicators import tables

FLAGS: Final[dict[str, str | bool]] = {
    "is_exact": True,
    "is_source_total": False,
    "is_derived": False,
    "hidden": "no",
}
"""What a figure is unless the layout says otherwise."""


@dataclass(frozen=True)
class _Whole:
    """What all series of a table share."""

    table: WideTable
    rows: Draft
    facts: RowFacts
    around: Surroundings
    body: Body
    asked: set[str] = field(default_factory=set)
    parts: list[Draft] = field(default_factory=list)


def read_wide(table: WideTable, context: Context, state: FileState) -> tuple[list[Rows], Body]:
    """The facts of a table, one entry a series, and the rows they came from."""
    body = _body(table)
    figures = [h.index for h in table.headings if h.readings]
    first = figures[0] if figures else table.headings[0].index
    rows = Draft(table.grid, table.layout, body.rows, first, context, state)
    if table.layout.refused is not None:
        because = {"because": table.layout.refused.id, "because_en": table.layout.refused.en}
        rows.refuse(Problem("table_refused", because), table.top, table.headings[0].index)
        return [], body
    rows.report_below(body.below, figures)
    _check_headings(rows, table, body)
    if not rows.size:
        rows.refuse(Problem("no_data"), table.top, table.headings[0].index)
    if not rows.is_readable:
        return [], body
    around = read_around(table, context, state)
    facts = read_rows(rows, table, around)
    read_codes(rows, around, table.top, table.headings[0].index)
    if table.layout.parts:
        check_parts(rows, table, facts.places[0])
    series = series_of(rows, table)
    whole = _Whole(table, rows, facts, around, body)
    wider = _common_span(whole, series)
    if not rows.is_readable:
        return [], body
    report_row_totals(rows, table, series)
    found = [_read(whole, one, wider) for one in series]
    if table.layout.parts and hidden_total(rows, whole.parts):
        found = []
    state.issues.found[:] = dict.fromkeys(state.issues.found)  # one cell in two series: told once
    return [part for part in found if part is not None], body


def _body(table: WideTable) -> Body:
    """The data rows; words for totals and footers are those of the layout, or the usual ones."""
    layout = table.layout
    usual = {
        "footers": layout.footers or tuple(load_lookup("penutup").entries),
        "totals": layout.totals or tuple(load_lookup("jumlah").entries),
    }
    labels = [h.index for h in table.headings if h.label is not None]
    figures = [h.index for h in table.headings if h.readings or h.is_ignored]
    named = [
        h.index
        for h in table.headings
        if h.label is not None
        and (
            h.label.reads in REGION_PARTS
            or h.label.essential
            or (layout.parts and h.label.reads == "text")  # a total among parts counts twice
        )
    ]
    return find_body(
        table.grid,
        layout.model_copy(update=usual),
        table.first,
        table.last,
        list(dict.fromkeys([table.headings[0].index, *named])),
        figures,
        [*labels, *figures],
        closing=named or labels,
        may_be_numbered=not any(h.label and h.label.reads == "month" for h in table.headings),
    )


def _check_headings(rows: Draft, table: WideTable, body: Body) -> None:
    """Report headings that are not known, columns without one, and columns that are missing."""
    layout = table.layout
    titled = {heading.index for heading in table.headings}
    seen: dict[str, str] = {}
    for heading in table.headings:
        at = (heading_row(table, heading), heading.index)
        label = heading.label
        cells = () if heading.is_known else rows.cells(heading.index)
        parted = unknown_breakdown(heading.text, cells, layout)
        if parted is not None:
            rows.refuse(parted, *at)
        elif not heading.is_known and _is_filled(rows, heading.index, body):
            names = [c.heading for c in layout.columns]
            names += [text for spec in layout.values for text in spec.headings]
            rows.state.issues.add(
                unknown_heading(heading.text, names),
                table.grid.sheet,
                table.grid.address(*at),
                heading.text,
            )
        if label is None:
            continue
        if label.reads == "refused" and label.because is not None:
            because = {"because": label.because.id, "because_en": label.because.en}
            rows.refuse(Problem("dimension_out_of_scope", because), *at)
        elif label.heading in seen and label.reads != "ignored":
            facts = {"first": seen[label.heading], "column": label.heading}
            rows.refuse(Problem("duplicate_column", facts), *at)
        seen.setdefault(label.heading, table.grid.address(*at))
    there = [reading.spec for heading in table.headings for reading in heading.readings]
    missing = [c.heading for c in layout.columns if c.required and c.heading not in seen]
    missing += [s.headings[0] for s in layout.values if s.required and s not in there]
    for name in missing:
        rows.refuse(Problem("missing_column", {"column": name}), table.top, table.headings[0].index)
    for index in range(table.grid.width):
        if index not in titled and _is_filled(rows, index, body):
            at_top = table.grid.address(table.top, index)
            rows.state.issues.add(Problem("column_without_heading"), table.grid.sheet, at_top)


def _is_filled(rows: Draft, index: int, body: Body) -> bool:
    cells = rows.grid.columns[index]
    return any(cells[row] != "" for row in body.rows)


def _common_span(whole: _Whole, series: Sequence[Series]) -> Span:
    """The year, and the part of it, around the table, where some figure has none of its own.

    A part that the layout looks for and does not find is asked for: the figures of a month would
    pass for those of a year.
    """
    rows = whole.rows
    spans = [span for span, bad in zip(whole.facts.spans, rows.bad, strict=True) if not bad]
    span = stated_span(rows, whole.around)
    narrow = all(s.part for s in spans) or all(one.span.part for one in series)
    looked_for = {name for item in whole.table.layout.around for name in item.stated}
    if span.part is None and not narrow and looked_for & set(PARTS):
        at = (whole.table.top, whole.table.headings[0].index)
        sought = ", ".join(sorted(looked_for & set(PARTS)))
        rows.refuse(
            Problem("nothing_around", {"field": sought, "sidecar": rows.state.sidecar}), *at
        )
    if all(s.year for s in spans) or all(one.span.year for one in series):
        return span
    return span.over(Span(stated_year(rows, whole.table, whole.around)))


def _read(whole: _Whole, series: Series, wider: Span) -> Rows | None:
    """The facts of one series."""
    layout = whole.table.layout.model_copy(update={"table": series.table})
    good = [entry for entry, bad in enumerate(whole.rows.bad) if not bad]
    draft = Draft(
        whole.table.grid,
        layout,
        [whole.rows.rows[entry] for entry in good],
        series.main.index,
        whole.rows.context,
        whole.rows.state,
    )
    draft.fields.update(_fields(whole, layout, series, good))
    spans = [whole.facts.spans[entry].over(series.span).over(wider) for entry in good]
    _set_period(draft, spans)
    draft.fields["region_code"] = [whole.facts.places[entry] for entry in good]
    if not _says_everything(draft, whole, series):
        return None
    wide_figures.read_series(draft, series)
    if not whole.rows.bad.any():
        wide_figures.check_totals(draft, series, whole.body.totals)
    set_publication(draft)
    if layout.parts:
        whole.parts.append(draft)
        return None if whole.rows.bad.any() else add_up(draft, series)
    wide_figures.work_out(draft, series)
    return draft.facts()


def _fields(whole: _Whole, layout: Layout, series: Series, good: list[int]) -> dict[str, Values]:
    """The codes of a series: what a narrower place states goes before what a wider one does."""
    names = set(tables.BY_NAME[series.table].column_names)
    fields: dict[str, Values] = {}
    fields |= {name: value for name, value in FLAGS.items() if name in names}
    fields |= constants(layout, whole.rows.state)
    for name, values in whole.rows.fields.items():
        if name in names:
            fields[name] = picked(values, np.array(good, dtype=np.intp))
    return {**fields, **coded(series.fields, series.table)}


def _set_period(draft: Draft, spans: Sequence[Span]) -> None:
    if "year" in draft.table.column_names:
        draft.fields["year"] = [span.year for span in spans]
        return
    days = [span.days for span in spans]
    draft.fields["period_start"] = [None if day is None else day[0] for day in days]
    draft.fields["period_end"] = [None if day is None else day[1] for day in days]
    if "period_known" in draft.table.column_names:
        known = draft.fields.get("period_known", "assumed_full_year")
        if isinstance(known, str):
            draft.fields["period_known"] = ["stated" if span.part else known for span in spans]


def _says_everything(draft: Draft, whole: _Whole, series: Series) -> bool:
    """Whether every code of the figures is known; what only the publisher can say is asked for."""
    filled = {"source_sha256", "sheet", "cell", "publication_id", "status", *series.columns}
    needed = [c.name for c in draft.table.columns if not c.nullable and c.name not in filled]
    missing = [name for name in (*needed, *draft.layout.asks) if name not in draft.fields]
    for name in dict.fromkeys(missing):
        facts = {"field": name, "sidecar": draft.state.sidecar}
        heading = next(h for h in whole.table.headings if h.index == series.main.index)
        at = (heading_row(whole.table, heading), heading.index)
        if name not in whole.asked:
            whole.asked.add(name)
            draft.refuse(Problem("field_not_stated", facts), *at)
    return not missing
