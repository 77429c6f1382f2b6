"""Names beside signs: put where none covers another, else left out (the hover has them all)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_HIGH: Final = 15.0
"""Height of a name, px."""
_SIGN: Final = 6.0
"""Half the size of a sign, px."""
_AWAY: Final = 9.0
"""From the middle of a sign to its name, px."""


@dataclass(frozen=True)
class Spot:
    """A sign with its name: the middle in px from the upper left, and how wide the name is."""

    name: str
    x: float
    y: float
    wide: float


@dataclass(frozen=True)
class Side:
    """On which side of its sign a name stands, in Plotly's words and px (upwards)."""

    xanchor: str
    yanchor: str
    xshift: float
    yshift: float


_Box = tuple[float, float, float, float]
SIDES: Final = (
    Side("center", "bottom", 0, _AWAY - 2),
    Side("left", "middle", _AWAY, 0),
    Side("right", "middle", -_AWAY, 0),
    Side("center", "top", 0, 2 - _AWAY),
    Side("left", "bottom", 3, 3),
    Side("right", "bottom", -3, 3),
)


def placed(
    spots: Sequence[Spot], wanted: Sequence[int], across: float, tall: float
) -> dict[int, Side]:
    """The side of each of the `wanted` spots (by number, the most urgent first) that has room."""
    signs = [(one.x - _SIGN, one.y - _SIGN, one.x + _SIGN, one.y + _SIGN) for one in spots]
    taken: list[_Box] = []
    found: dict[int, Side] = {}
    for one in wanted:
        others = [*taken, *(sign for place, sign in enumerate(signs) if place != one)]
        for side in SIDES:
            box = _box(spots[one], side)
            if _inside(box, across, tall) and not any(_meet(box, other) for other in others):
                found[one] = side
                taken.append(box)
                break
    return found


def _box(spot: Spot, side: Side) -> _Box:
    """What a name covers: left, upper, right, lower edge."""
    starts = {"left": 0.0, "center": -spot.wide / 2, "right": -spot.wide}
    left = spot.x + side.xshift + starts[side.xanchor]
    tops = {"bottom": -_HIGH, "middle": -_HIGH / 2, "top": 0.0}
    upper = spot.y - side.yshift + tops[side.yanchor]
    return left, upper, left + spot.wide, upper + _HIGH


def _inside(box: _Box, across: float, tall: float) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= across + _SIGN and box[3] <= tall


def _meet(one: _Box, other: _Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
