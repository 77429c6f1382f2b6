"""The totals that a file prints and what the rows above them add up to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class TotalRead:
    """One printed total with its cell, in the unit of its table; `computed` is the sum read.

    `table` is the warehouse table of the figures, `heading` names their column where there are
    several.
    """

    table: str
    sheet: str
    cell: str
    heading: str
    printed: float
    computed: float
