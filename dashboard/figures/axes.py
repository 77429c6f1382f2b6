"""Axes as data: round steps, numbers in the language of the page, every year in its place."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, Final

from dashboard import theme
from dashboard.figures.text import width
from indicators import wording

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_ENDS: Final = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_MOST_YEARS: Final = 8


def decimals_of(values: Iterable[float | None]) -> int:
    """Decimals that labels of these values need: none for counts, one for rates, two below 10."""
    known = [value for value in values if value is not None]
    if all(value == round(value) for value in known):
        return 0
    return 1 if max(known) >= 10 else 2


def value_axis(
    reach: float, language: str, *, whole: bool, ticks: int = 4, low: float = 0.0
) -> tuple[dict[str, Any], float]:
    """An axis that holds `reach`, and its upper end; `whole` for counts.

    `ticks` is the most that stand above its start, which is 0 unless every value lies in the
    upper half (`low` is the lowest of them): then it is a round number, without a zero line.
    """
    near = low > reach / 2
    step = _step((reach - low * near) / ticks, whole=whole)
    start = math.floor(low / step) * step if near else 0.0
    top = max(reach, start + step)
    many = int((top - start) / step + 1e-9) + 1 if reach > 0 else 1
    marks = [start + step * place for place in range(many)]
    digits = 0 if step == round(step) else 1 if round(step * 10, 6) % 1 == 0 else 2
    axis = {
        "range": [start, top],
        "tickvals": marks,
        "ticktext": [wording.number(mark, language, digits) for mark in marks],
        "ticklabelstandoff": 6,
        "zeroline": start == 0,
    }
    return axis, top


def room_left(axis: dict[str, Any]) -> float:
    """Margin that the tick labels of a vertical axis need, px."""
    return 10 + max(width(text, theme.SMALL) for text in axis["ticktext"])


def _step(least: float, *, whole: bool) -> float:
    """The smallest round step that is at least `least`; a whole number for counts."""
    if least <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(least))
    step = next(power * mantissa for mantissa in _STEPS if power * mantissa >= least - 1e-12)
    return max(1.0, math.ceil(step)) if whole else step


def round_up(reach: float) -> float:
    """A round number that is at least `reach`, and not much more; 1 for nothing."""
    if reach <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(reach))
    return next(power * end for end in _ENDS if power * end >= reach - 1e-12)


def year_axis(first: int, last: int, most: int = _MOST_YEARS) -> dict[str, Any]:
    """Years true to scale: a tick each, a label for as many as fit, counted from the last."""
    years = list(range(first, last + 1))
    apart = math.ceil(len(years) / most)
    return {
        "range": [first - 0.5, last + 0.5],
        "tickvals": years,
        "ticktext": [str(year) if (last - year) % apart == 0 else "" for year in years],
        "ticks": "outside",
        "showgrid": False,
    }
