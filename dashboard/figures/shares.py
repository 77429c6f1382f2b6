"""How many of all areas fulfil something, a bar a question or place; what is open is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.marks import flat_bars, nothing, stack, words_at
from dashboard.figures.text import NARROW, markup, width, wrap

_LINE = 18.0
_BAR = 12.0
_LIFT = 3.0
_GAP = 14.0
_WHOLE = 100.0


def shares(frame: pd.DataFrame, language: str) -> go.Figure:
    """A track of 100 % a row: dark what fulfils it, hatched what has not answered.

    Columns: title, share and open_share (percent of the areas), label (words beside the bar).
    """
    if frame.empty:
        return nothing(language)
    titles = [wrap(str(title), NARROW) for title in frame["title"]]
    tops, height = [], 0.0
    for lines in titles:
        tops.append(height)
        height += _LINE * len(lines) + _LIFT + _BAR + _GAP
    places = list(zip(tops, titles, strict=True))
    bars = [top + _LINE * len(lines) + _LIFT + _BAR / 2 for top, lines in places]
    heads = [top + _LINE * len(lines) / 2 for top, lines in places]
    labels = [f"\u00a0{label}" for label in frame["label"]]
    room = max(0.3, (NARROW - max(width(label) for label in labels) - 6) / NARROW)
    done = [float(share) for share in frame["share"]]
    traces = [
        flat_bars([_WHOLE] * len(bars), bars, theme.TRACK, _BAR),
        _hatched(done, [float(share) for share in frame["open_share"]], bars),
        flat_bars(done, bars, theme.BLUE, _BAR),
        words_at([0] * len(heads), heads, [markup(lines) for lines in titles], "middle right",
                 color=theme.INK),
        words_at([_WHOLE] * len(bars), bars, labels, "middle right"),
    ]  # fmt: skip
    return theme.figure(traces, stack(height - _GAP + 4, _WHOLE / room), language)


def shares_alt(frame: pd.DataFrame) -> str:
    """What `shares` shows, in words."""
    told = zip(frame["title"], frame["label"], strict=True)
    return "; ".join(f"{title}: {label}" for title, label in told) + "."


def _hatched(
    starts: Sequence[float], lengths: Sequence[float], at: Sequence[float]
) -> dict[str, Any]:
    """Bars that begin where the dark ones end."""
    bars = flat_bars(lengths, at, theme.TRACK, _BAR)
    pattern = {"shape": "/", "size": 5, "solidity": 0.35, "fgcolor": theme.GREY}
    return {**bars, "base": list(starts), "marker": {**bars["marker"], "pattern": pattern}}
