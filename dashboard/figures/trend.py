"""How reported counts and rates move over the years, gaps and breaks included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import breaks as breaking
from dashboard.figures import ends, overlay, slots, strip
from dashboard.figures import points as yearly
from dashboard.figures import series as strokes
from dashboard.figures.axes import decimals_of, room_left, value_axis, year_axis
from dashboard.figures.labels import part_sides
from dashboard.figures.marks import key, key_height, nothing, subtitle
from dashboard.figures.multiples import multiples, multiples_alt
from dashboard.figures.points import Point
from dashboard.figures.text import NARROW, wrap
from dashboard.figures.words import say
from indicators.definition import SeriesBreak

__all__ = ["BARE", "Beside", "ValueColumn", "lines", "lines_alt", "multiples", "multiples_alt"]

ValueColumn = Literal["value", "rate"]

_PLOT: Final = 264.0
"""Height of the plot itself, px."""
_HEADROOM: Final = 30.0
"""Room above the highest value for its label, px."""
_MOST_LABELS: Final = 9
_UNDER: Final = 22.0
"""Room that a number under its interval needs above the axis, px."""


@dataclass(frozen=True)
class Beside:
    """What stands with the reported figures: see `overlay.trend`, `overlay.projection` and
    `strip.below` for the columns.
    """

    fitted: pd.DataFrame | None = None
    projected: pd.DataFrame | None = None
    strip: pd.DataFrame | None = None

    @property
    def has_trend(self) -> bool:
        """Whether a fitted line is drawn."""
        return self.fitted is not None and not self.fitted.empty


BARE: Final = Beside()


@dataclass(frozen=True)
class _Scale:
    """The vertical axis: decimals of its figures, `unit` the value of one px, `top` its end."""

    axis: dict[str, Any]
    top: float
    decimals: int
    banner: float

    @property
    def unit(self) -> float:
        return self.top / _PLOT


def lines(
    series: pd.DataFrame,
    breaks: Sequence[SeriesBreak],
    *,
    value_column: ValueColumn = "value",
    language: str,
    unit_label: str,
    decimals: int | None = None,
    beside: Beside = BARE,
) -> go.Figure:
    """Yearly figures of one or several series (a source or a measure each).

    Columns: series (name as shown), year, the column named by `value_column`, lower, upper
    (limits of that column, may be empty), is_partial, period_label ('Jan–Agu 2024'), state
    ('shown', 'hidden', 'not_reported'), is_exact. Breaks outside the years drawn are left out,
    and no line crosses one. `unit_label` says what the axis counts; empty when the page says it
    above the figure. `decimals` as the page prints them, else as the values need.
    """
    if series.empty:
        return nothing(language)
    named = yearly.read(series, "series", value_column)
    points = [point for one in named.values() for point in one]
    first, last = yearly.span(points)
    inside = breaking.within(breaks, first, last)
    marked = breaking.labels(inside, first, last, language)
    short = slots.shortened(slots.hidden_slots(named), last - first + 1)
    scale = _scale(named, marked, value_column, decimals, beside, language)
    cuts = breaking.cuts(inside)
    traces = _traces(named, scale, cuts, beside, language, short=short)
    styles = ends.styles(named)
    names, right = ends.at_ends(named, styles, last, scale.unit)
    title = wrap(unit_label, NARROW) if unit_label else []
    told = overlay.signs(beside.fitted, beside.projected, language)
    title += slots.signs(
        named, language, short=short, cuts=cuts, more=told, in_bars=beside.has_trend
    )
    entries = ends.in_key(styles)
    lift = key_height(entries) + 10 * bool(entries)
    above, left = 18.0 * len(title) + lift + 12, room_left(scale.axis)
    key_shapes, key_words = key(entries, left, 4 - lift)
    years = year_axis(first, last, 8 if len(named) == 1 else 6)
    bars, numbers, deep = strip.below(beside.strip, _ticks(years), left, language)
    bottom = max(28.0, deep)
    notes = [*marked, *([subtitle(title, left, 10 + lift)] if title else []), *key_words]
    layout = {
        "height": above + _PLOT + bottom,
        "margin": {"l": left, "r": right, "t": above, "b": bottom},
        "xaxis": years,
        "yaxis": scale.axis,
        "shapes": [*(breaking.rule(label["x"]) for label in marked), *key_shapes, *bars],
        "annotations": notes + numbers,
    }
    return theme.figure(traces + names, layout, language)


def lines_alt(
    series: pd.DataFrame,
    breaks: Sequence[SeriesBreak],
    *,
    value_column: ValueColumn = "value",
    language: str,
    unit_label: str,
    decimals: int | None = None,
    beside: Beside = BARE,
) -> str:
    """What `lines` shows, in words."""
    if series.empty:
        return f"{say('empty', language)}."
    named = yearly.read(series, "series", value_column)
    points = [point for one in named.values() for point in one]
    decimals = decimals_of(point.value for point in points) if decimals is None else decimals
    told = [f"{unit_label}."] if unit_label else []
    told += [yearly.told(one, language, decimals, name) for name, one in named.items()]
    told += overlay.told(beside.fitted, beside.projected, language, decimals)
    told += strip.told(beside.strip, language)
    told += [
        f"{say('break', language)} {found.date.year}: {found.title.in_(language)}."
        for found in breaking.within(breaks, *yearly.span(points))
    ]
    return " ".join(told)


def _scale(
    named: Mapping[str, Sequence[Point]],
    marked: Sequence[dict[str, Any]],
    value_column: ValueColumn,
    decimals: int | None,
    beside: Beside,
    language: str,
) -> _Scale:
    """An axis that holds every value, limit and label, under the words of breaks and slots."""
    points = [point for one in named.values() for point in one]
    decimals = decimals_of(point.value for point in points) if decimals is None else decimals
    banner = sum(label["text"].count("<br>") + 1 for label in marked) * slots.LINE
    head = _HEADROOM + banner + slots.height(slots.hidden_slots(named))
    reach = max(yearly.reach(points), overlay.reach(beside.fitted, beside.projected))
    whole = value_column == "value" and decimals == 0
    axis, top = value_axis(reach * _PLOT / (_PLOT - head), language, whole=whole)
    return _Scale(axis, top, decimals, banner)


def _traces(
    named: Mapping[str, Sequence[Point]],
    scale: _Scale,
    cuts: frozenset[int],
    beside: Beside,
    language: str,
    *,
    short: bool,
) -> list[dict[str, Any]]:
    """Slots first, then the trend, then what was reported over it, the projection last."""
    points = [point for one in named.values() for point in one]
    first, last = yearly.span(points)
    hung = scale.top - scale.unit * scale.banner
    hidden = slots.hidden_slots(named)
    drawn = slots.hidden_marks(hidden, hung, scale.unit, language, short=short)
    drawn += slots.empty_marks(points, scale.unit * 8, language)
    drawn += overlay.trend(beside.fitted, language, scale.decimals)
    room = overlay.taken(beside.projected, scale.unit)
    sides = part_sides(named.values(), scale.unit, taken=room)
    for place, (name, one) in enumerate(named.items()):
        drawn += strokes.traces(
            one, strokes.style(place), language,
            decimals=scale.decimals, name=name, labelled=_labelled(len(named), last - first + 1),
            sides=sides, cuts=cuts, in_bars=beside.has_trend,
            below=_below(one, beside.fitted, scale.unit),
        )  # fmt: skip
    return drawn + overlay.projection(beside.projected, language, scale.decimals)


def _below(points: Sequence[Point], fitted: pd.DataFrame | None, unit: float) -> frozenset[int]:
    """Years whose number stands clear only under its interval, and has room there.

    Under the line of a trend, or between two higher neighbours.
    """
    line = {} if fitted is None else dict(zip(fitted["year"], fitted["fitted"], strict=True))
    shown = {point.year: point.value or 0.0 for point in points if not point.is_partial}
    return frozenset(
        point.year
        for point in points
        if (value := shown.get(point.year)) is not None
        and yearly.foot_of(point) > _UNDER * unit
        and (
            line[point.year] > value
            if point.year in line
            else min(shown.get(point.year - 1, 0.0), shown.get(point.year + 1, 0.0)) > value
        )
    )


def _labelled(count: int, years: int) -> strokes.Labelled:
    """Which points carry numbers: all where they fit, else the ends; none beside other lines."""
    if count > 1:
        return "none"
    return "all" if years <= _MOST_LABELS else "ends"


def _ticks(axis: Mapping[str, Any]) -> list[int]:
    """The years that carry their number."""
    return [year for year, text in zip(axis["tickvals"], axis["ticktext"], strict=True) if text]
