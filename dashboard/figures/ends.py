"""The names of several series: at the ends of their lines where they fit, else in a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from dashboard import theme
from dashboard.figures import points as yearly
from dashboard.figures import series as strokes
from dashboard.figures import slots
from dashboard.figures.marks import Marker
from dashboard.figures.points import Point
from dashboard.figures.text import markup, width, wrap

MOST: Final = 3
"""Series whose names fit at the ends of their lines on a narrow screen."""
_ROOM: Final = 96.0
"""Widest name at the end of a line, px."""


def styles(named: Mapping[str, Sequence[Point]]) -> dict[str, strokes.Style]:
    """The style of each series that has a value; it stays the same when others have none."""
    return {
        name: strokes.style(place)
        for place, (name, points) in enumerate(named.items())
        if yearly.last_value(points) is not None
    }


def in_key(found: Mapping[str, strokes.Style]) -> list[tuple[Marker, str]]:
    """The marker of each series with its name; empty where they stand at the ends."""
    if len(found) <= MOST:
        return []
    return [(Marker(one.symbol, 9, one.color, one.color), name) for name, one in found.items()]


def at_ends(
    named: Mapping[str, Sequence[Point]],
    found: Mapping[str, strokes.Style],
    last: int,
    unit: float,
) -> tuple[list[dict[str, Any]], float]:
    """The name of each series at the end of its line, kept apart; and the margin they need.

    None for a single series, and where there are too many (see `in_key`). `unit` is the value of
    one px of height.
    """
    if len(named) < 2 or not 0 < len(found) <= MOST:
        return [], 18.0
    words = {name: wrap(name, _ROOM, theme.SMALL) for name in found}
    ends = {name: yearly.last_value(named[name]) or 0.0 for name in found}
    below = float("inf")
    marks = []
    for name in sorted(found, key=lambda name: -ends[name]):
        half = slots.LINE * unit * len(words[name]) / 2
        at = max(min(ends[name], below - half - 3 * unit), 0.0)
        below = at - half
        marks.append(_end(name, words[name], last + 0.5, at, found[name]))
    widest = max(width(line, theme.SMALL) for lines in words.values() for line in lines)
    return marks, widest + 18


def _end(
    name: str, words: Sequence[str], x: float, y: float, style: strokes.Style
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x],
        "y": [y],
        "marker": {"symbol": style.symbol, "size": 9, "color": style.color},
        "text": [markup(f"\u00a0{line}" for line in words)],
        "textposition": "middle right",
        "textfont": {"size": theme.SMALL, "color": theme.INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": name,
    }
