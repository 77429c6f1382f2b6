"""The plainest marks as Plotly dictionaries: words in a place, flat bars, thin rules.

Figures made of rows measure their vertical axis in pixels, downwards: `stack` gives such a layout.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.text import NARROW, markup, width
from dashboard.figures.words import say

KEY_LINE: Final = 20.0
"""Height of a line of a key, px."""

_OUTLINES: Final = {
    "triangle-up": ((-1, -0.9), (1, -0.9), (0, 0.9)),
    "triangle-right": ((-0.9, 1), (0.9, 0), (-0.9, -1)),
    "triangle-down": ((-1, 0.9), (1, 0.9), (0, -0.9)),
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "cross": (
        (-1, -0.35), (-0.35, -0.35), (-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35),
        (1, 0.35), (0.35, 0.35), (0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35),
    ),
    "star": (
        (0, 1), (0.24, 0.33), (0.95, 0.31), (0.38, -0.12), (0.59, -0.81), (0, -0.4),
        (-0.59, -0.81), (-0.38, -0.12), (-0.95, 0.31), (-0.24, 0.33),
    ),
    "diamond": ((-1, 0), (0, 1), (1, 0), (0, -1)),
    "line-ns": ((-0.15, -1), (0.15, -1), (0.15, 1), (-0.15, 1)),
}  # fmt: skip
"""Corners of a marker of half size 1, to the right and up."""


@dataclass(frozen=True)
class Marker:
    """One sign: how a point looks, and how the key shows it; its rim is `rim` px of `edge`."""

    symbol: str
    size: float
    color: str
    edge: str
    rim: float = 1.5

    def plotly(self) -> dict[str, Any]:
        """The marker of a trace."""
        rim = {"color": self.edge, "width": self.rim}
        return {"symbol": self.symbol, "size": self.size, "color": self.color, "line": rim}


def words_at(
    x: Sequence[float],
    y: Sequence[float],
    text: Sequence[str],
    position: str,
    *,
    color: str = theme.MUTED,
    size: int = theme.TEXT,
) -> dict[str, Any]:
    """Text (already markup) at points, on the given side of each."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": list(x),
        "y": list(y),
        "text": list(text),
        "textposition": position,
        "textfont": {"size": size, "color": color},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def flat_bars(
    lengths: Sequence[float], at: Sequence[float], color: str, thick: float = 12
) -> dict[str, Any]:
    """Horizontal bars from zero, `thick` px where the vertical axis is in px."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(lengths),
        "y": list(at),
        "width": thick,
        "marker": {"color": color, "line": {"width": 0}},
        "hoverinfo": "skip",
    }


def upright(x: float, top: float, bottom: float, color: str, thick: float = 1) -> dict[str, Any]:
    """A vertical line in data coordinates, as a layout shape."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "y0": top,
        "y1": bottom,
        "line": {"color": color, "width": thick},
        "layer": "above",
    }


def subtitle(lines: Sequence[str], left: float, lift: float = 10) -> dict[str, Any]:
    """Lines over the plot, flush with the edge of the figure: unit first, then what signs mean."""
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "xshift": -left,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": lift,
        "align": "left",
        "text": markup(lines),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.TEXT, "color": theme.MUTED},
    }


def key(
    entries: Sequence[tuple[Marker, str]], left: float, top: float
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Markers with their words in lines, as shapes and annotations.

    The lines start `left` px outside the plot and `top` px below its upper edge (negative: over
    it); they break for the narrowest screen and stand `KEY_LINE` px apart.
    """
    shapes, words = [], []
    for (marker, word), (x, row) in zip(entries, _flow(entries), strict=True):
        y = -(top + KEY_LINE * (row + 0.5))
        shapes.append(_drawn(marker, x - left + 8, y))
        note = subtitle([word], left - x - 20, y)
        words.append({**note, "yanchor": "middle"})
    return shapes, words


def key_height(entries: Sequence[tuple[Marker, str]]) -> float:
    """Height of the lines of `key`, px."""
    return KEY_LINE * (1 + max((row for _, row in _flow(entries)), default=-1))


def _flow(entries: Sequence[tuple[Marker, str]]) -> list[tuple[float, int]]:
    """Left edge in px and line of each entry."""
    places: list[tuple[float, int]] = []
    x, row = 0.0, 0
    for _, word in entries:
        room = 20 + width(word)
        if x and x + room > NARROW:
            x, row = 0.0, row + 1
        places.append((x, row))
        x += room + 16
    return places


def _drawn(marker: Marker, x: float, y: float) -> dict[str, Any]:
    """A marker as a shape, in px from the upper left corner of the plot (y upwards)."""
    half = min(marker.size, 13) / 2
    shape = {
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": 0,
        "yanchor": 1,
        "fillcolor": marker.color,
        "line": {"color": marker.edge, "width": 1.5},
    }
    if marker.symbol == "circle":
        box = {"x0": x - half, "x1": x + half, "y0": y - half, "y1": y + half}
        return {**shape, "type": "circle", **box}
    corners = [(x + half * right, y + half * up) for right, up in _OUTLINES[marker.symbol]]
    path = " L ".join(f"{right:.1f},{up:.1f}" for right, up in corners)
    return {**shape, "type": "path", "path": f"M {path} Z"}


def stack(height: float, right: float, more: dict[str, Any] | None = None) -> dict[str, Any]:
    """Layout of a figure of rows: x from 0 to `right`, y in px from the top, no axes shown.

    `more` is any further layout.
    """
    return {
        "height": height,
        "xaxis": {**theme.BARE_AXIS, "range": [0, right]},
        "yaxis": {**theme.BARE_AXIS, "range": [height, 0]},
        **(more or {}),
    }


def nothing(language: str) -> go.Figure:
    """The figure of an empty frame: it says so."""
    text = words_at([0], [20], [say("empty", language)], "middle right")
    return theme.figure([text], stack(40, 1), language)
