"""How completely each year was recorded, as bars right under the years of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd

from dashboard import theme
from dashboard.figures.text import markup
from dashboard.figures.words import say

_TOP: Final = 26.0
"""From the axis to the first strip: the numbers of the years stand between, px."""
_HEADING: Final = 20.0
_BAR: Final = 8.0
_NUMBERS: Final = 18.0
_GAP: Final = 8.0
_STRIP: Final = _HEADING + _BAR + _NUMBERS + _GAP
_WIDE: Final = 0.7
"""Width of a bar, years."""

Drawn = tuple[list[dict[str, Any]], list[dict[str, Any]], float]


def below(strip: pd.DataFrame | None, told: Sequence[int], left: float, language: str) -> Drawn:
    """Shapes, annotations and height of the strips; nothing without rows.

    Columns: year, months, months_expected, by_month (each month has a figure of its own), units,
    units_expected, units_kind; units may be missing. `told` are the years with room for numbers,
    `left` the margin left of the plot, px.
    """
    if strip is None or strip.empty:
        return [], [], 0.0
    heading = say("months", language)
    if not strip["by_month"].all():
        heading = f"{heading} ({say('months_unknown', language)})"
    shapes, words = _strip(
        strip["year"].tolist(),
        list(zip(strip["months"], strip["months_expected"], strip["by_month"], strict=True)),
        heading,
        _TOP,
        told,
        left,
    )
    height = _TOP + _STRIP
    known = strip[strip["units"].notna() & strip["units_expected"].notna()]
    if len(known):
        kind = str(known["units_kind"].iloc[-1])
        parts = [(done, due, True) for done, due in zip(known["units"], known["units_expected"],
                                                        strict=True)]  # fmt: skip
        more, further = _strip(
            known["year"].tolist(), parts, say(kind, language), height, told, left
        )
        shapes, words, height = shapes + more, words + further, height + _STRIP
    return shapes, words, height


def told(strip: pd.DataFrame | None, language: str) -> list[str]:
    """The strips in words."""
    if strip is None or strip.empty:
        return []
    listed = _listed(strip, "months", "months_expected")
    sentences = [f"{say('months', language).capitalize()}: {listed}."]
    known = strip[strip["units"].notna() & strip["units_expected"].notna()]
    if len(known):
        kind = say(str(known["units_kind"].iloc[-1]), language)
        sentences.append(f"{kind.capitalize()}: {_listed(known, 'units', 'units_expected')}.")
    return sentences


def _listed(rows: pd.DataFrame, done: str, due: str) -> str:
    each = zip(rows["year"], rows[done], rows[due], strict=True)
    return ", ".join(f"{year} {have:.0f}/{all_:.0f}" for year, have, all_ in each)


def _strip(
    years: Sequence[int],
    parts: Sequence[tuple[float, float, bool]],
    heading: str,
    top: float,
    told: Sequence[int],
    left: float,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """One strip: an outlined bar a year, filled as far as it is known, and its numbers."""
    shapes, words = [], [_words(0, heading[:1].upper() + heading[1:], top + _HEADING / 2 - 2, left)]
    upper = top + _HEADING
    for year, (done, due, is_filled) in zip(years, parts, strict=True):
        start = year - _WIDE / 2
        shapes.append(_box(start, start + _WIDE, upper, theme.WHITE))
        share = min(done / due, 1.0) if due else 0.0
        if share:
            color = theme.LIGHT_BLUE if is_filled else theme.WHITE
            shapes.append(_box(start, start + _WIDE * share, upper, color, theme.LIGHT_BLUE))
        if year in told:
            words.append(_words(year, f"{done:.0f}/{due:.0f}", upper + _BAR + _NUMBERS / 2))
    return shapes, words


def _box(
    start: float, end: float, upper: float, color: str, edge: str = theme.HATCH
) -> dict[str, Any]:
    """A bar `upper` px below the axis."""
    return {
        "type": "rect",
        "x0": start,
        "x1": end,
        "yref": "paper",
        "ysizemode": "pixel",
        "yanchor": 0,
        "y0": -upper,
        "y1": -upper - _BAR,
        "fillcolor": color,
        "line": {"color": edge, "width": 1},
    }


def _words(x: float, text: str, down: float, left: float | None = None) -> dict[str, Any]:
    """Small words `down` px below the axis: over a year, or flush left where `left` is given."""
    place = (
        {"x": x, "xanchor": "center"}
        if left is None
        else {"x": 0, "xref": "paper", "xanchor": "left", "xshift": -left}
    )
    return {
        **place,
        "y": 0,
        "yref": "paper",
        "yanchor": "middle",
        "yshift": -down,
        "text": markup([text]),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": theme.SMALL, "color": theme.MUTED},
    }
