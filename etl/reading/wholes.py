"""Printed wholes held against their parts: L + P against Jumlah, towns and villages against both.

A count of everybody is the sum of the counts of its parts, a percentage of everybody lies between
those of its parts. A whole that contradicts its parts has a typing error in one of them, or was
read from the wrong column: a warning at its cell. Nothing is repaired.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from etl.context import Context
from etl.issues import IssueList, Problem
from etl.reading.observations import ONE, Rows
from indicators import tables
from indicators.codes import ALL, CHILD_AGE_BANDS

PARTS: Final[Mapping[str, Sequence[tuple[str, frozenset[str]]]]] = {
    "sex": [(ALL, frozenset({"laki_laki", "perempuan"}))],
    "area_type": [(ALL, frozenset({"perkotaan", "perdesaan"}))],
    "age_band": [
        (ALL, frozenset(CHILD_AGE_BANDS)),
        ("0-17", frozenset(CHILD_AGE_BANDS)),
    ],
}
"""For each dimension its wholes, each with the parts it consists of."""
LEFT_OPEN: Final = {"is_source_total"}
"""What a whole may have and its parts have not."""
HALF: Final = 0.5
ROUNDING: Final = 0.051
"""Percentages are rounded to one decimal, their parts too."""

Key = tuple[Any, ...]
Figure = tuple[float, str, str]
"""A figure with its sheet and cell."""


def report_wholes(parts: Mapping[str, Sequence[Rows]], context: Context, found: IssueList) -> None:
    """Report, at its cell, every whole of the facts that its parts contradict.

    Problem: whole_differs.
    """
    for name, facts in parts.items():
        table = tables.BY_NAME[name]
        rows = [part for part in facts if part.size]
        for dimension in PARTS:
            if dimension in table.column_names and "value" in table.column_names and rows:
                _report(table, dimension, rows, context, found)


def _report(
    table: tables.Table,
    dimension: str,
    rows: Sequence[Rows],
    context: Context,
    found: IssueList,
) -> None:
    codes = {code for part in rows for code in _codes(part, dimension)}
    if not any(whole in codes and below <= codes for whole, below in PARTS[dimension]):
        return
    others = [name for name in table.key if name != dimension and name not in LEFT_OPEN]
    groups: dict[Key, dict[str, Figure]] = {}
    varying = [n for n in others if any(not isinstance(p.fields.get(n), ONE) for p in rows)]
    shared = [name for name in others if name not in varying]
    for part in rows:
        for key, code, figure in _figures(part, varying, shared, dimension):
            groups.setdefault(key, {}).setdefault(code, figure)
    names = [*varying, *shared]
    for key, figures in groups.items():
        stated = dict(zip(names, key, strict=True))
        for whole, below in PARTS[dimension]:
            if whole not in figures or not below <= figures.keys():
                continue
            if dimension == "age_band" and whole == ALL and stated.get("group") != "anak":
                continue
            parts = [figures[code] for code in sorted(below)]
            if not _fits(figures[whole][0], [part[0] for part in parts], stated, context):
                _tell(found, figures[whole], parts)


def _codes(part: Rows, dimension: str) -> set[Any]:
    values = part.fields.get(dimension)
    return {values} if isinstance(values, ONE) else set(part.column(dimension))


def _figures(
    part: Rows, varying: Sequence[str], shared: Sequence[str], dimension: str
) -> Iterator[tuple[Key, str, Figure]]:
    """Of every fact: the rest of its key, its code of the dimension, its figure and place."""
    fixed = tuple(part.fields.get(name) for name in shared)
    keys = zip(*(part.column(name) for name in varying), strict=True) if varying else None
    names = ("value", "sheet", "cell")
    places = zip(*(part.column(name) for name in names), strict=True)
    rows = itertools.repeat(()) if keys is None else keys
    for own, code, (value, sheet, cell) in zip(rows, part.column(dimension), places, strict=False):
        number = math.nan if value is None else float(value)
        yield (*own, *fixed), code, (number, sheet, cell.partition(":")[0])


def _fits(
    value: float, figures: Sequence[float], stated: Mapping[str, Any], context: Context
) -> bool:
    """Whether a whole agrees with its parts, as far as all of them are there.

    A case may have victims of either sex and of several ages: it counts in more than one part.
    """
    if math.isnan(value) or any(math.isnan(figure) for figure in figures):
        return True
    total = math.fsum(figures)
    measure = context.catalogue.outcomes.get(str(stated.get("measure_id")))
    if measure is not None and measure.unit != "jumlah":
        return min(figures) - ROUNDING <= value <= max(figures) + ROUNDING
    if stated.get("unit", "korban") != "korban":
        return max(figures) <= value <= total
    return abs(value - total) < _tolerance((value, *figures))


def _tolerance(figures: Sequence[float]) -> float:
    """Figures printed in hundreds or thousands are rounded; others are exact."""
    steps = (step for step in (1000, 100) if all(figure % step == 0 for figure in figures))
    return next((1.5 * step + HALF for step in steps), HALF)


def _tell(found: IssueList, whole: Figure, parts: Sequence[Figure]) -> None:
    value, sheet, cell = whole
    figures = ", ".join(at if own == sheet else f"{own}!{at}" for _, own, at in parts)
    found.add(Problem("whole_differs", {"parts": figures}), sheet, cell, value)
