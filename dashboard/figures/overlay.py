"""What is drawn over the reported figures and was not reported: the fitted trend, the projection.

Neither looks like a report: the trend is a line without points, the projection an open diamond on
a dashed upright line.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from dashboard import theme
from dashboard.figures.text import bold
from dashboard.figures.words import say
from indicators import wording

_TREND: Final = theme.CHARCOAL
_BAND: Final = "rgba(61,61,61,0.10)"
_EDGE: Final = "rgba(61,61,61,0.45)"
_LABEL: Final = 22.0
"""Height of the label over a projection, px."""


def reach(fitted: pd.DataFrame | None, projected: pd.DataFrame | None) -> float:
    """The highest limit of either; 0 without any."""
    frames = [frame for frame in (fitted, projected) if frame is not None and not frame.empty]
    return max((float(frame["upper"].max()) for frame in frames), default=0.0)


def signs(fitted: pd.DataFrame | None, projected: pd.DataFrame | None, language: str) -> list[str]:
    """What their marks mean."""
    told = []
    if _has(fitted):
        told.append(f"{say('fitted', language)}: {say('fitted_means', language)}")
    if _has(projected):
        told.append(f"{say('diamond', language)}: {say('projection_means', language)}")
    return told


def trend(fitted: pd.DataFrame | None, language: str, decimals: int) -> list[dict[str, Any]]:
    """The line of a trend over its own years, in its interval: year, fitted, lower, upper."""
    if fitted is None or fitted.empty:
        return []
    years = fitted["year"].tolist()
    lower, middle, upper = (fitted[name].tolist() for name in ("lower", "fitted", "upper"))
    name = say("fitted_means", language)
    band = {
        "type": "scatter",
        "mode": "lines",
        "x": [*years, *reversed(years)],
        "y": [*upper, *reversed(lower)],
        "fill": "toself",
        "fillcolor": _BAND,
        "line": {"color": _EDGE, "width": 1},
        "hoverinfo": "skip",
        "name": name,
    }
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": years,
        "y": middle,
        "line": {"color": _TREND, "width": 2},
        "hoverinfo": "text",
        "hovertext": [
            f"{name}: {_told(*three, language, decimals)}"
            for three in zip(middle, lower, upper, strict=True)
        ],
        "name": name,
    }
    return [band, line]


def projection(
    projected: pd.DataFrame | None, language: str, decimals: int
) -> list[dict[str, Any]]:
    """The partial year as a whole one: year, value, lower, upper."""
    if projected is None or projected.empty:
        return []
    years, values = projected["year"].tolist(), projected["value"].tolist()
    lower, upper = projected["lower"].tolist(), projected["upper"].tolist()
    name = say("projection", language)
    told = [_told(*three, language, decimals) for three in zip(values, lower, upper, strict=True)]
    spread = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for year in years for x in (year, year, None)],
        "y": [y for pair in zip(lower, upper, strict=True) for y in (*pair, None)],
        "line": {"color": theme.BLUE, "width": 1.5, "dash": "3px,4px"},
        "hoverinfo": "skip",
        "name": name,
    }
    point = {
        "type": "scatter",
        "mode": "markers",
        "x": years,
        "y": values,
        "marker": {
            "symbol": "diamond",
            "size": 11,
            "color": theme.WHITE,
            "line": {"color": theme.BLUE, "width": 1.5},
        },
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [f"{name} {year}: {one}" for year, one in zip(years, told, strict=True)],
        "name": name,
    }
    words = {
        "type": "scatter",
        "mode": "text",
        "x": years,
        "y": upper,
        "text": [f"{name} {bold(wording.number(value, language, decimals))}" for value in values],
        "textposition": "top center",
        "textfont": {"size": theme.SMALL, "color": theme.INK},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": name,
    }
    return [spread, point, words]


def taken(projected: pd.DataFrame | None, unit: float) -> list[tuple[int, float, float]]:
    """Year, lower and upper end of the room that a projection takes; `unit` is one px of height."""
    if projected is None or projected.empty:
        return []
    rows = zip(*(projected[name].tolist() for name in ("year", "lower", "upper")), strict=True)
    return [(int(year), lower, upper + _LABEL * unit) for year, lower, upper in rows]


def told(
    fitted: pd.DataFrame | None, projected: pd.DataFrame | None, language: str, decimals: int
) -> list[str]:
    """Both in words."""
    sentences = []
    if fitted is not None and not fitted.empty:
        first, last = (
            f"{row['year']:.0f} {wording.number(row['fitted'], language, decimals)}"
            for row in (fitted.iloc[0], fitted.iloc[-1])
        )
        sentences.append(
            f"{say('fitted_means', language).capitalize()}: {first} {say('to', language)} {last}."
        )
    if projected is not None and not projected.empty:
        names = ("year", "value", "lower", "upper")
        listed = "; ".join(
            f"{year} {_told(value, lower, upper, language, decimals)}"
            for year, value, lower, upper in zip(
                *(projected[name].tolist() for name in names), strict=True
            )
        )
        sentences.append(f"{say('projection', language)}: {listed}.")
    return sentences


def _has(frame: pd.DataFrame | None) -> bool:
    return frame is not None and not frame.empty


def _told(value: float, lower: float, upper: float, language: str, decimals: int) -> str:
    limits = wording.range_(lower, upper, language, decimals)
    return f"{wording.number(value, language, decimals)} ({say('interval', language)} {limits})"
