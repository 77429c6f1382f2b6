"""Small charts of the same years on one scale, one a category."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import breaks as breaking
from dashboard.figures import points as yearly
from dashboard.figures import series as strokes
from dashboard.figures import slots
from dashboard.figures.axes import decimals_of, room_left, value_axis, year_axis
from dashboard.figures.labels import part_sides
from dashboard.figures.marks import nothing, subtitle
from dashboard.figures.points import Point
from dashboard.figures.text import NARROW, markup, wrap
from dashboard.figures.words import say
from indicators.definition import SeriesBreak

_PLOT: Final = 104.0
"""Height of one small plot, px."""
_BELOW: Final = 30.0
_GAP: Final = 0.05


def multiples(
    frame: pd.DataFrame,
    language: str,
    *,
    unit_label: str = "",
    breaks: Sequence[SeriesBreak] = (),
) -> go.Figure:
    """One small chart a category (sex, age, type), all on one scale, in the order given.

    Columns: category (title as shown), year, value, lower, upper, is_partial, period_label,
    state, is_exact, as in `lines`. No line crosses a break; each is a rule in every chart.
    """
    if frame.empty:
        return nothing(language)
    named = yearly.read(frame, "category", "value")
    points = [point for one in named.values() for point in one]
    years = yearly.span(points)
    decimals = decimals_of(point.value for point in points)
    reach = yearly.reach(points) * _PLOT / (_PLOT - 26)
    axis, top = value_axis(reach, language, whole=decimals == 0, ticks=2)
    across = _across(len(named))
    left = room_left(axis)
    width = (1 - _GAP * (across - 1)) / across
    headings = {name: wrap(name, (NARROW - left - 12) * width, theme.TEXT) for name in named}
    above_plot = 8 + 18.0 * max(len(lines) for lines in headings.values())
    inside = breaking.within(breaks, *years)
    title = _title(named, unit_label, language, inside)
    above = 18.0 * len(title) + 6
    row_height = above_plot + _PLOT + _BELOW
    inner = math.ceil(len(named) / across) * row_height
    layout: dict[str, Any] = {
        "height": above + inner,
        "margin": {"l": left, "r": 12, "t": above, "b": 0},
        "annotations": [subtitle(title, left, 4)] if title else [],
        "shapes": [],
    }
    traces: list[dict[str, Any]] = []
    for place, (name, one) in enumerate(named.items()):
        number = str(place + 1) if place else ""
        row, column = divmod(place, across)
        start = column * (width + _GAP)
        upper = 1 - (row * row_height + above_plot) / inner
        across_axis = {**_ends_only(*years), "domain": [start, min(start + width, 1)]}
        up_axis = {**axis, "domain": [max(upper - _PLOT / inner, 0), upper]}
        layout[f"xaxis{number}"] = {**across_axis, "anchor": f"y{number}"}
        layout[f"yaxis{number}"] = {
            **up_axis,
            "anchor": f"x{number}",
            "showticklabels": column == 0,
        }
        layout["annotations"].append(_heading(headings[name], start, upper))
        layout["shapes"] += [_rule(breaking.place(found), number) for found in inside]
        traces += _panel(
            name, one, language, number,
            decimals=decimals, top=top, cuts=breaking.cuts(inside),
        )  # fmt: skip
    return theme.figure(traces, layout, language)


def _rule(x: float, number: str) -> dict[str, Any]:
    """The rule of a break in one chart."""
    return {**breaking.rule(x), "xref": f"x{number}", "yref": f"y{number} domain"}


def _title(
    named: Mapping[str, Sequence[Point]],
    unit_label: str,
    language: str,
    breaks: Sequence[SeriesBreak],
) -> list[str]:
    """The unit, what signs and rules mean, and the months of partial years, once for all charts."""
    points = [point for one in named.values() for point in one]
    lines = wrap(unit_label, NARROW) if unit_label else []
    lines += slots.signs(named, language, short=any(point.state == "hidden" for point in points))
    periods = sorted({point.period for point in points if point.is_partial})
    for found in breaks:
        lines += wrap(f"{say('break', language)}: {found.title.in_(language)}", NARROW)
    return lines + [f"{say('circle', language)}: {', '.join(periods)}"] * bool(periods)


def multiples_alt(frame: pd.DataFrame, language: str, *, unit_label: str = "") -> str:
    """What `multiples` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    named = yearly.read(frame, "category", "value")
    decimals = decimals_of(point.value for one in named.values() for point in one)
    told = [yearly.told(one, language, decimals, name) for name, one in named.items()]
    return " ".join([f"{unit_label}."] * bool(unit_label) + told)


def _across(count: int) -> int:
    """Charts beside each other: three fit the narrow screen; four make a square."""
    return 2 if count in (2, 4) else min(count, 3)


def _ends_only(first: int, last: int) -> dict[str, Any]:
    """Every year has its tick, the first and the last their number."""
    axis = year_axis(first, last)
    text = [str(year) if year in (first, last) else "" for year in axis["tickvals"]]
    return {**axis, "ticktext": text}


def _heading(lines: Sequence[str], left: float, upper: float) -> dict[str, Any]:
    return {
        "x": left,
        "xref": "paper",
        "xanchor": "left",
        "y": upper,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 3,
        "align": "left",
        "text": markup(lines),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.TEXT, "color": theme.INK, "weight": theme.STRONG},
    }


def _panel(
    name: str,
    points: Sequence[Point],
    language: str,
    number: str,
    *,
    decimals: int,
    top: float,
    cuts: frozenset[int],
) -> list[dict[str, Any]]:
    """One small chart: its slots, its line, and the first and last number."""
    unit = top / _PLOT
    hidden = slots.hidden_slots({name: points})
    marks = slots.hidden_marks(hidden, top, unit, language, short=True, axis=number)
    marks += slots.empty_marks(points, unit * 8, language, axis=number)
    return marks + strokes.traces(
        points, strokes.style(0), language,
        decimals=decimals, name=name, labelled="ends", months=False, axis=number,
        sides=part_sides([points], unit, months=False), cuts=cuts,
    )  # fmt: skip
