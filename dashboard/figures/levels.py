"""The five levels of a comparison as signs: shape is the direction, filling how surely."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dashboard import theme
from dashboard.figures.marks import Marker

LEVELS: Final = {
    "far_higher": Marker("triangle-up", 12, theme.BLUE, theme.BLUE),
    "higher": Marker("triangle-up", 11, theme.BLUES[1], theme.BLUE),
    "similar": Marker("circle", 9, theme.GREY, theme.GREY),
    "lower": Marker("triangle-down", 11, theme.BLUES[0], theme.LIGHT_BLUE),
    "far_lower": Marker("triangle-down", 12, theme.LIGHT_BLUE, theme.LIGHT_BLUE),
    "not_compared": Marker("circle", 9, theme.WHITE, theme.BLUE),
}
"""Colour and shape of a level, from above to below; the word stands in the key."""
SIGNS: Final = {
    "far_higher": "▲", "higher": "▲", "far_lower": "▼", "lower": "▼",
}  # fmt: skip
"""The direction in a text; none for what does not differ."""


def met(levels: Iterable[str]) -> list[str]:
    """The levels that occur, from above to below."""
    found = set(levels)
    return [level for level in LEVELS if level in found]
