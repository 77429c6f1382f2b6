"""Points not yet earned, with the kind of work each asks for told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.marks import nothing, stack, words_at
from dashboard.figures.text import NARROW, markup, width, wrap
from dashboard.figures.words import say
from indicators import wording

KINDS: Final = {
    "bukti": (theme.BLUE, ""),
    "campuran": (theme.TEAL, "/"),
    "capaian": (theme.PLUM, "x"),
}
"""Colour and pattern of each kind of open point; the word stands at the bar."""

_LINE: Final = 18.0
_BAR: Final = 14.0
_LIFT: Final = 3.0
_GAP: Final = 16.0


def open_points(frame: pd.DataFrame, language: str, *, by_kind: bool = True) -> go.Figure:
    """Points not yet earned, a bar a block, indicator or question, in the order given.

    Columns: title, open, max_score (points), kind ('bukti', 'campuran', 'capaian'). Without
    `by_kind` all bars look alike: blocks and indicators hold questions of every kind.
    """
    if frame.empty:
        return nothing(language)
    titles = [wrap(str(title), NARROW) for title in frame["title"]]
    labels = [f"\u00a0{label}" for label in _labels(frame, language, by_kind)]
    lengths = [float(points) for points in frame["open"]]
    tops, height = [], 0.0
    for lines in titles:
        tops.append(height)
        height += _LINE * len(lines) + _LIFT + _BAR + _GAP
    bars = [
        top + _LINE * len(lines) + _LIFT + _BAR / 2 for top, lines in zip(tops, titles, strict=True)
    ]
    share = (NARROW - max(width(label) for label in labels) - 6) / NARROW
    right = (max(lengths) or 1.0) / share
    heads = [top + _LINE * len(lines) / 2 for top, lines in zip(tops, titles, strict=True)]
    traces = [
        _bars(lengths, bars, frame["kind"].tolist() if by_kind else ["bukti"] * len(bars)),
        words_at(
            [0] * len(heads), heads, [markup(lines) for lines in titles], "middle right",
            color=theme.INK,
        ),
        words_at(lengths, bars, labels, "middle right"),
    ]  # fmt: skip
    return theme.figure(traces, stack(height - _GAP + 4, right), language)


def open_points_alt(frame: pd.DataFrame, language: str, *, by_kind: bool = True) -> str:
    """What `open_points` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    labels = zip(frame["title"], _labels(frame, language, by_kind), strict=True)
    listed = "; ".join(f"{title} {label}" for title, label in labels)
    return f"{say('open', language)}: {listed}."


def _labels(frame: pd.DataFrame, language: str, by_kind: bool) -> list[str]:
    """'12 dari 20 · bukti dukung' each, the kind where it tells the bars apart."""
    return [
        f"{wording.number(points, language)} {say('of', language)} "
        f"{wording.number(top, language)}" + (f" · {say(kind, language)}" if by_kind else "")
        for points, top, kind in zip(frame["open"], frame["max_score"], frame["kind"], strict=True)
    ]


def _bars(lengths: Sequence[float], at: Sequence[float], kinds: Sequence[str]) -> dict[str, Any]:
    """One bar an item; the colour of a patterned bar is that of its strokes."""
    colors = [KINDS[kind][0] for kind in kinds]
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(lengths),
        "y": list(at),
        "width": _BAR,
        "marker": {
            "color": colors,
            "pattern": {
                "shape": [KINDS[kind][1] for kind in kinds],
                "size": 6,
                "solidity": 0.4,
            },
            "line": {"color": colors, "width": 1},
        },
        "hoverinfo": "skip",
    }
