"""Years without a value: hidden ones keep a marked slot, others a sign on the axis."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard import theme
from dashboard.figures.points import Point, runs
from dashboard.figures.text import NARROW, markup, wrap
from dashboard.figures.words import SIGNS, say

LINE: Final = 16.0
"""Height of a line of small text, px."""
_MOST_YEARS: Final = 8
_EMPTY: Final = ("no_rate", "not_reported", "no_data")


@dataclass(frozen=True)
class Slot:
    """Neighbouring years in which the same series are hidden; no names when there is one series."""

    first: int
    last: int
    names: tuple[str, ...]


def hidden_slots(named: Mapping[str, Sequence[Point]]) -> list[Slot]:
    """Hidden years in order, neighbours together."""
    hidden: dict[int, list[str]] = {}
    for name, points in named.items():
        for point in points:
            if point.state == "hidden":
                hidden.setdefault(point.year, []).append(name)
    slots: list[Slot] = []
    for year in sorted(hidden):
        names = tuple(hidden[year]) if len(named) > 1 else ()
        if slots and slots[-1].last == year - 1 and slots[-1].names == names:
            slots[-1] = Slot(slots[-1].first, year, names)
        else:
            slots.append(Slot(year, year, names))
    return slots


def shortened(slots: Sequence[Slot], years: int) -> bool:
    """Whether the word would run into its neighbour on a narrow screen, so that D stands for it."""
    return len(slots) > 1 and years > _MOST_YEARS


def height(slots: Sequence[Slot]) -> float:
    """Room the words of the slots take, px."""
    return LINE * max((1 + len(slot.names) for slot in slots), default=0)


def hidden_marks(
    slots: Sequence[Slot], at: float, unit: float, language: str, *, short: bool, axis: str = ""
) -> list[dict[str, Any]]:
    """A hatched strip in the slot of a hidden year, under the word, which hangs from `at`.

    `unit` is the value of one px of height.
    """
    if not slots:
        return []
    years = [year for slot in slots for year in range(slot.first, slot.last + 1)]
    place = {"xaxis": f"x{axis}", "yaxis": f"y{axis}", "name": say("hidden", language)}
    word = SIGNS["hidden"] if short else say("hidden", language)
    strip = {
        "type": "bar",
        "x": years,
        "y": [at - unit * (height(slots) + 6)] * len(years),
        "width": 0.8,
        "marker": {
            "color": theme.WHITE,
            "line": {"width": 0},
            "pattern": {"shape": "/", "fgcolor": theme.HATCH, "size": 7, "solidity": 0.2},
        },
        "hoverinfo": "text",
        "hovertext": [f"{year}: {say('hidden', language)}" for year in years],
        **place,
    }
    words = {
        "type": "scatter",
        "mode": "text",
        "x": [(slot.first + slot.last) / 2 for slot in slots],
        "y": [at] * len(slots),
        "text": [markup([word, *slot.names]) for slot in slots],
        "textposition": "bottom center",
        "textfont": {"size": theme.SMALL, "color": theme.MUTED},
        "cliponaxis": False,
        "hoverinfo": "skip",
        **place,
    }
    return [strip, words]


def empty_years(points: Sequence[Point]) -> dict[str, list[int]]:
    """Years between the first and the last without a value or a hidden one, by their state.

    A year without any row has no data yet, which is not the same as one that was not reported.
    """
    met: dict[int, set[str]] = {}
    for point in points:
        met.setdefault(point.year, set()).add(point.state)
    found: dict[str, list[int]] = {state: [] for state in _EMPTY}
    for year in range(min(met), max(met) + 1):
        states = met.get(year, {"no_data"})
        if not states & {"shown", "hidden"}:
            found[next(state for state in _EMPTY if state in states)].append(year)
    return {state: years for state, years in found.items() if years}


def empty_marks(
    points: Sequence[Point], at: float, language: str, *, axis: str = ""
) -> list[dict[str, Any]]:
    """A sign just above the axis in each year without a value."""
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": years,
            "y": [at] * len(years),
            "text": [SIGNS[state]] * len(years),
            "textfont": {"size": 18, "color": theme.MUTED},
            "hoverinfo": "text",
            "hovertext": [f"{year}: {say(state, language)}" for year in years],
            "name": say(state, language),
            "xaxis": f"x{axis}",
            "yaxis": f"y{axis}",
        }
        for state, years in empty_years(points).items()
    ]


def signs(
    named: Mapping[str, Sequence[Point]],
    language: str,
    *,
    short: bool,
    cuts: Collection[int] = (),
    more: Sequence[str] = (),
    in_bars: bool = False,
) -> list[str]:
    """What the signs of this figure mean, and `more` of them, in lines.

    `in_bars`: all intervals are upright lines.
    """
    points = [point for one in named.values() for point in one]
    spread = [run for one in named.values() for run in runs(one, cuts) if run[0].lower is not None]
    alone = {in_bars or len(run) == 1 for run in spread}
    shapes = [key for key, lone in (("band", False), ("bar", True)) if lone in alone]
    notes = []
    if shapes:
        drawn = f" {say('and', language)} ".join(say(key, language) for key in shapes)
        notes.append(f"{drawn}: {say('interval', language)}")
    met = [*empty_years(points), *(["hidden"] if short else [])]
    notes += [f"{SIGNS[state]}: {say(state, language)}" for state in met]
    notes += more
    return wrap(" · ".join(notes), NARROW) if notes else []
