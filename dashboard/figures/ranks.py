"""Ranks as intervals: a row an area, grouped by what the whole interval says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import row_marks
from dashboard.figures.marks import nothing, subtitle
from dashboard.figures.rows import Row, bottom, read, shown
from dashboard.figures.text import NARROW, markup, wrap
from dashboard.figures.words import say
from indicators import wording

_MOST_TICKS: Final = 6


def ranks(frame: pd.DataFrame, areas: int, language: str) -> go.Figure:
    """A bar from the first to the last place an area may have; 1 is the highest rate.

    Columns: label, value (the place seen, a tick on the bar), lower, upper, state, is_selected,
    verdict, group (the heading it stands under), place (the interval as text). `areas` is how
    many have a place.
    """
    if frame.empty:
        return nothing(language)
    rows = read(frame, "")
    places = [row.place for row in rows]
    left, inner = row_marks.room(rows), bottom(rows)
    right = row_marks.column_room([say("rank", language), *places])
    title = wrap(say("rank_bars", language), NARROW)
    above = 18.0 * len(title) + 26
    layout = {
        "height": above + inner + 28,
        "margin": {"l": left, "r": right, "t": above, "b": 28},
        "xaxis": _axis(areas, language),
        "yaxis": row_marks.names(rows, inner),
        "yaxis2": row_marks.column(rows, places, inner, right),
        "shapes": [*row_marks.tint(rows, left, right), _middle(areas)],
        "annotations": [
            subtitle(title, left, 24),
            _middle_label(areas, language),
            *row_marks.column_head(say("rank", language), right),
            *row_marks.headings(rows, left),
            *_absent(rows, language),
        ],
    }
    traces = [row_marks.intervals(rows, 7), _seen(rows, language)]
    return theme.figure(traces, layout, language)


def ranks_alt(frame: pd.DataFrame, language: str) -> str:
    """What `ranks` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    told = [f"{say('rank_bars', language)}."]
    for row in read(frame, ""):
        told += [f"{row.heading}:"] * bool(row.heading)
        told.append(f"{_sentence(row, language)}.")
    return " ".join(told)


def _sentence(row: Row, language: str) -> str:
    if row.value is None:
        return f"{row.label} {say(row.state, language)}"
    return f"{row.label} {say('rank', language)} {row.place}"


def _axis(areas: int, language: str) -> dict[str, Any]:
    """Places from 1 to the last, a few of them numbered."""
    step = max(1, round((areas - 1) / (_MOST_TICKS - 1)))
    ticks = [*range(1, areas - step // 2, step), areas] if areas > 1 else [1]
    return {
        "range": [0.5, areas + 0.5],
        "tickvals": ticks,
        "ticktext": [wording.number(tick, language, 0) for tick in ticks],
        "ticklabelstandoff": 6,
    }


def _middle(areas: int) -> dict[str, Any]:
    """The rule between the upper and the lower half."""
    at = (areas + 1) / 2
    line = {"color": theme.CHARCOAL, "width": 1.5}
    ends = {"x0": at, "x1": at, "yref": "paper", "y0": 0, "y1": 1}
    return {"type": "line", **ends, "line": line, "layer": "below"}


def _middle_label(areas: int, language: str) -> dict[str, Any]:
    return {
        "x": (areas + 1) / 2, "xanchor": "center", "y": 1, "yref": "paper", "yanchor": "bottom",
        "text": say("middle", language), "showarrow": False, "borderpad": 0,
        "font": {"size": theme.SMALL, "color": theme.CHARCOAL},
    }  # fmt: skip


def _seen(rows: Sequence[Row], language: str) -> dict[str, Any]:
    """The place seen: a small open circle on the bar, which says more."""
    here = shown(rows)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in here],
        "y": [row.at for row in here],
        "yaxis": "y2",
        "marker": {
            "symbol": "circle",
            "size": 8,
            "color": theme.WHITE,
            "line": {"color": theme.BLUE, "width": 1.5},
        },
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [markup([_sentence(row, language)]) for row in here],
    }


def _absent(rows: Sequence[Row], language: str) -> list[dict[str, Any]]:
    """Areas without a place keep their row and say why."""
    return [
        {
            "x": 0.5, "xanchor": "left", "xshift": 5, "y": row.at, "showarrow": False,
            "text": say(row.state, language), "borderpad": 1,
            "bgcolor": theme.TINT if row.is_selected else theme.WHITE,
            "font": {"size": theme.TEXT, "color": theme.MUTED},
        }
        for row in rows
        if row.value is None
    ]  # fmt: skip
