"""One yearly series as traces: what was reported is solid, what is partial is open and dashed.

A year without a value leaves a gap; nothing here ever stands at zero unless zero was reported.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final, Literal, TypeVar

from dashboard import theme
from dashboard.figures.labels import month_lines
from dashboard.figures.marks import words_at
from dashboard.figures.points import Point, foot_of, height_of, hover_text, number_text, runs
from dashboard.figures.text import bold, markup

Labelled = Literal["all", "ends", "none"]

T = TypeVar("T")


@dataclass(frozen=True)
class Style:
    """How one series is told apart: colour and marker together; dashes mean a part of a year."""

    color: str
    symbol: str


MANY: Final = (
    Style(theme.BLUE, "circle"),
    Style(theme.LIGHT_BLUE, "diamond"),
    Style(theme.CHARCOAL, "square"),
    Style(theme.TEAL, "triangle-up"),
    Style(theme.LILAC, "cross"),
    Style(theme.GREY, "star"),
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
    labelled: Labelled,
    sides: Mapping[Point, str],
    months: bool = True,
    axis: str = "",
    cuts: Collection[int] = (),
    in_bars: bool = False,
    below: Collection[int] = (),
) -> list[dict[str, Any]]:
    """The band, the line, the dashed connectors and the open circles of one series.

    `labelled` says which whole years carry their number, `sides` where partial years do (see
    `labels.part_sides`), `months` names those on the spot, and `axis` is Plotly's number of the
    subplot ('' or '2', '3' ...). No line joins a year of `cuts` to the year before. `in_bars`
    draws every interval as an upright line, where a band would cover another; in years of `below`
    the number hangs under its interval.
    """
    place = {"xaxis": f"x{axis}", "yaxis": f"y{axis}", "hoverlabel": {"bordercolor": style.color}}
    whole = runs(points, cuts)
    drawn = [
        _band([] if in_bars else whole, style),
        _connectors(points, style, cuts),
        _line(whole, style, language, decimals, in_bars=in_bars),
        _numbers(whole, language, decimals, labelled, below),
        _open(points, style, language, decimals, months=months, sides=sides),
    ]
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
    whole: Sequence[Sequence[Point]],
    style: Style,
    language: str,
    decimals: int,
    *,
    in_bars: bool,
) -> dict[str, Any]:
    """Whole years: solid line and markers, broken where a year is missing."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": _broken([[point.year for point in run] for run in whole], None),
        "y": _broken([[point.value for point in run] for run in whole], None),
        "connectgaps": False,
        "line": {"color": style.color, "width": 2.5},
        "marker": {"color": style.color, "symbol": style.symbol, "size": 9},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": _broken(
            [[hover_text(point, language, decimals) for point in run] for run in whole], ""
        ),
        "error_y": _bars(whole, style, every=in_bars),
    }


def _bars(whole: Sequence[Sequence[Point]], style: Style, *, every: bool) -> dict[str, Any]:
    """The 95 % interval of a year without neighbours, or of each: a thin upright line."""
    lone = [[point if every or len(run) == 1 else None for point in run] for run in whole]
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


def _numbers(
    whole: Sequence[Sequence[Point]],
    language: str,
    decimals: int,
    labelled: Labelled,
    below: Collection[int],
) -> dict[str, Any]:
    """A number over the interval of every whole year, or of the first, the last and lone ones."""
    ends = {run[place].year for run, place in ((whole[0], 0), (whole[-1], -1))} if whole else set()
    told = [
        (point, "bottom center" if point.year in below else _side(run, place))
        for run in whole
        for place, point in enumerate(run)
        if labelled == "all" or (labelled == "ends" and (len(run) == 1 or point.year in ends))
    ]
    numbers = words_at(
        [point.year for point, _ in told],
        [foot_of(point) if point.year in below else height_of(point) for point, _ in told],
        [number_text(point, language, decimals) for point, _ in told],
        "top center",
        color=theme.INK,
    )
    return {**numbers, "textposition": [side for _, side in told]}


def _side(run: Sequence[Point], place: int) -> str:
    """Where a label keeps clear of its own line."""
    here = height_of(run[place])
    before = height_of(run[place - 1]) if place else here
    after = height_of(run[place + 1]) if place + 1 < len(run) else here
    if before < here < after:
        return "top left"
    if before > here > after:
        return "top right"
    return "top center"


def _connectors(points: Sequence[Point], style: Style, cuts: Collection[int]) -> dict[str, Any]:
    """Dashed from a partial year to its neighbours, where these have a value."""
    x: list[int | None] = []
    y: list[float | None] = []
    valued = [point for point in points if point.value is not None]
    for left, right in pairwise(valued):
        is_next = right.year == left.year + 1 and right.year not in cuts
        if is_next and (left.is_partial or right.is_partial):
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
    points: Sequence[Point],
    style: Style,
    language: str,
    decimals: int,
    *,
    months: bool,
    sides: Mapping[Point, str],
) -> dict[str, Any]:
    """Partial years: open markers, each with its number and its months where there is room."""
    parts = [point for point in points if point.is_partial and point.value is not None]
    texts = [
        "<br>".join(
            [
                bold(number_text(point, language, decimals)),
                *([markup(month_lines(point))] if months else []),
            ]
        )
        for point in parts
    ]
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
        "text": [text if point in sides else "" for point, text in zip(parts, texts, strict=True)],
        "textposition": [sides.get(point, "top center") for point in parts],
        "textfont": {"size": theme.SMALL, "color": theme.INK},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [hover_text(point, language, decimals) for point in parts],
    }
