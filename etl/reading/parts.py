"""Rows that are kecamatan or desa of one region, added up to it.

A sum is only formed where every part has a figure; figures that have no sum (percentages) are
worked out from the sums of their numerators and denominators.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from etl.issues import Problem
from etl.reading.cells import text_of
from etl.reading.draft import Draft, as_problems
from etl.reading.judged import judge
from etl.reading.list_table import REGION_PARTS
from etl.reading.numbers import NOT_REPORTED, REPORTED
from etl.reading.observations import Rows, Values, picked
from etl.reading.plausible import expectations
from etl.reading.wide_columns import Series
from etl.reading.wide_figures import has_sum, is_percent, share
from etl.reading.wide_tables import WideTable
from etl.recode import normal
from indicators.region_names import level

FEWEST_PARTS: Final = 3
SMALLEST_TOTAL: Final = 20.0
"""Among small counts a part may be the sum of all others by chance."""


def check_parts(rows: Draft, table: WideTable, region: str | None) -> None:
    """Report parts without a name, parts that are there twice, and the region among its own parts.

    Each would be counted wrongly.
    """
    labels = [
        h for h in table.headings
        if h.label is not None and (h.label.reads in REGION_PARTS or h.label.reads == "text")
    ]  # fmt: skip
    if not labels:
        return
    seen: dict[tuple[str, ...], int] = {}
    missing: dict[int, Problem] = {}
    twice: dict[int, Problem] = {}
    whole: dict[int, Problem] = {}
    cells = zip(*(rows.labels(heading.index) for heading in labels), strict=True)
    for entry, names in enumerate(cells):
        key = tuple(normal(text_of(name)) for name in names)
        if not all(key):
            missing[entry] = Problem("part_without_name")
        elif region is not None and any(_is_whole(text_of(n), region, rows) for n in names):
            whole[entry] = Problem("part_is_whole")
        elif key in seen:
            first = rows.grid.address(rows.rows[seen[key]], labels[-1].index)
            twice[entry] = Problem("part_twice", {"first": first})
        seen.setdefault(key, entry)
    rows.report(missing, labels[-1].index, labels[-1].text, "part")
    rows.report(whole, labels[-1].index, labels[-1].text, "part")
    rows.report(twice, labels[-1].index, labels[-1].text, "part")


def _is_whole(name: str, region: str, rows: Draft) -> bool:
    """Whether a part bears the full name of the region: Kabupaten Madiun, not Madiun alone."""
    registry = rows.context.registry
    return registry.match(name).code == region and level(name).kind is not None


def hidden_total(rows: Draft, series: Sequence[Draft]) -> bool:
    """Whether one row is the sum of all others in every series, and so no part; it is reported."""
    columns = [
        np.asarray(draft.fields[to], dtype=float)
        for draft in series
        for to in ("value", "numerator", "denominator")
        if to in draft.fields and has_sum(draft, to) and not draft.bad.any()
    ]
    if not columns or rows.bad.any() or rows.size < FEWEST_PARTS:
        return False
    sums = np.array([[np.nansum(column) - value for value in column] for column in columns])
    same = (np.array(columns) == sums).all(axis=0)
    total = sum(float(np.nansum(column)) for column in columns)
    bears_name = [_bears_name(rows, entry, series[0]) for entry in range(rows.size)]
    found = np.flatnonzero(same & ((total >= SMALLEST_TOTAL) | np.array(bears_name))).tolist()
    rows.report(as_problems(found[:1], Problem("part_may_be_total")), 0, "", "total")
    return bool(found)


def _bears_name(rows: Draft, entry: int, draft: Draft) -> bool:
    """Whether the row bears the name of the region, be it that of a kecamatan as well."""
    code = draft.column("region_code")[entry]
    if not isinstance(code, str):
        return False
    name = level(rows.context.registry.get(code).name_short).base
    cells = rows.grid.rows[rows.rows[entry]]
    return any(isinstance(cell, str) and level(cell).base == name for cell in cells)


def add_up(draft: Draft, series: Series) -> Rows | None:
    """The figure of the whole region from those of its parts, with the cells it was made of.

    None where a part has an error. Problems: parts_incomplete, parts_without_sum.
    """
    if draft.bad.any() or not draft.size or not draft.is_readable:
        return None
    sums: dict[str, float] = {}
    for to, column in series.columns.items():
        values = np.asarray(draft.fields[to], dtype=float)
        if not has_sum(draft, to):
            continue
        empty = np.flatnonzero(np.isnan(values)).tolist()
        if empty:
            facts = {"count": str(len(empty)), "size": str(draft.size)}
            draft.report(
                {empty[0]: Problem("parts_incomplete", facts)}, column.index, column.text, ""
            )
        sums[to] = float("nan") if empty else float(np.sum(values))
    if "value" not in sums:
        if not {"numerator", "denominator"} <= set(sums) or not is_percent(draft):
            column = series.main
            draft.refuse(Problem("parts_without_sum"), draft.rows[0], column.index)
            return None
        sums["value"] = float(share(draft, [sums["numerator"]], [sums["denominator"]])[0])
    fields: dict[str, Values] = {
        name: picked(values, np.array([0], dtype=np.intp)) for name, values in draft.fields.items()
    }
    fields |= {name: [value] for name, value in sums.items()}
    if "status" in draft.table.column_names:
        fields["status"] = NOT_REPORTED if np.isnan(sums["value"]) else REPORTED
    if "is_derived" in draft.table.column_names:
        fields["is_derived"] = True
    cells = draft.addresses()
    fields |= {
        "source_sha256": draft.state.sha256,
        "sheet": draft.grid.sheet,
        "cell": cells[0] if len(cells) == 1 else f"{cells[0]}:{cells[-1]}",
    }
    _judge_sum(draft, series, fields, sums["value"])
    names = set(draft.table.column_names)
    return Rows(draft.table, {k: v for k, v in fields.items() if k in names}, 1)


def _judge_sum(draft: Draft, series: Series, fields: dict[str, Values], value: float) -> None:
    """Hold the figure of the whole region against what its measure can be."""
    index, text = series.main.index, series.main.text
    whole = draft.layout.model_copy(update={"parts": ""})
    total = Draft(draft.grid, whole, draft.rows[:1], index, draft.context, draft.state)
    total.fields.update(fields)
    judge(total, np.array([value]), expectations(total, "value"), index, text)
