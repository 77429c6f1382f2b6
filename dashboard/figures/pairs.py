"""The dumbbell: two figures of one quantity on a line, the one that is shown set to 100 %."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.marks import Marker, key, key_height, nothing, subtitle
from dashboard.figures.text import bold_width, markup, wrap
from dashboard.figures.words import say
from indicators import wording

MOST: Final = 20
"""Pairs that a chart shows; the table has all of them."""
_LABEL: Final = 132.0
_ROW: Final = 26.0
_LINE: Final = 15.0
_FURTHEST: Final = 3.0
"""A figure beyond this many times the shown one stands at the edge, as an arrow."""
SHOWN: Final = Marker("circle", 10, theme.BLUE, theme.BLUE)
OTHER: Final = Marker("circle", 10, theme.WHITE, theme.CHARCOAL, 2)
BEYOND: Final = Marker("triangle-right", 11, theme.CHARCOAL, theme.CHARCOAL)


@dataclass(frozen=True)
class Pair:
    """One row: its label, the two figures in words, where the other stands (shown = 1)."""

    label: tuple[str, ...]
    figures: str
    told: str
    share: float | None
    at: float
    tall: float


def dumbbells(frame: pd.DataFrame, language: str) -> go.Figure:
    """A row a pair in the order given.

    Columns: label, shown, other (both as words), share (the other over the shown; missing when
    either is hidden or the shown is zero), told (the pair in a sentence).
    """
    if frame.empty:
        return nothing(language)
    rows = _rows(frame)
    reach = min(_FURTHEST, max([1.25, *(row.share for row in rows if row.share is not None)]))
    left = 10 + max(bold_width(line) for row in rows for line in row.label)
    right = 16 + max(bold_width(row.figures) for row in rows)
    inner = sum(row.tall for row in rows) + 8
    entries = [(SHOWN, say("pair_shown", language)), (OTHER, say("pair_other", language))]
    if any(row.share is not None and row.share > reach for row in rows):
        entries.append((BEYOND, say("pair_beyond", language)))
    lift = key_height(entries) + 8
    shapes, words = key(entries, left, 4 - lift)
    above = 18.0 + lift
    title = subtitle([say("pair_scale", language)], left, lift)
    layout = {
        "height": above + inner + 28,
        "margin": {"l": left, "r": right, "t": above, "b": 28},
        "xaxis": _scale(reach, language),
        "yaxis": _column(rows, inner, [markup(row.label) for row in rows], 8),
        "yaxis2": {
            **_column(rows, inner, [markup([row.figures]) for row in rows], 0),
            "overlaying": "y",
            "anchor": "free",
            "side": "left",
            "position": 1,
            "shift": right - 1,
        },
        "shapes": [*shapes, _rule()],
        "annotations": [title, *words, *_absent(rows, language)],
    }
    drawn = [row for row in rows if row.share is not None]
    far = [row for row in drawn if (row.share or 0.0) > reach]
    near = [row for row in drawn if row not in far]
    traces = [
        _lines(drawn, reach),
        _marks(near, OTHER, [row.share for row in near]),
        _marks(far, BEYOND, [reach for _ in far]),
        _marks(drawn, SHOWN, [1.0 for _ in drawn]),
    ]
    return theme.figure(traces, layout, language)


def dumbbells_alt(frame: pd.DataFrame, language: str) -> str:
    """What `dumbbells` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    return " ".join([f"{say('pair_scale', language)}.", *(f"{one}." for one in frame["told"])])


def _rows(frame: pd.DataFrame) -> list[Pair]:
    rows = []
    top = 4.0
    columns = ("label", "shown", "other", "share", "told")
    for label, shown, other, share, told in zip(*(frame[c].tolist() for c in columns), strict=True):
        lines = tuple(wrap(label, _LABEL))
        tall = _ROW + _LINE * (len(lines) - 1)
        known = None if share is None or math.isnan(share) else float(share)
        rows.append(Pair(lines, f"{shown} · {other}", told, known, top + tall / 2, tall))
        top += tall
    return rows


def _scale(reach: float, language: str) -> dict[str, Any]:
    """From nothing to `reach` times the shown figure, in percent of it."""
    marks = [float(place) for place in range(int(reach + 1e-9) + 1)]
    return {
        "range": [0, reach * 1.02],
        "tickvals": marks,
        "ticktext": [
            wording.percent(100 * mark, language, 0) if mark in (0, 1, marks[-1]) else ""
            for mark in marks
        ],
        "ticklabelstandoff": 6,
        "zeroline": True,
    }


def _rule() -> dict[str, Any]:
    """Where both figures are the same."""
    line = {"color": theme.SPREAD, "width": 1, "dash": "dot"}
    place = {"x0": 1, "x1": 1, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **place, "line": line, "layer": "below"}


def _column(rows: Sequence[Pair], inner: float, texts: list[str], standoff: int) -> dict[str, Any]:
    """Words beside the rows."""
    return {
        **theme.BARE_AXIS,
        "range": [inner, 0],
        "showticklabels": True,
        "tickvals": [row.at for row in rows],
        "ticktext": texts,
        "tickfont": {"size": theme.TEXT, "color": theme.INK},
        "ticklabelstandoff": standoff,
    }


def _lines(rows: Sequence[Pair], reach: float) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        x += [1.0, min(row.share or 0.0, reach), None]
        y += [row.at, row.at, None]
    line = {"color": theme.SPREAD, "width": 3}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _marks(rows: Sequence[Pair], marker: Marker, x: Sequence[float | None]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(x),
        "y": [row.at for row in rows],
        "yaxis": "y2",
        "marker": marker.plotly(),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [markup(wrap(row.told, 320)) for row in rows],
    }


def _absent(rows: Sequence[Pair], language: str) -> list[dict[str, Any]]:
    """A pair that has no share keeps its row and says so."""
    return [
        {
            "x": 0,
            "xanchor": "left",
            "xshift": 5,
            "y": row.at,
            "text": say("pair_none", language),
            "showarrow": False,
            "borderpad": 1,
            "bgcolor": theme.WHITE,
            "font": {"size": theme.TEXT, "color": theme.MUTED},
        }
        for row in rows
        if row.share is None
    ]
