"""What waits for evidence, office by office: its own part plain, what it shares hatched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.marks import nothing, stack, words_at
from dashboard.figures.text import NARROW, markup, width, wrap

_LINE: Final = 18.0
_BAR: Final = 14.0
_LIFT: Final = 3.0
_GAP: Final = 16.0


def waiting(frame: pd.DataFrame, language: str) -> go.Figure:
    """A bar an office, in the order given; columns: title, own, shared, label.

    `own` and `shared` are points or questions; the label stands behind the bar.
    """
    if frame.empty:
        return nothing(language)
    titles = [wrap(str(title), NARROW) for title in frame["title"]]
    tops, height = [], 0.0
    for lines in titles:
        tops.append(height)
        height += _LINE * len(lines) + _LIFT + _BAR + _GAP
    bars = [
        top + _LINE * len(lines) + _LIFT + _BAR / 2 for top, lines in zip(tops, titles, strict=True)
    ]
    heads = [top + _LINE * len(lines) / 2 for top, lines in zip(tops, titles, strict=True)]
    labels = [f"\u00a0{label}" for label in frame["label"]]
    own, shared = (frame[name].astype(float).tolist() for name in ("own", "shared"))
    whole = [one + other for one, other in zip(own, shared, strict=True)]
    share = (NARROW - max(width(label) for label in labels) - 6) / NARROW
    right = (max(whole) or 1.0) / share
    traces = [
        _bars(own, [0.0] * len(own), bars, ""),
        _bars(shared, own, bars, "/"),
        words_at(
            [0] * len(heads), heads, [markup(lines) for lines in titles], "middle right",
            color=theme.INK,
        ),
        words_at(whole, bars, labels, "middle right"),
    ]  # fmt: skip
    return theme.figure(traces, stack(height - _GAP + 4, right), language)


def _bars(
    lengths: Sequence[float], base: Sequence[float], at: Sequence[float], pattern: str
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": list(lengths),
        "base": list(base),
        "y": list(at),
        "width": _BAR,
        "marker": {
            "color": theme.BLUE,
            "pattern": {"shape": pattern, "size": 6, "solidity": 0.4},
            "line": {"color": theme.BLUE, "width": 1},
        },
        "hoverinfo": "skip",
    }
