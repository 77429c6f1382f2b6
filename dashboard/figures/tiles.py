"""The tile map: every region the same size, shaded in neutral blues, its name and value inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.axes import decimals_of
from dashboard.figures.marks import nothing, subtitle, words_at
from dashboard.figures.text import NARROW, bold, markup, squeeze, width, wrap
from dashboard.figures.words import SIGNS, say
from indicators import wording

_SIDE: Final = 0.94
"""Share of its cell that a tile takes."""
_LINE: Final = 15.6
_KEY: Final = 40.0
_UNREPORTED: Final = "#F5F7F9"
_FILLS: Final = {
    "shown": theme.TRACK, "hidden": theme.HATCH, "not_reported": _UNREPORTED,
    "no_data": theme.WHITE, "no_rate": theme.WHITE,
}  # fmt: skip
"""Colour of a tile without a class, by its state."""
_FIXED: Final = "\u00a0"
"""A blank at which no line breaks."""
SIDE_BY_SIDE: Final = 5
"""Columns up to which a map shares the width of the page with another chart."""
_ROOMY: Final = {True: 400.0, False: 760.0}
"""Width from which whole names are shown, px: of a map that shares the page, and of a wide one.

The first trace of words has the names for a narrow screen, the second the whole ones; the style
sheet shows one of them, by the width of the figure.
"""
_DARK: Final = 3
"""Levels from here on carry white text."""


@dataclass(frozen=True)
class _Tile:
    """One region; `level` is None where no class is given, `value` unless it is shown."""

    code: str
    label: str
    col: int
    row: int
    value: float | None
    state: str
    level: int | None
    period: str


def tile_map(
    tiles: pd.DataFrame,
    language: str,
    selected: str | None,
    *,
    unit_label: str = "",
    decimals: int | None = None,
    period_label: str = "",
) -> go.Figure:
    """A tile a region, shaded by `level`, with its short name and value; a click carries its code.

    Columns: region_code, label (short and distinct: 'Bogor', 'Kota Bogor'), col, row, value,
    state ('shown', 'hidden', 'not_reported', 'no_data', 'no_rate'), level (0 to 4, empty when not
    shown). `customdata` of a tile is its region_code; the key below the map takes no click.
    `decimals` as the page prints them, else as the values need; `period_label` names the months
    that a zero covers.
    """
    if tiles.empty:
        return nothing(language)
    regions = _read(tiles, period_label)
    decimals = decimals_of(tile.value for tile in regions) if decimals is None else decimals
    across, down = (1 + max(x) for x in zip(*((t.col, t.row) for t in regions), strict=True))
    names = [squeeze(tile.label, (NARROW + 6) / across) for tile in regions]
    room = _ROOMY[across <= SIDE_BY_SIDE] / across - 2
    whole = [_whole(tile.label, room) for tile in regions]
    tall = max(_LINE * (1 + max(len(lines) for lines in names)) + 10, 56.0)
    classes = _classes(regions, decimals, language)
    signs = _sign_lines(regions, language)
    below = _KEY * bool(classes) + (_LINE * len(signs) + 8) * bool(signs) + 4
    title = wrap(unit_label, NARROW) if unit_label else []
    above = 18.0 * len(title) + 10 * bool(title)
    traces = [_bars(regions, selected, decimals, language)]
    traces.append(_names(regions, names, decimals, language))
    traces.append(_names(regions, whole, decimals, language))
    traces += _class_words(classes, across, down, tall)
    traces += _sign_words(signs, down, tall, _KEY * bool(classes))
    layout = {
        "height": above + down * tall + below,
        "margin": {"l": 0, "r": 0, "t": above, "b": 0},
        "xaxis": {**theme.BARE_AXIS, "range": [-0.5, across - 0.5]},
        "yaxis": {**theme.BARE_AXIS, "range": [down - 0.5 + below / tall, -0.5]},
        "clickmode": "event+select",
        "shapes": _swatches(classes, across, down, tall),
        "annotations": [subtitle(title, 0, 8)] if title else [],
    }
    return theme.figure(traces, layout, language)


def tile_map_alt(
    tiles: pd.DataFrame,
    language: str,
    selected: str | None,
    *,
    unit_label: str = "",
    decimals: int | None = None,
    period_label: str = "",
) -> str:
    """What `tile_map` shows, in words."""
    if tiles.empty:
        return f"{say('empty', language)}."
    regions = _read(tiles, period_label)
    decimals = decimals_of(tile.value for tile in regions) if decimals is None else decimals
    told = [f"{unit_label}."] if unit_label else []
    told.append(f"{len(regions)} {say('areas', language)}.")
    shown = sorted((tile.value, place) for place, tile in enumerate(regions) if _shown(tile))
    ends = [("lowest", shown[0][1]), ("highest", shown[-1][1])] if shown else []
    told += [
        f"{say(word, language)}: {_sentence(regions[place], decimals, language)}."
        for word, place in ends
    ]
    for sign in SIGNS:
        labels = [tile.label for tile in regions if tile.state == sign]
        if labels:
            told.append(f"{say(sign, language).capitalize()}: {', '.join(labels)}.")
    told += [
        f"{say('chosen', language)}: {_sentence(tile, decimals, language)}."
        for tile in regions
        if tile.code == selected
    ]
    return " ".join(told)


def _read(tiles: pd.DataFrame, period: str) -> list[_Tile]:
    """The rows of the frame."""
    columns = ["region_code", "label", "col", "row", "value", "state", "level"]
    return [
        _Tile(
            str(code),
            str(label),
            int(col),
            int(row),
            float(value) if state == "shown" else None,
            state,
            None if state != "shown" or pd.isna(level) else int(level),
            period,
        )
        for code, label, col, row, value, state, level in zip(
            *(tiles[column].tolist() for column in columns), strict=True
        )
    ]


def _shown(tile: _Tile) -> bool:
    return tile.value is not None


def _sentence(tile: _Tile, decimals: int, language: str) -> str:
    """'Kota Bogor 4,8', or the word for why there is no value; a zero says its months."""
    if tile.value is None:
        return f"{tile.label} {say(tile.state, language)}"
    months = f" ({tile.period})" if tile.value == 0 and tile.period else ""
    return f"{tile.label} {wording.number(tile.value, language, decimals)}{months}"


def _whole(name: str, room: float) -> list[str]:
    """A name broken at blanks only, unless a single word is wider than its tile."""
    if any(width(word, theme.SMALL) > room for word in name.split()):
        return squeeze(name, room, theme.SMALL)
    return wrap(name, room, theme.SMALL)


def _bars(
    regions: Sequence[_Tile], selected: str | None, decimals: int, language: str
) -> dict[str, Any]:
    """All tiles as one trace of bars: they stretch with the screen and take a click."""
    return {
        "type": "bar",
        "x": [tile.col for tile in regions],
        "y": [_SIDE] * len(regions),
        "base": [tile.row - _SIDE / 2 for tile in regions],
        "width": _SIDE,
        "customdata": [tile.code for tile in regions],
        "marker": _paint(regions, selected),
        "hoverinfo": "text",
        "hovertext": [markup([_sentence(tile, decimals, language)]) for tile in regions],
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _names(
    regions: Sequence[_Tile], names: Sequence[Sequence[str]], decimals: int, language: str
) -> dict[str, Any]:
    """Name and value in the middle of each tile, light on dark and dark on light."""
    values = [
        SIGNS[tile.state] if tile.value is None else wording.number(tile.value, language, decimals)
        for tile in regions
    ]
    return _steady(
        {
            "type": "scatter",
            "mode": "text",
            "x": [tile.col for tile in regions],
            "y": [tile.row for tile in regions],
            "text": [
                f"{markup(lines)}<br>{bold(value)}"
                for lines, value in zip(names, values, strict=True)
            ],
            "textfont": {
                "size": theme.SMALL,
                "color": [
                    theme.WHITE if (tile.level or 0) >= _DARK else theme.INK for tile in regions
                ],
            },
            "hoverinfo": "skip",
        }
    )


def _steady(trace: dict[str, Any]) -> dict[str, Any]:
    """The trace of words as it is, also after a click: naming a colour stops the dimming."""
    return {**trace, "selected": {"textfont": {"color": theme.INK}}}


def _paint(regions: Sequence[_Tile], selected: str | None) -> dict[str, Any]:
    """Colour by level, hatch for hidden, white for no data, an outline for the chosen.

    The colour of a hatched tile is that of its strokes.
    """
    rims = [theme.RULE if tile.level is None else theme.WHITE for tile in regions]
    chosen = [tile.code == selected for tile in regions]
    return {
        "color": [
            theme.BLUES[tile.level] if tile.level is not None else _FILLS[tile.state]
            for tile in regions
        ],
        "pattern": {
            "shape": ["/" if tile.state == "hidden" else "" for tile in regions],
            "size": 7,
            "solidity": 0.2,
        },
        "line": {
            "color": [
                theme.ORANGE if mark else rim for mark, rim in zip(chosen, rims, strict=True)
            ],
            "width": [3 if mark else 1 for mark in chosen],
        },
    }


def _classes(regions: Sequence[_Tile], decimals: int, language: str) -> dict[int, str]:
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


def _swatches(classes: dict[int, str], across: int, down: int, tall: float) -> list[dict[str, Any]]:
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


def _class_words(
    classes: dict[int, str], across: int, down: int, tall: float
) -> list[dict[str, Any]]:
    if not classes:
        return []
    wide = across / len(classes)
    middles = [(place + 0.5) * wide - 0.5 for place in range(len(classes))]
    at = [down - 0.5 + 30 / tall] * len(classes)
    words = words_at(middles, at, list(classes.values()), "middle center", size=theme.SMALL)
    return [_steady(words)]


def _sign_lines(regions: Sequence[_Tile], language: str) -> list[str]:
    """What the signs in the tiles stand for, in lines."""
    met = {tile.state for tile in regions}
    told = [f"{SIGNS[sign]} {say(sign, language)}" for sign in SIGNS if sign in met]
    whole = " · ".join(one.replace(" ", _FIXED) for one in told)
    lines = wrap(whole, NARROW, theme.SMALL) if told else []
    return [line.replace(_FIXED, " ") for line in lines]


def _sign_words(lines: Sequence[str], down: int, tall: float, lower: float) -> list[dict[str, Any]]:
    """The lines under the map."""
    if not lines:
        return []
    at = down - 0.5 + (lower + 8 + _LINE * len(lines) / 2) / tall
    return [_steady(words_at([-0.5], [at], [markup(lines)], "middle right", size=theme.SMALL))]
