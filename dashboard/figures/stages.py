"""The stages of one evaluation on one line a region: self-assessment open, later stages filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import row_marks
from dashboard.figures.axes import value_axis
from dashboard.figures.marks import Marker, key, key_height, nothing, subtitle
from dashboard.figures.rows import Row, bottom, read
from dashboard.figures.text import NARROW, markup, wrap
from dashboard.figures.words import say
from indicators import wording

_MARKERS: Final = {
    "mandiri": Marker("circle", 11, theme.WHITE, theme.BLUE, 2),
    "verifikasi_administrasi": Marker("square", 11, theme.BLUE, theme.BLUE),
    "verifikasi_lapangan": Marker("diamond", 12, theme.TEAL, theme.TEAL),
    "akhir": Marker("triangle-up", 12, theme.CHARCOAL, theme.CHARCOAL),
    "tidak_dinyatakan": Marker("cross", 10, theme.GREY, theme.GREY),
}
"""In the order of the stages; shape and fill tell them apart without colour."""


def stages(
    regions: pd.DataFrame,
    scores: pd.DataFrame,
    titles: Mapping[str, str],
    language: str,
    *,
    unit_label: str,
    column_label: str,
) -> go.Figure:
    """A row a region with a mark a stage, joined by a line; on the right what was kept.

    `regions`: region_code, label, is_selected, kept (text). `scores`: region_code, stage, value.
    `titles` names the stages.
    """
    if regions.empty or scores.empty:
        return nothing(language)
    rows = _rows(regions)
    places = dict(zip(regions["region_code"], rows, strict=True))
    kept = regions["kept"].tolist()
    left, inner = row_marks.room(rows), bottom(rows)
    right = row_marks.column_room([column_label, *kept])
    axis, top = value_axis(scores["value"].max(), language, whole=True, low=scores["value"].min())
    start = axis["range"][0]
    pad = 0.03 * (top - start)
    met = [stage for stage in _MARKERS if stage in set(scores["stage"])]
    entries = [(_MARKERS[stage], titles[stage]) for stage in met]
    lines = wrap(_unit(unit_label, start, language), NARROW)
    above = 18.0 * len(lines) + key_height(entries) + 26
    shapes, words = key(entries, left, -(above - 18.0 * len(lines) - 6))
    layout = {
        "height": above + inner + 28,
        "margin": {"l": left, "r": right, "t": above, "b": 28},
        "xaxis": {**axis, "range": [start - pad, top + pad]},
        "yaxis": row_marks.names(rows, inner),
        "yaxis2": row_marks.column(rows, kept, inner, right),
        "shapes": [*row_marks.tint(rows, left, right), *shapes],
        "annotations": [
            subtitle(lines, left, above - 18.0 * len(lines)),
            *words,
            *row_marks.column_head(column_label, right),
        ],
    }
    traces = [_joins(scores, places)]
    traces += [_marks(scores, places, stage, titles[stage], language) for stage in met]
    return theme.figure(traces, layout, language)


def stages_alt(
    regions: pd.DataFrame, scores: pd.DataFrame, titles: Mapping[str, str], language: str
) -> str:
    """What `stages` shows, in words."""
    if regions.empty or scores.empty:
        return f"{say('empty', language)}."
    told = []
    for region in regions.itertuples():
        own = scores[scores["region_code"] == region.region_code]
        parts = [
            f"{titles[stage]} {wording.number(value, language)}"
            for stage, value in zip(own["stage"].tolist(), own["value"].tolist(), strict=True)
        ]
        told.append(f"{region.label}: {', '.join(parts)}.")
    return " ".join(told)


def _rows(regions: pd.DataFrame) -> list[Row]:
    plain = regions.assign(
        value=float("nan"), lower=float("nan"), upper=float("nan"), state="shown", verdict=""
    )
    return read(plain, "")


def _unit(label: str, start: float, language: str) -> str:
    return f"{label} ({say('not_from_zero', language)})" if start > 0 else label


def _joins(scores: pd.DataFrame, places: Mapping[str, Row]) -> dict[str, Any]:
    """A thin line from the lowest to the highest of each region."""
    x: list[float | None] = []
    y: list[float | None] = []
    for code, own in scores.groupby("region_code", sort=False):
        x += [float(own["value"].min()), float(own["value"].max()), None]
        y += [places[str(code)].at, places[str(code)].at, None]
    line = {"color": theme.SPREAD, "width": 3}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "hoverinfo": "skip"}


def _marks(
    scores: pd.DataFrame, places: Mapping[str, Row], stage: str, title: str, language: str
) -> dict[str, Any]:
    own = scores[scores["stage"] == stage]
    codes: Sequence[str] = own["region_code"].tolist()
    values = own["value"].tolist()
    return {
        "type": "scatter",
        "mode": "markers",
        "x": values,
        "y": [places[code].at for code in codes],
        "yaxis": "y2",
        "marker": _MARKERS[stage].plotly(),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [
            markup([f"{places[code].label} · {title}: {wording.number(value, language)}"])
            for code, value in zip(codes, values, strict=True)
        ],
    }
