"""The dot plot: a row an area, its interval, and the benchmark as an upright rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures import levels, row_marks
from dashboard.figures.axes import decimals_of, value_axis
from dashboard.figures.levels import LEVELS
from dashboard.figures.marks import key, key_height, nothing, subtitle
from dashboard.figures.rows import Row, bottom, limits, read, shown
from dashboard.figures.text import NARROW, bold, markup, wrap
from dashboard.figures.words import say
from indicators import wording

_PREFIX: Final = {"not_reported": "… "}


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
    'no_rate'), is_selected, verdict (one of `levels.LEVELS`); where given, group (the heading a
    row stands under) and place (its rank interval as text). `benchmark` is (label, value).
    `decimals` as the page prints them, else as the values need; `period_label` names the months
    that a zero covers.
    """
    if frame.empty:
        return nothing(language)
    rows = read(frame, period_label)
    decimals = decimals_of(row.value for row in rows) if decimals is None else decimals
    reach = limits(rows, benchmark)
    axis, top = value_axis(
        max(reach, default=0.0) * 1.02,
        language,
        whole=decimals == 0,
        low=min(reach, default=0.0),
    )
    start = axis["range"][0]
    room = _room(rows, decimals, language)
    met = levels.met(row.verdict for row in shown(rows))
    told = len(met) > 1 or bool(set(met) - {"not_compared"})
    title = _title(rows, start, unit_label, language)
    entries = [(LEVELS[level], say(level, language)) for level in met if told]
    lift = 22.0 * bool(benchmark or room.ranked) + key_height(entries) + 8
    key_shapes, key_words = key(entries, room.left, 4 - lift)
    above, inner = 18.0 * len(title) + lift, bottom(rows)
    ranks, rank_words, rank_traces = _ranks(rows, inner, room, language)
    annotations = [
        *([subtitle(title, room.left, lift)] if title else []),
        *key_words,
        *_benchmark_label(benchmark, start, top, decimals, language),
        *row_marks.headings(rows, room.left),
        *_absent(rows, start, language),
        *rank_words,
    ]
    layout = {
        "height": above + inner + 28,
        "margin": {"l": room.left, "r": room.right + room.ranked, "t": above, "b": 28},
        "xaxis": axis,
        "yaxis": row_marks.names(rows, inner),
        "yaxis2": row_marks.column(rows, room.numbers, inner, room.right),
        **ranks,
        "shapes": _shapes(rows, benchmark, room) + key_shapes,
        "annotations": annotations,
    }
    traces = [row_marks.intervals(rows)] + [_dots(rows, one, decimals, language) for one in met]
    return theme.figure(traces + rank_traces, layout, language)


@dataclass(frozen=True)
class _Room:
    """The column of figures, and the margins that names, figures and ranks need, px."""

    numbers: list[str]
    left: float
    right: float
    ranked: float


def _room(rows: Sequence[Row], decimals: int, language: str) -> _Room:
    numbers = [_number(row, decimals, language) for row in rows]
    places = [row.place for row in rows]
    ranked = row_marks.column_room([say("rank", language), *places]) if any(places) else 0.0
    return _Room(numbers, row_marks.room(rows), row_marks.column_room(numbers), ranked)


def _ranks(
    rows: Sequence[Row], inner: float, room: _Room, language: str
) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """The column of rank intervals: its axis, its heading, and the trace that has it drawn."""
    if not room.ranked:
        return {}, [], []
    edge = room.right + room.ranked
    axis = row_marks.column(rows, [row.place for row in rows], inner, edge)
    return {"yaxis3": axis}, row_marks.column_head(say("rank", language), edge), [_anchor()]


def _anchor() -> dict[str, Any]:
    """An empty trace: an axis without one is not drawn."""
    return {"type": "scatter", "x": [None], "y": [None], "yaxis": "y3", "hoverinfo": "skip"}


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
    for row in rows:
        told += [f"{row.heading}:"] * bool(row.heading)
        told.append(f"{_sentence(row, decimals, language)}.")
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
    if row.place:
        facts.append(f"{say('rank', language)} {row.place}")
    value = f"{row.label} {wording.number(row.value, language, decimals)}"
    return f"{value} ({'; '.join(facts)})" if facts else value


def _number(row: Row, decimals: int, language: str) -> str:
    return "" if row.value is None else wording.number(row.value, language, decimals)


def _dots(rows: Sequence[Row], verdict: str, decimals: int, language: str) -> dict[str, Any]:
    """The areas of one verdict."""
    here = [row for row in shown(rows) if row.verdict == verdict]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for row in here],
        "y": [row.at for row in here],
        "yaxis": "y2",
        "marker": LEVELS[verdict].plotly(),
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


def _shapes(
    rows: Sequence[Row], benchmark: tuple[str, float] | None, room: _Room
) -> list[dict[str, Any]]:
    """The tint behind the chosen row, and the rule of the benchmark."""
    shapes = row_marks.tint(rows, room.left, room.right + room.ranked)
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
