"""Monthly figures within the limits of their own usual variation (an XmR chart)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.axes import room_left, value_axis
from dashboard.figures.marks import nothing, subtitle
from dashboard.figures.text import NARROW, markup, width, wrap
from dashboard.figures.words import SIGNS, say
from indicators import wording

_PLOT: Final = 200.0
_MOST_TICKS: Final = 6


def months(frame: pd.DataFrame, language: str, *, signals: Mapping[str, str]) -> go.Figure:
    """One point a month, with mean and limits where there are any, and signals set off.

    Columns of `spc.chart` (month, value, mean, lower, upper, signal) and state ('shown', 'hidden',
    'not_reported', 'no_data'). `signals` says in words what each signal is. Months without a
    figure are a gap, never zero.
    """
    if frame.empty:
        return nothing(language)
    reach = float(frame[["value", "upper"]].max().max())
    axis, top = value_axis(reach * _PLOT / (_PLOT - 14), language, whole=True, ticks=3)
    has_limits = bool(frame["mean"].notna().any())
    words = _limit_words(language) if has_limits else {}
    right = 12 + max((width(word, theme.SMALL) for word in words.values()), default=0.0)
    title = wrap(" · ".join(_signs(frame, language, has_limits=has_limits)), NARROW)
    above, left = 18.0 * len(title) + 10, room_left(axis)
    traces = [_points(frame, language, signals), _missing(frame, top, language)]
    traces += [_set_off(frame)] if frame["signal"].notna().any() else []
    layout = {
        "height": above + _PLOT + 28,
        "margin": {"l": left, "r": right, "t": above, "b": 28},
        "xaxis": _axis(frame, language),
        "yaxis": axis,
        "shapes": [_level(frame, name) for name in words],
        "annotations": [
            *(_named(frame, name, word) for name, word in words.items()),
            *([subtitle(title, left, 8)] if title != [""] else []),
        ],
    }
    return theme.figure([trace for trace in traces if trace["x"]], layout, language)


def months_alt(frame: pd.DataFrame, language: str, *, signals: Mapping[str, str]) -> str:
    """What `months` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    told = []
    for month, value, state, signal in _rows(frame):
        number = say(state, language) if state != "shown" else wording.number(value, language, 0)
        mark = f" ({signals[signal]})" if signal else ""
        told.append(f"{_month(month, language)} {number}{mark}")
    limits = ""
    if frame["mean"].notna().any():
        values = (
            f"{word} {wording.number(float(frame[name].iloc[0]), language, 1)}"
            for name, word in _limit_words(language).items()
        )
        limits = f" {', '.join(values)}."
    return f"{'; '.join(told)}.{limits}"


def _rows(frame: pd.DataFrame) -> list[tuple[pd.Timestamp, float, str, str]]:
    signals = [one if isinstance(one, str) else "" for one in frame["signal"]]
    return list(zip(frame["month"], frame["value"], frame["state"], signals, strict=True))


def _month(month: pd.Timestamp, language: str) -> str:
    start, end = month.date(), (month + pd.offsets.MonthEnd(0)).date()
    return wording.period(start, end, language)


def _limit_words(language: str) -> dict[str, str]:
    return {name: say(f"limit_{name}", language) for name in ("upper", "mean", "lower")}


def _signs(frame: pd.DataFrame, language: str, *, has_limits: bool) -> list[str]:
    told = [say("limits_mean", language)] if has_limits else []
    if frame["signal"].notna().any():
        told.append(f"{say('ring', language)}: {say('look_here', language)}")
    missing = dict.fromkeys(state for state in frame["state"] if state != "shown")
    return told + [f"{SIGNS[state]}: {say(state, language)}" for state in missing]


def _points(frame: pd.DataFrame, language: str, signals: Mapping[str, str]) -> dict[str, Any]:
    hover = []
    for month, value, state, signal in _rows(frame):
        lines = [] if state != "shown" else [
            f"{_month(month, language)}: {wording.number(value, language, 0)}"
        ]  # fmt: skip
        hover.append(markup([*lines, *([signals[signal]] if signal else [])]))
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(frame))),
        "y": [None if pd.isna(value) else float(value) for value in frame["value"]],
        "connectgaps": False,
        "line": {"color": theme.BLUE, "width": 1.5},
        "marker": {"color": theme.BLUE, "size": 6},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": hover,
    }


def _set_off(frame: pd.DataFrame) -> dict[str, Any]:
    """A ring around each month of a signal."""
    places = [place for place, row in enumerate(_rows(frame)) if row[3]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": places,
        "y": [float(frame["value"].iloc[place]) for place in places],
        "marker": {
            "symbol": "circle-open", "size": 15, "color": theme.BLUE, "line": {"width": 2},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": "look_here",
    }  # fmt: skip


def _missing(frame: pd.DataFrame, top: float, language: str) -> dict[str, Any]:
    """A sign just above the axis in each month without a figure."""
    found = [(place, row) for place, row in enumerate(_rows(frame)) if row[2] != "shown"]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [place for place, _ in found],
        "y": [8 * top / _PLOT] * len(found),
        "text": [SIGNS[row[2]] for _, row in found],
        "textfont": {"size": theme.TEXT, "color": theme.MUTED},
        "hoverinfo": "text",
        "hovertext": [f"{_month(row[0], language)}: {say(row[2], language)}" for _, row in found],
    }


def _axis(frame: pd.DataFrame, language: str) -> dict[str, Any]:
    """A tick at each January, else at a few months; the year stands where it begins."""
    starts = [place for place, month in enumerate(frame["month"]) if month.month == 1]
    apart = -(-len(starts) // _MOST_TICKS)
    shown = starts[::apart] if starts else [0]
    text = [
        str(frame["month"].iloc[place].year)
        if starts
        else _month(frame["month"].iloc[place], language)
        for place in shown
    ]
    return {
        "range": [-0.5, len(frame) - 0.5],
        "tickvals": shown,
        "ticktext": text,
        "ticks": "outside",
        "showgrid": False,
    }


def _level(frame: pd.DataFrame, name: str) -> dict[str, Any]:
    """A level rule: solid for the mean, dotted for a limit."""
    at = float(frame[name].iloc[0])
    dash = {} if name == "mean" else {"dash": "2px,3px"}
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": at,
        "y1": at,
        "layer": "below",
        "line": {"color": theme.GREY, "width": 1.5, **dash},
    }


def _named(frame: pd.DataFrame, name: str, word: str) -> dict[str, Any]:
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "left",
        "xshift": 6,
        "y": float(frame[name].iloc[0]),
        "yanchor": "middle",
        "text": markup([word]),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.SMALL, "color": theme.MUTED},
    }
