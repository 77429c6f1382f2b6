"""A score moved by hand: which items are set to how many points, and what the total becomes.

A move names an item by its level and code and gives its points: blocks `klaster_1`, questions
`1/2a`. A scenario keeps them as text (`klaster_1=100;1/2a=3.5`, points with a dot); a link, where
such marks are not allowed, names items by their position on the form (`37-3.5`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

STEP: Final = 1e-6
LEVELS: Final = ("block", "question")
"""Levels whose scores can be moved."""
_ONE: Final = re.compile(
    r"(?P<item>[\w.]{1,40}(?:/[\w.]{1,20})?)=(?P<points>\d{1,4}(?:\.\d{1,2})?)"
)
_LINK: Final = re.compile(r"(?P<position>\d{1,4})-(?P<points>\d{1,4}(?:\.\d{1,2})?)")
_ROUND: Final = 6


@dataclass(frozen=True)
class Simulated:
    """`items` with `points` (as moved) and `change`; the total before and after, in points.

    `most` is the maximum of the form; a total above it is held there (`is_held`).
    """

    items: pd.DataFrame
    before: float
    after: float
    most: float
    is_held: bool

    @property
    def moved(self) -> pd.DataFrame:
        """The items whose points differ from what is loaded."""
        return self.items[self.items["change"].abs() > STEP]

    @property
    def change(self) -> float:
        """Points gained, negative when lost."""
        return round(self.after - self.before, _ROUND)


def code(level: str, block: str, indicator: str, question: str) -> str:
    """How an item is named in a move."""
    return block if level == "block" else f"{indicator}/{question}"


def simulate(
    items: pd.DataFrame, moves: Mapping[str, float], before: float, most: float
) -> Simulated:
    """The total once `moves` are made: the chosen total plus what each moved item changes.

    `items`, one level: level, block, indicator, question, score, max_score. Points are held between
    0 and the item's maximum. ValueError for a move of an item that is not there.
    """
    names = pd.Series(
        [code(*one) for one in zip(items["level"], items["block"], items["indicator"],
                                   items["question"], strict=True)],
        index=items.index, dtype=object,
    )  # fmt: skip
    strange = sorted(set(moves) - set(names))
    if strange:
        raise ValueError(f"no such item: {', '.join(strange)}")
    score = items["score"].astype("float64")
    wanted = names.map(moves).astype("float64").fillna(score)
    top = pd.concat([items["max_score"].astype("float64"), score], axis=1).max(axis=1)
    points = wanted.clip(lower=0.0).where(wanted <= top, top)
    change = (points - score).round(_ROUND)
    total = round(before + float(change.sum()), _ROUND)
    held = min(max(total, 0.0), max(most, before))
    return Simulated(
        items=items.assign(item=names, points=points, change=change),
        before=before,
        after=held,
        most=most,
        is_held=abs(total - held) > STEP,
    )


def as_text(moves: Mapping[str, float]) -> str:
    """Moves as they are kept: `klaster_1=100;1/2a=3.5`."""
    return ";".join(f"{item}={_plain(points)}" for item, points in moves.items())


def from_text(text: str) -> dict[str, float]:
    """The moves of a kept text. ValueError when it is none."""
    found: dict[str, float] = {}
    for part in filter(None, (one.strip() for one in text.split(";"))):
        one = _ONE.fullmatch(part)
        if one is None or one["item"] in found:
            raise ValueError(f"not a move: {part}")
        found[one["item"]] = float(one["points"])
    return found


def as_link(moves: Mapping[str, float], positions: Mapping[str, int]) -> str:
    """Moves by the place of each item on the form (`37-3.5,41-12`); others are left out."""
    return ",".join(
        f"{positions[item]}-{_plain(points)}" for item, points in moves.items() if item in positions
    )


def from_link(text: str, positions: Mapping[str, int]) -> dict[str, float]:
    """The moves of a link; what it says of no item of the form is not read."""
    names = {position: item for item, position in positions.items()}
    found: dict[str, float] = {}
    for part in text.split(","):
        one = _LINK.fullmatch(part)
        if one is not None and int(one["position"]) in names:
            found[names[int(one["position"])]] = float(one["points"])
    return found


def _plain(points: float) -> str:
    """At most two decimals, no trailing zeros."""
    return f"{points:.2f}".rstrip("0").rstrip(".")
