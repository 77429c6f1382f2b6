"""A column whose heading is not known and whose cells look like those of a breakdown.

Where each row may be only a part of its region's figure (a month, a kind of case), leaving the
column out would make parts pass for wholes. Such a table is asked about, not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from etl.issues import Problem, plain, show
from etl.layout import Layout
from etl.reading.numbers import is_figure
from etl.reading.workbook import Cell
from etl.recode import load_lookup, normal

COUNTED: Final = frozenset({"case_count", "population", "outcome"})
"""Tables whose figures belong to a region and period as a whole."""
FEWEST_ROWS: Final = 2
MONTHS: Final = frozenset(range(1, 13))
SHOWN: Final = 3


def unknown_breakdown(heading: str, cells: Sequence[Cell], layout: Layout) -> Problem | None:
    """The problem of a column left out whose labels come back row after row; else None.

    A column of remarks (Keterangan, Sumber) is none, nor one of figures or with empty cells.
    """
    if layout.table not in COUNTED or len(cells) < FEWEST_ROWS or _is_remark(heading):
        return None
    labels = {plain(cell).strip() for cell in set(cells)}
    if "" in labels or 2 * len(labels) > len(cells):
        return None
    if any(is_figure(cell) for cell in set(cells)) and not _are_months(labels):
        return None
    return Problem("unknown_breakdown", {"examples": ", ".join(map(show, sorted(labels)[:SHOWN]))})


def _is_remark(heading: str) -> bool:
    words = load_lookup("penutup").entries
    level = normal(heading)
    return level in words or any(level.startswith(f"{word} ") for word in words)


def _are_months(labels: set[str]) -> bool:
    """Whether the figures can be the numbers of months, all twelve of them."""
    return {int(label) for label in labels if label.isdigit()} == MONTHS
