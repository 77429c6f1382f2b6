"""The funnel: each area's rate against its number of people, inside or outside the limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import levels, people_axis
from dashboard.figures.axes import room_left, value_axis
from dashboard.figures.labels_apart import Spot, placed
from dashboard.figures.levels import LEVELS
from dashboard.figures.marks import key, key_height, nothing, subtitle
from dashboard.figures.text import NARROW, bold, markup, width, wrap
from dashboard.figures.words import say
from indicators import wording

_TALL: Final = 380.0
_BELOW: Final = 56.0
_RIGHT: Final = 14.0
_HEADROOM: Final = 1.12
_MOST_SHOWN: Final = 1.5
"""The limits are drawn up to this many times the highest rate."""


@dataclass(frozen=True)
class _Area:
    code: str
    label: str
    people: float
    count: float
    rate: float
    lower: float
    upper: float
    far_lower: float
    far_upper: float
    level: str
    is_selected: bool


def funnel(
    areas: pd.DataFrame,
    lines: pd.DataFrame,
    baseline: tuple[str, float],
    language: str,
    *,
    people_label: str,
    unit_label: str = "",
    decimals: int = 1,
) -> go.Figure:
    """A sign an area at its people and rate, between the limits of 95 and 99.8 %.

    `areas`: region_code, label, people, count, rate, lower95, upper95, lower998, upper998, level
    (of `levels.LEVELS`), is_selected. `lines`: the limits by people, as `indicators.funnel.curve`
    gives them. `baseline` is (label, rate). Names stand by the chosen area and by those outside
    the limits as far as there is room; the others are told on hover. `customdata` is the code.
    """
    if areas.empty:
        return nothing(language)
    found = _read(areas)
    axis, place = people_axis.people_axis([area.people for area in found], language)
    rates, top = value_axis(_reach(found, lines, baseline[1]), language, whole=False)
    left = room_left(rates)
    met = levels.met(area.level for area in found)
    entries = [(LEVELS[level], say(f"funnel_{level}", language)) for level in met]
    title = [*(wrap(unit_label, NARROW) if unit_label else []), *wrap(_told(language), NARROW)]
    lift = 26.0 + key_height(entries)
    key_shapes, key_words = key(entries, left, 4 - lift)
    above = 18.0 * len(title) + lift
    layout = {
        "height": above + _TALL + _BELOW,
        "margin": {"l": left, "r": _RIGHT, "t": above, "b": _BELOW},
        "xaxis": axis,
        "yaxis": {**rates, "range": [0, top]},
        "clickmode": "event+select",
        "shapes": key_shapes,
        "annotations": [
            subtitle(title, left, lift),
            *key_words,
            _rule_label(baseline, decimals, language),
            _below(people_label, language, is_log=axis["type"] == "log"),
            *_names(found, place, top, left),
        ],
    }
    traces = [*_limits(lines), _rule(baseline[1], place)]
    traces += [_areas(found, level, decimals, language) for level in met]
    return theme.figure(traces, layout, language)


def funnel_alt(
    areas: pd.DataFrame,
    baseline: tuple[str, float],
    language: str,
    *,
    people_label: str,
    unit_label: str = "",
    decimals: int = 1,
) -> str:
    """What `funnel` shows, in words: the average, then every area with its place."""
    if areas.empty:
        return f"{say('empty', language)}."
    told = [f"{unit_label}."] if unit_label else []
    told.append(f"{baseline[0]}: {wording.number(baseline[1], language, decimals)}.")
    told.append(f"{people_label} × {say('rate', language)}: {_told(language)}.")
    told += [f"{', '.join(_facts(area, decimals, language))}." for area in _read(areas)]
    return " ".join(told)


def _read(areas: pd.DataFrame) -> list[_Area]:
    columns = [
        "region_code", "label", "people", "count", "rate", "lower95", "upper95", "lower998",
        "upper998", "level", "is_selected",
    ]  # fmt: skip
    rows = zip(*(areas[column].tolist() for column in columns), strict=True)
    return [_Area(*row) for row in rows]


def _reach(found: Sequence[_Area], lines: pd.DataFrame, average: float) -> float:
    """The top of the scale: every rate, and of the limits where they are narrowest, at least."""
    highest = max([average, *(area.rate for area in found)]) * _HEADROOM
    if lines.empty:
        return highest
    widest, narrowest = float(lines["upper998"].max()), float(lines["upper998"].min())
    return max(highest, min(widest, max(highest * _MOST_SHOWN, narrowest * _HEADROOM)))


def _told(language: str) -> str:
    return f"{say('funnel_band', language)}: {say('funnel_limits', language)}"


def _facts(area: _Area, decimals: int, language: str) -> list[str]:
    """Name, rate, count, people, the limits for its size, and where it lies."""
    limits = wording.range_(area.lower, area.upper, language, decimals)
    far = wording.range_(area.far_lower, area.far_upper, language, decimals)
    return [
        f"{area.label} {wording.number(area.rate, language, decimals)}",
        f"{wording.number(area.count, language, 0)} {say('from', language)} "
        f"{wording.number(area.people, language, 0)} {say('people', language)}",
        f"{say('limits', language)} 95%: {limits}",
        f"{wording.percent(99.8, language, 1)}: {far}",
        say(f"funnel_{area.level}", language).lower(),
    ]


def _limits(lines: pd.DataFrame) -> list[dict[str, Any]]:
    """The 95 % limits as a band, the 99.8 % limits as dashed lines."""
    if lines.empty:
        return []
    people = lines["people"].tolist()
    thin = {"color": theme.SPREAD, "width": 1}
    dashed = {"color": theme.SPREAD, "width": 1.2, "dash": "dash"}
    drawn = (
        ("lower95", thin, None), ("upper95", thin, "tonexty"),
        ("lower998", dashed, None), ("upper998", dashed, None),
    )  # fmt: skip
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": column,
            "x": people,
            "y": lines[column].tolist(),
            "line": line,
            "hoverinfo": "skip",
            **({"fill": fill, "fillcolor": theme.TINT} if fill else {}),
        }
        for column, line, fill in drawn
    ]


def _areas(found: Sequence[_Area], level: str, decimals: int, language: str) -> dict[str, Any]:
    """The areas of one level; the chosen one has an orange rim."""
    here = [area for area in found if area.level == level]
    sign = LEVELS[level]
    rims = [theme.ORANGE if area.is_selected else sign.edge for area in here]
    wide = [3.0 if area.is_selected else sign.rim for area in here]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": say(f"funnel_{level}", language),
        "x": [area.people for area in here],
        "y": [area.rate for area in here],
        "customdata": [area.code for area in here],
        "marker": {**sign.plotly(), "opacity": 1, "line": {"color": rims, "width": wide}},
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [markup(_facts(area, decimals, language)) for area in here],
    }


def _names(
    found: Sequence[_Area], place: people_axis.Place, top: float, left: float
) -> list[dict[str, Any]]:
    """Names by the chosen area and by those outside, where none covers another or a sign."""
    across = NARROW - left - _RIGHT
    spots = [
        Spot(area.label, place(area.people) * across, (1 - area.rate / top) * _TALL,
             width(area.label, theme.SMALL))
        for area in found
    ]  # fmt: skip
    order = sorted(range(len(found)), key=lambda one: _urgency(found[one]))
    wanted = [one for one in order if found[one].is_selected or found[one].level != "similar"]
    return [
        {
            "x": place.axis(found[one].people),
            "y": found[one].rate,
            "xanchor": side.xanchor,
            "yanchor": side.yanchor,
            "xshift": side.xshift,
            "yshift": side.yshift,
            "text": bold(text) if found[one].is_selected else text,
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.SMALL, "color": theme.INK},
        }
        for one, side in placed(spots, wanted, across, _TALL).items()
        if (text := markup([found[one].label]))
    ]


def _urgency(area: _Area) -> tuple[bool, bool, float]:
    """The chosen area first, then those far outside, the larger ones first."""
    return not area.is_selected, not area.level.startswith("far_"), -area.people


def _rule(average: float, place: people_axis.Place) -> dict[str, Any]:
    """The average from edge to edge, over the band and under the signs."""
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "baseline",
        "x": [place.people(place.low), place.people(place.high)],
        "y": [average, average],
        "line": {"color": theme.CHARCOAL, "width": 1.5},
        "hoverinfo": "skip",
    }


def _rule_label(baseline: tuple[str, float], decimals: int, language: str) -> dict[str, Any]:
    """Name and value of the average, over the plot: on its rule it would cover areas."""
    label, value = baseline
    number = bold(wording.number(value, language, decimals))
    return {
        "x": 1, "xref": "paper", "xanchor": "right", "y": 1, "yref": "paper",
        "yanchor": "bottom", "yshift": 6, "showarrow": False, "borderpad": 0,
        "text": f"{say('bar_flat', language)}: {markup([label])} {number}",
        "font": {"size": theme.SMALL, "color": theme.CHARCOAL},
    }  # fmt: skip


def _below(people_label: str, language: str, *, is_log: bool) -> dict[str, Any]:
    """What the scale counts, under it."""
    scale = f", {say('log_scale', language)}" if is_log else ""
    return {
        "x": 1, "xref": "paper", "xanchor": "right", "y": 0, "yref": "paper",
        "yanchor": "top", "yshift": -32, "showarrow": False, "borderpad": 0,
        "text": markup([f"{people_label} ({say('thousands', language)}){scale}"]),
        "font": {"size": theme.SMALL, "color": theme.MUTED},
    }  # fmt: skip
