"""Years without a value: hidden ones keep a marked slot, unreported ones a sign on the axis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dashboard import theme
from dashboard.figures.points import Point, runs
from dashboard.figures.text import NARROW, markup, wrap
from dashboard.figures.words import say

LINE: Final = 16.0
"""Height of a line of small text, px."""
_MOST_YEARS: Final = 8


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
    word = "D" if short else say("hidden", language)
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
        "hoverinfo": "skip",
        **place,
    }
    return [strip, words]


def unreported_years(points: Sequence[Point]) -> list[int]:
    """Years between the first and the last in which no series has a value or a hidden one."""
    years = [point.year for point in points]
    known = {point.year for point in points if point.state != "not_reported"}
    return [year for year in range(min(years), max(years) + 1) if year not in known]


def unreported_marks(
    points: Sequence[Point], at: float, language: str, *, axis: str = ""
) -> list[dict[str, Any]]:
    """An ellipsis just above the axis in each year that nobody reported."""
    years = unreported_years(points)
    if not years:
        return []
    word = say("not_reported", language)
    return [
        {
            "type": "scatter",
            "mode": "text",
            "x": years,
            "y": [at] * len(years),
            "text": ["…"] * len(years),
            "textfont": {"size": 18, "color": theme.MUTED},
            "hoverinfo": "text",
            "hovertext": [f"{year}: {word}" for year in years],
            "name": word,
            "xaxis": f"x{axis}",
            "yaxis": f"y{axis}",
        }
    ]


def signs(named: Mapping[str, Sequence[Point]], language: str, *, short: bool) -> list[str]:
    """What the signs of this figure mean, in lines."""
    points = [point for one in named.values() for point in one]
    spread = [run for one in named.values() for run in runs(one) if run[0].lower is not None]
    shapes = [key for key, lone in (("band", False), ("bar", True)) if lone in map(_alone, spread)]
    notes = []
    if shapes:
        drawn = f" {say('and', language)} ".join(say(key, language) for key in shapes)
        notes.append(f"{drawn}: {say('interval', language)}")
    if unreported_years(points):
        notes.append(f"…: {say('not_reported', language)}")
    if short:
        notes.append(f"D: {say('hidden', language)}")
    return wrap(" · ".join(notes), NARROW) if notes else []


def _alone(run: Sequence[Point]) -> bool:
    return len(run) == 1
