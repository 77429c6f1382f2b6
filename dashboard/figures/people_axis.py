"""An axis for numbers of people, in thousands: a log scale where they differ much."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard import theme
from dashboard.figures.axes import value_axis
from dashboard.figures.text import width
from indicators import wording

_LOG_FROM: Final = 3.0
"""From this ratio of the largest to the smallest number the scale is logarithmic."""
_MARGIN: Final = 0.06
_MANTISSAS: Final = (1, 2, 5)
_ROOM: Final = 300.0


@dataclass(frozen=True)
class Place:
    """Where a number of people stands: its share of the axis, 0 to 1, and in Plotly's own terms."""

    low: float
    high: float
    is_log: bool

    def __call__(self, people: float) -> float:
        """Share of the way from the left end to the right one."""
        return (self.axis(people) - self.low) / (self.high - self.low)

    def axis(self, people: float) -> float:
        """The place of an annotation: on a log scale it is the logarithm."""
        return math.log10(people) if self.is_log else people

    def people(self, at: float) -> float:
        """The number of people at a place of the axis."""
        return 10**at if self.is_log else at


def people_axis(people: Sequence[float], language: str) -> tuple[dict[str, Any], Place]:
    """An axis that holds all of `people` (positive), and the place of a number on it."""
    low, high = min(people), max(people)
    if high / low < _LOG_FROM:
        return _linear(low, high, language)
    ends = math.log10(low), math.log10(high)
    margin = _MARGIN * (ends[1] - ends[0])
    place = Place(ends[0] - margin, ends[1] + margin, is_log=True)
    ticks = _fewer(_ticks(10**place.low, 10**place.high), place, language)
    return _axis(ticks, place, language, {"type": "log"}), place


def _linear(low: float, high: float, language: str) -> tuple[dict[str, Any], Place]:
    spread = max(high - low, high * 0.1)
    place = Place(max(low - spread * 0.1, 0.0), high + spread * 0.1, is_log=False)
    scale, _ = value_axis(place.high, language, whole=True, low=place.low)
    ticks = [tick for tick in scale["tickvals"] if place.low <= tick <= place.high]
    return _axis(_fewer(ticks, place, language), place, language, {"type": "linear"}), place


def _axis(
    ticks: Sequence[float], place: Place, language: str, more: dict[str, Any]
) -> dict[str, Any]:
    return {
        **more,
        "range": [place.low, place.high],
        "tickvals": list(ticks),
        "ticktext": [_text(tick, language) for tick in ticks],
        "ticklabelstandoff": 6,
        "ticks": "outside",
        "showgrid": False,
    }


def _text(tick: float, language: str) -> str:
    """In thousands; a decimal only below one thousand."""
    thousands = tick / 1000
    return wording.number(thousands, language, 0 if thousands == round(thousands) else 1)


def _ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times the powers of ten between two numbers."""
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    found = [float(mantissa * 10**power) for power in powers for mantissa in _MANTISSAS]
    return [tick for tick in found if low <= tick <= high]


def _fewer(ticks: list[float], place: Place, language: str) -> list[float]:
    """The ticks whose labels do not touch on the narrowest screen, from the left."""
    kept: list[float] = []
    free = -math.inf
    for tick in ticks:
        half = width(_text(tick, language), theme.SMALL) / 2
        at = place(tick) * _ROOM
        if at - half > free:
            kept.append(tick)
            free = at + half + 8
    return kept
