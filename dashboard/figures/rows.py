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
HEADING: Final = 28.0
"""Height of the heading over a group of rows, px."""
_EDGE: Final = 4.0
LABEL: Final = 124.0
"""Widest label of a row, px."""


@dataclass(frozen=True)
class Row:
    """One area; `value` is None unless it is shown, `at` is the middle of its row, `tall` px.

    `heading` is that of the group the row begins, else empty; `place` is its rank as text.
    """

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
    heading: str
    place: str


def read(frame: pd.DataFrame, period: str) -> list[Row]:
    """The rows of the frame, top to bottom; `group` and `place` are read where they are given."""
    columns = ["label", "value", "lower", "upper", "state", "is_selected", "verdict"]
    given = [_texts(frame, name) for name in ("group", "place")]
    rows: list[Row] = []
    top, before = _EDGE, ""
    for label, value, lower, upper, state, selected, verdict, group, place in zip(
        *(frame[column].tolist() for column in columns), *given, strict=True
    ):
        heading = group if group != before else ""
        top, before = top + HEADING * bool(heading), group
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
                heading,
                place,
            )
        )
        top += tall
    return rows


def bottom(rows: Sequence[Row]) -> float:
    """Height of all rows with their headings, px."""
    return rows[-1].at + rows[-1].tall / 2 + _EDGE


def _texts(frame: pd.DataFrame, column: str) -> list[str]:
    if column not in frame.columns:
        return [""] * len(frame)
    return [text if isinstance(text, str) else "" for text in frame[column].tolist()]


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
