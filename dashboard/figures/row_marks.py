"""What plots made of rows share: names on the left, figures on the right, intervals, headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import theme
from dashboard.figures.rows import HEADING, LABEL, Row, shown
from dashboard.figures.text import bold, bold_width, markup, wrap


def room(rows: Sequence[Row]) -> float:
    """Margin that the names need, px."""
    return 10 + max(bold_width(line) for row in rows for line in wrap(row.label, LABEL))


def column_room(texts: Sequence[str]) -> float:
    """Margin that a column of figures needs, px; none where all are empty."""
    widest = max(bold_width(text) for text in texts)
    return 10 + widest if widest else 0.0


def names(rows: Sequence[Row], inner: float) -> dict[str, Any]:
    """The vertical axis: the names to the left of the rows, the chosen one in bold."""
    texts = [markup(wrap(row.label, LABEL)) for row in rows]
    return {
        **theme.BARE_AXIS,
        "range": [inner, 0],
        "showticklabels": True,
        "tickvals": [row.at for row in rows],
        "ticktext": [bold(t) if r.is_selected else t for t, r in zip(texts, rows, strict=True)],
        "tickfont": {"size": theme.TEXT, "color": theme.INK},
        "ticklabelstandoff": 8,
    }


def column(rows: Sequence[Row], texts: Sequence[str], inner: float, shift: float) -> dict[str, Any]:
    """A further vertical axis: a column of figures whose right edge lies `shift` px outside."""
    return {
        **names(rows, inner),
        "ticktext": [
            bold(text) if row.is_selected else text for text, row in zip(texts, rows, strict=True)
        ],
        "ticklabelstandoff": 0,
        "overlaying": "y",
        "anchor": "free",
        "side": "left",
        "position": 1,
        "shift": shift - 1,
    }


def intervals(rows: Sequence[Row], width: float = 3) -> dict[str, Any]:
    """The intervals, one thin bar a row."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in shown(rows):
        if row.lower is not None and row.upper is not None:
            x += [row.lower, row.upper, None]
            y += [row.at, row.at, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": theme.SPREAD, "width": width},
        "hoverinfo": "skip",
    }


def tint(rows: Sequence[Row], left: float, right: float) -> list[dict[str, Any]]:
    """What lies behind the chosen row, from edge to edge, as shapes."""
    box = {"type": "rect", "fillcolor": theme.TINT, "line": {"width": 0}, "layer": "below"}
    shapes: list[dict[str, Any]] = []
    for row in rows:
        if row.is_selected:
            low, high = row.at - row.tall / 2, row.at + row.tall / 2
            here = {**box, "xref": "paper", "y0": low, "y1": high}
            shapes += [
                {**here, "x0": 0, "x1": 1},
                {**here, "xsizemode": "pixel", "xanchor": 0, "x0": -left, "x1": 0},
                {**here, "xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": right},
            ]
    return shapes


def headings(rows: Sequence[Row], left: float) -> list[dict[str, Any]]:
    """The heading over each group, flush with the edge of the figure."""
    return [
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "xshift": -left,
            "y": row.at - row.tall / 2 - HEADING / 2 + 3,
            "yanchor": "middle",
            "text": bold(markup([row.heading])),
            "showarrow": False,
            "borderpad": 0,
            "bgcolor": theme.WHITE,
            "font": {"size": theme.SMALL, "color": theme.MUTED},
        }
        for row in rows
        if row.heading
    ]


def column_head(text: str, shift: float) -> list[dict[str, Any]]:
    """The heading of a column of figures, over the plot."""
    return [
        {
            "x": 1,
            "xref": "paper",
            "xanchor": "right",
            "xshift": shift,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": markup([text]),
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.SMALL, "color": theme.MUTED},
        }
    ]
