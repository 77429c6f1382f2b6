"""Where a score stands: the ruler of award bands, and the blocks against their maxima."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.marks import flat_bars, nothing, stack, upright, words_at
from dashboard.figures.text import NARROW, bold, markup, width, wrap
from dashboard.figures.words import say
from indicators import wording
from indicators.definition import Band

FULL: Final = 1000.0
"""Points of a whole form."""

_TRACK_TOP: Final = 58.0
_TRACK: Final = 18.0
_TINTS: Final = ("#E9EEF2", "#D3DFEA", "#B3C9DC", "#8FB0CC", "#6492B9", "#3F749F")
_LINE: Final = 18.0


@dataclass(frozen=True)
class _Stretch:
    """The part of the scale a band takes, without the gaps of print."""

    title: str
    start: float
    end: float
    printed: str


def ruler(
    value: float | None,
    bands: Sequence[Band],
    *,
    stage_label: str,
    language: str,
    others: Sequence[tuple[str, float]] = (),
) -> go.Figure:
    """The score on a scale of 0 to 1000 with the printed award bands.

    `others` are the further totals found in the same file as (label, points). Without a value
    the bands stand alone and say so.
    """
    stretches = _stretches(bands, language)
    traces = [_bands(stretches), _band_titles(stretches), _edges(stretches, language)]
    leaders = [_leader(stretch) for stretch in _raised(stretches)]
    bottom = _TRACK_TOP + _TRACK
    if value is None:
        traces.append(words_at([0], [bottom + 18], [say("no_score", language)], "middle right"))
        height = bottom + 34
    else:
        marks, lines, height = _marks(value, stage_label, others, language)
        traces += marks
        leaders += lines
    margin = {"l": 18, "r": 18, "t": 0, "b": 0}
    layout = stack(height, FULL, {"margin": margin, "shapes": leaders})
    return theme.figure(traces, layout, language)


def ruler_alt(
    value: float | None,
    bands: Sequence[Band],
    *,
    stage_label: str,
    language: str,
    others: Sequence[tuple[str, float]] = (),
) -> str:
    """What `ruler` shows, in words."""
    stretches = _stretches(bands, language)
    printed = "; ".join(f"{stretch.title} {stretch.printed}" for stretch in stretches)
    scale = f"{say('score_scale', language)}: {printed}."
    if value is None:
        return f"{scale} {say('no_score', language)}."
    points = say("points", language)
    told = f"{stage_label}: {wording.number(value, language)} {points}."
    if others:
        listed = "; ".join(f"{label} {wording.number(x, language)}" for label, x in others)
        told = f"{told} {say('other_totals', language)}: {listed}."
    return f"{scale} {told}"


def _stretches(bands: Sequence[Band], language: str) -> list[_Stretch]:
    """Bands in order; each starts where the one below ends (601 is drawn from 600)."""
    ordered = sorted(bands, key=lambda band: band.lower)
    stretches: list[_Stretch] = []
    for band in ordered:
        start = min(band.lower, math.ceil(stretches[-1].end)) if stretches else band.lower
        lower, upper = (wording.number(x, language, 0) for x in (band.lower, band.upper))
        stretches.append(_Stretch(band.title.in_(language), start, band.upper, f"{lower}–{upper}"))
    return stretches


def _bands(stretches: Sequence[_Stretch]) -> dict[str, Any]:
    """The track: one bar, a stretch a band, lightest first."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [stretch.start for stretch in stretches],
        "x": [stretch.end - stretch.start for stretch in stretches],
        "y": [_TRACK_TOP + _TRACK / 2] * len(stretches),
        "width": _TRACK,
        "marker": {
            "color": list(_TINTS[: len(stretches)]),
            "line": {"color": theme.WHITE, "width": 1.5},
        },
        "hoverinfo": "text",
        "hovertext": [f"{markup([stretch.title])}: {stretch.printed}" for stretch in stretches],
    }


def _raised(stretches: Sequence[_Stretch]) -> Sequence[_Stretch]:
    """Every second band from the third on: titles in one line would collide."""
    return stretches[2::2]


def _band_titles(stretches: Sequence[_Stretch]) -> dict[str, Any]:
    raised = _raised(stretches)
    return words_at(
        [(stretch.start + stretch.end) / 2 for stretch in stretches],
        [10 if stretch in raised else 27 for stretch in stretches],
        [markup([stretch.title]) for stretch in stretches],
        "middle center",
        color=theme.INK,
    )


def _leader(stretch: _Stretch) -> dict[str, Any]:
    """A thin line from a raised title down to its band."""
    middle = (stretch.start + stretch.end) / 2
    return upright(middle, 19, _TRACK_TOP - 3, theme.RULE)


def _edges(stretches: Sequence[_Stretch], language: str) -> dict[str, Any]:
    """The edges between bands, labelled on the spot."""
    edges = sorted({0.0, FULL, *(stretch.start for stretch in stretches)})
    labels = [wording.number(edge, language, 0) for edge in edges]
    return words_at(
        edges, [_TRACK_TOP - 10] * len(edges), labels, "middle center", size=theme.SMALL
    )


def _marks(
    value: float, stage_label: str, others: Sequence[tuple[str, float]], language: str
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], float]:
    """The score and the other totals below the track: traces, drop lines, height of it all."""
    bottom = _TRACK_TOP + _TRACK
    side = "left" if value >= FULL / 2 else "right"
    room = NARROW * max(value, FULL - value) / FULL - 24
    stage = wrap(stage_label, room)
    traces = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [value],
            "y": [bottom + 9],
            "marker": {"symbol": "triangle-up", "size": 15, "color": theme.BLUE},
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers+text",
            "x": [value],
            "y": [bottom + 17],
            "marker": {"size": 15, "opacity": 0},
            "text": [bold(wording.number(value, language))],
            "textfont": {"size": 20, "color": theme.BLUE},
            "textposition": f"middle {side}",
            "cliponaxis": False,
            "hoverinfo": "skip",
        },
        {
            **words_at([value] * len(stage), [], stage, f"middle {side}"),
            "y": [bottom + 38 + _LINE * line for line in range(len(stage))],
            "mode": "markers+text",
            "marker": {"size": 15, "opacity": 0},
        },
    ]
    start = bottom + 38 + _LINE * len(stage)
    lines = [upright(value, _TRACK_TOP, bottom + 9, theme.BLUE, 2)]
    rows = [start + 4 + 20 * row for row in range(len(others))]
    if others:
        traces.append(_other_totals(others, rows, side, language))
        lines += [
            upright(x, bottom, row - 5, theme.RULE)
            for (_, x), row in zip(others, rows, strict=True)
        ]
    return traces, lines, (rows[-1] if rows else start - _LINE) + 18


def _other_totals(
    others: Sequence[tuple[str, float]], rows: Sequence[float], side: str, language: str
) -> dict[str, Any]:
    """Totals of the same file on another level: small open markers, a line each."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for _, x in others],
        "y": list(rows),
        "marker": {
            "symbol": "circle",
            "size": 9,
            "color": theme.WHITE,
            "line": {"color": theme.BLUE, "width": 1.5},
        },
        "text": [
            f"\u00a0{wording.number(x, language)} · {markup([label])}\u00a0" for label, x in others
        ],
        "textfont": {"size": theme.SMALL, "color": theme.MUTED},
        "textposition": f"middle {side}",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def blocks(frame: pd.DataFrame, language: str) -> go.Figure:
    """Points earned of the maximum, a bar a block, in the order given (that of the form).

    Columns: title, score, max_score (points), percent (0 to 100). An empty score is not reported.
    """
    if frame.empty:
        return nothing(language)
    labels = _block_labels(frame, language)
    titles = [
        wrap(str(title), NARROW - width(label) - 16)
        for title, label in zip(frame["title"], labels, strict=True)
    ]
    tops, height = [], 0.0
    for lines in titles:
        tops.append(height)
        height += _LINE * len(lines) + 34
    bars = [top + _LINE * len(lines) + 10 for top, lines in zip(tops, titles, strict=True)]
    percents = [0.0 if pd.isna(percent) else float(percent) for percent in frame["percent"]]
    traces = [
        flat_bars([100.0] * len(bars), bars, theme.TRACK),
        flat_bars(percents, bars, theme.BLUE),
        words_at(
            [0] * len(bars),
            [top + _LINE * len(lines) / 2 for top, lines in zip(tops, titles, strict=True)],
            [markup(lines) for lines in titles],
            "middle right",
            color=theme.INK,
        ),
        words_at([100] * len(bars), [bar - 19 for bar in bars], labels, "middle left"),
    ]
    return theme.figure(traces, stack(height - 14, 100), language)


def blocks_alt(frame: pd.DataFrame, language: str) -> str:
    """What `blocks` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    labels = zip(frame["title"], _block_labels(frame, language), strict=True)
    listed = "; ".join(f"{title} {label}" for title, label in labels)
    return f"{say('earned', language)}: {listed}."


def _block_labels(frame: pd.DataFrame, language: str) -> list[str]:
    """'127,66 / 164 (78%)' each, or the word when nothing was reported."""
    labels = []
    for score, top, percent in zip(
        frame["score"], frame["max_score"], frame["percent"], strict=True
    ):
        most = wording.number(top, language)
        if pd.isna(score):
            labels.append(f"… {say('not_reported', language)} / {most}")
        else:
            share = wording.percent(percent, language, 0)
            labels.append(f"{wording.number(score, language)} / {most} ({share})")
    return labels
