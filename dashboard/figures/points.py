"""Yearly figures as points: read from a frame, split where a year is missing, put into words."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.figures.text import bold, markup
from dashboard.figures.words import SIGNS, say
from indicators import wording

State = Literal["shown", "hidden", "not_reported", "no_data", "no_rate"]


@dataclass(frozen=True)
class Point:
    """One year of one series; `value` is None unless it is shown."""

    year: int
    value: float | None
    lower: float | None
    upper: float | None
    is_partial: bool
    period: str
    state: State
    is_exact: bool


def read(frame: pd.DataFrame, name_column: str, value_column: str) -> dict[str, list[Point]]:
    """The points of each series in order of year; names in the order in which they appear."""
    columns = [
        name_column, "year", value_column, "lower", "upper", "is_partial", "period_label",
        "state", "is_exact",
    ]  # fmt: skip
    found: dict[str, list[Point]] = {}
    for name, year, value, lower, upper, partial, period, state, exact in zip(
        *(frame[column].tolist() for column in columns), strict=True
    ):
        point = Point(
            int(year),
            _shown(value) if state == "shown" else None,
            _shown(lower),
            _shown(upper),
            bool(partial),
            "" if pd.isna(period) else str(period),
            state,
            bool(exact),
        )
        found.setdefault(str(name), []).append(point)
    for points in found.values():
        points.sort(key=lambda point: (point.year, point.is_partial))
    return found


def _shown(value: float | None) -> float | None:
    return None if value is None or math.isnan(value) else float(value)


def runs(points: Sequence[Point], cuts: Collection[int] = ()) -> list[list[Point]]:
    """Whole years with a value, split wherever a year is missing and before each year of `cuts`."""
    found: list[list[Point]] = []
    for point in points:
        if point.value is None or point.is_partial:
            continue
        if found and point.year == found[-1][-1].year + 1 and point.year not in cuts:
            found[-1].append(point)
        else:
            found.append([point])
    return found


def span(points: Sequence[Point]) -> tuple[int, int]:
    """First and last year, whatever their state."""
    years = [point.year for point in points]
    return min(years), max(years)


def reach(points: Sequence[Point]) -> float:
    """The highest value or limit; 0 when nothing is shown."""
    shown = [max(point.value, point.upper or 0.0) for point in points if point.value is not None]
    return max(shown, default=0.0)


def height_of(point: Point) -> float:
    """The top of a point: its upper limit, or the value itself; 0 when nothing is shown."""
    return point.upper or point.value or 0.0


def foot_of(point: Point) -> float:
    """The bottom of a point: its lower limit, or the value itself; 0 when nothing is shown."""
    return (point.value or 0.0) if point.lower is None else point.lower


def last_value(points: Sequence[Point]) -> float | None:
    """The value of the last year that has one."""
    return next((point.value for point in reversed(points) if point.value is not None), None)


def number_text(point: Point, language: str, decimals: int) -> str:
    """The value as text, '…' when not reported, 'sekitar 90' when the source says about."""
    if point.value is None:
        return say("hidden", language) if point.state == "hidden" else SIGNS[point.state]
    number = wording.number(point.value, language, decimals)
    return number if point.is_exact else f"{say('approximate', language)} {number}"


def hover_text(point: Point, language: str, decimals: int) -> str:
    """'2021: 1.087', the interval and whether the year is partial, a line each."""
    lines = [f"{markup([_when(point)])}: {bold(number_text(point, language, decimals))}"]
    if point.lower is not None and point.upper is not None:
        limits = wording.range_(point.lower, point.upper, language, decimals)
        lines.append(f"{say('interval', language)}: {limits}")
    if point.is_partial:
        lines.append(say("partial", language))
    return "<br>".join(lines)


def _when(point: Point) -> str:
    """The year; the months where only a part of it, or a zero, was reported."""
    told = point.period and (point.is_partial or point.value == 0)
    return point.period if told else str(point.year)


def told(points: Sequence[Point], language: str, decimals: int, name: str) -> str:
    """One series in a sentence: every figure with its year, and what is missing."""
    figures = []
    for point in points:
        figure = f"{_when(point)} {number_text(point, language, decimals)}"
        if point.state not in ("shown", "hidden"):
            figure = f"{_when(point)} {say(point.state, language)}"
        elif point.is_partial:
            figure = f"{figure} ({say('partial', language)})"
        figures.append(figure)
    hidden = sum(point.state == "hidden" for point in points)
    count = f" ({say('hidden', language)}: {hidden})" if hidden else ""
    return f"{name}: {'; '.join(figures)}{count}."
