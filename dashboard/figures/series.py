"""One yearly series as traces: what was reported is solid, what is partial is open and dashed.

A year without a value leaves a gap; nothing here ever stands at zero unless zero was reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar

from dashboard import theme
from dashboard.figures.marks import words_at
from dashboard.figures.points import Point, hover_text, number_text, runs
from dashboard.figures.text import bold, markup, wrap

Labelled = Literal["all", "ends", "none"]

T = TypeVar("T")

_UNDER: Final = 66.0
"""Room a label of three lines needs under its marker, px."""


@dataclass(frozen=True)
class Style:
    """How one series is told apart: colour, marker and dash together."""

    color: str
    symbol: str
    dash: str


MANY: Final = (
    Style(theme.BLUE, "circle", "solid"),
    Style(theme.PLUM, "diamond", "longdash"),
    Style(theme.TEAL, "square", "dashdot"),
    Style(theme.CHARCOAL, "triangle-up", "longdashdot"),
    Style(theme.LILAC, "cross", "6px,2px"),
    Style(theme.ORANGE, "x", "12px,3px"),
)


def style(place: int) -> Style:
    """The style of the series at `place` (0 is the first, the only one stays blue)."""
    return MANY[place % len(MANY)]


def traces(
    points: Sequence[Point],
    style: Style,
    language: str,
    *,
    decimals: int,
    name: str,
    unit: float,
    labelled: Labelled,
    months: bool = True,
    axis: str = "",
) -> list[dict[str, Any]]:
    """The band, the line, the dashed connectors and the open circles of one series.

    `unit` is the value of one px of height, `labelled` says which whole years carry their
    number, `months` names those of partial years on the spot, and `axis` is Plotly's number of
    the subplot ('' or '2', '3' ...).
    """
    place = {"xaxis": f"x{axis}", "yaxis": f"y{axis}", "hoverlabel": {"bordercolor": style.color}}
    whole = runs(points)
    parts = [point for point in points if point.is_partial and point.value is not None]
    line = _line(whole, style, language, decimals)
    if labelled != "none":
        line |= _labels(whole, language, decimals, ends_only=labelled == "ends")
    drawn = [_band(whole, style), _connectors(points, style), line]
    if labelled != "none":
        drawn.append(_lone_labels(whole, language, decimals))
    drawn.append(
        _open(parts, style, language, decimals, months=months)
        | _sides(points, unit, "left" if labelled == "none" else "center")
    )
    return [{**trace, **place, "name": name} for trace in drawn if trace["x"]]


def _band(whole: Sequence[Sequence[Point]], style: Style) -> dict[str, Any]:
    """The 95 % interval as a light band under the line, one polygon a run of years."""
    x: list[float | None] = []
    y: list[float | None] = []
    for run in whole:
        known = [point for point in run if point.lower is not None and point.upper is not None]
        if len(run) == 1 or len(known) < len(run):
            continue
        x += [point.year for point in run] + [point.year for point in reversed(run)] + [None]
        y += [point.upper for point in run] + [point.lower for point in reversed(run)] + [None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": _faint(style.color, 0.13),
        "line": {"color": _faint(style.color, 0.5), "width": 1},
        "hoverinfo": "skip",
    }


def _faint(color: str, opacity: float) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _line(
    whole: Sequence[Sequence[Point]], style: Style, language: str, decimals: int
) -> dict[str, Any]:
    """Whole years: solid line and markers, broken where a year is missing."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": _broken([[point.year for point in run] for run in whole], None),
        "y": _broken([[point.value for point in run] for run in whole], None),
        "connectgaps": False,
        "line": {"color": style.color, "width": 2.5, "dash": style.dash},
        "marker": {"color": style.color, "symbol": style.symbol, "size": 9},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": _broken(
            [[hover_text(point, language, decimals) for point in run] for run in whole], ""
        ),
        "error_y": _lone_bars(whole, style),
    }


def _lone_bars(whole: Sequence[Sequence[Point]], style: Style) -> dict[str, Any]:
    """The 95 % interval of a year without neighbours: a thin upright line."""
    lone = [[point if len(run) == 1 else None for point in run] for run in whole]
    points = _broken(lone, None)
    return {
        "type": "data",
        "symmetric": False,
        "array": [_beyond(point, 1) for point in points],
        "arrayminus": [_beyond(point, -1) for point in points],
        "color": style.color,
        "thickness": 1.5,
        "width": 0,
    }


def _beyond(point: Point | None, way: int) -> float:
    """From the value to its limit, upwards (1) or downwards (-1)."""
    limit = None if point is None else point.upper if way > 0 else point.lower
    if point is None or point.value is None or limit is None:
        return 0.0
    return way * (limit - point.value)


def _broken(parts: Sequence[Sequence[T]], gap: T) -> list[T]:
    """The parts in one list with `gap` between them."""
    joined: list[T] = []
    for part in parts:
        joined += [gap, *part] if joined else list(part)
    return joined


def _labels(
    whole: Sequence[Sequence[Point]], language: str, decimals: int, *, ends_only: bool
) -> dict[str, Any]:
    """A number at every whole year, or at the first and the last, clear of its line."""
    ends = {run[place].year for run, place in ((whole[0], 0), (whole[-1], -1))} if whole else set()
    texts = [
        [
            number_text(point, language, decimals)
            if len(run) > 1 and (point.year in ends or not ends_only)
            else ""
            for point in run
        ]
        for run in whole
    ]
    sides = [[_side(run, place) for place in range(len(run))] for run in whole]
    return {
        "mode": "lines+markers+text",
        "text": _broken(texts, ""),
        "textposition": _broken(sides, "top center"),
        "textfont": {"size": theme.TEXT, "color": theme.INK},
    }


def _lone_labels(whole: Sequence[Sequence[Point]], language: str, decimals: int) -> dict[str, Any]:
    """The number of a year without neighbours, above its interval."""
    lone = [run[0] for run in whole if len(run) == 1]
    return words_at(
        [point.year for point in lone],
        [point.upper or point.value or 0.0 for point in lone],
        [number_text(point, language, decimals) for point in lone],
        "top center",
        color=theme.INK,
    )


def _side(run: Sequence[Point], place: int) -> str:
    """Where a label keeps clear of its own line."""
    here = run[place].value or 0.0
    before = (run[place - 1].value or 0.0) if place else here
    after = (run[place + 1].value or 0.0) if place + 1 < len(run) else here
    if before < here < after:
        return "top left"
    if before > here > after:
        return "top right"
    return "top center"


def _connectors(points: Sequence[Point], style: Style) -> dict[str, Any]:
    """Dashed from a partial year to its neighbours, where these have a value."""
    x: list[int | None] = []
    y: list[float | None] = []
    valued = [point for point in points if point.value is not None]
    for left, right in pairwise(valued):
        if right.year == left.year + 1 and (left.is_partial or right.is_partial):
            x += [left.year, right.year, None]
            y += [left.value, right.value, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": style.color, "width": 1.5, "dash": "3px,4px"},
        "hoverinfo": "skip",
    }


def _open(
    parts: Sequence[Point], style: Style, language: str, decimals: int, *, months: bool
) -> dict[str, Any]:
    """Partial years: open markers, each with its number and its months."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [point.year for point in parts],
        "y": [point.value for point in parts],
        "marker": {
            "symbol": style.symbol,
            "size": 10,
            "color": theme.WHITE,
            "line": {"color": style.color, "width": 2},
        },
        "text": [
            "<br>".join(
                [
                    bold(number_text(point, language, decimals)),
                    *([markup(wrap(point.period, 62, theme.SMALL))] if months else []),
                ]
            )
            for point in parts
        ],
        "textfont": {"size": theme.SMALL, "color": theme.INK},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [hover_text(point, language, decimals) for point in parts],
    }


def _sides(points: Sequence[Point], unit: float, across: str) -> dict[str, Any]:
    """Labels of partial years: below where the dashed line comes down to it and there is room."""
    values = {point.year: point.value for point in points if point.value is not None}
    sides = []
    for point in points:
        if point.is_partial and point.value is not None:
            falls = values.get(point.year - 1, 0.0) > point.value
            below = falls and point.value > _UNDER * unit
            sides.append(f"{'bottom' if below else 'top'} {across}")
    return {"textposition": sides}
