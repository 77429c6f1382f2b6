"""How reported counts and rates move over the years, gaps and breaks included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import points as yearly
from dashboard.figures import series as strokes
from dashboard.figures import slots
from dashboard.figures.axes import decimals_of, room_left, value_axis, year_axis
from dashboard.figures.labels import part_sides
from dashboard.figures.marks import Marker, key, key_height, nothing, subtitle
from dashboard.figures.multiples import multiples, multiples_alt
from dashboard.figures.points import Point
from dashboard.figures.text import NARROW, markup, width, wrap
from dashboard.figures.words import say
from indicators.definition import SeriesBreak

__all__ = ["lines", "lines_alt", "multiples", "multiples_alt"]

ValueColumn = Literal["value", "rate"]

_PLOT: Final = 264.0
"""Height of the plot itself, px."""
_HEADROOM: Final = 30.0
"""Room above the highest value for its label, px."""
_MOST_LABELS: Final = 9
_MOST_ENDS: Final = 3
"""Series whose names fit at the ends of their lines on a narrow screen."""
_END_ROOM: Final = 96.0
"""Widest name at the end of a line, px."""


def lines(
    series: pd.DataFrame,
    breaks: Sequence[SeriesBreak],
    *,
    value_column: ValueColumn = "value",
    language: str,
    unit_label: str,
    decimals: int | None = None,
) -> go.Figure:
    """Yearly figures of one or several series (a source or a measure each).

    Columns: series (name as shown), year, the column named by `value_column`, lower, upper
    (limits of that column, may be empty), is_partial, period_label ('Jan–Agu 2024'), state
    ('shown', 'hidden', 'not_reported'), is_exact. Breaks outside the years drawn are left out.
    `unit_label` says what the axis counts; empty when the page says it above the figure.
    `decimals` as the page prints them, else as the values need.
    """
    if series.empty:
        return nothing(language)
    named = yearly.read(series, "series", value_column)
    points = [point for one in named.values() for point in one]
    first, last = yearly.span(points)
    decimals = decimals_of(point.value for point in points) if decimals is None else decimals
    hidden = slots.hidden_slots(named)
    short = slots.shortened(hidden, last - first + 1)
    marked = _break_labels(_within(breaks, first, last), first, last, language)
    banner = sum(label["text"].count("<br>") + 1 for label in marked) * slots.LINE
    head = _HEADROOM + banner + slots.height(hidden)
    whole = value_column == "value" and decimals == 0
    axis, top = value_axis(yearly.reach(points) * _PLOT / (_PLOT - head), language, whole=whole)
    unit = top / _PLOT
    traces = slots.hidden_marks(hidden, top - unit * banner, unit, language, short=short)
    traces += slots.empty_marks(points, unit * 8, language)
    labelled = _labelled(len(named), last - first + 1)
    sides = part_sides(named.values(), unit)
    for place, (name, one) in enumerate(named.items()):
        traces += strokes.traces(
            one, strokes.style(place), language,
            decimals=decimals, name=name, labelled=labelled, sides=sides,
        )  # fmt: skip
    styles = _styles(named)
    at_ends = len(named) > 1 and len(styles) <= _MOST_ENDS
    ends, right = _line_ends(named, styles, last, unit) if at_ends and styles else ([], 18.0)
    entries = [] if len(styles) <= _MOST_ENDS else _key(styles)
    title = wrap(unit_label, NARROW) if unit_label else []
    title += slots.signs(named, language, short=short)
    lift = key_height(entries) + 10 * bool(entries)
    above, left = 18.0 * len(title) + lift + 12, room_left(axis)
    key_shapes, key_words = key(entries, left, 4 - lift)
    layout = {
        "height": above + _PLOT + 28,
        "margin": {"l": left, "r": right, "t": above, "b": 28},
        "xaxis": year_axis(first, last, 8 if len(named) == 1 else 6),
        "yaxis": axis,
        "shapes": [*(_break_rule(label["x"]) for label in marked), *key_shapes],
        "annotations": [
            *marked,
            *([subtitle(title, left, 10 + lift)] if title else []),
            *key_words,
        ],
    }
    return theme.figure(traces + ends, layout, language)


def lines_alt(
    series: pd.DataFrame,
    breaks: Sequence[SeriesBreak],
    *,
    value_column: ValueColumn = "value",
    language: str,
    unit_label: str,
    decimals: int | None = None,
) -> str:
    """What `lines` shows, in words."""
    if series.empty:
        return f"{say('empty', language)}."
    named = yearly.read(series, "series", value_column)
    points = [point for one in named.values() for point in one]
    decimals = decimals_of(point.value for point in points) if decimals is None else decimals
    told = [f"{unit_label}."] if unit_label else []
    told += [yearly.told(one, language, decimals, name) for name, one in named.items()]
    told += [
        f"{say('break', language)} {found.date.year}: {found.title.in_(language)}."
        for found in _within(breaks, *yearly.span(points))
    ]
    return " ".join(told)


def _labelled(count: int, years: int) -> strokes.Labelled:
    """Which points carry numbers: all where they fit, else the ends; none beside other lines."""
    if count > 1:
        return "none"
    return "all" if years <= _MOST_LABELS else "ends"


def _place(found: SeriesBreak) -> float:
    """Where a break stands: the slot of a year reaches half a year to either side of its tick."""
    return found.date.year - 0.5 + (found.date.timetuple().tm_yday - 1) / 366


def _within(breaks: Sequence[SeriesBreak], first: int, last: int) -> list[SeriesBreak]:
    """Breaks inside the years drawn, in order."""
    inside = [found for found in breaks if first - 0.5 < _place(found) < last + 0.5]
    return sorted(inside, key=_place)


def _break_labels(
    breaks: Sequence[SeriesBreak], first: int, last: int, language: str
) -> list[dict[str, Any]]:
    """A label beside the top of each rule, on the side with more room, one below the other."""
    labels: list[dict[str, Any]] = []
    down = 0
    for found in breaks:
        left = _place(found) - first > (last - first) / 2
        share = abs(_place(found) - (first - 0.5 if left else last + 0.5)) / (last - first + 1)
        words = wrap(found.title.in_(language), max(96, (NARROW - 60) * share - 10), theme.SMALL)
        labels.append(
            {
                "x": _place(found),
                "xanchor": "right" if left else "left",
                "xshift": -6 if left else 6,
                "y": 1,
                "yref": "paper",
                "yanchor": "top",
                "yshift": 4 - slots.LINE * down,
                "align": "right" if left else "left",
                "text": markup(words),
                "showarrow": False,
                "borderpad": 0,
                "bgcolor": theme.WHITE,
                "font": {"size": theme.SMALL, "color": theme.CHARCOAL},
            }
        )
        down += len(words)
    return labels


def _break_rule(x: float) -> dict[str, Any]:
    """The vertical rule of a break, over the whole plot."""
    return {
        "type": "line",
        "x0": x,
        "x1": x,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": theme.CHARCOAL, "width": 1.5, "dash": "2px,3px"},
    }


def _styles(named: Mapping[str, Sequence[Point]]) -> dict[str, strokes.Style]:
    """The style of each series that has a value; it stays the same when others have none."""
    return {
        name: strokes.style(place)
        for place, (name, points) in enumerate(named.items())
        if yearly.last_value(points) is not None
    }


def _key(styles: Mapping[str, strokes.Style]) -> list[tuple[Marker, str]]:
    """The marker of each series with its name."""
    return [(Marker(one.symbol, 9, one.color, one.color), name) for name, one in styles.items()]


def _line_ends(
    named: Mapping[str, Sequence[Point]],
    styles: Mapping[str, strokes.Style],
    last: int,
    unit: float,
) -> tuple[list[dict[str, Any]], float]:
    """The name of each series at the end of its line, kept apart; and the margin they need."""
    words = {name: wrap(name, _END_ROOM, theme.SMALL) for name in styles}
    ends = {name: yearly.last_value(named[name]) or 0.0 for name in styles}
    below = float("inf")
    marks = []
    for name in sorted(styles, key=lambda name: -ends[name]):
        half = slots.LINE * unit * len(words[name]) / 2
        at = max(min(ends[name], below - half - 3 * unit), 0.0)
        below = at - half
        marks.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": [last + 0.5],
                "y": [at],
                "marker": {
                    "symbol": styles[name].symbol, "size": 9, "color": styles[name].color,
                },
                "text": [markup(f"\u00a0{line}" for line in words[name])],
                "textposition": "middle right",
                "textfont": {"size": theme.SMALL, "color": theme.INK},
                "cliponaxis": False,
                "hoverinfo": "skip",
                "name": name,
            }
        )  # fmt: skip
    widest = max(width(line, theme.SMALL) for lines_ in words.values() for line in lines_)
    return marks, widest + 18
