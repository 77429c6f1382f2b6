"""The tile map: every region the same size, shaded in neutral blues, its name and value inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.axes import decimals_of
from dashboard.figures.marks import nothing, subtitle
from dashboard.figures.text import NARROW, bold, markup, squeeze, width, wrap
from dashboard.figures.tile_key import (
    KEY,
    LINE,
    MARKS,
    Tile,
    class_words,
    classes_of,
    sign_lines,
    sign_words,
    steady,
    swatches,
)
from dashboard.figures.words import SIGNS, say
from indicators import wording

_SIDE: Final = 0.94
"""Share of its cell that a tile takes."""
_UNREPORTED: Final = "#F5F7F9"
_FILLS: Final = {
    "shown": theme.TRACK, "hidden": theme.HATCH, "not_reported": _UNREPORTED,
    "no_data": theme.WHITE, "no_rate": theme.WHITE,
}  # fmt: skip
"""Colour of a tile without a class, by its state."""
SIDE_BY_SIDE: Final = 5
"""Columns up to which a map shares the width of the page with another chart."""
_ROOMY: Final = {True: 400.0, False: 760.0}
"""Width from which whole names are shown, px: of a map that shares the page, and of a wide one.

The first trace of words has the names for a narrow screen, the second the whole ones; the style
sheet shows one of them, by the width of the figure.
"""
_DARK: Final = 3
"""Levels from here on carry white text."""


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
    shown); where given, mark ('higher', 'lower' or none): a sign by the value. `customdata` of a
    tile is its region_code; the key below the map takes no click.
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
    tall = max(LINE * (1 + max(len(lines) for lines in names)) + 10, 56.0)
    classes = classes_of(regions, decimals, language)
    signs = sign_lines(regions, language)
    below = KEY * bool(classes) + (LINE * len(signs) + 8) * bool(signs) + 4
    title = wrap(unit_label, NARROW) if unit_label else []
    above = 18.0 * len(title) + 10 * bool(title)
    traces = [_bars(regions, selected, decimals, language)]
    traces.append(_names(regions, names, decimals, language))
    traces.append(_names(regions, whole, decimals, language))
    traces += class_words(classes, across, down, tall)
    traces += sign_words(signs, down, tall, KEY * bool(classes))
    layout = {
        "height": above + down * tall + below,
        "margin": {"l": 0, "r": 0, "t": above, "b": 0},
        "xaxis": {**theme.BARE_AXIS, "range": [-0.5, across - 0.5]},
        "yaxis": {**theme.BARE_AXIS, "range": [down - 0.5 + below / tall, -0.5]},
        "clickmode": "event+select",
        "shapes": swatches(classes, across, down, tall),
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


def _read(tiles: pd.DataFrame, period: str) -> list[Tile]:
    """The rows of the frame."""
    columns = ["region_code", "label", "col", "row", "value", "state", "level"]
    marks = tiles["mark"].tolist() if "mark" in tiles.columns else [""] * len(tiles)
    return [
        Tile(
            str(code),
            str(label),
            int(col),
            int(row),
            float(value) if state == "shown" else None,
            state,
            None if state != "shown" or pd.isna(level) else int(level),
            period,
            mark if isinstance(mark, str) else "",
        )
        for code, label, col, row, value, state, level, mark in zip(
            *(tiles[column].tolist() for column in columns), marks, strict=True
        )
    ]


def _shown(tile: Tile) -> bool:
    return tile.value is not None


def _sentence(tile: Tile, decimals: int, language: str) -> str:
    """'Kota Bogor 4,8', or the word for why there is no value; a zero says its months."""
    if tile.value is None:
        return f"{tile.label} {say(tile.state, language)}"
    months = f" ({tile.period})" if tile.value == 0 and tile.period else ""
    mark = f" ({say(tile.mark, language).lower()})" if tile.mark else ""
    return f"{tile.label} {wording.number(tile.value, language, decimals)}{months}{mark}"


def _whole(name: str, room: float) -> list[str]:
    """A name broken at blanks only, unless a single word is wider than its tile."""
    if any(width(word, theme.SMALL) > room for word in name.split()):
        return squeeze(name, room, theme.SMALL)
    return wrap(name, room, theme.SMALL)


def _bars(
    regions: Sequence[Tile], selected: str | None, decimals: int, language: str
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
    regions: Sequence[Tile], names: Sequence[Sequence[str]], decimals: int, language: str
) -> dict[str, Any]:
    """Name and value in the middle of each tile, light on dark and dark on light."""
    values = [
        SIGNS[tile.state]
        if tile.value is None
        else " ".join([wording.number(tile.value, language, decimals), *MARKS.get(tile.mark, "")])
        for tile in regions
    ]
    return steady(
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


def _paint(regions: Sequence[Tile], selected: str | None) -> dict[str, Any]:
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
