"""Under the tile map: the shades with their values, and what the signs in the tiles stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard import theme
from dashboard.figures.marks import words_at
from dashboard.figures.text import NARROW, markup, wrap
from dashboard.figures.words import SIGNS, say
from indicators import wording

LINE: Final = 15.6
KEY: Final = 40.0
"""Height of the shades with their values, px."""
MARKS: Final = {"higher": "▲", "lower": "▼"}
"""By the value of an area that an overview may mark."""
_FIXED: Final = "\u00a0"
"""A blank at which no line breaks."""


@dataclass(frozen=True)
class Tile:
    """One region; `level` is None where no class is given, `value` unless it is shown."""

    code: str
    label: str
    col: int
    row: int
    value: float | None
    state: str
    level: int | None
    period: str
    mark: str


def classes_of(regions: Sequence[Tile], decimals: int, language: str) -> dict[int, str]:
    """The range of values met in each level, as text; none where all share one."""
    met: dict[int, list[float]] = {}
    for tile in regions:
        if tile.level is not None and tile.value is not None:
            met.setdefault(tile.level, []).append(tile.value)
    classes: dict[int, str] = {}
    for level in sorted(met) if len(met) > 1 else ():
        edges = (min(met[level]), max(met[level]))
        low, high = (wording.number(edge, language, decimals) for edge in edges)
        classes[level] = low if low == high else f"{low}–{high}"
    return classes


def swatches(classes: dict[int, str], across: int, down: int, tall: float) -> list[dict[str, Any]]:
    """The shades of the key, side by side under the map."""
    wide = across / max(len(classes), 1)
    top = down - 0.5 + 10 / tall
    return [
        {
            "type": "rect",
            "x0": place * wide - 0.5,
            "x1": (place + 1) * wide - 0.5,
            "y0": top,
            "y1": top + 10 / tall,
            "fillcolor": theme.BLUES[level],
            "line": {"width": 0},
        }
        for place, level in enumerate(classes)
    ]


def class_words(
    classes: dict[int, str], across: int, down: int, tall: float
) -> list[dict[str, Any]]:
    """The values of the shades, under them."""
    if not classes:
        return []
    wide = across / len(classes)
    middles = [(place + 0.5) * wide - 0.5 for place in range(len(classes))]
    at = [down - 0.5 + 30 / tall] * len(classes)
    words = words_at(middles, at, list(classes.values()), "middle center", size=theme.SMALL)
    return [steady(words)]


def sign_lines(regions: Sequence[Tile], language: str) -> list[str]:
    """What the signs in the tiles stand for, in lines."""
    met = {tile.state for tile in regions}
    marks = {tile.mark for tile in regions}
    told = [
        f"{sign} {say(mark, language).lower()}" for mark, sign in MARKS.items() if mark in marks
    ]
    told += [f"{SIGNS[sign]} {say(sign, language)}" for sign in SIGNS if sign in met]
    whole = " · ".join(one.replace(" ", _FIXED) for one in told)
    lines = wrap(whole, NARROW, theme.SMALL) if told else []
    return [line.replace(_FIXED, " ") for line in lines]


def sign_words(lines: Sequence[str], down: int, tall: float, lower: float) -> list[dict[str, Any]]:
    """The lines under the map."""
    if not lines:
        return []
    at = down - 0.5 + (lower + 8 + LINE * len(lines) / 2) / tall
    return [steady(words_at([-0.5], [at], [markup(lines)], "middle right", size=theme.SMALL))]


def steady(trace: dict[str, Any]) -> dict[str, Any]:
    """The trace of words as it is, also after a click: naming a colour stops the dimming."""
    return {**trace, "selected": {"textfont": {"color": theme.INK}}}
