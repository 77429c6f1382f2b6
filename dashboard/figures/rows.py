"""The rows of a dot plot as values: an area each, with its place in px from the top."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from dashboard.figures.text import wrap

_ROW: Final = 24.0
_LINE: Final = 15.0
"""What each further line of a label adds to its row, px."""
LABEL: Final = 124.0
"""Widest label of a row, px."""


@dataclass(frozen=True)
class Row:
    """One area; `value` is None unless it is shown, `at` is the middle of its row, `tall` px."""

    label: str
    value: float | None
    lower: float | None
    upper: float | None
    state: str
    is_selected: bool
    verdict: str
    at: float
    tall: float
    period: str


def read(frame: pd.DataFrame, period: str) -> list[Row]:
    """The rows of the frame, top to bottom."""
    columns = ["label", "value", "lower", "upper", "state", "is_selected", "verdict"]
    rows = []
    top = 4.0
    for label, value, lower, upper, state, selected, verdict in zip(
        *(frame[column].tolist() for column in columns), strict=True
    ):
        tall = _ROW + _LINE * (len(wrap(str(label), LABEL)) - 1)
        rows.append(
            Row(
                str(label),
                _known(value) if state == "shown" else None,
                _known(lower),
                _known(upper),
                state,
                bool(selected),
                verdict if isinstance(verdict, str) else "not_compared",
                top + tall / 2,
                tall,
                period,
            )
        )
        top += tall
    return rows


def _known(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def shown(rows: Sequence[Row]) -> list[Row]:
    """The rows that have a value."""
    return [row for row in rows if row.value is not None]


def limits(rows: Sequence[Row], benchmark: tuple[str, float] | None) -> list[float]:
    """Every value the scale has to hold."""
    found = [benchmark[1]] if benchmark else []
    for row in shown(rows):
        found += [x for x in (row.value, row.lower, row.upper) if x is not None]
    return found
