"""Outcomes against their targets: each on a scale of its own, with what it is compared with."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Final

import pandas as pd
import plotly.graph_objects as go

from dashboard import theme
from dashboard.figures.axes import round_up
from dashboard.figures.marks import Marker, flat_bars, key, key_height, nothing, stack, words_at
from dashboard.figures.text import NARROW, bold, markup, width, wrap
from dashboard.figures.words import say
from indicators import wording

TARGET: Final = Marker("line-ns", 17, theme.INK, theme.INK, 3)
EXPIRED: Final = Marker("line-ns", 17, theme.GREY, theme.GREY, 3)
PROVINCE: Final = Marker("circle", 9, theme.WHITE, theme.INK)
NATION: Final = Marker("diamond", 10, theme.WHITE, theme.INK)

_LINE: Final = 18.0
_TRACK: Final = 14.0
_GAP: Final = 22.0


@dataclass(frozen=True)
class _Outcome:
    """One outcome; `signs` are the marks on its bar: the marker, where it stands, its words."""

    title: str
    about: str
    value: float | None
    shown: str
    full: float
    signs: tuple[tuple[Marker, float, str], ...]


@dataclass(frozen=True)
class _Place:
    """Where one outcome stands, px from the top: its lines, the middle of its bar, its key."""

    outcome: _Outcome
    title: list[str]
    about: list[str]
    top: float

    @property
    def about_top(self) -> float:
        return self.top + _LINE * len(self.title)

    @property
    def bar(self) -> float:
        return self.about_top + _LINE * len(self.about) + 14

    @property
    def key_top(self) -> float:
        return self.bar + 13

    @property
    def bottom(self) -> float:
        return self.key_top + key_height(self.entries)

    @property
    def entries(self) -> list[tuple[Marker, str]]:
        return [(marker, word) for marker, _, word in self.outcome.signs]


def bullets(frame: pd.DataFrame, language: str) -> go.Figure:
    """One row an outcome: its value, its targets, its province and the nation on one scale.

    A row a target; rows of one outcome follow each other and share `title`. Columns: title,
    value, target (may be empty), target_label ('Target RPJMN 2024'), is_expired, better
    ('higher', 'lower', 'none'), province_value, national_value (may be empty), unit ('persen',
    'jumlah', 'indeks'). Optional columns: `detail` (year and source) is set under the title,
    `province_year` and `national_year` stand beside their values.
    """
    if frame.empty:
        return nothing(language)
    places: list[_Place] = []
    for outcome in _outcomes(frame, language):
        title = wrap(outcome.title, NARROW - width(outcome.shown, 15) - 20)
        top = places[-1].bottom + _GAP if places else 0.0
        places.append(_Place(outcome, title, wrap(outcome.about, NARROW), top))
    keys = [key(place.entries, 0, place.key_top) for place in places]
    layout = stack(
        places[-1].bottom + 4,
        1,
        {
            "shapes": [shape for shapes, _ in keys for shape in shapes],
            "annotations": [word for _, words in keys for word in words],
        },
    )
    return theme.figure([*_bars(places), *_words(places), *_signs(places)], layout, language)


def bullets_alt(frame: pd.DataFrame, language: str) -> str:
    """What `bullets` shows, in words."""
    if frame.empty:
        return f"{say('empty', language)}."
    told = []
    for outcome in _outcomes(frame, language):
        signs = "; ".join(word for _, _, word in outcome.signs)
        beside = f": {signs}" if signs else ""
        told.append(f"{outcome.title} {outcome.shown} ({outcome.about}){beside}.")
    return " ".join(told)


def _outcomes(frame: pd.DataFrame, language: str) -> list[_Outcome]:
    """The rows of each outcome together, in the order given."""
    records = frame.to_dict("records")
    return [
        _outcome(list(rows), language)
        for _, rows in groupby(records, key=lambda row: str(row["title"]))
    ]


def _outcome(rows: Sequence[Mapping[Hashable, Any]], language: str) -> _Outcome:
    """One outcome from its rows, a row a target."""
    first = rows[0]
    unit = str(first["unit"])
    value = _known(first["value"])
    references = [("province", PROVINCE), ("national", NATION)]
    signs = [
        _target(row, at, unit, language)
        for row in rows
        if (at := _known(row["target"])) is not None
    ]
    target = [] if signs else [say("no_target", language)]
    signs += [
        (marker, at, _reference(name, at, first.get(f"{name}_year"), unit, language))
        for name, marker in references
        if (at := _known(first[f"{name}_value"])) is not None
    ]
    full = _full([value or 0.0, *(at for _, at, _ in signs)], unit)
    scale = f"{say('scale', language)}\u00a00–{_figure(full, unit, language)}"
    detail = first.get("detail")
    about = [detail] if isinstance(detail, str) and detail else []
    about += [say(f"better_{first['better']}", language), scale, *target]
    shown = f"… {say('not_reported', language)}"
    if value is not None:
        shown = _figure(value, unit, language)
    return _Outcome(str(first["title"]), " · ".join(about), value, shown, full, tuple(signs))


def _target(
    row: Mapping[Hashable, Any], target: float, unit: str, language: str
) -> tuple[Marker, float, str]:
    """One target as a sign; an expired one is grey and says so."""
    words = f"{row['target_label']}: {_figure(target, unit, language)}"
    if row["is_expired"]:
        return EXPIRED, target, f"{words} ({say('expired', language)})"
    return TARGET, target, words


def _reference(
    name: str,
    at: float,
    year: Any,  # noqa: ANN401  a cell of a frame
    unit: str,
    language: str,
) -> str:
    """The value of the province or the nation, with its own year where that is known."""
    when = "" if year is None or pd.isna(year) else f" ({int(year)})"
    return f"{say(name, language)} {_figure(at, unit, language)}{when}"


def _known(value: float | None) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def _figure(value: float, unit: str, language: str) -> str:
    """The value in its unit: 20,2%, 5.628, 73,49."""
    if unit == "persen":
        return wording.percent(value, language)
    return wording.number(value, language, 0 if unit == "jumlah" else None)


def _full(values: Sequence[float], unit: str) -> float:
    """The end of the scale: round, a little beyond the highest mark; 100 for high percentages."""
    reach = max(values)
    if unit == "persen" and 45 < reach <= 100:
        return 100.0
    return round_up(reach * 1.05)


def _bars(places: Sequence[_Place]) -> list[dict[str, Any]]:
    """The scale as a light track and the value as a bar on it."""
    at = [place.bar for place in places]
    values = [(place.outcome.value or 0.0) / place.outcome.full for place in places]
    return [
        flat_bars([1.0] * len(at), at, theme.TRACK, _TRACK),
        flat_bars(values, at, theme.BLUE, _TRACK - 6),
    ]


def _words(places: Sequence[_Place]) -> list[dict[str, Any]]:
    """Title to the left, value to the right, and below what direction and scale mean."""
    heads = [place.top + _LINE * len(place.title) / 2 for place in places]
    titles = [bold(markup(place.title)) for place in places]
    values = [bold(place.outcome.shown) for place in places]
    below = [place.about_top + _LINE * len(place.about) / 2 for place in places]
    zero, one = [0.0] * len(places), [1.0] * len(places)
    ends = [place.top + _LINE / 2 for place in places]
    return [
        words_at(zero, heads, titles, "middle right", color=theme.INK),
        words_at(one, ends, values, "middle left", color=theme.BLUE, size=15),
        words_at(zero, below, [markup(place.about) for place in places], "middle right",
                 size=theme.SMALL),
    ]  # fmt: skip


def _signs(places: Sequence[_Place]) -> list[dict[str, Any]]:
    """Targets, province and nation on the bars; ticks have a white edge where they cross."""
    traces = []
    for marker in (EXPIRED, TARGET, NATION, PROVINCE):
        found = [
            (at / place.outcome.full, place.bar)
            for place in places
            for mark, at, _ in place.outcome.signs
            if mark is marker
        ]
        looks = [marker.plotly()]
        if marker.symbol == "line-ns":
            looks.insert(0, replace(marker, edge=theme.WHITE, rim=marker.rim + 3).plotly())
        traces += [_marks(found, look) for look in looks if found]
    return traces


def _marks(points: Sequence[tuple[float, float]], look: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "marker": look,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
