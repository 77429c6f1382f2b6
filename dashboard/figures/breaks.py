"""Where a series breaks: a labelled vertical rule, and no line from one side to the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import theme
from dashboard.figures import slots
from dashboard.figures.text import NARROW, markup, wrap
from indicators.definition import SeriesBreak


def place(found: SeriesBreak) -> float:
    """Where a break stands: the slot of a year reaches half a year to either side of its tick."""
    return found.date.year - 0.5 + (found.date.timetuple().tm_yday - 1) / 366


def within(breaks: Sequence[SeriesBreak], first: int, last: int) -> list[SeriesBreak]:
    """Breaks inside the years drawn, in order."""
    inside = [found for found in breaks if first - 0.5 < place(found) < last + 0.5]
    return sorted(inside, key=place)


def cuts(breaks: Sequence[SeriesBreak]) -> frozenset[int]:
    """Years that no line joins to the year before.

    A break on the first of January parts its year from the one before; on a later day its own
    year is part old and part new, and joined to neither side.
    """
    parted = {found.date.year for found in breaks}
    later = [found.date for found in breaks if (found.date.month, found.date.day) != (1, 1)]
    return frozenset(parted | {day.year + 1 for day in later})


def labels(
    breaks: Sequence[SeriesBreak], first: int, last: int, language: str
) -> list[dict[str, Any]]:
    """A label beside the top of each rule, on the side with more room, one below the other."""
    made: list[dict[str, Any]] = []
    down = 0
    for found in breaks:
        at = place(found)
        left = at - first > (last - first) / 2
        share = abs(at - (first - 0.5 if left else last + 0.5)) / (last - first + 1)
        words = wrap(found.title.in_(language), max(96, (NARROW - 60) * share - 10), theme.SMALL)
        made.append(
            {
                "x": at,
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
    return made


def rule(x: float) -> dict[str, Any]:
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
