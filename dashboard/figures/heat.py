"""Matriks capaian: a row a region, a column an item, percent of the maximum printed in each cell.

The number says it all; the shade repeats it, a frame marks what is weak, a dash what is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import row_marks
from dashboard.figures.marks import Marker, key, key_height, nothing
from dashboard.figures.rows import Row, bottom, read
from dashboard.figures.text import NARROW, bold, markup, width, wrap
from dashboard.figures.words import say
from indicators import wording

EDGES: Final = (50.0, 65.0, 80.0, 90.0)
"""Percent at which the shade changes; below the first an item is weak."""
_SHARE: Final = 0.94
_DARK: Final = 3
"""Shades from here on carry white text."""
_HEAD: Final = 96.0
"""Longest heading that is set upright, px."""


@dataclass(frozen=True)
class Item:
    """A column: its code, and the short heading over it."""

    code: str
    heading: str


def heat_map(
    regions: pd.DataFrame,
    cells: pd.DataFrame,
    items: Sequence[Item],
    language: str,
    *,
    weak_label: str,
    whole_label: str = "",
) -> go.Figure:
    """A cell a region and item; `customdata` of a cell is the region_code.

    `regions`: region_code, label, is_selected, top to bottom; the last of them with `is_whole`
    stands for all together, set apart. `cells`: region_code, item, percent, is_weak; what has no
    row there has no data.
    """
    if regions.empty or not items:
        return nothing(language)
    rows = _rows(regions, whole_label)
    codes = regions["region_code"].tolist()
    found = _cells(rows, codes, cells, items)
    left, inner = row_marks.room(rows), bottom(rows)
    upright = _is_upright(items, left)
    above = (_longest(items) if upright else 16.0) + 12
    entries = _key(found, weak_label, language)
    below = key_height(entries) + 12
    shapes, words = key(entries, left, inner + 10)
    layout = {
        "height": above + inner + below,
        "margin": {"l": left, "r": 0, "t": above, "b": below},
        "xaxis": {**theme.BARE_AXIS, "range": [-0.5, len(items) - 0.5]},
        "yaxis": row_marks.names(rows, inner),
        "clickmode": "event+select",
        "shapes": [*row_marks.tint(rows, left, 0), *shapes],
        "annotations": [
            *_heads(items, upright=upright), *row_marks.headings(rows, left), *words,
        ],
    }  # fmt: skip
    return theme.figure([_tiles(found), _numbers(found, language)], layout, language)


def heat_map_alt(
    regions: pd.DataFrame, cells: pd.DataFrame, items: Sequence[Item], language: str
) -> str:
    """What `heat_map` shows, in words: each region with its items; what is missing is said."""
    if regions.empty or not items:
        return f"{say('empty', language)}."
    known = _known(cells)
    told = []
    for row in regions.itertuples():
        here = [known.get((str(row.region_code), item.code)) for item in items]
        parts = [
            f"{item.heading} {_number(one.percent, one.is_weak, language)}"
            if one is not None else f"{item.heading} {say('no_data', language)}"
            for item, one in zip(items, here, strict=True)
        ]  # fmt: skip
        is_bare = all(one is None for one in here)
        told.append(f"{row.label}: {say('no_data', language) if is_bare else ', '.join(parts)}.")
    return " ".join(told)


def _known(cells: pd.DataFrame) -> dict[tuple[str, str], Any]:
    """The cells that have a figure, by region and item."""
    return {(str(row.region_code), str(row.item)): row for row in cells.itertuples()}


@dataclass(frozen=True)
class _Cell:
    """One cell; `percent` is None where nothing is loaded."""

    code: str
    label: str
    heading: str
    column: int
    at: float
    tall: float
    percent: float | None
    is_weak: bool


def _rows(regions: pd.DataFrame, whole_label: str) -> list[Row]:
    plain = regions.assign(
        value=float("nan"), lower=float("nan"), upper=float("nan"), state="shown", verdict="",
        group=[whole_label if one else "" for one in regions["is_whole"]],
    )  # fmt: skip
    return read(plain, "")


def _cells(
    rows: Sequence[Row], codes: Sequence[str], cells: pd.DataFrame, items: Sequence[Item]
) -> list[_Cell]:
    known = _known(cells)
    found = []
    for row, code in zip(rows, codes, strict=True):
        for place, item in enumerate(items):
            one = known.get((code, item.code))
            percent = None if one is None else one.percent
            is_weak = one is not None and one.is_weak
            found.append(
                _Cell(code, row.label, item.heading, place, row.at, row.tall, percent, is_weak)
            )
    return found


def _number(percent: float, is_weak: bool, language: str) -> str:
    """Whole percent; what lies under the edge is not rounded up to it."""
    edge = EDGES[0]
    told = wording.number(percent, language, 0)
    return f"<{told}" if is_weak and percent < edge <= round(percent + 1e-9) else told


def _shade(percent: float) -> int:
    return sum(percent >= edge for edge in EDGES)


def _tiles(found: Sequence[_Cell]) -> dict[str, Any]:
    """All cells as one trace of bars: they stretch with the screen and take a click."""
    return {
        "type": "bar",
        "x": [cell.column for cell in found],
        "y": [-(cell.tall - 2) for cell in found],
        "base": [cell.at + cell.tall / 2 - 1 for cell in found],
        "width": _SHARE,
        "customdata": [cell.code for cell in found],
        "marker": {
            "color": [
                theme.WHITE if cell.percent is None else theme.BLUES[_shade(cell.percent)]
                for cell in found
            ],
            "line": {
                "color": [
                    theme.CHARCOAL if cell.is_weak
                    else theme.RULE if cell.percent is None else theme.WHITE
                    for cell in found
                ],
                "width": [1.5 if cell.is_weak else 1 for cell in found],
            },
        },
        "hoverinfo": "text",
        "hovertext": [
            markup([f"{cell.label} · {cell.heading}"])
            if cell.percent is None
            else markup([f"{cell.label} · {cell.heading}: {cell.percent:.0f}%"])
            for cell in found
        ],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }  # fmt: skip


def _numbers(found: Sequence[_Cell], language: str) -> dict[str, Any]:
    """The percent in each cell, bold where it is weak, light on dark."""
    texts = []
    for cell in found:
        if cell.percent is None:
            texts.append("–")
            continue
        told = markup([_number(cell.percent, cell.is_weak, language)])
        texts.append(bold(told) if cell.is_weak else told)
    is_dark = [cell.percent is not None and _shade(cell.percent) >= _DARK for cell in found]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [cell.column for cell in found],
        "y": [cell.at for cell in found],
        "text": texts,
        "textfont": {
            "size": theme.SMALL,
            "color": [theme.WHITE if dark else theme.INK for dark in is_dark],
        },
        "hoverinfo": "skip",
        "selected": {"textfont": {"color": None}},
    }


def _is_upright(items: Sequence[Item], left: float) -> bool:
    """Whether the headings do not fit side by side on the narrowest screen."""
    room = (NARROW - left) / len(items)
    return any(width(item.heading, theme.SMALL) > room for item in items)


def _longest(items: Sequence[Item]) -> float:
    lines = [line for item in items for line in wrap(item.heading, _HEAD, theme.SMALL)]
    return max(width(line, theme.SMALL) for line in lines)


def _heads(items: Sequence[Item], *, upright: bool) -> list[dict[str, Any]]:
    """The headings over the columns, turned where they are long."""
    return [
        {
            "x": place,
            "xanchor": "center",
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "yshift": 4,
            "textangle": -90 if upright else 0,
            "text": markup(wrap(item.heading, _HEAD, theme.SMALL) if upright else [item.heading]),
            "align": "left",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.SMALL, "color": theme.MUTED},
        }
        for place, item in enumerate(items)
    ]


def _key(found: Sequence[_Cell], weak_label: str, language: str) -> list[tuple[Marker, str]]:
    """The shades met, what the frame means, and the dash where something is missing."""
    met = sorted({_shade(cell.percent) for cell in found if cell.percent is not None})
    edges = [0.0, *EDGES, 100.0]
    entries = []
    for shade in met:
        low, high = edges[shade], edges[shade + 1]
        is_last = shade == len(EDGES)
        told = wording.range_(low, high if is_last else high - 1, language, 0) + "%"
        rim = theme.CHARCOAL if shade == 0 else theme.WHITE
        label = f"{told} ({weak_label})" if shade == 0 else told
        entries.append((Marker("square", 13, theme.BLUES[shade], rim), label))
    if any(cell.percent is None for cell in found):
        entries.append(
            (Marker("square", 13, theme.WHITE, theme.RULE), f"– {say('no_data', language)}")
        )
    return entries
