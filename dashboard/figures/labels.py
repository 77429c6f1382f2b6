"""Where the labels of partial years stand, so that none covers another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from dashboard import theme
from dashboard.figures.points import Point, height_of, span
from dashboard.figures.text import wrap

_LINE: Final = 15.0
"""Height of a line of a label, px."""
_CLEAR: Final = 7.0
"""From the middle of a marker to its label, px."""


def month_lines(point: Point) -> list[str]:
    """The months of a partial year in lines; its year stands on the axis."""
    return wrap(point.period.removesuffix(f" {point.year}"), 62, theme.SMALL)


def part_sides(
    named: Iterable[Sequence[Point]],
    unit: float,
    *,
    months: bool = True,
    taken: Iterable[tuple[int, float, float]] = (),
) -> dict[Point, str]:
    """The side of its marker on which each partial year is labelled; left out without room.

    Below where the dashed line comes down to the point, else above. `unit` is the value of one px
    of height. Beside other series a label keeps to the side on which the years have more room.
    `taken` is room that other marks take: year, lower and upper end.
    """
    series = [list(points) for points in named]
    first, last = span([point for points in series for point in points])
    before: dict[Point, float] = {}
    for points in series:
        for point in points:
            before[point] = max(before.get(point, 0.0), _before(point, points))
    parts = [point for point in before if point.is_partial and point.value is not None]
    sides: dict[Point, str] = {}
    taken = [*taken, *((point.year, *_around(point, 6 * unit)) for point in parts)]
    for point in sorted(parts, key=height_of, reverse=True):
        across = "center"
        if len(series) > 1:
            across = "left" if point.year * 2 > first + last else "right"
        tall = _LINE * (1 + (len(month_lines(point)) if months else 0)) * unit
        falls = before[point] > (point.value or 0.0)
        for side in ("bottom", "top") if falls else ("top", "bottom"):
            low, high = _room(point, side, tall, _CLEAR * unit)
            free = all(y != point.year or high <= a or low >= b for y, a, b in taken)
            if free and low >= 0:
                sides[point] = f"{side} {across}"
                taken.append((point.year, low, high))
                break
    return sides


def _before(point: Point, points: Sequence[Point]) -> float:
    """The value of the year before in the same series; 0 without one."""
    return next((one.value or 0.0 for one in points if one.year == point.year - 1), 0.0)


def _around(point: Point, half: float) -> tuple[float, float]:
    value = point.value or 0.0
    return value - half, value + half


def _room(point: Point, side: str, tall: float, clear: float) -> tuple[float, float]:
    """Lower and upper end of a label of height `tall` on a side of its point."""
    value = point.value or 0.0
    if side == "top":
        return value + clear, value + clear + tall
    return value - clear - tall, value - clear
