"""The dot plot: a row an area, its interval, and the benchmark as an upright rule."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.axes import decimals_of, value_axis
from dashboard.figures.marks import Marker, key, key_height, nothing, subtitle
from dashboard.figures.rows import LABEL, Row, limits, read, shown
from dashboard.figures.text import NARROW, bold, bold_width, markup, wrap
from dashboard.figures.words import say
from indicators import wording

_PREFIX: Final = {"not_reported": "… "}
VERDICTS: Final = {
    "higher": Marker("triangle-up", 11, theme.BLUE, theme.BLUE),
    "similar": Marker("circle", 9, theme.GREY, theme.GREY),
    "lower": Marker("triangle-down", 11, theme.LIGHT_BLUE, theme.LIGHT_BLUE),
    "not_compared": Marker("circle", 9, theme.WHITE, theme.BLUE),
}
"""Colour and shape of a verdict; the word stands in the key."""


def dots(
    frame: pd.DataFrame,
    benchmark: tuple[str, float] | None,
    language: str,
    *,
    unit_label: str = "",
    decimals: int | None = None,
    period_label: str = "",
) -> go.Figure:
    """A row a region in the order given: value, its 95 % interval, and the benchmark as a rule.

    Columns: label, value, lower, upper, state ('shown', 'hidden', 'not_reported', 'no_data',
    'no_rate'), is_selected, verdict ('higher', 'lower', 'similar', 'not_compared'). `benchmark` is
    (label, value). `decimals` as the page prints them, else as the values need; `period_label`
    names the months that a zero covers.
    """
    if frame.empty:
        return nothing(language)
    rows = read(frame, period_label)
    decimals = decimals_of(row.value for row in rows) if decimals is None else decimals
    axis, top = value_axis(
        max(limits(rows, benchmark), default=0.0) * 1.02,
        language,
        whole=decimals == 0,
        low=min(limits(rows, benchmark), default=0.0),
    )
    start = axis["range"][0]
    numbers = [_number(row, decimals, language) for row in rows]
    left = 10 + max(bold_width(line) for row in rows for line in wrap(row.label, LABEL))
    right = 10 + max(bold_width(number) for number in numbers)
    inner = sum(row.tall for row in rows) + 8
    met = {row.verdict for row in shown(rows)}
    verdicts = [verdict for verdict in VERDICTS if verdict in met]
    told = len(verdicts) > 1 or bool(set(verdicts) - {"not_compared"})
    title = _title(rows, start, unit_label, language)
    head = 22.0 * bool(benchmark)
    entries = [(VERDICTS[verdict], say(verdict, language)) for verdict in verdicts if told]
    lift = head + key_height(entries) + 8
    key_shapes, key_words = key(entries, left, 4 - lift)
    above = 18.0 * len(title) + lift
    traces = [_intervals(rows)] + [_dots(rows, verdict, decimals, language) for verdict in verdicts]
    layout = {
        "height": above + inner + 28,
        "margin": {"l": left, "r": right, "t": above, "b": 28},
        "xaxis": axis,
        "yaxis": _names(rows, inner),
        "yaxis2": _column(rows, numbers, inner, right),
        "shapes": _shapes(rows, benchmark, left, right) + key_shapes,
        "annotations": [
            *([subtitle(title, left, lift)] if title else []),
            *key_words,
            *_benchmark_label(benchmark, start, top, decimals, language),
            *_absent(rows, start, language),
        ],
    }
    return theme.figure(traces, layout, language)


def _title(rows: Sequence[Row], start: float, unit_label: str, language: str) -> list[str]:
    """The unit, and what has to be known to read the scale."""
    lines = wrap(unit_label, NARROW) if unit_label else []
    if any(row.lower is not None for row in shown(rows)):
        lines.append(f"{say('bar_flat', language)}: {say('interval', language)}")
    return [*lines, say("not_from_zero", language)] if start > 0 else lines


def dots_alt(
    frame: pd.DataFrame,
    benchmark: tuple[str, float] | None,
    language: str,
    *,
    unit_label: str = "",
    decimals: int | None = None,
    period_label: str = "",
) -> str:
    """What `dots` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    rows = read(frame, period_label)
    decimals = decimals_of(row.value for row in rows) if decimals is None else decimals
    told = [f"{unit_label}."] if unit_label else []
    if benchmark:
        told.append(f"{benchmark[0]}: {wording.number(benchmark[1], language, decimals)}.")
    told += [f"{_sentence(row, decimals, language)}." for row in rows]
    return " ".join(told)


def _sentence(row: Row, decimals: int, language: str) -> str:
    """'Kota Bogor 2,3 (rentang 95%: 1,9–2,8; lebih tinggi)'; a zero says its months."""
    if row.value is None:
        return f"{row.label} {say(row.state, language)}"
    facts = [row.period] if row.value == 0 and row.period else []
    if row.lower is not None and row.upper is not None:
        limits = wording.range_(row.lower, row.upper, language, decimals)
        facts.append(f"{say('interval', language)}: {limits}")
    if row.verdict != "not_compared":
        facts.append(say(row.verdict, language).lower())
    value = f"{row.label} {wording.number(row.value, language, decimals)}"
    return f"{value} ({'; '.join(facts)})" if facts else value


def _number(row: Row, decimals: int, language: str) -> str:
    return "" if row.value is None else wording.number(row.value, language, decimals)


def _intervals(rows: Sequence[Row]) -> dict[str, Any]:
    """The 95 % intervals, one thin bar a row."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in shown(rows):
        if row.lower is not None and row.upper is not None:
            x += [row.lower, row.upper, None]
            y += [row.at, row.at, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"color": theme.SPREAD, "width": 3},
        "hoverinfo": "skip",
    }


def _dots(rows: Sequence[Row], verdict: str, decimals: int, language: str) -> dict[str, Any]:
    """The areas of one verdict."""
    here = [row for row in shown(rows) if row.verdict == verdict]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in here],
        "y": [row.at for row in here],
        "yaxis": "y2",
        "marker": VERDICTS[verdict].plotly(),
        "name": say(verdict, language),
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": [markup([_sentence(row, decimals, language)]) for row in here],
    }


def _absent(rows: Sequence[Row], start: float, language: str) -> list[dict[str, Any]]:
    """Rows without a value keep their place and say why."""
    return [
        {
            "x": start,
            "xanchor": "left",
            "xshift": 5,
            "y": row.at,
            "text": f"{_PREFIX.get(row.state, '')}{say(row.state, language)}",
            "showarrow": False,
            "borderpad": 1,
            "bgcolor": theme.TINT if row.is_selected else theme.WHITE,
            "font": {"size": theme.TEXT, "color": theme.MUTED},
        }
        for row in rows
        if row.value is None
    ]


def _names(rows: Sequence[Row], inner: float) -> dict[str, Any]:
    """The names to the left of the rows, the chosen one in bold."""
    texts = [markup(wrap(row.label, LABEL)) for row in rows]
    return {
        **theme.BARE_AXIS,
        "range": [inner, 0],
        "showticklabels": True,
        "tickvals": [row.at for row in rows],
        "ticktext": [bold(t) if r.is_selected else t for t, r in zip(texts, rows, strict=True)],
        "tickfont": {"size": theme.TEXT, "color": theme.INK},
        "ticklabelstandoff": 8,
    }


def _column(
    rows: Sequence[Row], numbers: Sequence[str], inner: float, right: float
) -> dict[str, Any]:
    """The values as a column of figures, aligned to the right in the right margin."""
    return {
        **_names(rows, inner),
        "ticktext": [
            bold(number) if row.is_selected else number
            for number, row in zip(numbers, rows, strict=True)
        ],
        "ticklabelstandoff": 0,
        "overlaying": "y",
        "anchor": "free",
        "side": "left",
        "position": 1,
        "shift": right - 1,
    }


def _shapes(
    rows: Sequence[Row], benchmark: tuple[str, float] | None, left: float, right: float
) -> list[dict[str, Any]]:
    """The tint behind the chosen row, from edge to edge, and the rule of the benchmark."""
    tint = {"type": "rect", "fillcolor": theme.TINT, "line": {"width": 0}, "layer": "below"}
    shapes: list[dict[str, Any]] = []
    for row in rows:
        if row.is_selected:
            box = {
                **tint,
                "xref": "paper",
                "y0": row.at - row.tall / 2,
                "y1": row.at + row.tall / 2,
            }
            shapes += [
                {**box, "x0": 0, "x1": 1},
                {**box, "xsizemode": "pixel", "xanchor": 0, "x0": -left, "x1": 0},
                {**box, "xsizemode": "pixel", "xanchor": 1, "x0": 0, "x1": right},
            ]
    if benchmark:
        line = {"color": theme.CHARCOAL, "width": 1.5}
        place = {"x0": benchmark[1], "x1": benchmark[1], "yref": "paper", "y0": 0, "y1": 1}
        shapes.append({"type": "line", **place, "line": line, "layer": "below"})
    return shapes


def _benchmark_label(
    benchmark: tuple[str, float] | None, start: float, top: float, decimals: int, language: str
) -> list[dict[str, Any]]:
    """Name and value of the benchmark above its rule."""
    if benchmark is None:
        return []
    label, value = benchmark
    share = (value - start) / (top - start)
    anchor = "left" if share < 0.3 else "right" if share > 0.7 else "center"
    return [
        {
            "x": value,
            "xanchor": anchor,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": f"{markup([label])} {bold(wording.number(value, language, decimals))}",
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": theme.SMALL, "color": theme.CHARCOAL},
        }
    ]
